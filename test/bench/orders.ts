/** The orders' list: any filters in any order, depth, totals. 10 ms a page. */

import { countOrders, listOrders } from '#host/areas/orders/listing.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import { type OrderFilter, type OrderSort, orderSorts, orderTabs } from '#shared/contract/orders.ts'
import { type OrderBook, openOrderBook } from '#test/areas/orders/book.ts'
import { everything, randomOf } from './fixture.ts'
import {
  type Bench,
  type BenchContext,
  informs,
  judged,
  type Line,
  median,
  percentile,
  timed,
  timedNow,
} from './harness.ts'

const PAGE = 100
const p95 = (values: readonly number[]): number => percentile(values, 0.95)

interface Asked {
  readonly filter: OrderFilter
  readonly sort: OrderSort
  readonly scope: Scope
}

/** Filters of zero to five parts, common and rare values, and sometimes a person who sees a few customers only. */
function questions({ reader }: OrderBook, count: number, seed: number): Asked[] {
  const below = randomOf(seed)
  const one = <T>(values: readonly T[]): T => values[below(values.length)] as T
  const values = (column: string): string[] =>
    kept<string>(reader, `SELECT DISTINCT ${column} FROM orders LIMIT 500`).pluck().all() as string[]
  const services = values('service_code')
  const customers = kept<string>(reader, 'SELECT customer_id FROM orders WHERE id % 997 = 1 LIMIT 500').pluck().all()
  const managers = kept<string>(reader, "SELECT DISTINCT manager FROM customers WHERE manager <> ''").pluck().all()
  const parts: readonly (() => Partial<OrderFilter>)[] = [
    () => ({ tab: one(orderTabs) }),
    () => ({ orderType: [one(['1', '2', '3', '4', '10', '13'])] }),
    () => ({ serviceCode: [one(services)] }),
    () => ({ status: [one(['1', '5', '6', '9'])] }),
    () => ({ createdFrom: Date.UTC(2021 + below(6), below(12)) }),
    () => ({ source: [one(['1', '2', '8'])] }),
    () => ({ amountFrom: below(100_000) }),
    () => ({ customerId: one(customers) }),
    () => ({ text: one(['科技', '上海', '信息技术', '张']) }),
  ]
  return Array.from({ length: count }, (_, n) => {
    const chosen = [...parts].sort(() => below(2) - 0.5).slice(0, n % 6)
    return {
      filter: Object.assign({}, ...chosen.map((part) => part())) as OrderFilter,
      sort: { column: one(orderSorts), descending: below(4) !== 0 },
      scope: below(4) === 0 ? { kind: 'own', manager: one(managers) } : everything,
    }
  })
}

function pageLines(context: BenchContext, book: OrderBook): Line[] {
  const { reader } = book
  const first: number[] = []
  const next: number[] = []
  let worst: { ms: number; asked: Asked | null } = { ms: 0, asked: null }
  for (const [n, asked] of questions(book, 360, context.seed).entries()) {
    const input = { filter: asked.filter, sort: asked.sort, limit: PAGE }
    let cursor: string | null = null
    const ms = timedNow(() => (cursor = listOrders(reader, asked.scope, { ...input, after: null }).next))
    if (n < 60) continue
    first.push(ms)
    if (ms > worst.ms) worst = { ms, asked }
    if (cursor === null) continue
    next.push(timedNow(() => listOrders(reader, asked.scope, { ...input, after: cursor })))
  }
  context.say(`slowest page of orders: ${worst.ms.toFixed(1)} ms ${JSON.stringify(worst.asked)}`)
  const line = (name: string, values: readonly number[]): Line =>
    judged(context, {
      name,
      value: p95(values),
      unit: 'ms',
      comparedTo: `p50 ${median(values).toPrecision(3)} ms, most ${Math.max(...values).toPrecision(3)} ms`,
      goal: '≤ 10 ms',
      met: p95(values) <= 10,
    })
  return [line('orders, first page, p95', first), line('orders, next page, p95', next)]
}

function depthLine(context: BenchContext, { reader }: OrderBook): Line {
  const input = { filter: { tab: 'completed' }, sort: { column: 'createdAt', descending: true }, limit: 200 } as const
  const cursors: (string | null)[] = [null]
  for (let page = 0; page < 1_000; page += 1) {
    const { next } = listOrders(reader, everything, { ...input, after: cursors.at(-1) ?? null })
    if (next === null) break
    cursors.push(next)
  }
  const pages = (from: number): number[] =>
    Array.from({ length: 60 }, (_, n) =>
      timedNow(() => listOrders(reader, everything, { ...input, limit: PAGE, after: cursors[from + (n % 5)] ?? null })),
    )
  pages(0)
  const [near, deep] = [p95(pages(0)), p95(pages(Math.max(0, cursors.length - 5)))]
  return judged(context, {
    name: `orders, row ${(cursors.length - 1) * 200}, p95`,
    value: deep,
    unit: 'ms',
    comparedTo: `row 1 ${near.toPrecision(3)} ms`,
    ratio: deep / near,
    goal: '≤ 10 ms, ≤ 1.5 of row 1',
    met: deep <= 10 && deep <= 1.5 * near,
  })
}

/** Counted once after each change of the data; asked after the first page is painted. */
function countLines(context: BenchContext, book: OrderBook): Line[] {
  const { reader } = book
  const bare = timedNow(() => reader.prepare('SELECT count(*) FROM orders INDEXED BY orders_of_status').get())
  const whole = timedNow(() => countOrders(reader, everything, {}))
  const counts = questions(book, 60, context.seed + 5).map(({ filter, scope }) =>
    timedNow(() => countOrders(reader, scope, filter)),
  )
  return [
    informs({
      name: 'orders, all tabs counted',
      value: whole,
      unit: 'ms',
      comparedTo: `count(*) of one index ${bare.toPrecision(3)} ms`,
      ratio: whole / bare,
    }),
    informs({ name: 'orders, counts of a filter, p95', value: p95(counts), unit: 'ms' }),
  ]
}

export const orders: Bench = {
  name: 'orders',
  run: async (context) => {
    const { ms, value: book } = await timed(() => openOrderBook(context.size, false, context.seed))
    context.say(`orders of size ${context.size} made in ${(ms / 1000).toFixed(1)} s`)
    try {
      return [...pageLines(context, book), depthLine(context, book), ...countLines(context, book)]
    } finally {
      book.close()
    }
  },
}
