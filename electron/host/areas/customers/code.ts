/** Filters by facets as comparisons of `code`, the packed digits of a customer (tables.ts). */

import { codeIndex, DIGIT_MASK, digits, type Facet, flags, OTHER, shiftOf } from '#host/areas/customers/tables.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

/** A facet's wanted values. */
export interface Term {
  readonly facet: Facet
  /** Bit d is set where rows of digit d fit; for `OTHER` it says that any other value does. */
  readonly fitting: number
  /** Wanted values without a digit of their own. */
  readonly others: readonly string[]
}

/** Conditions that `code` answers, alone but for values without a digit. */
export interface Packed {
  readonly terms: readonly Term[]
  /** Null: linked or not. */
  readonly gone: boolean | null
}

/** A bit for each digit. */
const DIGITS = 2 ** (DIGIT_MASK + 1) - 1

/** One of the listed values; an empty value is a value here. */
export function oneOf(facet: Facet, values: readonly string[]): Term {
  let fitting = 0
  const others = new Set<string>()
  for (const value of values) {
    const place = digits[facet].indexOf(value)
    if (place >= 0) fitting |= 1 << (place + 1)
    else others.add(value)
  }
  return { facet, fitting, others: [...others] }
}

/** Any value but these, which all have digits, and but none at all. */
export const noneOf = (facet: Facet, values: readonly string[]): Term => ({
  facet,
  fitting: DIGITS & ~1 & ~oneOf(facet, values).fitting,
  others: [],
})
const digitOf = (code: number, facet: Facet): number => (code >> shiftOf(facet)) & DIGIT_MASK

/** Whether rows of this code may be of this level ('' = none). */
export function holdsLevel(code: number, level: string): boolean {
  const digit = digitOf(code, 'level')
  const place = digits.level.indexOf(level)
  return place >= 0 ? digit === place + 1 : digit === OTHER || (digit === 0 && level === '')
}

/** Whether rows of this code fit; `perhaps` where the text of a value without a digit decides. */
export function fits(code: number, { terms, gone }: Packed): 'yes' | 'no' | 'perhaps' {
  if (gone !== null && ((code & flags.gone) !== 0) !== gone) return 'no'
  let answer: 'yes' | 'perhaps' = 'yes'
  for (const { facet, fitting, others } of terms) {
    const digit = digitOf(code, facet)
    if (((fitting >> digit) & 1) === 1) continue
    if (digit !== OTHER || others.length === 0) return 'no'
    answer = 'perhaps'
  }
  return answer
}

/** Exact conditions on `customers c`; texts of rows are read only where a value without a digit is wanted and met. */
export function packedSql({ terms, gone }: Packed): { sql: string; params: readonly string[] }[] {
  // Facets with one fitting digit, and the linking, are one comparison together.
  let mask = gone === null ? 0 : flags.gone
  let value = gone === true ? flags.gone : 0
  const more: { sql: string; params: readonly string[] }[] = []
  for (const { facet, fitting, others } of terms) {
    const shift = shiftOf(facet)
    const single = 31 - Math.clz32(fitting)
    if (others.length === 0 && fitting === 1 << single && (mask & (DIGIT_MASK << shift)) === 0) {
      mask |= DIGIT_MASK << shift
      value |= single << shift
      continue
    }
    const known = `${fitting} >> (c.code >> ${shift} & ${DIGIT_MASK}) & 1`
    const list = others.map(() => '?').join(', ')
    more.push(
      others.length === 0
        ? { sql: known, params: [] }
        : {
            sql: `CASE c.code & ${DIGIT_MASK << shift} WHEN ${OTHER << shift} THEN ifnull(c.${facet} IN (${list}), 0) ELSE ${known} END`,
            params: others,
          },
    )
  }
  return mask === 0 ? more : [{ sql: `c.code & ${mask} = ${value}`, params: [] }, ...more]
}

/** The different codes of all customers, a few hundred; needs the index of codes. */
export const codesOf = (reader: Db): number[] =>
  kept<number>(
    reader,
    // Jumps from one code to the next in the index.
    `WITH RECURSIVE step (code) AS (
       SELECT min(code) FROM customers INDEXED BY ${codeIndex}
       UNION ALL SELECT (SELECT min(code) FROM customers INDEXED BY ${codeIndex} WHERE code > step.code) FROM step WHERE step.code IS NOT NULL
     ) SELECT code FROM step WHERE code IS NOT NULL`,
  )
    .pluck()
    .all() as number[]
