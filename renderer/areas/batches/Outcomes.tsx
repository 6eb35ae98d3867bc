/** Why the items of a batch are where they are, the most first. */
import { useTranslation } from 'react-i18next'
import { whyText } from '#renderer/parts/batch/words.ts'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import type { BatchView } from '#shared/contract/batches.ts'

const number = new Intl.NumberFormat('en-US')

export function Outcomes({ outcomes, money }: { outcomes: BatchView['outcomes']; money: boolean }) {
  const { t } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  return (
    <ul className="batch-outcomes">
      {outcomes.map((outcome) => {
        const { state, why, released, rule, reason, vendorCode } = outcome
        return (
          <li key={`${state} ${why} ${released} ${rule} ${reason} ${vendorCode}`}>
            <IntentMark intent={outcome} />
            <span>{whyText({ t, outbox }, outcome)}</span>
            {rule && <code>{rule}</code>}
            <span className="batch-sum">
              {t('page.items', { n: number.format(outcome.count) })}
              {money && (
                <>
                  {' · '}
                  <Money amount={outcome.amount} />
                </>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
