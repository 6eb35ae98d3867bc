/** Both sides of a move, now and afterwards. */
import { useTranslation } from 'react-i18next'
import { Figure } from '#renderer/parts/batch/RehearsalPanel.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { netOf } from '#shared/rules/funds.ts'
import type { MoveFacts } from './other.ts'

/** `amount` null while there is none that can be moved. */
export function MoveFigures({ kind, other, balance, grantable, amount }: MoveFacts & { amount: number | null }) {
  const { t } = useTranslation('funds')
  const change = amount === null ? null : kind === 'grant' ? amount : -amount
  return (
    <dl className="batch-figures" aria-live="polite">
      <Figure name={t('move.grantable')}>{grantable === null ? '—' : <Money amount={grantable} />}</Figure>
      {balance && (
        <Figure name={t(other.is === 'customer' ? 'move.customerBalance' : 'move.grantableReseller')}>
          <Money amount={balance.amount} />
        </Figure>
      )}
      {balance && balance.debt > 0 && (
        <Figure name={t('move.customerDebt')} bad>
          <Money amount={balance.debt} />
        </Figure>
      )}
      {balance && change !== null && (
        <Figure name={t('move.after')}>
          <Money amount={netOf(balance.amount, balance.debt) + change} strong />
        </Figure>
      )}
      {grantable !== null && change !== null && (
        <Figure name={t('move.afterGrantable')}>
          <Money amount={grantable - change} strong />
        </Figure>
      )}
    </dl>
  )
}
