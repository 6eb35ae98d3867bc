/** Marks of a bill: its state in the partner's words, and how long it may still be spoken about. */
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { IncentiveBill } from '#shared/contract/incentives.ts'
import { formatBeijing } from '#shared/time.ts'

const DAY = 86_400_000
/** R-INC-10: three working days before, a weekend among them. */
const WARN_DAYS = 5

export function StatusTag({ status }: { status: string | null }) {
  const { t } = useTranslation('incentives')
  const known: Record<string, string> = t('status', { returnObjects: true })
  if (status === null) return <>{t('none')}</>
  return <Tag color={status === 'TO_CONFIRM' ? 'processing' : 'default'}>{known[status] ?? status}</Tag>
}

export function DeadlineTag({ bill, now }: { bill: IncentiveBill | null; now: number }) {
  const { t } = useTranslation('incentives')
  if (bill?.announceEnd == null) return <>{t('none')}</>
  const at = formatBeijing(bill.announceEnd)
  if (bill.status !== 'TO_CONFIRM') return <span className="quiet">{at.slice(0, 10)}</span>
  const days = Math.floor((bill.announceEnd - now) / DAY)
  const text = days < 0 ? t('deadlinePast') : t('deadline', { days })
  return (
    <span title={at}>
      {at.slice(0, 10)} <Tag color={days < WARN_DAYS ? 'error' : 'warning'}>{text}</Tag>
    </span>
  )
}
