/** Lines of an order, and the members of a combined one. */
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import type { OrderCard, OrderLine } from '#shared/contract/orders.ts'
import { formatBeijing } from '#shared/time.ts'
import { codesOf, wordOf } from './codes.ts'

const amount = (value: number | null) => (value === null ? '' : <Money amount={value} />)
const time = (at: number | null): string => (at === null ? '' : formatBeijing(at))

export function Lines({ lines }: { lines: readonly OrderLine[] }) {
  const { t } = useTranslation('orders')
  const period = ({ periodType, periodNum }: OrderLine): string =>
    [periodNum, wordOf(t, 'period', periodType)].filter((part) => part !== null).join(' ')
  return (
    <Table<OrderLine>
      size="small"
      rowKey="lineId"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={lines}
      columns={[
        { title: t('line.service'), render: (_, line) => line.serviceName ?? line.serviceCode ?? '' },
        { title: t('line.spec'), render: (_, line) => line.spec ?? '' },
        { title: t('line.quantity'), align: 'right', render: (_, line) => line.quantity ?? '' },
        { title: t('line.period'), render: (_, line) => period(line) },
        { title: t('column.official'), align: 'right', render: (_, line) => amount(line.official) },
        {
          title: t('line.discounts'),
          render: (_, line) => line.discounts.map(({ type }) => wordOf(t, 'discount', type)).join('、'),
        },
        { title: t('column.amount'), align: 'right', render: (_, line) => amount(line.amount) },
        { title: t('line.effectiveAt'), render: (_, line) => time(line.effectiveAt) },
        { title: t('line.expiresAt'), render: (_, line) => time(line.expiresAt) },
        { title: t('line.id'), render: (_, line) => line.lineId },
      ]}
    />
  )
}

type Member = OrderCard['members'][number]

export function Members({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation('orders')
  const codes = codesOf(t)
  return (
    <Table<Member>
      size="small"
      rowKey="orderId"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={members}
      columns={[
        { title: t('column.orderId'), dataIndex: 'orderId' },
        { title: t('line.service'), render: (_, { serviceName }) => serviceName ?? '' },
        { title: t('column.status'), render: (_, { status }) => <CodeTag value={status} known={codes.status} /> },
        { title: t('column.official'), align: 'right', render: (_, member) => amount(member.official) },
        { title: t('column.amount'), align: 'right', render: (_, member) => amount(member.amount) },
      ]}
    />
  )
}
