/** Vendor codes of resources with their words; unknown ones fall through to CodeTag. */
import type { TFunction } from 'i18next'
import { DAY_MS } from '#renderer/areas/customers/dates.ts'
import type { CodeLabel, CodeTone } from '#renderer/parts/CodeTag.tsx'
import { BEIJING_OFFSET_MS } from '#shared/time.ts'

const tones = {
  status: { '2': 'good', '3': 'neutral', '4': 'bad', '5': 'warn' },
  onDemandStatus: { '1': 'good', '2': 'warn', '3': 'bad', '4': 'accent', '5': 'neutral', '6': 'neutral' },
  policy: { '0': 'neutral', '1': 'violet', '2': 'bad', '3': 'accent', '4': 'neutral', '5': 'bad' },
  packageStatus: { '0': 'neutral', '1': 'good', '2': 'warn', '3': 'neutral', '4': 'neutral' },
  reuseMode: { '1': 'accent', '2': 'violet' },
} as const satisfies Record<string, Record<string, CodeTone>>

type Field = keyof typeof tones

export function codesOf(t: TFunction<'resources'>): Readonly<Record<Field, Readonly<Record<string, CodeLabel>>>> {
  const labels = (field: Field): Record<string, CodeLabel> =>
    Object.fromEntries(
      Object.entries(tones[field]).map(([value, tone]) => [
        value,
        { label: t(`${field}.${value}` as never) as string, tone: tone as CodeTone },
      ]),
    )
  return {
    status: labels('status'),
    onDemandStatus: labels('onDemandStatus'),
    policy: labels('policy'),
    packageStatus: labels('packageStatus'),
    reuseMode: labels('reuseMode'),
  }
}

/** Days since 1970 in Beijing. */
const dayNumber = (at: number): number => Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS)

/** How far an end is away in days of the calendar, in words. */
export function distance(t: TFunction<'resources'>, at: number, now: number): string {
  const days = dayNumber(at) - dayNumber(now)
  if (days < 0) return t('daysAgo', { n: -days })
  return days === 0 ? t('today') : t('daysLeft', { n: days })
}
