/** Vendor codes of orders with their words (domain: authorization-and-orders.md); unknown ones fall through to CodeTag. */
import type { TFunction } from 'i18next'
import type { CodeLabel, CodeTone } from '#renderer/parts/CodeTag.tsx'

const tones = {
  status: {
    '1': 'warn',
    '2': 'violet',
    '3': 'accent',
    '4': 'neutral',
    '5': 'good',
    '6': 'warn',
    '9': 'warn',
    '10': 'neutral',
    '11': 'neutral',
    '12': 'neutral',
    '13': 'neutral',
  },
  orderType: {
    '1': 'accent',
    '2': 'good',
    '3': 'neutral',
    '4': 'violet',
    '10': 'neutral',
    '11': 'neutral',
    '13': 'neutral',
    '14': 'neutral',
    '15': 'neutral',
  },
  source: {
    '1': 'neutral',
    '2': 'accent',
    '3': 'neutral',
    '4': 'neutral',
    '5': 'neutral',
    '6': 'neutral',
    '7': 'neutral',
    '8': 'neutral',
  },
} as const satisfies Record<string, Record<string, CodeTone>>

export type CodeField = keyof typeof tones
export type OrderCodes = Readonly<Record<CodeField, Readonly<Record<string, CodeLabel>>>>

export function codesOf(t: TFunction<'orders'>): OrderCodes {
  const labels = (field: CodeField): Record<string, CodeLabel> =>
    Object.fromEntries(
      Object.entries(tones[field]).map(([value, tone]) => [
        value,
        { label: t(`code.${field}.${value}` as never) as string, tone: tone as CodeTone },
      ]),
    )
  return { status: labels('status'), orderType: labels('orderType'), source: labels('source') }
}

const paymentTones = {
  PENDING: 'warn',
  PAID: 'good',
  REJECTED: 'neutral',
  CUSTOMER_PAID: 'accent',
  CANCELLED: 'neutral',
  EXPIRED: 'neutral',
} as const satisfies Record<string, CodeTone>

export const paymentStateCodes = (t: TFunction<'orders'>): Readonly<Record<string, CodeLabel>> =>
  Object.fromEntries(
    Object.entries(paymentTones).map(([state, tone]) => [
      state,
      { label: t(`payments.state.${state}` as never) as string, tone },
    ]),
  )

/** A kind of discount or period by its word; one that the program does not know as it came. */
export function wordOf(
  t: TFunction<'orders'>,
  field: 'discount' | 'period' | 'payDiscount' | 'couponKind',
  code: string | null,
): string {
  if (code === null || code === '') return t('none')
  return (t as (key: string, options: object) => string)(`code.${field}.${code}`, { defaultValue: code })
}
