import { CloudOutlined, DisconnectOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNow } from '#renderer/parts/useNow.ts'
import { formatBeijing } from '#shared/time.ts'
import './parts.css'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Age = { unit: 'now' } | { unit: 'minutes' | 'hours' | 'days'; n: number }

/** Age in the largest whole unit; under a minute (or a clock that runs behind) is "now". */
export function ageOf(at: number, now: number): Age {
  const age = now - at
  if (age < MINUTE) return { unit: 'now' }
  if (age < HOUR) return { unit: 'minutes', n: Math.floor(age / MINUTE) }
  if (age < DAY) return { unit: 'hours', n: Math.floor(age / HOUR) }
  return { unit: 'days', n: Math.floor(age / DAY) }
}

/** How old the data is; the exact time in the tip; a quiet word where there is no network (Law 5). */
export function AsOf({ at, offline = false }: { at: number | null; offline?: boolean }) {
  const { t } = useTranslation('parts')
  const now = useNow(30_000)
  const age = at === null ? null : ageOf(at, now)
  const text = age === null ? t('asOf.never') : age.unit === 'now' ? t('asOf.now') : t(`asOf.${age.unit}`, { n: age.n })
  const exact = at === null ? t('asOf.neverTip') : t('asOf.tip', { at: formatBeijing(at) })
  return (
    <Tooltip title={offline ? `${exact} ${t('asOf.offlineTip')}` : exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard */}
      <span className="as-of" tabIndex={0}>
        {offline ? <DisconnectOutlined aria-hidden /> : <CloudOutlined aria-hidden />} {text}
        {offline && <span className="as-of-offline">{t('asOf.offline')}</span>}
      </span>
    </Tooltip>
  )
}
