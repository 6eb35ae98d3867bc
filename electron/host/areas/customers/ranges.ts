/** Parts of an order in which rows of a filter can stand, as far as their codes tell: a walk passes over what lies between. */

import { holdsLevel } from '#host/areas/customers/code.ts'
import type { Condition, Param } from '#host/areas/customers/filter.ts'
import { flags, LEAST, orderIndexes } from '#host/areas/customers/tables.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

export type OrderColumn = keyof typeof orderIndexes

export interface Order {
  readonly column: OrderColumn
  readonly descending: boolean
}

/** From `low` to `high`, both included; an end that is missing is open. */
export interface Range {
  readonly low?: Param
  readonly high?: Param
}

export const compareValues = (a: Param, b: Param): number =>
  // SQLite orders text by its bytes.
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))

/** The different levels, in their order; a handful. */
const levelsOf = (reader: Db): string[] =>
  kept<string>(
    reader,
    `WITH RECURSIVE step (level) AS (
       SELECT min(level_order) FROM customers
       UNION ALL SELECT (SELECT min(level_order) FROM customers WHERE level_order > step.level) FROM step WHERE step.level IS NOT NULL
     ) SELECT level FROM step WHERE level IS NOT NULL`,
  )
    .pluck()
    .all() as string[]

/** In the way of the order, at least one. `codes`: those of rows that may fit, some; null where no index tells them. */
export function rangesOf(reader: Db, { column, descending }: Order, codes: readonly number[] | null): readonly Range[] {
  if (codes === null) return [{}]
  if (column === 'level_order') {
    const ranges: Range[] = []
    let open = false
    for (const level of levelsOf(reader)) {
      const holds = codes.some((code) => holdsLevel(code, level))
      const last = ranges.at(-1)
      if (holds && open && last) ranges[ranges.length - 1] = { ...last, high: level }
      else if (holds) ranges.push({ low: level, high: level })
      open = holds
    }
    return descending ? ranges.reverse() : ranges
  }
  if (column !== 'amount_order' && column !== 'debt_order') return [{}]
  const known = codes.filter((code) => (code & flags[column]) !== 0).length
  if (known === codes.length) return [{ low: LEAST + 1 }]
  return known === 0 ? [{ high: LEAST }] : [{}]
}

/** Both ends as conditions on `customers c`. */
export function within({ column }: Order, { low, high }: Range): Condition[] {
  const index = orderIndexes[column]
  return [
    ...(low === undefined ? [] : [{ sql: `c.${column} >= ?`, params: [low], index, bound: 'low' as const }]),
    ...(high === undefined ? [] : [{ sql: `c.${column} <= ?`, params: [high], index, bound: 'high' as const }]),
  ]
}

/** Where a value stands beside a range, in the way of the order: before it, in it, or behind it. */
export function placeOf(value: Param, { low, high }: Range, descending: boolean): 'before' | 'in' | 'behind' {
  if (low !== undefined && compareValues(value, low) < 0) return descending ? 'behind' : 'before'
  if (high !== undefined && compareValues(value, high) > 0) return descending ? 'before' : 'behind'
  return 'in'
}
