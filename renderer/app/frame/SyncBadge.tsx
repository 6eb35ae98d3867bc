import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined'
import DisconnectOutlined from '@ant-design/icons/DisconnectOutlined'
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined'
import PauseCircleOutlined from '@ant-design/icons/PauseCircleOutlined'
import SyncOutlined from '@ant-design/icons/SyncOutlined'
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ageOf } from '#renderer/parts/AsOf.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { formatBeijing } from '#shared/time.ts'

type Mood = 'calm' | 'busy' | 'quiet' | 'attention'

/** What the badge says first: trouble before work, work before calm. */
export function moodOf(status: SyncStatus): { mood: Mood; word: keyof Words } {
  if (status.collections.some(({ pendingDeletion, state }) => pendingDeletion !== null || state === 'needs-you')) {
    return { mood: 'attention', word: 'needsYou' }
  }
  if (status.connection === 'signed-out') return { mood: 'attention', word: 'signed-out' }
  if (status.connection === 'offline') return { mood: 'quiet', word: 'offline' }
  if (status.phase === 'paused') return { mood: 'quiet', word: 'paused' }
  if (status.phase === 'finishing') return { mood: 'busy', word: 'finishing' }
  if (status.phase === 'running') return { mood: 'busy', word: status.total ? 'running' : 'runningUnknown' }
  if (status.error || status.collections.some(({ state }) => state === 'failed'))
    return { mood: 'attention', word: 'failed' }
  return { mood: 'calm', word: status.connection === 'online' ? 'online' : 'unknown' }
}

type Words = Record<
  | 'needsYou'
  | 'signed-out'
  | 'offline'
  | 'paused'
  | 'finishing'
  | 'running'
  | 'runningUnknown'
  | 'failed'
  | 'online'
  | 'unknown',
  string
>

const icons: Record<Mood, React.ReactNode> = {
  calm: <CheckCircleOutlined />,
  busy: <SyncOutlined spin />,
  quiet: <PauseCircleOutlined />,
  attention: <ExclamationCircleOutlined />,
}

function ageText(t: TFunction<'frame'>, asOf: number | null, now: number): string {
  if (asOf === null) return t('sync.never')
  const age = ageOf(asOf, now)
  if (age.unit === 'now') return t('sync.ageNow')
  const words = { minutes: 'sync.ageMinutes', hours: 'sync.ageHours', days: 'sync.ageDays' } as const
  return t(words[age.unit], { n: age.n })
}

/** One quiet badge: connection or work, and the age of the oldest data; a click leads to the sync page. */
export function SyncBadge() {
  const { t } = useTranslation('frame')
  const { t: tc } = useTranslation('common')
  const now = useNow(30_000)
  const status = useRead(api.sync.status, {}).data
  if (!status) return null
  const { mood, word } = moodOf(status)
  const percent = status.total ? Math.min(99, Math.floor((status.done / status.total) * 100)) : 0
  const text = t(`sync.${word}`, { percent })
  const age = ageText(t, status.asOf, now)
  const settled = status.phase === 'idle' && status.asOf !== null
  return (
    <Tooltip title={status.asOf === null ? t('sync.open') : tc('asOf', { at: formatBeijing(status.asOf) })}>
      <Link
        to="/sync"
        className={`sync-badge sync-${mood}`}
        aria-label={`${t('sync.open')}: ${text}, ${age}`}
        data-sync-state={settled ? 'done' : status.phase}
      >
        {word === 'offline' ? <DisconnectOutlined /> : icons[mood]}
        <span className="sync-word">{text}</span>
        <span className="sync-age">{age}</span>
      </Link>
    </Tooltip>
  )
}
