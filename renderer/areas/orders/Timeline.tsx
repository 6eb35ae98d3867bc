/** What happened to an order and what is to come, by its own times; a time nobody told is left out. */
import { useTranslation } from 'react-i18next'
import type { OrderCard } from '#shared/contract/orders.ts'
import { orderStates } from '#shared/rules/orders.ts'
import { formatBeijing } from '#shared/time.ts'

export function Timeline({ card: { order, lines } }: { card: OrderCard }) {
  const { t } = useTranslation('orders')
  const times = (pick: 'effectiveAt' | 'expiresAt'): number[] =>
    (lines ?? []).flatMap((line) => (line[pick] === null ? [] : [line[pick]]))
  const effective = times('effectiveAt')
  const expires = times('expiresAt')
  const entries: [string, number | null][] = [
    [t('timeline.created'), order.createdAt],
    [t('timeline.deadline'), order.status === orderStates.pendingPayment ? order.pendingUntil : null],
    [t('timeline.paid'), order.paidAt],
    [t('timeline.effective'), effective.length > 0 ? Math.min(...effective) : null],
    [t('timeline.expires'), expires.length > 0 ? Math.min(...expires) : null],
    [t('timeline.gone'), order.goneAt],
  ]
  const known = entries.filter((entry): entry is [string, number] => entry[1] !== null).sort((a, b) => a[1] - b[1])
  return (
    <ol className="order-timeline">
      {known.map(([says, at]) => (
        <li key={says}>
          <span className="order-when">{formatBeijing(at)}</span>
          <span>{says}</span>
        </li>
      ))}
    </ol>
  )
}
