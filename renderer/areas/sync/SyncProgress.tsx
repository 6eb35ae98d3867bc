import { Progress, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { useDuration } from './useDuration.ts'

const number = new Intl.NumberFormat('en-US')
const tones = { online: 'success', offline: 'default', 'signed-out': 'error', unknown: 'default' } as const

/** Bytes in the unit that keeps three digits. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Connection and work of now: determinate bar, counts, rate, time left. */
export function SyncProgress({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('sync')
  const duration = useDuration()
  const { done, total, timeLeftMs, rowsPerSecond } = status
  const working = status.phase !== 'idle'
  const counts =
    total === null
      ? t('countsOpen', { done: number.format(done) })
      : t('counts', { done: number.format(done), total: number.format(total) })
  return (
    <section className="panel sync-now" aria-label={t('progress')}>
      <div className="sync-now-line">
        <Tag color={tones[status.connection]}>{t(`connections.${status.connection}`)}</Tag>
        <strong role="status">
          {status.first && working ? `${t('firstRun')} · ` : ''}
          {t(`phases.${status.phase}`)}
        </strong>
        {Math.abs(status.clockSkewMs) >= 5000 && (
          <span className="quiet">{t('skew', { n: Math.round(status.clockSkewMs / 1000) })}</span>
        )}
        {status.bytes > 0 && (
          <span className="quiet sync-bytes" data-bytes={status.bytes}>
            {t('bytes', { size: sizeText(status.bytes) })}
          </span>
        )}
      </div>
      {working && (
        <>
          <Progress
            percent={total ? Math.min(100, Math.floor((done / total) * 100)) : 0}
            showInfo={total !== null}
            status={status.phase === 'paused' ? 'normal' : 'active'}
            aria-label={t('progress')}
            aria-valuetext={counts}
          />
          <div className="sync-now-line quiet">
            <span>{counts}</span>
            {rowsPerSecond !== null && <span>{t('rate', { rate: number.format(Math.round(rowsPerSecond)) })}</span>}
            {status.phase === 'running' && (
              <span>
                {timeLeftMs === null ? t('leftUnknown') : t('left', { time: duration(Math.max(1000, timeLeftMs)) })}
              </span>
            )}
          </div>
        </>
      )}
    </section>
  )
}
