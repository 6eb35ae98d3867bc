/** When the main resources of a customer end: one bar a month, those that renew by themselves apart. */
import { useTranslation } from 'react-i18next'
import { useNow } from '#renderer/parts/useNow.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { AUTO_RENEW } from '#shared/rules/resources.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'

const MONTHS = 12
const WIDTH = 720
const HEIGHT = 84
const BASE = 62
const TALLEST = 44
/** Ended, twelve months, later. */
const SLOTS = MONTHS + 2
const SLOT = WIDTH / SLOTS

export function ExpiryTimeline({ rows }: { rows: readonly PeriodResource[] }) {
  const { t } = useTranslation('resources')
  const now = useNow(3600_000)
  const mains = rows.filter(({ main, expireAt }) => main && expireAt !== null)
  if (mains.length === 0) return null
  const first = billingMonth(now)
  const slots = Array.from({ length: SLOTS }, (_, slot) => ({
    label:
      slot === 0 ? t('timeline.ended') : slot > MONTHS ? t('timeline.later') : monthAfter(first, slot - 1).slice(2),
    plain: 0,
    auto: 0,
  }))
  for (const { expireAt, expirePolicy } of mains) {
    const at = expireAt as number
    const month = billingMonth(at)
    const months =
      (Number(month.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(month.slice(5)) - Number(first.slice(5))
    const slot = slots[at < now ? 0 : Math.min(months + 1, MONTHS + 1)]
    if (slot) slot[expirePolicy === AUTO_RENEW ? 'auto' : 'plain'] += 1
  }
  const most = Math.max(...slots.map(({ plain, auto }) => plain + auto))
  const high = (n: number): number => (n === 0 ? 0 : Math.max(3, Math.round((n / most) * TALLEST)))
  return (
    <figure className="expiry-timeline">
      <figcaption>
        {t('timeline.title')}
        <span className="quiet">{t('timeline.total', { n: mains.length })}</span>
        <span className="timeline-key timeline-plain">{t('timeline.plain')}</span>
        <span className="timeline-key timeline-auto">{t('timeline.auto')}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('timeline.label')}>
        <line x1={0} x2={WIDTH} y1={BASE} y2={BASE} className="timeline-axis" />
        {slots.map(({ label, plain, auto }, slot) => {
          const x = slot * SLOT + SLOT * 0.25
          const low = high(plain)
          const total = high(plain + auto)
          return (
            <g key={label}>
              <title>{t('timeline.month', { month: label, n: plain + auto, auto })}</title>
              <rect x={x} y={BASE - low} width={SLOT / 2} height={low} className="timeline-plain" />
              <rect
                x={x}
                y={BASE - Math.max(total, low)}
                width={SLOT / 2}
                height={Math.max(total - low, 0)}
                className="timeline-auto"
              />
              {plain + auto > 0 && (
                <text x={x + SLOT / 4} y={BASE - Math.max(total, low) - 4} className="timeline-count">
                  {plain + auto}
                </text>
              )}
              <text x={x + SLOT / 4} y={HEIGHT - 6} className="timeline-label">
                {label}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
