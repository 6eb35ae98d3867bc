/** What is known of a balance's past: observations from the local file, moves from the mirrored records. */

import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Fen } from '#shared/money.ts'
import { BURN_DAYS, burnPerDay, type Moved, netOf, type Observed } from '#shared/rules/funds.ts'
import { BEIJING_OFFSET_MS } from '#shared/time.ts'

export const DAY_MS = 86_400_000

/** Days since 1970 in Beijing time. */
export const dayOf = (at: number): number => Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS)

export const customerOwner = (customerId: string): string => `customer:${customerId}`
export const accountOwner = (accountId: string): string => `account:${accountId}`

interface DayRow {
  amount: number
  debt: number
  at: number
}

/** The newest observation before the burn's time, else the oldest there is; null without any. */
export function baseOf(local: Db, ownerId: number, now: number): Observed | null {
  const before = kept<DayRow>(
    local,
    'SELECT amount, debt, at FROM balance_days WHERE owner = ? AND day <= ? ORDER BY day DESC LIMIT 1',
  ).get(ownerId, dayOf(now) - BURN_DAYS)
  const row =
    before ??
    kept<DayRow>(local, 'SELECT amount, debt, at FROM balance_days WHERE owner = ? ORDER BY day LIMIT 1').get(ownerId)
  return row ? { net: netOf(row.amount, row.debt), at: row.at } : null
}

/** Sums of a customer's records after `from` up to `to`, fen; what came back at a dissociation counts as reclaimed. */
export function movedBetween(cache: Db, customerId: string, from: number, to: number): Moved {
  const rows = kept<{ operation: string; amount: bigint }>(
    cache,
    `SELECT operation, sum(amount) AS amount FROM adjust_records
     WHERE gone_at IS NULL AND customer_id = ? AND operated_at > ? AND operated_at <= ? GROUP BY operation`,
  )
    .safeIntegers()
    .all(customerId, from, to)
  const of = (fits: (operation: string) => boolean): number =>
    Number(rows.reduce((sum, { operation, amount }) => (fits(operation) ? sum + amount : sum), 0n))
  return {
    granted: of((operation) => operation === 'SOURCE_OPERATION_BEADJUST'),
    reclaimed: of(
      (operation) => operation === 'SOURCE_OPERATION_BERETRIEVE' || operation === 'SOURCE_OPERATION_BEUNBIND',
    ),
  }
}

/** Spending a day of a customer up to `to`, and since when it was watched. */
export function customerBurn(
  files: { readonly cache: Db; readonly local: Db },
  ownerId: number,
  customerId: string,
  to: Observed,
): { perDay: Fen | null; since: number | null } {
  const from = baseOf(files.local, ownerId, to.at)
  if (!from || from.at >= to.at) return { perDay: null, since: from?.at ?? null }
  return { perDay: burnPerDay(from, to, movedBetween(files.cache, customerId, from.at, to.at)), since: from.at }
}
