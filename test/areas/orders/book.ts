/** A store with generated customers and their orders, for the tests and measurements of the orders' lists. */
import { orderIndexes } from '#host/areas/orders/tables.ts'
import { optimize } from '#host/store/open.ts'
import { type Book, finish, NOW, openBook } from '#test/areas/customers/book.ts'
import { type Order, orderAt, orderCreatedAt } from '#test/data/orders.ts'
import { createWorld, type Size } from '#test/data/world.ts'

const columns = [
  'order_id',
  'part',
  'customer_id',
  'service_code',
  'service_name',
  'status',
  'order_type',
  'source',
  'official',
  'amount',
  'created_at',
  'paid_at',
  'coupon',
  'card',
  'children',
  'agent_paid',
  'as_of',
  'gone_at',
  'pending_until',
] as const

export type StoredOrder = Record<(typeof columns)[number], string | number | null> & { id: number }

const storedOf = (order: Order, id: number): StoredOrder => {
  const official = order.lines.reduce((sum, line) => sum + line.official, 0)
  return {
    id,
    order_id: order.id,
    part: new Date(order.createdAt).toISOString().slice(0, 7),
    customer_id: order.customerId,
    service_code: order.serviceCode,
    service_name: order.serviceCode,
    // A state that nobody knows, now and then.
    status: id % 499 === 3 ? '77' : String(order.status),
    order_type: String(order.orderType),
    source: String(order.sourceType),
    official,
    amount: official - order.lines.reduce((sum, line) => sum + line.discount, 0),
    created_at: order.createdAt,
    paid_at: order.paidAt,
    coupon: order.coupon,
    card: order.card,
    children: order.children.length === 0 ? null : JSON.stringify(order.children.map((orderId) => ({ orderId }))),
    agent_paid: order.agentPaid ? 1 : 0,
    as_of: NOW,
    gone_at: id % 97 === 5 ? NOW : null,
    pending_until: order.pendingUntil,
  }
}

export interface OrderBook extends Book {
  readonly orders: StoredOrder[]
}

/** With every index. */
export async function openOrderBook(size: Size, keepRows = true, seed = 1): Promise<OrderBook> {
  const book = openBook(size, { keepRows, seed })
  const world = createWorld({ size, seed, now: NOW })
  const insert = book.writer.prepare(
    `INSERT INTO orders (id, ${columns.join(', ')}) VALUES (@id, ${columns.map((name) => `@${name}`).join(', ')})`,
  )
  const orders: StoredOrder[] = []
  const total = world.orderStarts[world.counts.customers] as number
  // As they arrive: by month, the newest first, and by time within it.
  const times = Float64Array.from({ length: total }, (_, row) => orderCreatedAt(world, row))
  const rows = Array.from({ length: total }, (_, row) => row).sort(
    (a, b) => (times[a] as number) - (times[b] as number),
  )
  const monthOf = (row: number): number => Math.floor((times[row] as number) / 2_629_800_000)
  rows.sort((a, b) => monthOf(b) - monthOf(a))
  book.writer.transaction(() => {
    for (const [place, row] of rows.entries()) {
      const stored = storedOf(orderAt(world, row), place + 1)
      insert.run(stored)
      if (keepRows) orders.push(stored)
    }
  })()
  for (const { sql } of orderIndexes.slice(2)) book.writer.exec(sql)
  optimize(book.writer)
  await finish(book)
  return { ...book, orders }
}
