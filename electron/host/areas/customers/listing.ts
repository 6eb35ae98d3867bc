/**
 * A list is one or two stretches of rows: an order by follow-up begins with the customers that have one (known to the
 * local file) and goes on with all others, newest association first. Stretches are remembered until a file they come from changes.
 */

import { type Conditions, conditionsOf, withMore } from '#host/areas/customers/filter.ts'
import { type Found, find, type Gathered, gatherIds, type Key, keysAfter, keysAt } from '#host/areas/customers/find.ts'
import type { Order, OrderColumn } from '#host/areas/customers/ranges.ts'
import { openFollowUps } from '#host/areas/customers/rows.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts'
import { AppError } from '#shared/errors.ts'

export interface Files {
  readonly reader: Db
  readonly local: Db
}

const orderColumns: Readonly<Record<Exclude<CustomerSort['column'], 'followUpAt'>, OrderColumn>> = {
  associatedAt: 'associated_order',
  accountName: 'account_name',
  level: 'level_order',
  amount: 'amount_order',
  debt: 'debt_order',
}

const newestFirst: Order = { column: 'associated_order', descending: true }

/** Changes whenever a commit of any connection, or our own, changed one of the files. */
function versionOf(db: Db): string {
  const own = kept<number>(db, 'SELECT total_changes()').pluck().get()
  return `${db.pragma('data_version', { simple: true })}.${own}`
}

const REMEMBERED = 24

interface Memory {
  version: string
  readonly values: Map<string, unknown>
}
const memories = new WeakMap<Db, Memory>()

/** What `make` answered for `key` while the cache file did not change since; the least lately used goes first. */
export function remembered<T>(reader: Db, key: string, make: () => T): T {
  const version = versionOf(reader)
  let memory = memories.get(reader)
  if (memory?.version !== version) {
    memory = { version, values: new Map() }
    memories.set(reader, memory)
  }
  const { values } = memory
  const value = values.has(key) ? (values.get(key) as T) : make()
  values.delete(key)
  values.set(key, value)
  if (values.size > REMEMBERED) {
    const [oldest] = values.keys()
    if (oldest !== undefined) values.delete(oldest)
  }
  return value
}

/** Rows of one list, `ids` of them in order. */
export type Stretches = readonly [Found] | readonly [Gathered, Found]

function followUpStretches({ reader, local }: Files, conditions: Conditions, descending: boolean): Stretches {
  const dates = openFollowUps(local)
  const named = gatherIds(reader, conditions, newestFirst, [...dates.keys()])
  const customerId = kept<string>(reader, 'SELECT customer_id FROM customers WHERE id = ?').pluck()
  const keys = named.keys.map(([, id]): Key => [dates.get(customerId.get(id) as string) ?? 0, id])
  // Values are numbers here: a plain comparison is the database's own.
  keys.sort((a, b) => ((a[0] as number) - (b[0] as number) || a[1] - b[1]) * (descending ? -1 : 1))
  const head: Gathered = { kind: 'gathered', order: { column: 'associated_order', descending }, keys }
  if (conditions.followUp) return [head]
  const others =
    keys.length === 0
      ? []
      : [
          {
            sql: 'c.id NOT IN (SELECT value FROM json_each(?))',
            params: [JSON.stringify(keys.map(([, id]) => id))],
          },
        ]
  return [head, find(reader, withMore(conditions, others), newestFirst)]
}

/** The stretches of a list; `gone: 'both'` lists customers whether linked or not. */
export function stretchesOf(
  files: Files,
  scope: Scope,
  filter: CustomerFilter,
  sort: CustomerSort,
  options: { gone?: 'both' } = {},
): Stretches {
  const conditions = conditionsOf(filter, scope, options)
  const notes = conditions.followUp || sort.column === 'followUpAt' ? versionOf(files.local) : null
  return remembered(files.reader, JSON.stringify(['list', filter, sort, scope, options, notes]), () => {
    if (sort.column === 'followUpAt') return followUpStretches(files, conditions, sort.descending)
    const order = { column: orderColumns[sort.column], descending: sort.descending }
    if (conditions.followUp) return [gatherIds(files.reader, conditions, order, [...openFollowUps(files.local).keys()])]
    return [find(files.reader, conditions, order)]
  })
}

export interface Place {
  readonly stretch: number
  readonly key: Key
}

/** Values longer than this are looked up again by the row's id, so that a cursor stays short. */
const LONG_VALUE = 100

/** R-CUST-01: account names are always looked up again: a cursor neither tells one nor asks where one would stand. */
const isHidden = (found: Found | Gathered | undefined): boolean => found?.order.column === 'account_name'

export function writeCursor(stretches: Stretches, { stretch, key: [value, id] }: Place): string {
  const long = typeof value === 'string' && value.length > LONG_VALUE
  return JSON.stringify([stretch, long || isHidden(stretches[stretch]) ? null : value, id])
}

const unusable = (): AppError => new AppError('invalid-input', { field: 'after', retry: 'after-fix' })

export function readCursor(reader: Db, stretches: Stretches, text: string): Place {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw unusable()
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw unusable()
  const [stretch, value, id] = parsed as unknown[]
  if (!Number.isSafeInteger(id)) throw unusable()
  const found = stretch === 0 || stretch === 1 ? stretches[stretch] : undefined
  if (!found) throw unusable()
  const place = (known: string | number): Place => ({ stretch: stretch as number, key: [known, id as number] })
  if (value !== null && isHidden(found)) throw unusable()
  if (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) return place(value)
  const again = kept<string | number>(reader, `SELECT ${found.order.column} FROM customers WHERE id = ?`)
    .pluck()
    .get(id)
  if (value !== null || again === undefined) throw unusable()
  return place(again as string | number)
}

/** Up to `limit` places from one on (null = the beginning), or from a row number on. */
export function placesOf(
  reader: Db,
  stretches: Stretches,
  from: { after: Place | null } | { at: number },
  limit: number,
): Place[] {
  const places: Place[] = []
  let row = 'at' in from ? from.at : 0
  for (const [stretch, found] of stretches.entries()) {
    const missing = limit - places.length
    if (missing <= 0) break
    let keys: readonly Key[]
    if ('at' in from) {
      keys = keysAt(reader, found, row, missing)
      // Only the first of two stretches is ever passed over, and it is gathered.
      row = found.kind === 'gathered' ? Math.max(0, row - found.keys.length) : 0
    } else {
      if (from.after !== null && stretch < from.after.stretch) continue
      keys = keysAfter(reader, found, from.after?.stretch === stretch ? from.after.key : null, missing)
    }
    for (const key of keys) places.push({ stretch, key })
  }
  return places
}
