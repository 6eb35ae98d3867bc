/** What is wrong with a row, in a sentence; the rules' own words are those of the outbox. */
import type { i18n, TFunction } from 'i18next'
import { refusalText } from '#renderer/parts/intent.ts'
import type { ImportProblem, ImportReason } from '#shared/contract/imports.ts'
import { factText } from '#shared/facts.ts'

export interface ProblemTexts {
  t: TFunction<'imports'>
  outbox: TFunction<'outbox'>
}

export function problemText(
  { t, outbox }: ProblemTexts,
  problem: Pick<ImportProblem, 'rule' | 'reason' | 'detail'>,
): string {
  const { rule, reason, detail = {} } = problem
  if (rule !== null) return refusalText(outbox, { rule, reason, detail })
  const facts = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, factText(name, value)]))
  const text = (t as (key: string, facts: object) => string)(`problems.${reason}`, { ...facts, defaultValue: '' })
  return text || reason
}

/** A reason of many rows, whose facts differ: its sentence up to the first fact. */
export const reasonText = (texts: ProblemTexts, reason: Pick<ImportReason, 'rule' | 'reason'>): string => {
  const text = (texts.t as (key: string, options: object) => string)(
    `reasons.${reason.rule === null ? '' : `${reason.rule} `}${reason.reason}`,
    { defaultValue: '' },
  )
  return text || problemText(texts, { ...reason })
}

/** Sentences with their places open, for the copy of the file: `{{balance}}` is filled row by row. */
export function openSentences(
  i18n: i18n,
  language: string,
  reasons: readonly Pick<ImportReason, 'rule' | 'reason'>[],
): Record<string, string> {
  const words: Record<string, string> = {}
  for (const { rule, reason } of reasons) {
    const raw: unknown =
      rule === null
        ? i18n.getResource(language, 'imports', `problems.${reason}`)
        : i18n.getResource(language, 'outbox', `refusals.${rule}.${reason}`)
    if (typeof raw === 'string') words[rule === null ? reason : `${rule} ${reason}`] = raw
  }
  return words
}
