/** Bills that can be applied for, all chosen to begin with (R-INC-12); what already stands in an application says so. */
import { Button, Radio, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import type { ApplicableBill, BusinessInfo } from '#shared/contract/applications.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'
import { type PayoutForm, payoutForms, refuseInfo } from '#shared/rules/applications.ts'
import { ApplyDialog } from './ApplyDialog.tsx'
import { rateText, wordOf } from './cells.tsx'

export function BillsPanel({
  bills,
  info,
  offline,
}: {
  bills: readonly ApplicableBill[]
  info: BusinessInfo | null
  offline: boolean
}) {
  const { t } = useTranslation('applications')
  const mayApply = usePermitted('incentive.confirm') === true
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [form, setForm] = useState<PayoutForm>('BANK')
  const [applying, setApplying] = useState<readonly ApplicableBill[] | null>(null)
  const chosen = bills.filter(({ billId, intent }) => intent === null && !left.has(billId))
  const sum = sumFen(chosen.map(({ payable }) => fen(payable)))
  const ready = mayApply && chosen.length > 0 && refuseInfo(info) === null
  const start = ready ? (): void => setApplying(chosen) : null
  useCommand('new', start)
  return (
    <Panel title={t('bills.title')}>
      {bills.length === 0 ? (
        <EmptyState kind="nothing-yet" title={t('bills.empty')} text={t('bills.emptyText')} />
      ) : (
        <div className="applications-stack">
          {/* Scrolls by itself: antd's own scrolling repeats the head's checkbox in a hidden row that Tab would reach. */}
          <div className="applications-scroll">
            <Table<ApplicableBill>
              size="small"
              rowKey="billId"
              dataSource={bills}
              pagination={false}
              {...(mayApply
                ? {
                    rowSelection: {
                      selectedRowKeys: chosen.map(({ billId }) => billId),
                      onChange: (keys) => {
                        const kept = new Set(keys.map(String))
                        setLeft(new Set(bills.flatMap(({ billId }) => (kept.has(billId) ? [] : [billId]))))
                      },
                      getCheckboxProps: ({ billId, intent }) => ({ disabled: intent !== null, 'aria-label': billId }),
                    },
                  }
                : {})}
              columns={[
                { title: t('bills.period'), dataIndex: 'period' },
                { title: t('bills.plan'), render: (_, { planName, billId }) => planName ?? billId },
                {
                  title: t('bills.association'),
                  render: (_, { associationType }) => wordOf(t, 'association', associationType),
                },
                { title: t('bills.total'), align: 'right', render: (_, { total }) => <Money amount={total} /> },
                {
                  title: t('bills.frozen'),
                  align: 'right',
                  render: (_, { frozen, frozenReason }) => (
                    <span title={frozenReason ?? undefined}>
                      <Money amount={frozen} />
                    </span>
                  ),
                },
                { title: t('bills.tax'), align: 'right', render: (_, { taxRate }) => rateText(taxRate) },
                {
                  title: t('bills.payable'),
                  align: 'right',
                  render: (_, { payable }) => <Money amount={payable} strong />,
                },
                { title: t('bills.state'), render: (_, { intent }) => intent && <IntentMark intent={intent} /> },
              ]}
            />
          </div>
          {mayApply && (
            <>
              <fieldset className="applications-forms">
                <legend>{t('bills.form')}</legend>
                <Radio.Group value={form} onChange={({ target }) => setForm(target.value as PayoutForm)}>
                  {payoutForms.map((name) => (
                    <Radio key={name} value={name}>
                      {t(`forms.${name}`)}
                      <div className="quiet">{t(`formFacts.${name}`)}</div>
                    </Radio>
                  ))}
                </Radio.Group>
              </fieldset>
              <div className="applications-actions">
                <Button type="primary" title="N" disabled={start === null} onClick={() => start?.()}>
                  {t('bills.go')}
                </Button>
                <span>{t('bills.chosen', { n: chosen.length, amount: formatYuan(sum) })}</span>
              </div>
            </>
          )}
        </div>
      )}
      {applying && <ApplyDialog bills={applying} form={form} offline={offline} onClose={() => setApplying(null)} />}
    </Panel>
  )
}
