/** Where balances are heading: history and warnings, from what is kept here, so offline too. */
import type { z } from 'zod'
import { conditionsOf, paramsOf, where } from '#host/areas/customers/filter.ts'
import { accountOwner, customerBurn, customerOwner, DAY_MS, dayOf } from '#host/areas/funds/observed.ts'
import { grantableHere } from '#host/areas/funds/queries.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import {
  type BalancePoint,
  type Outlook,
  Thresholds,
  WARNED_COUNTED,
  type WarnedCustomer,
} from '#shared/contract/funds.ts'
import { AppError } from '#shared/errors.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { type Fen, fen } from '#shared/money.ts'
import {
  BURN_DAYS,
  firstThresholds,
  netOf,
  runsOutAt,
  SHORTEST_OBSERVATION_MS,
  warningOf,
} from '#shared/rules/funds.ts'

type Point = z.infer<typeof BalancePoint>
type View = z.infer<typeof Outlook>
type Warned = z.infer<typeof WarnedCustomer>

/** `now`: UTC milliseconds. */
export interface Books {
  readonly cache: Db
  readonly local: Db
  readonly scope: Scope
  readonly now: number
}

export function readThresholds(local: Db): z.infer<typeof Thresholds> {
  const row = kept(
    local,
    'SELECT partner_low AS partnerLow, customer_low AS customerLow, days FROM funds_thresholds',
  ).get()
  return row === undefined ? { ...firstThresholds } : Thresholds.parse(row)
}

export function writeThresholds(local: Db, { partnerLow, customerLow, days }: z.infer<typeof Thresholds>): void {
  kept(
    local,
    'INSERT OR REPLACE INTO funds_thresholds (only, partner_low, customer_low, days) VALUES (1, ?, ?, ?)',
  ).run(partnerLow, customerLow, days)
}

/** Days of history that a page shows. */
const SHOWN_DAYS = BURN_DAYS * 2

function historyOf(local: Db, owner: string, now: number): Point[] {
  return kept<Point>(
    local,
    `SELECT d.amount, d.debt, d.at FROM balance_days d JOIN balance_owners o ON o.id = d.owner
     WHERE o.owner = ? AND d.day >= ? ORDER BY d.day LIMIT 200`,
  ).all(owner, dayOf(now) - SHOWN_DAYS)
}

/**
 * The partner's drain is what it grants less what it takes back; customers' spending of granted money drains it no more
 * (customers.md, Amount formulas). Over the last days, or since the first record where that is later.
 */
export function partnerOutlook({ cache, local, now }: Books, asOf: number | null): { partner: View; history: Point[] } {
  const net = grantableHere(cache)
  const account = kept<string>(
    cache,
    `SELECT account_id FROM partner_accounts WHERE account_type = '1' AND gone_at IS NULL ORDER BY account_id LIMIT 1`,
  )
    .pluck()
    .get()
  const first = kept<number | null>(cache, 'SELECT min(operated_at) FROM adjust_records WHERE gone_at IS NULL')
    .pluck()
    .get()
  const since = typeof first === 'number' ? Math.max(first, now - BURN_DAYS * DAY_MS) : null
  const perDay = since === null ? null : netGranted(cache, since, now)
  const runsOut = net === null || asOf === null ? null : runsOutAt({ net, at: asOf }, perDay)
  const { partnerLow, days } = readThresholds(local)
  return {
    partner: {
      net,
      perDay,
      runsOutAt: runsOut,
      since,
      warning: net === null ? null : warningOf({ net, runsOut, now }, { low: partnerLow, days }),
      asOf,
    },
    history: account === undefined ? [] : historyOf(local, accountOwner(account), now),
  }
}

function netGranted(cache: Db, since: number, now: number): Fen | null {
  if (now - since < SHORTEST_OBSERVATION_MS) return null
  const sum = kept<bigint | null>(
    cache,
    `SELECT sum(CASE operation WHEN 'SOURCE_OPERATION_BEADJUST' THEN amount ELSE -amount END) FROM adjust_records
     WHERE gone_at IS NULL AND operated_at >= ?`,
  )
    .safeIntegers()
    .pluck()
    .get(since)
  const perDay = ((sum ?? 0n) * BigInt(DAY_MS)) / BigInt(now - since)
  return fen(Math.max(0, Number(perDay)))
}

interface Balance {
  id: number
  customer_id: string
  name: string | null
  account_name: string
  manager_name: string | null
  amount: number
  debt: number | null
  balance_as_of: number | null
}

const resaleWithBalance = `c.association_type = '2' AND c.gone_at IS NULL AND c.amount IS NOT NULL`
const columns = `c.customer_id, c.name, c.account_name, c.amount, c.debt, c.balance_as_of,
  (SELECT m.name FROM account_managers m WHERE m.account_name = c.manager) AS manager_name`

function outlookOf({ cache, local, now }: Books, row: Balance, limits: { low: number; days: number }): View {
  const net = netOf(row.amount, row.debt ?? 0)
  const asOf = row.balance_as_of
  const ownerId = kept<number>(local, 'SELECT id FROM balance_owners WHERE owner = ?')
    .pluck()
    .get(customerOwner(row.customer_id))
  const burn =
    ownerId === undefined || asOf === null
      ? { perDay: null, since: null }
      : customerBurn({ cache, local }, ownerId, row.customer_id, { net, at: asOf })
  const runsOut = asOf === null ? null : runsOutAt({ net, at: asOf }, burn.perDay)
  return { net, ...burn, runsOutAt: runsOut, warning: warningOf({ net, runsOut, now }, limits), asOf }
}

const limitsOf = (local: Db): { low: number; days: number } => {
  const { customerLow, days } = readThresholds(local)
  return { low: customerLow, days }
}

/** Throws `not-found` for a customer outside the scope. Without a balance (R-CUST-06) everything is unknown. */
export function customerOutlook(books: Books, customerId: string): { outlook: View; history: Point[] } {
  const { cache, local, scope, now } = books
  const { all } = conditionsOf({ customerId }, scope, { gone: 'both' })
  const row = kept<Balance & { resale: number }>(
    cache,
    `SELECT ${columns}, ${resaleWithBalance} AS resale FROM customers c WHERE ${where(all)}`,
  ).get(...paramsOf(all))
  if (!row) throw new AppError('not-found', { field: 'customerId' })
  if (row.resale !== 1) {
    const nothing = { net: null, perDay: null, runsOutAt: null, since: null, warning: null, asOf: null }
    return { outlook: nothing, history: [] }
  }
  return {
    outlook: outlookOf(books, row, limitsOf(local)),
    history: historyOf(local, customerOwner(customerId), now),
  }
}

const warned = (row: Balance, { perDay, runsOutAt: runsOut, asOf }: View): Warned => ({
  customerId: row.customer_id,
  name: (row.name ? maskName(row.name) : maskAccount(row.account_name)).slice(0, 400).toWellFormed(),
  managerName: row.manager_name,
  amount: row.amount,
  debt: row.debt ?? 0,
  perDay,
  runsOutAt: runsOut,
  asOf,
})

/** `netOf` in SQL. */
const NET = 'iif(c.amount >= 0, c.amount - ifnull(c.debt, 0), min(c.amount, -ifnull(c.debt, 0)))'
/** Who may be low, by balance or by debt: two ranges of indexes; unknown balances stand at the lowest end of the order. */
const MAY_BE_LOW = `WITH may_be_low (id) AS (
  SELECT id FROM customers WHERE amount_order > -9007199254740991 AND amount_order <= @low
  UNION SELECT id FROM customers WHERE debt_order > 0)`
const lowCustomers = `may_be_low JOIN customers c ON c.id = may_be_low.id`

/** The lowest balances first; no more than `limit`. */
export function listLow(books: Books, limit: number): Warned[] {
  const { cache, scope } = books
  const limits = limitsOf(books.local)
  const { all } = conditionsOf({}, scope)
  return kept<Balance>(
    cache,
    `${MAY_BE_LOW} SELECT ${columns} FROM ${lowCustomers}
     WHERE ${where(all)} AND ${resaleWithBalance} AND ${NET} <= @low ORDER BY ${NET}, c.id LIMIT @limit`,
  )
    .all(...paramsOf(all), { low: limits.low, limit })
    .map((row) => warned(row, outlookOf(books, row, limits)))
}

/** Up to `WARNED_COUNTED`. */
export function countLow({ cache, local, scope }: Books): number {
  const { all } = conditionsOf({}, scope)
  return kept<number>(
    cache,
    `${MAY_BE_LOW} SELECT count(*) FROM (SELECT 1 FROM ${lowCustomers}
     WHERE ${where(all)} AND ${resaleWithBalance} AND ${NET} <= @low LIMIT @limit)`,
  )
    .pluck()
    .get(...paramsOf(all), { low: limitsOf(local).low, limit: WARNED_COUNTED }) as number
}

/**
 * Those that run dry within the days of the threshold and are not low yet, soonest first. Stored rates are of the last
 * change; each is told anew with what is known now, as who stopped spending no longer runs dry.
 */
export function listRunningOut(books: Books, limit: number): Warned[] {
  const { cache, local, scope, now } = books
  const limits = limitsOf(local)
  const { all } = conditionsOf({}, scope)
  const row = kept<Balance>(
    cache,
    `SELECT ${columns} FROM customers c WHERE c.customer_id = ? AND ${where(all)} AND ${resaleWithBalance}`,
  )
  const candidates = kept<string>(
    local,
    `SELECT owner FROM balance_owners WHERE runs_out_at <= ? ORDER BY runs_out_at LIMIT ?`,
  )
    .pluck()
    .all(now + limits.days * DAY_MS, WARNED_COUNTED) as string[]
  return candidates
    .flatMap((owner) => {
      const found = row.get(owner.slice(customerOwner('').length), ...paramsOf(all))
      if (!found) return []
      const outlook = outlookOf(books, found, limits)
      return outlook.warning === 'runs-out' ? [warned(found, outlook)] : []
    })
    .sort((a, b) => (a.runsOutAt ?? 0) - (b.runsOutAt ?? 0))
    .slice(0, limit)
}
