/** Which way a page of orders is found, and that SQLite takes it: no row is scanned, only what is few is sorted. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderConditions, paramsOf, tabConditions } from '#host/areas/orders/filter.ts'
import { countOrders, groupsSql, listOrders, pageSql, type Way, wayOf } from '#host/areas/orders/listing.ts'
import { orderIndexes, sortIndexes } from '#host/areas/orders/tables.ts'
import type { Scope } from '#host/person.ts'
import { type OrderFilter, OrderPage, type OrderSort, orderSorts, orderTabs } from '#shared/contract/orders.ts'
import { type OrderBook, openOrderBook, type StoredOrder } from './book.ts'

let book: OrderBook
const all: Scope = { kind: 'all' }
beforeAll(async () => {
  book = await openOrderBook('m')
}, 60_000)
afterAll(() => book.close())

const columnOf = { createdAt: 'created_order', paidAt: 'paid_order', amount: 'amount_order' } as const
const sorts = orderSorts.flatMap((column) => [true, false].map((descending): OrderSort => ({ column, descending })))

const planOf = (sql: string, params: readonly unknown[]): string[] =>
  (book.reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[]).map(({ detail }) => detail)

const conditionsOf = (filter: OrderFilter, scope: Scope = all) => [
  ...orderConditions(book.reader, filter, scope),
  ...tabConditions(filter.tab ?? 'all'),
]

/** Conditions on the rows themselves: one value, several, ranges. */
const filters: [string, OrderFilter][] = [
  ['nothing', {}],
  ['a tab', { tab: 'completed' }],
  ['no state of a tab', { tab: 'other' }],
  ['what is gone', { tab: 'gone' }],
  ['a state', { status: ['6'] }],
  ['two states', { status: ['3', '9'] }],
  ['a type', { orderType: ['4'] }],
  ['a service', { serviceCode: ['hws.service.type.ec2'] }],
  ['times', { createdFrom: 1, createdUntil: 9e12, paidFrom: 1 }],
  ['amounts', { amountFrom: 1, amountTo: 9e12, agentPaid: false }],
  ['everything', { tab: 'completed', orderType: ['1'], serviceCode: ['hws.service.type.ec2'], source: ['1', '2'] }],
]

describe.each(filters)('walked with %s', (_name, filter) => {
  test.each(sorts)('by $column, descending $descending: one index, its keyset a range, nothing sorted', (sort) => {
    const conditions = conditionsOf(filter)
    const index = sortIndexes[columnOf[sort.column]]
    const way: Way = { index, kind: 'walk' }
    for (const keyset of [false, true]) {
      const sql = pageSql(conditions, sort, way, keyset)
      const plan = planOf(sql, [...paramsOf(conditions), ...(keyset ? [1, 1] : []), 100, 0])
      expect(plan).toHaveLength(1)
      expect(plan[0]).toMatch(new RegExp(`^(SCAN|SEARCH) o USING (COVERING )?INDEX ${index}\\b`))
      if (keyset)
        expect(plan[0]).toMatch(new RegExp(`^SEARCH .*${columnOf[sort.column]}${sort.descending ? '<' : '>'}\\?`))
    }
  })
})

test.each([
  ['status', { status: ['5'] }, 'orders_of_status'],
  ['tab', { tab: 'completed' }, 'orders_of_status'],
  ['order_type', { orderType: ['1'] }, 'orders_of_type'],
] as const)(
  'one common value of %s: its own index stands in the order of the list, at any depth',
  (column, filter, index) => {
    const conditions = conditionsOf(filter as unknown as OrderFilter)
    const way = wayOf(book.reader, conditions, 'createdAt')
    expect(way).toEqual({ index, kind: 'walk' })
    const sql = pageSql(conditions, { column: 'createdAt', descending: true }, way, true)
    expect(planOf(sql, [...paramsOf(conditions), 9e12, 9e12, 100, 0])).toEqual([
      expect.stringMatching(
        new RegExp(`^SEARCH o USING (COVERING )?INDEX ${index} \\(${column === 'tab' ? 'status' : column}=\\? AND `),
      ),
    ])
  },
)

test('few rows are gathered by what is rare and sorted, whatever else is asked', () => {
  const customerId = String(book.orders[0]?.customer_id)
  for (const filter of [{ customerId }, { status: ['9'] }, { customerId, tab: 'completed' }] as OrderFilter[]) {
    const conditions = conditionsOf(filter)
    const way = wayOf(book.reader, conditions, 'amount')
    expect(way.kind).toBe('gather')
    const plan = planOf(pageSql(conditions, { column: 'amount', descending: true }, way, false), [
      ...paramsOf(conditions),
      100,
      0,
    ])
    expect(plan[0]).toMatch(/^SEARCH o USING (COVERING )?INDEX orders_of_(customer|status) \((customer_id|status)=\?\)/)
    expect(plan.slice(1)).toEqual(['USE TEMP B-TREE FOR ORDER BY'])
  }
})

test('a person of few customers: their orders alone are looked at', () => {
  const conditions = conditionsOf({}, { kind: 'own', manager: 'rep_1' })
  const way = wayOf(book.reader, conditions, 'createdAt')
  expect(way).toEqual({ index: 'orders_of_customer', kind: 'gather' })
  const plan = planOf(pageSql(conditions, { column: 'createdAt', descending: true }, way, false), [
    ...paramsOf(conditions),
    100,
    0,
  ])
  expect(plan[0]).toMatch(/^SEARCH o USING (COVERING )?INDEX orders_of_customer \(customer_id=\?\)/)
})

test.each(filters)('counting with %s reads one index', (_name, filter) => {
  const conditions = orderConditions(book.reader, filter, all)
  const plan = planOf(groupsSql(book.reader, conditions), paramsOf(conditions))
  expect(plan[0]).toMatch(/USING (COVERING )?INDEX orders_/)
  expect(plan.slice(1).filter((step) => step !== 'USE TEMP B-TREE FOR GROUP BY')).toEqual([])
})

test('names of indexes are unique and each can be made again after being dropped', () => {
  expect(new Set(orderIndexes.map(({ name }) => name)).size).toBe(orderIndexes.length)
  for (const { name, sql } of orderIndexes) {
    book.writer.exec(`DROP INDEX ${name}`)
    book.writer.exec(sql)
  }
})

/** The plain meaning of a filter. */
function fits(filter: OrderFilter, row: StoredOrder, manager: string | null): boolean {
  const known = ['6', '1', '9', '3', '2', '5', '4']
  const tab: Record<string, boolean> = {
    all: row.gone_at === null,
    gone: row.gone_at !== null,
    other: row.gone_at === null && !known.includes(String(row.status)),
    completed: row.gone_at === null && row.status === '5',
    pendingPayment: row.gone_at === null && row.status === '6',
  }
  const has = (values: readonly string[] | undefined, value: unknown): boolean =>
    values === undefined || values.length === 0 || values.includes(String(value))
  const amount = Number(row.amount)
  return (
    (tab[filter.tab ?? 'all'] ?? false) &&
    has(filter.status, row.status) &&
    has(filter.orderType, row.order_type) &&
    has(filter.serviceCode, row.service_code) &&
    has(filter.manager, manager ?? '') &&
    (filter.customerId === undefined || filter.customerId === row.customer_id) &&
    (filter.combined === undefined || filter.combined === (row.children !== null)) &&
    (filter.agentPaid === undefined || filter.agentPaid === (row.agent_paid === 1)) &&
    (filter.createdFrom === undefined || Number(row.created_at) >= filter.createdFrom) &&
    (filter.paidUntil === undefined || Number(row.paid_at ?? -1) < filter.paidUntil) &&
    (filter.amountFrom === undefined || amount >= filter.amountFrom)
  )
}

test('any filter in any order, by any scope: exactly the rows of a full scan, page by page, and its counts', () => {
  const managers = new Map(book.rows.map((row) => [row.customer_id, row.manager as string | null]))
  const at = fc.nat(book.orders.length - 1).map((place) => book.orders[place] as StoredOrder)
  const filter: fc.Arbitrary<OrderFilter> = fc.record(
    {
      tab: fc.constantFrom('all', 'gone', 'other', 'completed', 'pendingPayment'),
      status: fc.subarray(['5', '4', '6', '9', '77']),
      orderType: fc.subarray(['1', '2', '4']),
      serviceCode: at.map((row) => [String(row.service_code)]),
      customerId: at.map((row) => String(row.customer_id)),
      manager: fc.subarray(['rep_0', 'rep_1', '']),
      combined: fc.boolean(),
      agentPaid: fc.boolean(),
      createdFrom: at.map((row) => Number(row.created_at)),
      paidUntil: at.map((row) => Number(row.paid_at ?? 0)),
      amountFrom: at.map((row) => Math.max(0, Number(row.amount))),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(
      filter,
      fc.constantFrom(...sorts),
      fc.constantFrom<Scope>(all, { kind: 'own', manager: 'rep_1' }, { kind: 'team', managers: [] }),
      (asked, sort, scope) => {
        const value = (row: StoredOrder): number =>
          sort.column === 'amount'
            ? Number(row.amount)
            : Number(row[sort.column === 'paidAt' ? 'paid_at' : 'created_at'] ?? -1)
        const expected = book.orders
          .filter((row) => {
            const manager = managers.get(String(row.customer_id)) ?? null
            const mine = scope.kind === 'all' || (scope.kind === 'own' && manager === scope.manager)
            return mine && fits(asked, row, manager)
          })
          .sort((a, b) => (value(a) - value(b) || a.id - b.id) * (sort.descending ? -1 : 1))
          .map(({ order_id }) => order_id)
        const found: string[] = []
        let after: string | null = null
        do {
          const page = listOrders(book.reader, scope, { filter: asked, sort, after, limit: 200 })
          found.push(...page.rows.map(({ orderId }) => orderId))
          after = found.length > 2_000 ? null : page.next
        } while (after !== null)
        expect(found).toEqual(expected.slice(0, Math.max(found.length, Math.min(expected.length, 2_000))))
        expect(countOrders(book.reader, scope, asked).total).toBe(expected.length)
        const jumped = listOrders(book.reader, scope, { filter: asked, sort, after: null, at: 3, limit: 2 })
        expect(jumped.rows.map(({ orderId }) => orderId)).toEqual(expected.slice(3, 5))
      },
    ),
    { numRuns: 60, verbose: 1 },
  )
}, 60_000)

test('unknown states are kept and shown: they have a tab, and a filter of their own', () => {
  const { tabs } = countOrders(book.reader, all, {})
  expect(tabs.other).toBe(book.orders.filter((row) => row.status === '77' && row.gone_at === null).length)
  const { rows } = listOrders(book.reader, all, {
    filter: { tab: 'other' },
    sort: { column: 'createdAt', descending: true },
    after: null,
    limit: 5,
  })
  expect(rows.map(({ status }) => status)).toEqual(['77', '77', '77', '77', '77'])
  OrderPage.parse({ rows, next: null, asOf: null })
  expect(Object.keys(tabs).sort()).toEqual([...orderTabs].sort())
})

test('a number finds its order, a member its combined one (R-ORD-13), a name the orders of its customers', () => {
  const sort: OrderSort = { column: 'createdAt', descending: true }
  const find = (text: string) => listOrders(book.reader, all, { filter: { text }, sort, after: null, limit: 200 }).rows
  const one = book.orders.find((row) => row.gone_at === null) as StoredOrder
  expect(find(` ${one.order_id} `).map(({ orderId }) => orderId)).toEqual([one.order_id])
  const combined = book.orders.find((row) => row.children !== null && row.gone_at === null) as StoredOrder
  expect(find(`${combined.order_id}S2`).map(({ orderId, members }) => [orderId, members])).toEqual([
    [combined.order_id, 3],
  ])
  for (const text of ['科技', String(book.rows[5]?.account_name), '有']) {
    const customers = new Set(
      book.rows
        .filter((row) => [row.name, row.account_name, row.label].some((value) => String(value ?? '').includes(text)))
        .map(({ customer_id }) => customer_id),
    )
    const found = find(text)
    expect(found.length).toBeGreaterThan(0)
    if (/\p{Script=Han}/u.test(text)) expect(found.every(({ customerId }) => customers.has(customerId))).toBe(true)
  }
  expect(find('CS0000000000NOTHING')).toEqual([])
})
