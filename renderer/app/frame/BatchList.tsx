/** Batches of intents on their way, beside the other long work. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { groupName } from '#renderer/parts/intent.ts'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import type { IntentGroup } from '#shared/contract/outbox.ts'
import { overOf } from '../useOpenGroups.ts'

export function BatchList({ groups }: { groups: readonly IntentGroup[] }) {
  const { t } = useTranslation('frame')
  const { t: to } = useTranslation('outbox')
  if (groups.length === 0) return null
  return (
    <ul className="jobs" aria-label={t('outbox.groups')}>
      {groups.slice(0, 5).map((group) => (
        <li key={group.groupId} className="job">
          <JobProgress
            title={groupName(to, group)}
            done={overOf(group)}
            total={group.total}
            startedAt={group.acceptedAt}
          />
          <Link to="/outbox" search={{ group: group.groupId, tab: 'all' }}>
            {t('outbox.show')}
          </Link>
        </li>
      ))}
    </ul>
  )
}
