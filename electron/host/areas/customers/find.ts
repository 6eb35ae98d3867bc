/**
 * Finds the rows of a filter in the order of a list. Few rows are gathered by the rarest condition, sorted and kept; many
 * are walked in the order's index with the conditions tested on the way. Both end at the same pages; which one is taken
 * is decided by counting no further than a few thousand index entries, so a page costs the same at any depth.
 */

import { codesOf, fits, type Packed } from '#host/areas/customers/code.ts'
import {
  type Condition,
  type Conditions,
  type Param,
  paramsOf,
  where,
  wordsCondition,
} from '#host/areas/customers/filter.ts'
import { compareValues, type Order, placeOf, type Range, rangesOf, within } from '#host/areas/customers/ranges.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import { codeIndex, debtIndex, keyIndex, managerIndex, orderIndexes } from '#host/areas/customers/tables.ts'
import { kept } from '#host/store/open.ts'
import { type Candidates, candidatesFor, countCandidates, MANY, searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'

/** Place of a row in an order. */
export type Key = readonly [value: Param, id: number]

export interface Limits {
  /** Up to so many rows are gathered and sorted: about as dear as walking past a hundred times as many. */
  readonly gather: number
  /** Up to so many hits of a search are. */
  readonly hits: number
}

const usualLimits: Limits = { gather: 1_000, hits: MANY }
/** Conditions are compared by counts no higher than this; above, by their usual rarity. */
const PROBE = 2_000
/** Rows of an order that are looked at to tell how far apart its matches lie, and how many make a walk quick. */
const FIRST_ROWS = 2_000
const ENOUGH = 12
/** Common words are compared by counts up to here. */
const COMMON = 16_000
/** Distance of the places remembered in a walk. */
const STEP = 5_000

const searchText = `${customerSearch.name}_text`

interface Source {
  readonly order: Order
  readonly conditions: readonly Condition[]
  /** Joins the folded text as `t`. */
  readonly joinsText: boolean
}

export interface Gathered {
  readonly kind: 'gathered'
  readonly order: Order
  readonly keys: readonly Key[]
}
export interface Walk extends Source {
  readonly kind: 'walk'
  readonly ranges: readonly Range[]
  /** Key of row number (i + 1) · STEP − 1 at place i; grows as far as somebody jumped. */
  readonly anchors: Key[]
}
export type Found = Gathered | Walk

/** Before the indexes are built after a first sync, statements do without them. */
export const hasIndex = (reader: Db, name: string): boolean =>
  kept(reader, `SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`).get(name) !== undefined

export const hint = (reader: Db, index: string | undefined): string =>
  index !== undefined && hasIndex(reader, index) ? `INDEXED BY ${index}` : ''

const text = (joins: boolean): string => (joins ? `CROSS JOIN ${searchText} t ON t.id = c.id` : '')

const direction = ({ column, descending }: Order): string => {
  const way = descending ? 'DESC' : 'ASC'
  return `c.${column} ${way}, c.id ${way}`
}

/** Where two conditions both have more rows than are counted: an index that holds what most filters ask comes first. */
const usualRarity: readonly string[] = [keyIndex, debtIndex, managerIndex, orderIndexes.associated_order, codeIndex]

/** Codes of rows that may fit; null before their index is built. */
const fittingCodes = (reader: Db, packed: Packed): number[] | null =>
  hasIndex(reader, codeIndex) ? codesOf(reader).filter((code) => fits(code, packed) !== 'no') : null

/** Rows of these codes, side by side. */
export const ofCodes = (codes: readonly number[]): Condition => ({
  sql: 'c.code IN (SELECT value FROM json_each(?))',
  params: [JSON.stringify(codes)],
  index: codeIndex,
})

interface Seek {
  readonly index: string
  /** Rows in it, counted up to PROBE + 1. */
  readonly count: number
  readonly condition: Condition
}

/** The conditions that an index answers, the rarest first. */
function seeksOf(reader: Db, { packed, rest }: Conditions, codes: readonly number[] | null): Seek[] {
  // That customers are linked is too common to be looked for.
  const asked = packed.terms.length > 0 || packed.gone === true
  return [...rest, ...(asked && codes ? [ofCodes(codes)] : [])]
    .flatMap((condition) => {
      const { index, sql, params } = condition
      if (index === undefined || !hasIndex(reader, index)) return []
      const statement = kept<number>(
        reader,
        `SELECT count(*) FROM (SELECT 1 FROM customers c INDEXED BY ${index} WHERE ${sql} LIMIT ${PROBE + 1})`,
      )
      return [{ index, condition, count: statement.pluck().get(...params) as number }]
    })
    .sort((a, b) => a.count - b.count || usualRarity.indexOf(a.index) - usualRarity.indexOf(b.index))
}

/** FROM and WHERE over the candidates of a search; the words' own condition is left out where the index is exact. */
export function amongCandidates(candidates: Candidates, conditions: readonly Condition[], words: readonly string[]) {
  const verify = candidates.exact ? [] : wordsCondition(words, true)
  const all = [...conditions, ...verify]
  return {
    sql: `FROM hit CROSS JOIN customers c ON c.id = hit.id ${text(verify.length > 0)} WHERE ${where(all)}`,
    with: `WITH hit (id) AS MATERIALIZED (${candidates.sql})`,
    params: [...candidates.params, ...paramsOf(all)],
  }
}

/** Candidates of a search that are few enough to be gathered; null where there is nothing to ask or too many. */
function fewCandidates(reader: Db, { words, hints }: Conditions, limit: number): Candidates | null {
  const asked = [...new Set([...words, ...hints])]
  if (asked.length === 0 || !searchBuilt(reader, customerSearch)) return null
  const candidates = candidatesFor(reader, customerSearch, asked)
  // Rows of several words are rarer than their candidates, and a walk to them is longer.
  const most = candidates.exact ? limit : 2 * limit
  return countCandidates(reader, candidates, most) <= most ? candidates : null
}

const read = (reader: Db, sql: string, params: readonly Param[]): Key[] =>
  kept<Key>(reader, sql)
    .raw()
    .all(...params) as Key[]

/** Chooses how the rows are found; the answer is good for as long as the data does not change. */
export function find(reader: Db, conditions: Conditions, order: Order, limits = usualLimits): Found {
  const gathered = (keys: Key[]): Gathered => ({ kind: 'gathered', order, keys })
  const columns = `c.${order.column}, c.id`
  const gatherAmong = (candidates: Candidates): Gathered => {
    const among = amongCandidates(candidates, conditions.all, conditions.words)
    return gathered(
      read(reader, `${among.with} SELECT ${columns} ${among.sql} ORDER BY ${direction(order)}`, among.params),
    )
  }
  const candidates = fewCandidates(reader, conditions, limits.hits)
  if (candidates) return gatherAmong(candidates)
  const codes = fittingCodes(reader, conditions.packed)
  if (codes?.length === 0) return gathered([])
  const built = conditions.words.length > 0 && searchBuilt(reader, customerSearch)
  const all = [...conditions.all, ...wordsCondition(conditions.words, built)]
  const seeks = seeksOf(reader, conditions, codes)
  const [rarest] = seeks
  // Several common conditions may be rare together: worth a look in one index, but not in every text.
  if (rarest && (rarest.count <= limits.gather || (seeks.length > 1 && conditions.words.length === 0))) {
    // Ids come from the index alone; rows are read for their place in the order only when few are left.
    const sought = rarest.index === codeIndex ? [rarest.condition, ...all] : all
    const ids = kept<number>(
      reader,
      `SELECT c.id FROM customers c INDEXED BY ${rarest.index} ${text(built)} WHERE ${where(sought)} LIMIT ${limits.gather + 1}`,
    )
      .pluck()
      .all(...paramsOf(sought))
    if (ids.length <= limits.gather) {
      const sql = `SELECT ${columns} FROM json_each(?) few CROSS JOIN customers c ON c.id = few.value ORDER BY ${direction(order)}`
      // In the order of the table: a page of it is read once.
      ids.sort((a, b) => a - b)
      return gathered(read(reader, sql, [JSON.stringify(ids)]))
    }
  }
  const source = { order, conditions: all, joinsText: built }
  // Words that are each common may hardly ever meet: then the rows of the rarest are fewer than those walked past.
  if (built && conditions.words.length + conditions.all.length > 1 && matchesAhead(reader, source) < ENOUGH) {
    const asked = [...new Set([...conditions.words, ...conditions.hints])]
    return gatherAmong(candidatesFor(reader, customerSearch, asked, COMMON))
  }
  return { kind: 'walk', ...source, ranges: rangesOf(reader, order, codes), anchors: [] }
}

/** Matches among the first rows of the order. */
function matchesAhead(reader: Db, { order, conditions, joinsText }: Source): number {
  const first = `SELECT c.id FROM customers c ${hint(reader, orderIndexes[order.column])} ORDER BY ${direction(order)} LIMIT ${FIRST_ROWS}`
  const sql = `SELECT count(*) FROM (${first}) first CROSS JOIN customers c ON c.id = first.id ${text(joinsText)} WHERE ${where(conditions)}`
  return kept<number>(reader, sql)
    .pluck()
    .get(...paramsOf(conditions)) as number
}

/** Gathers the rows whose ids a query of the other file named; few or many, all are taken. */
export function gatherIds(reader: Db, conditions: Conditions, order: Order, customerIds: readonly string[]): Gathered {
  const built = conditions.words.length > 0 && searchBuilt(reader, customerSearch)
  const all = [
    { sql: 'c.customer_id IN (SELECT value FROM json_each(?))', params: [JSON.stringify(customerIds)] },
    ...conditions.all,
    ...wordsCondition(conditions.words, built),
  ]
  const sql = `SELECT c.${order.column}, c.id FROM customers c ${hint(reader, keyIndex)} ${text(built)} WHERE ${where(all)} ORDER BY ${direction(order)}`
  return { kind: 'gathered', order, keys: read(reader, sql, paramsOf(all)) }
}

/** The statement of a walk from a place on: what tests look at, and what runs. */
export function walkSql(reader: Db, { order, conditions, joinsText }: Source, columns: string, from: boolean): string {
  const index = orderIndexes[order.column]
  const beyond = from ? ` AND (c.${order.column}, c.id) ${order.descending ? '<' : '>'} (?, ?)` : ''
  // The index must begin at the last key: a filter on the order's own column would make it begin at the filter instead.
  const passed = (condition: Condition): boolean =>
    from && condition.index === index && condition.bound !== (order.descending ? 'low' : 'high')
  const tested = conditions.map((condition) =>
    passed(condition) ? { ...condition, sql: `+${condition.sql}` } : condition,
  )
  return `SELECT ${columns} FROM customers c ${hint(reader, index)} ${text(joinsText)}
    WHERE ${where(tested)}${beyond} ORDER BY ${direction(order)} LIMIT ? OFFSET ?`
}

function walk(reader: Db, source: Walk, after: Key | null, limit: number, offset: number): Key[] {
  const { order, ranges } = source
  const keys: Key[] = []
  let skip = offset
  for (const range of ranges) {
    const place = after ? placeOf(after[0], range, order.descending) : 'before'
    if (place === 'behind') continue
    const from = place === 'in' ? after : null
    const inRange = { ...source, conditions: [...source.conditions, ...within(order, range)] }
    const params = [...paramsOf(inRange.conditions), ...(from ?? [])]
    const sql = walkSql(reader, inRange, `c.${order.column}, c.id`, from !== null)
    const found = read(reader, sql, [...params, limit - keys.length, skip])
    for (const key of found) keys.push(key)
    if (keys.length === limit) break
    if (found.length > 0) skip = 0
    else if (skip > 0) {
      const passed = kept<number>(reader, `SELECT count(*) FROM (${walkSql(reader, inRange, '1', from !== null)})`)
      skip -= passed.pluck().get(...params, skip, 0) as number
    }
  }
  return keys
}

/** Number of gathered keys up to and including the place `after`. */
function placeAfter({ keys, order }: Gathered, after: Key): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const key = keys[middle] as Key
    const way = compareValues(key[0], after[0]) || key[1] - after[1]
    if ((order.descending ? -way : way) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The next keys after a place; null = from the beginning. */
export function keysAfter(reader: Db, found: Found, after: Key | null, limit: number): readonly Key[] {
  if (found.kind === 'walk') return walk(reader, found, after, limit, 0)
  const start = after === null ? 0 : placeAfter(found, after)
  return found.keys.slice(start, start + limit)
}

/** Keys from row number `at` on; a walk goes from the nearest place remembered, and remembers those it passes. */
export function keysAt(reader: Db, found: Found, at: number, limit: number): readonly Key[] {
  if (found.kind === 'gathered') return found.keys.slice(at, at + limit)
  const { anchors } = found
  const wanted = Math.floor(at / STEP)
  while (anchors.length < wanted) {
    const [next] = walk(reader, found, anchors.at(-1) ?? null, 1, STEP - 1)
    if (!next) return []
    anchors.push(next)
  }
  return walk(reader, found, wanted === 0 ? null : (anchors[wanted - 1] ?? null), limit, at - wanted * STEP)
}
