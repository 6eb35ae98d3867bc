import { Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { reasonOf } from '#renderer/parts/intent.ts'
import type { IntentEvent } from '#shared/contract/outbox.ts'
import { formatBeijing } from '#shared/time.ts'

type Event = z.infer<typeof IntentEvent>

/** Whether a line of the history was a released one: only its reason tells. */
const released = ({ why }: Event): boolean =>
  why !== 'needs-release' && why !== 'needs-code' && why !== 'ground-moved' && why !== 'newer-version'

/** How it came here, oldest first: each step with its minute and reason. */
export function IntentHistory({ events }: { events: readonly Event[] }) {
  const { t } = useTranslation('outbox')
  return (
    <Timeline
      className="intent-history"
      items={events.map((event, at) => {
        const { says, facts } = reasonOf(t, event)
        return {
          key: `${event.at} ${at}`,
          content: (
            <>
              <div className="intent-line">
                <IntentMark intent={{ state: event.state, released: released(event) }} />
                <time>{formatBeijing(event.at)}</time>
              </div>
              <div>{[says, ...facts].join(' ')}</div>
            </>
          ),
        }
      })}
    />
  )
}
