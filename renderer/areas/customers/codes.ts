/** Vendor codes of a customer with their words (domain: customers.md, Data); unknown ones fall through to CodeTag. */
import type { TFunction } from 'i18next'
import type { CodeLabel, CodeTone } from '#renderer/parts/CodeTag.tsx'

const tones = {
  associationType: { '1': 'purple', '2': 'blue' },
  verifiedStatus: { '-1': 'default', '0': 'gold', '1': 'red', '2': 'green' },
  customerType: { '-1': 'default', '0': 'default', '1': 'default' },
  frozen: { '0': 'default', '1': 'orange', '2': 'red' },
  newTag: { Y: 'cyan', N: 'default', UNDETERMINED: 'gold' },
} as const satisfies Record<string, Record<string, CodeTone>>

export type CodeField = keyof typeof tones
export type Codes = Readonly<Record<CodeField, Readonly<Record<string, CodeLabel>>>>

export const codeFields = Object.keys(tones) as CodeField[]

export function codesOf(t: TFunction<'customers'>): Codes {
  const labels = <F extends CodeField>(field: F): Record<string, CodeLabel> =>
    Object.fromEntries(
      Object.entries(tones[field]).map(([value, tone]) => [value, { label: t(`code.${field}.${value}` as never) as string, tone }]),
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
export const codeText = (known: Readonly<Record<string, CodeLabel>>, value: string | null, unknown: (value: string) => string): string =>
  value === null || value === '' ? '' : (Object.hasOwn(known, value) ? known[value]?.label : undefined) ?? unknown(value)
