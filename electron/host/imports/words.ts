/** Sentences of the page's language with the facts of one row: `{{balance}}` and the like. */

import type { ImportProblem } from '#shared/contract/imports.ts'
import { factText } from '#shared/facts.ts'

/** A reason that the page had no words for is named as it is (Law 9). */
export function filled({ rule, reason, detail = {} }: ImportProblem, words: Readonly<Record<string, string>>): string {
  const sentence = words[rule === null ? reason : `${rule} ${reason}`]
  if (sentence === undefined) return rule === null ? reason : `${rule} ${reason}`
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = detail[name]
    return value === undefined ? whole : factText(name, value)
  })
}
