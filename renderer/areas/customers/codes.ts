/** Vendor codes of a customer with their words (domain: customers.md, Data); unknown ones fall through to CodeTag. */
import type { TFunction } from 'i18next'
import type { CodeLabel, CodeTone } from '#renderer/parts/CodeTag.tsx'

const tones = {
  associationType: { '1': 'violet', '2': 'accent' },
  verifiedStatus: { '-1': 'neutral', '0': 'warn', '1': 'bad', '2': 'good' },
  customerType: { '-1': 'neutral', '0': 'neutral', '1': 'neutral' },
  frozen: { '0': 'neutral', '1': 'warn', '2': 'bad' },
  newTag: { Y: 'accent', N: 'neutral', UNDETERMINED: 'warn' },
} as const satisfies Record<string, Record<string, CodeTone>>

export type CodeField = keyof typeof tones
export type Codes = Readonly<Record<CodeField, Readonly<Record<string, CodeLabel>>>>

export function codesOf(t: TFunction<'customers'>): Codes {
  const labels = <F extends CodeField>(field: F): Record<string, CodeLabel> =>
    Object.fromEntries(
      Object.entries(tones[field]).map(([value, tone]) => [
        value,
        { label: t(`code.${field}.${value}` as never) as string, tone },
      ]),
    )
  return {
    associationType: labels('associationType'),
    verifiedStatus: labels('verifiedStatus'),
    customerType: labels('customerType'),
    frozen: labels('frozen'),
    newTag: labels('newTag'),
  }
}

/** As text, for copying and for choices: an unknown value is named as such. */
export const codeText = (
  known: Readonly<Record<string, CodeLabel>>,
  value: string | null,
  unknown: (value: string) => string,
): string =>
  value === null || value === ''
    ? ''
    : ((Object.hasOwn(known, value) ? known[value]?.label : undefined) ?? unknown(value))
