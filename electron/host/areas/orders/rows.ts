/** Orders as the page gets them: names masked here (R-CUST-01). */

import { clip } from '#host/areas/customers/rows.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { OrderRow } from '#shared/contract/orders.ts'
import { maskName } from '#shared/mask.ts'
import { fen } from '#shared/money.ts'

export interface StoredOrder {
  id: number
  order_id: string
  customer_id: string
  customer_name: string | null
  manager: string | null
  service_code: string
  service_name: string | null
  status: string
  order_type: string
  source: string | null
  official: number | null
  amount: number | null
  coupon: number | null
  cash_coupon: number | null
  card: number | null
  created_at: number | null
  paid_at: number | null
  pending_until: number | null
  members: number
  agent_paid: number
  gone_at: number | null
}

export const clipped = (text: string | null, length: number): string | null =>
  text === null ? null : clip(text, length)

const columns = `o.id, o.order_id, o.customer_id, c.name AS customer_name, c.manager, o.service_code, o.service_name, o.status,
  o.order_type, o.source, o.official, o.amount, o.coupon, o.cash_coupon, o.card, o.created_at, o.paid_at, o.pending_until,
  ifnull(json_array_length(o.children), 0) AS members, o.agent_paid, o.gone_at`

/** A vendor's amount is a whole number of fen by the wire's check; null where it told none. */
export const amountOf = (value: number | null) => (value === null ? null : fen(value))

export const toOrder = (stored: StoredOrder): OrderRow => ({
  orderId: stored.order_id,
  customerId: clip(stored.customer_id, 64),
  customerName: stored.customer_name ? clip(maskName(stored.customer_name), 400) : '',
  manager: clipped(stored.manager, 128),
  serviceCode: clip(stored.service_code, 128),
  serviceName: clipped(stored.service_name, 400),
  status: clip(stored.status, 64),
  orderType: clip(stored.order_type, 64),
  source: clipped(stored.source, 64),
  official: amountOf(stored.official),
  amount: amountOf(stored.amount),
  covered: fen((stored.coupon ?? 0) + (stored.cash_coupon ?? 0) + (stored.card ?? 0)),
  createdAt: stored.created_at,
  paidAt: stored.paid_at,
  pendingUntil: stored.pending_until,
  members: stored.members,
  agentPaid: stored.agent_paid === 1,
  goneAt: stored.gone_at,
})

/** The statement that reads one stored order by `column`, with its customer's name. */
export const orderSql = (more = '', condition = 'o.id = ?'): string =>
  `SELECT ${columns}${more} FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id WHERE ${condition}`

/** The rows of these ids in their order; one that went meanwhile is left out. */
export function ordersOf(reader: Db, ids: readonly number[]): OrderRow[] {
  const read = kept<StoredOrder>(reader, orderSql())
  return ids.flatMap((id) => {
    const stored = read.get(id)
    return stored ? [toOrder(stored)] : []
  })
}
