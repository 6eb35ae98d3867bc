/**
 * Pages of coupons and records by the last key seen: an order's own index is walked with the filter tested on the way, or
 * the few rows of one customer are sorted. Tens of thousands of rows: no order needs more than that.
 */

import { couponConditions, recordConditions, tabCondition } from '#host/areas/coupons/filter.ts'
import { couponsOf, recordsOf } from '#host/areas/coupons/rows.ts'
import { type Condition, paramsOf, where } from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import {
  type CouponFilter,
  type CouponPage,
  type CouponRecord,
  type CouponSort,
  type CouponTab,
  couponTabs,
  type RecordFilter,
} from '#shared/contract/coupons.ts'
import { AppError } from '#shared/errors.ts'
import { type Fen, fen } from '#shared/money.ts'

type Key = readonly [value: number, id: number]

const orders = {
  createdAt: ['created_order', 'coupons_by_created'],
  expiresAt: ['expires_order', 'coupons_by_expires'],
  faceValue: ['face_value', 'coupons_by_face'],
  balance: ['balance_order', 'coupons_by_balance'],
  lastUsedAt: ['used_order', 'coupons_by_used'],
} as const satisfies Record<CouponSort['column'], readonly [column: string, index: string]>

/** Opaque to the page: the last key. Throws `invalid-input` for anything else. */
function readCursor(text: string | null): Key | null {
  if (text === null) return null
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text)
  if (!match) throw new AppError('invalid-input', { field: 'after' })
  return [Number(match[1]), Number(match[2])]
}

export interface Place {
  readonly after: string | null
  readonly at?: number | undefined
  readonly limit: number
}

interface Source {
  readonly table: 'coupons k' | 'coupon_records r'
  /** The order's column and the index to walk. */
  readonly order: string
  readonly index: string
  readonly descending: boolean
  readonly conditions: readonly Condition[]
}

/** Ids of one page, and the cursor of the next one. */
function page(
  reader: Db,
  { table, order, index, descending, conditions }: Source,
  { after, at, limit }: Place,
): { ids: number[]; next: string | null } {
  const alias = table.slice(-1)
  const key = `${alias}.${order}, ${alias}.id`
  const last = at === undefined ? readCursor(after) : null
  const all = last ? [...conditions, { sql: `(${key}) ${descending ? '<' : '>'} (?, ?)`, params: last }] : conditions
  const way = descending ? 'DESC' : 'ASC'
  const keys = kept<Key>(
    reader,
    `SELECT ${key} FROM ${table} INDEXED BY ${index} WHERE ${where(all)}
     ORDER BY ${alias}.${order} ${way}, ${alias}.id ${way} LIMIT ? OFFSET ?`,
  )
    .raw()
    .all(...paramsOf(all), limit, at ?? 0) as Key[]
  const end = keys.at(-1)
  return { ids: keys.map(([, id]) => id), next: keys.length < limit || !end ? null : `${end[0]}.${end[1]}` }
}

/** The index that leaves fewest rows where the filter names one thing; the order's own otherwise. */
function indexOf(filter: CouponFilter, ordered: string): string {
  if (filter.couponId) return 'coupons_key'
  if (filter.customerId) return 'coupons_of_customer'
  return filter.orderId ? 'coupons_of_order' : ordered
}

export function listCoupons(
  reader: Db,
  scope: Scope,
  { filter, sort, ...place }: Place & { filter: CouponFilter; sort: CouponSort },
  now: number,
): Omit<CouponPage, 'asOf'> {
  const [order, ordered] = orders[sort.column]
  const conditions = [...couponConditions(reader, filter, scope), ...tabCondition(filter.tab ?? 'all', now)]
  const source: Source = {
    table: 'coupons k',
    order,
    index: indexOf(filter, ordered),
    descending: sort.descending,
    conditions,
  }
  const { ids, next } = page(reader, source, place)
  return { rows: couponsOf(reader, ids), next }
}

export interface CouponCounts {
  total: number
  faceValue: Fen
  balance: Fen
  tabs: Record<CouponTab, number>
}

/** One pass over the rows of the filter, all tabs at once. */
export function countCoupons(reader: Db, scope: Scope, filter: CouponFilter, now: number): CouponCounts {
  const tab = filter.tab ?? 'all'
  const base = couponConditions(reader, filter, scope)
  const tabs = couponTabs.map((name) => ({ name, conditions: tabCondition(name, now) }))
  const chosen = tabCondition(tab, now)
  const sums = [
    ...tabs.map(({ name, conditions }) => `count(*) FILTER (WHERE ${where(conditions)}) AS "${name}"`),
    `ifnull(sum(k.face_value) FILTER (WHERE ${where(chosen)}), 0) AS face`,
    `ifnull(sum(k.balance) FILTER (WHERE ${where(chosen)}), 0) AS rest`,
  ]
  const index = indexOf(filter, orders.createdAt[1])
  const row = kept<Record<CouponTab | 'face' | 'rest', number>>(
    reader,
    `SELECT ${sums.join(', ')} FROM coupons k INDEXED BY ${index} WHERE ${where(base)}`,
  ).get(
    ...tabs.flatMap(({ conditions }) => paramsOf(conditions)),
    ...paramsOf(chosen),
    ...paramsOf(chosen),
    ...paramsOf(base),
  )
  if (!row) throw new Error('a sum without a row')
  const { face, rest, ...counts } = row
  return { total: counts[tab], faceValue: fen(face), balance: fen(rest), tabs: counts }
}

const recordIndex = ({ couponId, customerId, quotaId }: RecordFilter): string => {
  if (couponId) return 'coupon_records_of_coupon'
  if (customerId) return 'coupon_records_of_customer'
  return quotaId ? 'coupon_records_of_quota' : 'coupon_records_by_time'
}

export function listRecords(
  reader: Db,
  scope: Scope,
  { filter, descending, ...place }: Place & { filter: RecordFilter; descending: boolean },
): { rows: CouponRecord[]; next: string | null } {
  const source: Source = {
    table: 'coupon_records r',
    order: 'operated_order',
    index: recordIndex(filter),
    descending,
    conditions: recordConditions(reader, filter, scope),
  }
  const { ids, next } = page(reader, source, place)
  return { rows: recordsOf(reader, ids), next }
}

/** Records of the filter by operation type, most first. */
export function countRecords(
  reader: Db,
  scope: Scope,
  filter: RecordFilter,
): { total: number; types: { operationType: string; count: number; amount: Fen }[] } {
  const conditions = recordConditions(reader, filter, scope)
  const types = kept<{ operationType: string; count: number; amount: number }>(
    reader,
    `SELECT r.operation_type AS operationType, count(*) AS count, sum(r.amount) AS amount
     FROM coupon_records r INDEXED BY ${recordIndex(filter)} WHERE ${where(conditions)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
  ).all(...paramsOf(conditions))
  return {
    total: types.reduce((sum, { count }) => sum + count, 0),
    types: types.map((type) => ({ ...type, operationType: type.operationType.slice(0, 64), amount: fen(type.amount) })),
  }
}
