/** How long until the portal confirms incentive bills by itself, on every page and off line too; nothing where none awaits. */
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { daysLeft } from '#shared/rules/deadlines.ts'
import { formatBeijing } from '#shared/time.ts'

export function DeadlineBadge() {
  const { t } = useTranslation('deadlines')
  const allowed = usePermitted('incentive.read') === true
  const deadline = useRead(api.deadlines.next, {}, { enabled: allowed }).data?.deadline
  const now = useNow(60_000)
  // What has passed since the last reading is no countdown any more.
  if (!deadline || now >= deadline.until) return null
  const { period, until, warnFrom, openItems } = deadline
  const days = daysLeft(until, now)
  const left = days > 0 ? t('left', { days }) : t('today')
  const label = t('label', { period, until: formatBeijing(until), left, open: openItems })
  return (
    <Link
      to="/incentives"
      search={{ period }}
      className={`sync-badge ${now >= warnFrom ? 'sync-attention' : 'sync-busy'}`}
      aria-label={label}
      title={label}
      data-deadline={until}
    >
      <ClockCircleOutlined />
      <span>{t('short', { left })}</span>
    </Link>
  )
}
