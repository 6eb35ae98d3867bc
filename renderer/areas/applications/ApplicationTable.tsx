/** Applications of a period or all (R-INC-03), each with its state, whose turn it is, and what of its invoices is noted. */
import { Link } from '@tanstack/react-router'
import { Select, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import type { Application } from '#shared/contract/applications.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import { StatusTag, Turn, wordOf } from './cells.tsx'

export function ApplicationTable({
  list,
  period,
  onPeriod,
  onOpen,
}: {
  list: { rows: readonly Application[]; periods: readonly string[] }
  period: string | null
  onPeriod: (period: string | null) => void
  onOpen: (number: string) => void
}) {
  const { t } = useTranslation('applications')
  const now = useNow(60_000)
  const mayPrint = usePermitted('document.print') === true
  return (
    <Panel title={t('list.title')}>
      <div className="applications-actions">
        <FilterField label={t('list.period')}>
          {(id) => (
            <Select<string>
              id={id}
              className="applications-period"
              value={period ?? ''}
              options={[{ value: '', label: t('list.all') }, ...list.periods.map((value) => ({ value, label: value }))]}
              onChange={(value) => onPeriod(value === '' ? null : value)}
            />
          )}
        </FilterField>
        {period !== null && mayPrint && (
          <Link to="/documents" search={{ invoices: period }}>
            {t('list.print')}
          </Link>
        )}
      </div>
      <Table<Application>
        size="small"
        rowKey="number"
        dataSource={list.rows}
        pagination={list.rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState kind="nothing-yet" title={t('list.empty')} text={t('list.emptyText')} /> }}
        columns={[
          {
            title: t('list.number'),
            render: (_, { number, automatic }) => (
              <>
                <button type="button" className="link-button" onClick={() => onOpen(number)}>
                  {number}
                </button>{' '}
                {automatic && <Tag>{t('list.automatic')}</Tag>}
              </>
            ),
          },
          {
            title: t('list.period'),
            render: (_, { bills }) => [...new Set(bills.map((bill) => bill.period))].join('、'),
          },
          { title: t('list.form'), render: (_, { payoutForm }) => wordOf(t, 'forms', payoutForm) },
          {
            title: t('list.incentive'),
            align: 'right',
            render: (_, { incentive }) => <Money amount={incentive} />,
          },
          { title: t('list.total'), align: 'right', render: (_, { total }) => <Money amount={total} strong /> },
          {
            title: t('list.status'),
            render: (_, { status, rejectReason }) => (
              <>
                <StatusTag status={status} />
                {rejectReason !== null && <div className="applications-reason">{rejectReason}</div>}
              </>
            ),
          },
          { title: t('list.turn'), render: (_, application) => <Turn application={application} now={now} /> },
          { title: t('list.invoices'), render: (_, application) => <InvoicesSaid application={application} /> },
          {
            title: t('list.created'),
            render: (_, { createdAt }) => (createdAt === null ? t('none') : formatBeijing(createdAt).slice(0, 16)),
          },
        ]}
      />
    </Panel>
  )
}

function InvoicesSaid({ application: { invoiceAmount, invoices, mailing } }: { application: Application }) {
  const { t } = useTranslation('applications')
  if (invoiceAmount === 0) return <span className="quiet">{t('list.noInvoice')}</span>
  const noted = sumFen(invoices.map(({ amount }) => fen(amount)))
  if (mailing) return <>{t('list.mailed')}</>
  if (noted === invoiceAmount) return <>{t('list.complete')}</>
  if (noted === 0) return <>{t('none')}</>
  return <>{t('list.noted', { amount: formatYuan(noted), rest: formatYuan(fen(invoiceAmount - noted)) })}</>
}
