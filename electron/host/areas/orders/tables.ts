import type { Db, IndexPart } from '#host/store/types.ts'

/** Stands for an unknown amount in orders of a list; no amount is less. */
export const LEAST = -9_007_199_254_740_991

/** Vendor's sources by their digit in `marks`, from 1; 0 stands for none and `OTHER_SOURCE` for any other. */
export const sources = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
export const OTHER_SOURCE = 15
/** Bits of `marks`. */
export const marks = { source: 15, agentPaid: 16, combined: 32, gone: 64 } as const

const marksSql = `(CASE source ${sources.map((value, place) => `WHEN '${value}' THEN ${place + 1}`).join(' ')}
    ELSE iif(source IS NULL, 0, ${OTHER_SOURCE}) END) | iif(agent_paid = 1, ${marks.agentPaid}, 0)
    | iif(children IS NULL, 0, ${marks.combined}) | iif(gone_at IS NULL, 0, ${marks.gone})`

/**
 * Orders in the cache file: amounts in fen, times UTC milliseconds, codes as they came. A million rows, so `id` is the
 * order of arrival and everything a list is found by stands in indexes. The second half is what only an order's details
 * tell, asked for one order at a time. The generated columns are what lists are ordered by (a missing value is the
 * lowest) and what filters compare: stored, because an index over a computed one never answers without its row.
 */
const table = `
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  -- The month or year it was asked in, by its time of creation.
  part TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  service_code TEXT NOT NULL,
  service_name TEXT,
  status TEXT NOT NULL,
  order_type TEXT NOT NULL,
  source TEXT,
  official INTEGER,
  amount INTEGER,
  created_at INTEGER,
  paid_at INTEGER,
  coupon INTEGER,
  cash_coupon INTEGER,
  card INTEGER,
  commission INTEGER,
  consumed INTEGER,
  -- Lists as JSON, null where empty.
  discounts TEXT,
  children TEXT,
  projects TEXT,
  contract_id TEXT,
  paying_agent TEXT,
  agent_paid INTEGER NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER,
  user_name TEXT,
  pending_until INTEGER,
  lines TEXT,
  detail_as_of INTEGER,
  created_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(created_at, -1)) STORED,
  paid_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(paid_at, -1)) STORED,
  amount_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(amount, ${LEAST})) STORED,
  marks INTEGER NOT NULL GENERATED ALWAYS AS (${marksSql}) STORED
) STRICT;
`

const index = (name: string, columns: string, where = ''): IndexPart => ({
  name,
  sql: `CREATE INDEX ${name} ON orders (${columns})${where}`,
})

export const keyIndex = 'orders_key'
export const sortIndexes = {
  created_order: 'orders_by_created',
  paid_order: 'orders_by_paid',
  amount_order: 'orders_by_amount',
} as const
export const customerIndex = 'orders_of_customer'
export const statusIndex = 'orders_of_status'
export const typeIndex = 'orders_of_type'
export const serviceIndex = 'orders_of_service'
export const combinedIndex = 'orders_combined'

/** What filters ask beside an index's own column; read from the index alone. */
const asked = 'status, order_type, marks'

/**
 * There from the beginning: orders arrive by their time of creation, and an order's number begins with it, so both grow
 * at their end. Rows come as fast as the partner's limit lets them, and the list is of use long before the last one.
 */
const fromTheStart: readonly IndexPart[] = [
  { name: keyIndex, sql: `CREATE UNIQUE INDEX ${keyIndex} ON orders (order_id)` },
  index(sortIndexes.created_order, `created_order, id, ${asked}, service_code, customer_id`),
]

/**
 * Made after the first reading. Each of one value goes on with the time of creation, so that its rows stand in the list's
 * own order, and holds what other orders are by, so that few rows are sorted without being read.
 */
export const orderIndexes: readonly IndexPart[] = [
  ...fromTheStart,
  index(statusIndex, 'status, created_order, id, order_type, marks, customer_id, amount_order, paid_order'),
  index(typeIndex, 'order_type, created_order, id, status, marks, amount_order, paid_order'),
  index(serviceIndex, `service_code, created_order, id, ${asked}, amount_order, paid_order`),
  index(customerIndex, `customer_id, created_order, id, ${asked}, amount_order, paid_order`),
  index(sortIndexes.paid_order, `paid_order, id, ${asked}, service_code`),
  index(sortIndexes.amount_order, `amount_order, id, ${asked}, service_code`),
  index('orders_of_part', 'part, gone_at'),
  index(combinedIndex, 'id', ' WHERE children IS NOT NULL'),
]

export const orderTables = (db: Db): void => {
  db.exec([table, ...fromTheStart.map(({ sql }) => `${sql};`)].join('\n'))
}
