import { Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './parts.css'

const number = new Intl.NumberFormat('en-US')

/** Milliseconds left at the pace since the start; null while too little is known. */
export function timeLeft(done: number, total: number | null, elapsedMs: number): number | null {
  if (total === null || done <= 0 || elapsedMs < 1000 || done >= total) return null
  return (elapsedMs / done) * (total - done)
}

/** Long work: a determinate bar, counts, time left, cancel. */
export function JobProgress({
  title,
  done,
  total,
  startedAt,
  onCancel,
}: {
  title: string
  done: number
  /** null where the amount of work is not known yet. */
  total: number | null
  /** UTC milliseconds. */
  startedAt: number
  onCancel?: () => void
}) {
  const { t } = useTranslation('parts')
  const [now, setNow] = useState(() => Date.now())
  // The pace is judged when progress comes, not between.
  const seen = useRef(done)
  useEffect(() => {
    if (seen.current === done) return
    seen.current = done
    setNow(Date.now())
  }, [done])
  const left = timeLeft(done, total, now - startedAt)
  const percent = total === null || total === 0 ? 0 : Math.floor((done / total) * 100)
  return (
    <div className="job-progress">
      <div className="job-line">
        <span>{title}</span>
        <span className="job-counts">
          {total === null ? number.format(done) : `${number.format(done)} / ${number.format(total)}`}
          {left !== null &&
            ` · ${left < 60_000 ? t('job.seconds', { n: Math.max(1, Math.round(left / 1000)) }) : t('job.minutes', { n: Math.ceil(left / 60_000) })}`}
        </span>
        {onCancel && (
          <Button size="small" onClick={onCancel}>
            {t('job.cancel')}
          </Button>
        )}
      </div>
      <Progress
        percent={percent}
        size="small"
        showInfo={total !== null}
        status="active"
        aria-label={title}
        aria-valuetext={total === null ? number.format(done) : `${number.format(done)} / ${number.format(total)}`}
      />
    </div>
  )
}
