/** Marks of an application: its state, whose turn it is and until when; words for forms and refusals. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ChainTag, TurnMark } from '#renderer/parts/TurnMark.tsx'
import type { Application } from '#shared/contract/applications.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { factText } from '#shared/facts.ts'
import { chainState } from '#shared/rules/chains.ts'

export type ApplicationsT = TFunction<'applications'>

const words = (t: ApplicationsT, key: 'forms' | 'status' | 'todo' | 'association'): Record<string, string> =>
  t(key, { returnObjects: true })

/** A code in the program's words, or as it came. */
export const wordOf = (t: ApplicationsT, key: 'forms' | 'status' | 'association', code: string | null): string => {
  const known = words(t, key)
  if (code === null) return t('none')
  return Object.hasOwn(known, code) ? (known[code] ?? code) : code
}

export function StatusTag({ status }: { status: string | null }) {
  const { t } = useTranslation('applications')
  return <ChainTag status={status} state={chainState('payout', status)} labels={words(t, 'status')} />
}

/** What is to be done in a state, by whoever's turn it is. */
export const todoOf = (t: ApplicationsT, status: string | null): string => {
  const known = words(t, 'todo')
  return (status !== null && Object.hasOwn(known, status) && known[status]) || t('todo.unknown')
}

export const Turn = ({ application: { status, expectedBy }, now }: { application: Application; now: number }) => (
  <TurnMark state={chainState('payout', status)} expectedBy={expectedBy} now={now} />
)

export const rateText = (rate: number | null): string => (rate === null ? '' : `${rate / 100}%`)

/** The rule's own sentence for a refused call; null where it has none and the error is told as everywhere. */
export function refusedText(t: ApplicationsT, error: AppErrorValue | null): string | null {
  const { rule = 'outbox', reason, ...detail } = error?.detail ?? {}
  if (reason === undefined) return null
  const facts = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, factText(name, value)]))
  const text = (t as (key: string, options: object) => string)(`refusals.${rule}.${reason}`, {
    ...facts,
    defaultValue: '',
  })
  return text === '' ? null : text
}
