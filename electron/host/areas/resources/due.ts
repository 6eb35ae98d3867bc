/**
 * Lists of the day: customers whose main resources end soon, or have ended and are still held, the most money first. The
 * partner tells no price of a resource but to its customer, so the money at stake is what the customer was charged for the
 * same services, yearly/monthly, in the mirrored months.
 */

import { conditionsOf, paramsOf, where } from '#host/areas/customers/filter.ts'
import { countCustomers } from '#host/areas/customers/queries.ts'
import { clip } from '#host/areas/customers/rows.ts'
import { PERIOD_RESOURCES } from '#host/areas/resources/collections.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { DueCustomer, DueFigures } from '#shared/contract/resources.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { AUTO_RENEW, type DueList, dueLists, dueUntil, EXPIRED, FROZEN, IN_USE } from '#shared/rules/resources.ts'

/** Yearly/monthly, as sums of consumption name it. */
const PERIOD_MODE = '1'
/** Spending, not a refund. */
const SPENDING = '0'

interface Part {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

/**
 * Customers of the scope that are linked now. Whoever sees all is told by the few who are gone: a list of two hundred
 * thousand would be looked through for each row.
 */
function ofScope(column: string, scope: Scope): Part {
  const among = scope.kind === 'all' ? 'NOT IN' : 'IN'
  const { all } = conditionsOf(scope.kind === 'all' ? { tab: 'gone' } : {}, scope)
  return {
    sql: `${column} ${among} (SELECT c.customer_id FROM customers c WHERE ${where(all)})`,
    params: paramsOf(all),
  }
}

/** Rows of the index `period_resources_due` alone: their customers are looked up once a page. */
function dueRows(list: DueList, scope: Scope, now: number): Part {
  const until = dueUntil(list, now)
  const own = ofScope('r.customer_id', scope)
  const ends =
    until === null
      ? `r.expire_at < ? AND r.status IN ('${EXPIRED}', '${FROZEN}')`
      : `r.expire_at >= ? AND r.expire_at < ? AND r.status = '${IN_USE}'`
  return {
    sql: `FROM period_resources r INDEXED BY period_resources_due
      WHERE r.main = 1 AND r.gone_at IS NULL AND ${ends} AND ${own.sql}`,
    params: [now, ...(until === null ? [] : [until]), ...own.params],
  }
}

interface StoredDue {
  customer_id: string
  name: string | null
  account_name: string
  manager: string | null
  association_type: string | null
  resources: number
  auto: number
  first_at: number
  spent: number | null
}

export function listDue(
  reader: Db,
  scope: Scope,
  { list, at, limit }: { list: DueList; at: number; limit: number },
  now: number,
): { rows: DueCustomer[]; total: number; months: { from: string; until: string } | null } {
  const { sql, params } = dueRows(list, scope, now)
  const rows = kept<StoredDue>(
    reader,
    `WITH due AS (
       SELECT r.customer_id, r.service_type_code AS service, count(*) AS resources, min(r.expire_at) AS first_at,
         sum(r.expire_policy = '${AUTO_RENEW}') AS auto ${sql} GROUP BY 1, 2)
     SELECT c.customer_id, c.name, c.account_name, c.manager, c.association_type, d.* FROM (
       SELECT customer_id AS id, sum(resources) AS resources, sum(auto) AS auto, min(first_at) AS first_at,
         sum((SELECT sum(s.amount) FROM consumption_sums s INDEXED BY consumption_sums_period
           WHERE s.customer_id = due.customer_id AND s.service_type_code = due.service AND s.gone_at IS NULL
             AND s.charge_mode = '${PERIOD_MODE}' AND s.bill_type = '${SPENDING}')) AS spent
       FROM due GROUP BY 1 ORDER BY spent IS NULL, spent DESC, first_at, id LIMIT ? OFFSET ?) d
     CROSS JOIN customers c ON c.customer_id = d.id
     ORDER BY d.spent IS NULL, d.spent DESC, d.first_at, d.id`,
  ).all(...params, limit, at)
  const total = kept<number>(reader, `SELECT count(DISTINCT r.customer_id) ${sql}`)
    .pluck()
    .get(...params) as number
  const months = kept<{ from: string | null; until: string | null }>(
    reader,
    // A part is named by its month first: both ends of its index are at hand.
    `SELECT substr((SELECT min(part) FROM consumption_sums WHERE gone_at IS NULL), 1, 7) AS "from",
       substr((SELECT max(part) FROM consumption_sums WHERE gone_at IS NULL), 1, 7) AS until`,
  ).get()
  return {
    rows: rows.map((row) => ({
      customerId: row.customer_id,
      customerName: clip(row.name ? maskName(row.name) : maskAccount(row.account_name), 400),
      manager: row.manager === null ? null : clip(row.manager, 128),
      associationType: row.association_type === null ? null : clip(row.association_type, 64),
      resources: row.resources,
      autoRenewing: row.auto ?? 0,
      firstAt: row.first_at,
      spent: row.spent,
    })),
    total,
    months: months?.from && months.until ? { from: months.from, until: months.until } : null,
  }
}

interface StoredFigures {
  customers: number
  resources: number
  auto: number | null
}

/** The nested lists in one pass over the longest of them. */
function upcoming(reader: Db, scope: Scope, now: number): DueFigures[] {
  const { sql, params } = dueRows('30', scope, now)
  const lists = dueLists.filter((list) => list !== 'expired')
  const columns = lists.flatMap((list) => {
    const within = `r.expire_at < ${dueUntil(list, now)}`
    return [
      `count(DISTINCT CASE WHEN ${within} THEN r.customer_id END)`,
      `ifnull(sum(${within}), 0)`,
      `ifnull(sum(${within} AND r.expire_policy = '${AUTO_RENEW}'), 0)`,
    ]
  })
  const row = reader
    .prepare<unknown[], number[]>(`SELECT ${columns.join(', ')} ${sql}`)
    .raw()
    .get(...params) as number[] | undefined
  return lists.map((list, at) => ({
    list,
    customers: row?.[at * 3] ?? 0,
    resources: row?.[at * 3 + 1] ?? 0,
    autoRenewing: row?.[at * 3 + 2] ?? 0,
  }))
}

function ended(reader: Db, scope: Scope, now: number): DueFigures {
  const { sql, params } = dueRows('expired', scope, now)
  const row = kept<StoredFigures>(
    reader,
    `SELECT count(DISTINCT r.customer_id) AS customers, count(*) AS resources,
       sum(r.expire_policy = '${AUTO_RENEW}') AS auto ${sql}`,
  ).get(...params)
  return {
    list: 'expired',
    customers: row?.customers ?? 0,
    resources: row?.resources ?? 0,
    autoRenewing: row?.auto ?? 0,
  }
}

export interface DueOverview {
  readonly lists: DueFigures[]
  readonly arrears: { customers: number; debt: number }
  readonly readCustomers: number
  readonly allCustomers: number
  readonly asOf: number | null
}

export function dueOverview(reader: Db, local: Db, scope: Scope, now: number): DueOverview {
  const { all } = conditionsOf({ tab: 'debt' }, scope)
  const arrears = kept<{ customers: number; debt: number | null }>(
    reader,
    `SELECT count(*) AS customers, sum(c.debt) AS debt FROM customers c WHERE ${where(all)}`,
  ).get(...paramsOf(all))
  const own = ofScope('o.owner', scope)
  const read = kept<{ read: number; as_of: number | null }>(
    reader,
    `SELECT count(*) AS read, min(o.as_of) AS as_of FROM sync_owners o
     WHERE o.collection = '${PERIOD_RESOURCES}' AND ${own.sql}`,
  ).get(...own.params)
  return {
    lists: [...upcoming(reader, scope, now), ended(reader, scope, now)],
    arrears: { customers: arrears?.customers ?? 0, debt: arrears?.debt ?? 0 },
    readCustomers: read?.read ?? 0,
    allCustomers: countCustomers(reader, local, scope, { filter: {} }).total,
    asOf: read?.as_of ?? null,
  }
}
