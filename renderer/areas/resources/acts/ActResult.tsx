/** What became of each act, one line a resource: a batch that half succeeds says so for each of them. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { IntentMark, IntentNext } from '#renderer/parts/IntentState.tsx'
import { commandName, reasonOf } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import type { ResourceAct } from '#shared/contract/resources.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

export interface Named {
  readonly resourceId: string
  readonly name: string | null
}

/** @param named in the order of the acts; null = the acts stand by themselves, with command and time */
export function ActResult({ named, acts }: { named: readonly Named[] | null; acts: readonly ResourceAct[] }) {
  const { t } = useTranslation('outbox')
  const { t: own } = useTranslation('resources')
  return (
    <ul className="act-results" aria-live="polite">
      {acts.map(({ intent, resourceId, orderId, paid, refund }, n) => {
        const { says, safe, todo } = reasonOf(t, intent)
        const one = named?.[n]
        return (
          <li key={intent.intentId}>
            <div className="act-line">
              <strong>{one ? (one.name ?? one.resourceId) : commandName(t, intent.command)}</strong>
              {named === null && (
                <span className="quiet">
                  {resourceId} {formatBeijing(intent.acceptedAt).slice(0, 16)} {intent.author}
                </span>
              )}
              {intent.amount !== null && intent.amount !== 0 && refund === null && <Money amount={intent.amount} />}
              <IntentMark intent={intent} />
              <IntentNext intent={intent} />
              {orderId !== null && (
                <Link to="/orders/$orderId" params={{ orderId }}>
                  {own('act.order', { orderId })}
                </Link>
              )}
            </div>
            {paid === false && <div className="act-problem">{own('act.unpaid')}</div>}
            {refund !== null && <div>{own('act.refunded', { amount: formatYuan(fen(refund)) })}</div>}
            <div className="quiet">
              {says} {safe} {todo}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
