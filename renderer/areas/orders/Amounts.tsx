/** From the list price to what is left to pay: every step with its sum, so that the figures can be added up. */
import { useTranslation } from 'react-i18next'
import { Money } from '#renderer/parts/Money.tsx'
import type { OrderCard } from '#shared/contract/orders.ts'
import { fen } from '#shared/money.ts'
import { wordOf } from './codes.ts'

export function Amounts({ card }: { card: OrderCard }) {
  const { t } = useTranslation('orders')
  const { order, amounts, discounts } = card
  const parts = discounts.filter(({ amount }) => amount !== null && amount !== 0)
  const told = parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  // The vendor rounds each discount by itself: what is missing to the amount is named, never hidden.
  const rest = order.official === null || order.amount === null ? 0 : order.official - told - order.amount
  const covers = [
    ['coupon', amounts.coupon],
    ['cashCoupon', amounts.cashCoupon],
    ['card', amounts.card],
  ] as const
  const row = (label: string, amount: number | null, kind = '') => (
    <tr key={label} className={kind}>
      <td>{label}</td>
      <td>{amount === null ? t('none') : <Money amount={fen(amount)} />}</td>
    </tr>
  )
  return (
    <table className="order-sum">
      <tbody>
        {row(t('column.official'), order.official)}
        {parts.map(({ type, amount }) =>
          row(`${t('amounts.less')} ${wordOf(t, 'discount', type)}`, amount === null ? null : -amount, 'order-part'),
        )}
        {rest !== 0 && row(t('amounts.rest'), -rest, 'order-part')}
        {row(t('column.amount'), order.amount, 'order-total')}
        {covers.map(
          ([kind, amount]) =>
            amount !== null &&
            amount !== 0 &&
            row(`${t('amounts.less')} ${t(`amounts.${kind}`)}`, -amount, 'order-part'),
        )}
        {order.covered !== 0 &&
          order.amount !== null &&
          row(t('amounts.payable'), order.amount - order.covered, 'order-total')}
        {amounts.consumed !== null && amounts.consumed !== 0 && row(t('amounts.consumed'), amounts.consumed)}
        {amounts.commission !== null && amounts.commission !== 0 && row(t('amounts.commission'), amounts.commission)}
      </tbody>
    </table>
  )
}
