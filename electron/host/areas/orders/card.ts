/** One order with everything that is known of it here: amounts, members, lines as its details told them. */

import { paramsOf, scopeCondition } from '#host/areas/orders/filter.ts'
import { amountOf, clipped, orderSql, type StoredOrder, toOrder } from '#host/areas/orders/rows.ts'
import type { StoredChild, StoredDiscount, StoredLine } from '#host/areas/orders/wire.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { OrderCard, OrderLine } from '#shared/contract/orders.ts'
import { AppError } from '#shared/errors.ts'

interface StoredCard extends StoredOrder {
  commission: number | null
  consumed: number | null
  discounts: string | null
  children: string | null
  projects: string | null
  contract_id: string | null
  paying_agent: string | null
  user_name: string | null
  lines: string | null
  detail_as_of: number | null
  as_of: number
}

const more = `, o.commission, o.consumed, o.discounts, o.children, o.projects, o.contract_id, o.paying_agent, o.user_name, o.lines,
  o.detail_as_of, o.as_of`

/** Lists that the mapping wrote as JSON; at most `most` of them cross. */
const listIn = <T>(json: string | null, most: number): T[] =>
  json === null ? [] : (JSON.parse(json) as T[]).slice(0, most)

const toDiscounts = (list: readonly StoredDiscount[]): OrderCard['discounts'] =>
  list.slice(0, 50).map(({ type, amount }) => ({ type: clipped(type, 64), amount: amountOf(amount) }))

const toLine = (line: StoredLine): OrderLine => ({
  ...line,
  lineId: clipped(line.lineId, 128) ?? '',
  serviceCode: clipped(line.serviceCode, 128),
  serviceName: clipped(line.serviceName, 400),
  productId: clipped(line.productId, 128),
  spec: clipped(line.spec, 400),
  periodType: clipped(line.periodType, 64),
  official: amountOf(line.official),
  amount: amountOf(line.amount),
  discounts: toDiscounts(line.discounts),
})

const toMember = (child: StoredChild): OrderCard['members'][number] => ({
  orderId: clipped(child.orderId, 128) ?? '',
  serviceName: clipped(child.serviceName ?? child.serviceCode, 400),
  status: clipped(child.status, 64),
  official: amountOf(child.official),
  amount: amountOf(child.amount),
})

/** Throws `not-found` for an order outside the person's scope. */
export function orderCard(reader: Db, scope: Scope, orderId: string): Omit<OrderCard, 'asOf'> {
  const own = scopeCondition(scope)
  const condition = ['o.order_id = ?', ...own.map(({ sql }) => sql)].join(' AND ')
  const stored = kept<StoredCard>(reader, orderSql(more, condition)).get(orderId, ...paramsOf(own))
  if (!stored) throw new AppError('not-found', { field: 'orderId' })
  return {
    order: toOrder(stored),
    amounts: {
      coupon: amountOf(stored.coupon),
      cashCoupon: amountOf(stored.cash_coupon),
      card: amountOf(stored.card),
      commission: amountOf(stored.commission),
      consumed: amountOf(stored.consumed),
    },
    discounts: toDiscounts(listIn<StoredDiscount>(stored.discounts, 50)),
    members: listIn<StoredChild>(stored.children, 200).map(toMember),
    projects: listIn<{ id?: unknown; name?: unknown }>(stored.projects, 50).map(({ id, name }) =>
      String(name || id || '').slice(0, 256),
    ),
    contractId: clipped(stored.contract_id, 128),
    payingAgent: clipped(stored.paying_agent, 128),
    userName: clipped(stored.user_name, 400),
    lines: stored.lines === null ? null : listIn<StoredLine>(stored.lines, 1000).map(toLine),
    detailAsOf: stored.detail_as_of,
  }
}
