/** What a balance is heading for, in words: mark, rate, day it runs out. Never by colour alone. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type CodeLabel, CodeTag } from '#renderer/parts/CodeTag.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import type { Outlook } from '#shared/contract/funds.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

const DAY_MS = 86_400_000
const YEAR_DAYS = 365

export const dayOf = (at: number): string => formatBeijing(at).slice(0, 10)

/** When it runs out, in words; '' where nothing is spent. */
export function runsOutText(t: TFunction<'funds'>, runsOutAt: number | null, now: number): string {
  if (runsOutAt === null) return ''
  const days = Math.floor((runsOutAt - now) / DAY_MS)
  if (days < 0) return t('outlook.runsOutNow')
  return days > YEAR_DAYS ? t('outlook.far') : t('outlook.runsOut', { days, day: dayOf(runsOutAt) })
}

export function WarningTag({ warning }: { warning: Outlook['warning'] }) {
  const { t } = useTranslation('funds')
  const known: Record<string, CodeLabel> = {
    low: { label: t('outlook.low'), tone: 'bad' },
    'runs-out': { label: t('outlook.runs-out'), tone: 'warn' },
    ok: { label: t('outlook.ok'), tone: 'good' },
  }
  return <CodeTag value={warning ?? 'ok'} known={known} />
}

export function OutlookLine({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation('funds')
  const now = useNow(60_000)
  const { perDay, runsOutAt, since, warning, net } = outlook
  if (net === null) return null
  const rate =
    perDay === null
      ? t('outlook.notYet')
      : perDay === 0
        ? t('outlook.none')
        : t('outlook.perDayOf', { amount: formatYuan(fen(perDay)) })
  return (
    <span className="outlook-line">
      {(warning !== null || perDay !== null) && <WarningTag warning={warning} />}
      <span>{rate}</span>
      {runsOutAt !== null && <span>{runsOutText(t, runsOutAt, now)}</span>}
      {since !== null && <span className="quiet">{t('outlook.since', { day: dayOf(since) })}</span>}
    </span>
  )
}
