/** Time left for a payment, told again as it runs; R-ORD-14. */
import { useTranslation } from 'react-i18next'
import { useNow } from '#renderer/parts/useNow.ts'
import { formatBeijing } from '#shared/time.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Under a day it is told to the second on a page about one order; in lists to the minute. */
export function TimeLeft({ until, exact = false }: { until: number; exact?: boolean }) {
  const { t } = useTranslation('orders')
  const now = useNow(exact ? 1_000 : 30_000)
  const left = until - now
  const text =
    left <= 0
      ? t('left.over')
      : left >= DAY
        ? t('left.days', { d: Math.floor(left / DAY), h: Math.floor((left % DAY) / HOUR) })
        : exact
          ? t('left.exact', {
              h: Math.floor(left / HOUR),
              m: Math.floor((left % HOUR) / MINUTE),
              s: Math.floor((left % MINUTE) / 1_000),
            })
          : t('left.hours', { h: Math.floor(left / HOUR), m: Math.floor((left % HOUR) / MINUTE) })
  const tone = left <= 0 ? 'over' : left < DAY ? 'soon' : 'far'
  return (
    <span className={`time-left time-left-${tone}`} title={t('left.until', { at: formatBeijing(until) })}>
      {text}
    </span>
  )
}
