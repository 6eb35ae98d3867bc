/** Adjustment records 调账记录 as pages list them: newest first, matched to our intents by transaction id (R-CUST-36). */
import type { z } from 'zod'
import { namesOf } from '#host/areas/customers/names.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { AdjustFilter, AdjustRecord } from '#shared/contract/funds.ts'
import { AppError } from '#shared/errors.ts'
import { maskName } from '#shared/mask.ts'

type Filter = z.infer<typeof AdjustFilter>
type Row = z.infer<typeof AdjustRecord>
type Param = string | number

export interface AdjustBooks {
  readonly cache: Db
  readonly local: Db
  readonly scope: Scope
}

interface Stored {
  id: number
  trans_id: string
  customer_id: string
  customer_name: string | null
  operation: string
  amount: number
  currency: string
  apply_scene: string | null
  operated_at: number
  memo: string | null
}

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()
const cutOrNull = (text: string | null, length: number): string | null => (text === null ? null : cut(text, length))

/** Transaction ids of moves that this workstation made. */
const ourIds = (local: Db): string[] =>
  kept<string>(local, `SELECT effect_id FROM intents WHERE effect_id IS NOT NULL AND command GLOB 'funds.*'`)
    .pluck()
    .all() as string[]

/** R-CUST-03: somebody who does not see all customers sees the records of those in the scope. */
function scopeOf(scope: Scope): { sql: string; params: Param[] }[] {
  if (scope.kind === 'all') return []
  const managers = scope.kind === 'own' ? [scope.manager] : scope.managers
  return [
    {
      sql: `customer_id IN (SELECT c.customer_id FROM customers c WHERE c.manager <> '' AND c.manager IN (SELECT value FROM json_each(?)))`,
      params: [JSON.stringify(managers)],
    },
  ]
}

function conditionsOf({ local, scope }: AdjustBooks, filter: Filter): { sql: string; params: Param[] } {
  const operations = filter.operation?.filter((operation) => operation !== '') ?? []
  const parts: { sql: string; params: Param[] }[] = [{ sql: 'gone_at IS NULL', params: [] }, ...scopeOf(scope)]
  const add = (sql: string, ...params: Param[]): void => void parts.push({ sql, params })
  if (filter.customerId) add('customer_id = ?', filter.customerId)
  if (operations.length > 0) add('operation IN (SELECT value FROM json_each(?))', JSON.stringify(operations))
  if (filter.from !== undefined) add('operated_at >= ?', filter.from)
  if (filter.until !== undefined) add('operated_at < ?', filter.until)
  if (filter.transId) add('trans_id = ?', filter.transId)
  if (filter.ours !== undefined)
    add(`trans_id ${filter.ours ? 'IN' : 'NOT IN'} (SELECT value FROM json_each(?))`, JSON.stringify(ourIds(local)))
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.flatMap(({ params }) => params) }
}

/** `<time> <id>` of the last row seen. Throws `invalid-input` for anything else. */
function readCursor(cursor: string): [number, number] {
  const match = /^(\d{1,16}) (\d{1,16})$/.exec(cursor)
  if (!match) throw new AppError('invalid-input', { field: 'after' })
  return [Number(match[1]), Number(match[2])]
}

export function listRecords(
  books: AdjustBooks,
  { filter, after, at = 0, limit }: { filter: Filter; after: string | null; at?: number | undefined; limit: number },
): { rows: Row[]; next: string | null } {
  const { cache, local, scope } = books
  const { sql, params } = conditionsOf(books, filter)
  const last = after === null ? null : readCursor(after)
  const found = kept<Stored>(
    cache,
    `SELECT id, trans_id, customer_id, customer_name, operation, amount, currency, apply_scene, operated_at, memo
     FROM adjust_records WHERE ${sql}${last ? ' AND (operated_at, id) < (?, ?)' : ''}
     ORDER BY operated_at DESC, id DESC LIMIT ? OFFSET ?`,
  ).all(...params, ...(last ?? []), limit + 1, at)
  const shown = found.slice(0, limit)
  const names = namesOf(cache, scope, [...new Set(shown.map(({ customer_id }) => customer_id))])
  const intent = kept<string>(
    local,
    `SELECT intent_id FROM intents WHERE effect_id = ? AND command GLOB 'funds.*'`,
  ).pluck()
  const end = shown.at(-1)
  return {
    rows: shown.map(
      (row): Row => ({
        transId: cut(row.trans_id, 128),
        customerId: row.customer_id,
        customerName: cut(
          (Object.hasOwn(names, row.customer_id) ? names[row.customer_id] : null) ?? maskName(row.customer_name ?? ''),
          400,
        ),
        operation: cut(row.operation, 64),
        amount: row.amount,
        currency: cut(row.currency, 16),
        scene: cutOrNull(row.apply_scene, 400),
        operatedAt: row.operated_at,
        memo: cutOrNull(row.memo, 2000),
        intentId: (intent.get(row.trans_id) as string | undefined) ?? null,
      }),
    ),
    next: end && found.length > shown.length ? `${end.operated_at} ${end.id}` : null,
  }
}

/** Exact sums by direction, fen; what really moved. */
export function sumRecords(
  books: AdjustBooks,
  filter: Filter,
): { total: number; sums: { operation: string; count: number; amount: number }[] } {
  const { sql, params } = conditionsOf(books, filter)
  const rows = kept<{ operation: string; count: bigint; amount: bigint }>(
    books.cache,
    `SELECT operation, count(*) AS count, sum(amount) AS amount FROM adjust_records WHERE ${sql}
     GROUP BY operation ORDER BY operation LIMIT 50`,
  )
    .safeIntegers()
    .all(...params)
  const sums = rows.map(({ operation, count, amount }) => {
    const exact = Number(amount)
    if (!Number.isSafeInteger(exact)) throw new AppError('answer-unreadable', { detail: { reason: 'amount-range' } })
    return { operation: cut(operation, 64), count: Number(count), amount: exact }
  })
  return { total: sums.reduce((total, { count }) => total + count, 0), sums }
}
