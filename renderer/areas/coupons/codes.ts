/** Vendor codes of coupons and quotas with their words (domain: coupons.md); unknown ones fall through to CodeTag. */
import type { TFunction } from 'i18next'
import type { CodeLabel, CodeTone } from '#renderer/parts/CodeTag.tsx'

const tones = {
  couponType: { '1': 'accent', '2': 'neutral', '3': 'neutral', '4': 'violet' },
  status: { '1': 'neutral', '2': 'good', '3': 'accent', '4': 'neutral', '5': 'warn' },
  quotaType: { '0': 'accent', '1': 'violet' },
  quotaStatus: { '0': 'good', '3': 'neutral', '4': 'warn', '5': 'bad', '6': 'neutral' },
  frozen: { '0': 'neutral', '1': 'bad' },
  operationType: {
    '1': 'good',
    '2': 'warn',
    '3': 'violet',
    '4': 'neutral',
    '5': 'violet',
    '6': 'violet',
    '7': 'violet',
    '8': 'violet',
    '9': 'accent',
    '10': 'good',
    '11': 'warn',
  },
  result: { '0': 'good', '-1': 'bad' },
} as const satisfies Record<string, Record<string, CodeTone>>

export type CodeField = keyof typeof tones
export type CouponCodes = Readonly<Record<CodeField, Readonly<Record<string, CodeLabel>>>>

export function codesOf(t: TFunction<'coupons'>): CouponCodes {
  const labels = (field: CodeField): Record<string, CodeLabel> =>
    Object.fromEntries(
      Object.entries(tones[field]).map(([value, tone]) => [
        value,
        { label: t(`code.${field}.${value}` as never) as string, tone: tone as CodeTone },
      ]),
    )
  return {
    couponType: labels('couponType'),
    status: labels('status'),
    quotaType: labels('quotaType'),
    quotaStatus: labels('quotaStatus'),
    frozen: labels('frozen'),
    operationType: labels('operationType'),
    result: labels('result'),
  }
}
