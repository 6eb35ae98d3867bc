/** What one more order, product or customer would earn by the policy of the month; nothing is promised by it. */
import { Alert, Button, Input, Radio, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { parseMinor } from '#shared/money.ts'
import { useNames } from './Differences.tsx'

export function WhatIf({ period }: { period: string }) {
  const { t } = useTranslation('statements')
  const [by, setBy] = useState<'order' | 'customer'>('order')
  const [chosenPlan, setPlan] = useState<string | null>(null)
  const [product, setProduct] = useState<string | null>(null)
  const [customerId, setCustomer] = useState<string | null>(null)
  const [amount, setAmount] = useState('')
  const plans = (useRead(api.incentives.summary, { period }).data?.plans ?? []).flatMap(
    ({ planCode }) => planCode ?? [],
  )
  const products = useRead(api.products.list, {}).data?.serviceTypes ?? []
  const customers = useRead(api.incentives.customers, { period, from: 0, limit: 200 }).data?.rows ?? []
  const names = useNames(customers)
  const ask = useWrite(api.incentives.whatIf)
  const plan = chosenPlan ?? plans[0] ?? null
  const base = parseMinor(foldWidth(amount).replaceAll(',', '').trim())
  const ready = plan !== null && (by === 'customer' ? customerId !== null : product !== null && base !== null)
  const go = (): void => {
    if (plan === null) return
    if (by === 'customer' && customerId !== null) ask.mutate({ period, planCode: plan, of: { customerId } })
    else if (product !== null && base !== null)
      ask.mutate({ period, planCode: plan, of: { serviceTypeCode: product, base: String(base) } })
  }
  return (
    <div className="incentives-stack">
      <div className="incentives-actions">
        <Radio.Group
          optionType="button"
          value={by}
          onChange={({ target }) => setBy(target.value as 'order' | 'customer')}
          options={(['order', 'customer'] as const).map((value) => ({ value, label: t(`whatIf.${value}`) }))}
        />
        <Select
          aria-label={t('whatIf.plan')}
          className="incentives-choice"
          value={plan}
          options={plans.map((value) => ({ value, label: value }))}
          onChange={setPlan}
        />
        {by === 'order' ? (
          <>
            <Select
              aria-label={t('whatIf.product')}
              placeholder={t('whatIf.product')}
              className="incentives-choice"
              showSearch={{ optionFilterProp: 'label' }}
              value={product}
              options={products.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={setProduct}
            />
            <Input
              aria-label={t('whatIf.amount')}
              placeholder={t('whatIf.amount')}
              className="incentives-period"
              value={amount}
              maxLength={24}
              onChange={({ target }) => setAmount(target.value)}
              onPressEnter={go}
            />
          </>
        ) : (
          <Select
            aria-label={t('whatIf.like')}
            placeholder={t('whatIf.like')}
            className="incentives-choice"
            showSearch={{ optionFilterProp: 'label' }}
            value={customerId}
            options={customers.map((row) => ({
              value: row.customerId,
              label: names[row.customerId] ?? row.customerId,
            }))}
            onChange={setCustomer}
          />
        )}
        <Button type="primary" disabled={!ready} loading={ask.isPending} onClick={go}>
          {t('whatIf.go')}
        </Button>
      </div>
      {ask.error && <ErrorNotice error={ask.error} />}
      {ask.data && (
        <>
          <Alert
            type="info"
            role="status"
            title={
              <>
                {t('whatIf.total')} <Minor amount={ask.data.incentive} strong />
              </>
            }
            description={t('whatIf.text')}
          />
          <Table
            size="small"
            rowKey="serviceTypeCode"
            dataSource={ask.data.rows}
            pagination={false}
            columns={[
              { title: t('whatIf.product'), dataIndex: 'serviceTypeCode' },
              { title: t('whatIf.base'), align: 'right', render: (_, row) => <Minor amount={row.base} /> },
              { title: t('whatIf.rate'), align: 'right', render: (_, { rate }) => `${rate / 100}%` },
              { title: t('whatIf.why'), render: (_, { reason }) => t(`whatIf.reasons.${reason}`) },
              { title: t('whatIf.earns'), align: 'right', render: (_, row) => <Minor amount={row.incentive} strong /> },
            ]}
          />
        </>
      )}
    </div>
  )
}
