/** What became of each act, one line a resource: a batch that half succeeds says so for each of them. */
import { useTranslation } from 'react-i18next'
import { IntentMark, IntentNext } from '#renderer/parts/IntentState.tsx'
import { reasonOf } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import type { IntentView } from '#shared/contract/outbox.ts'

export interface Named {
  readonly resourceId: string
  readonly name: string | null
}

export function ActResult({ resources, intents }: { resources: readonly Named[]; intents: readonly IntentView[] }) {
  const { t } = useTranslation('outbox')
  return (
    <ul className="act-results" aria-live="polite">
      {intents.map((intent, n) => {
        const { says, safe, todo } = reasonOf(t, intent)
        const resource = resources[n]
        return (
          <li key={intent.intentId}>
            <div className="act-line">
              <strong>{resource ? (resource.name ?? resource.resourceId) : ''}</strong>
              {intent.amount !== null && intent.amount !== 0 && <Money amount={intent.amount} />}
              <IntentMark intent={intent} />
              <IntentNext intent={intent} />
            </div>
            <div className="quiet">
              {says} {safe} {todo}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
