/** The desk's codes of requests with their words; unknown ones fall through to CodeTag. */
import type { TFunction } from 'i18next'
import type { CodeLabel, CodeTone } from '#renderer/parts/CodeTag.tsx'

const tones = {
  kind: { SWITCH: 'violet', DISSOCIATE: 'warn' },
  side: { PARTNER: 'accent', CUSTOMER: 'violet' },
  state: { PENDING: 'warn', AGREED: 'good', DECLINED: 'bad', LAPSED: 'neutral' },
} as const satisfies Record<string, Record<string, CodeTone>>

type Field = keyof typeof tones

export const requestCodes = (t: TFunction<'associations'>): Record<Field, Record<string, CodeLabel>> =>
  Object.fromEntries(
    (Object.keys(tones) as Field[]).map((field) => [
      field,
      Object.fromEntries(
        Object.entries(tones[field]).map(([value, tone]) => [
          value,
          { label: t(`codes.${field}.${value}` as never) as string, tone },
        ]),
      ),
    ]),
  ) as Record<Field, Record<string, CodeLabel>>

/** A check item by its words; one that the program does not know by its code (Law 9). */
export const itemText = (t: TFunction<'associations'>, item: string): string =>
  (t as (key: string, options: object) => string)(`items.${item}`, { defaultValue: item })
