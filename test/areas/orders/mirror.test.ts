/** Orders as the embedded partner API holds them against what the sync brought here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderCard } from '#host/areas/orders/card.ts'
import { orderWindows } from '#host/areas/orders/collections.ts'
import { countOrders, listOrders, serviceChoices } from '#host/areas/orders/listing.ts'
import { mapDetailRow, mapOrder } from '#host/areas/orders/wire.ts'
import type { Scope } from '#host/person.ts'
import { openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { SyncHandle } from '#host/sync/handle.ts'
import { OrderCard, OrderPage } from '#shared/contract/orders.ts'
import { refundSums, timeToPay } from '#shared/rules/orders.ts'
import { failed, ok, openAs, startHost, synced, type TestHost } from '#test/host/support.ts'
import {
  allFresh,
  begin,
  type CacheFile,
  collection,
  connectionTo,
  makeCache,
  read,
  until,
} from '#test/host/sync/support.ts'
import { callAs, callAsCustomer } from '#test/partner-api/call.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

let api: PartnerApi
let cache: CacheFile
let sync: SyncHandle
let reader: Db
let at: TestHost
const all: Scope = { kind: 'all' }
const newest = { column: 'createdAt', descending: true } as const

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
  sync = begin(cache, connectionTo(api))
  await until(sync, allFresh)
  reader = openReader(cache)
  at = await startHost()
  await openAs(at, api, 'administrator')
  await synced(at)
}, 60_000)
afterAll(async () => {
  await at.stop()
  reader.close()
  await sync.close()
  await api.close()
  cache.remove()
})

interface WireOrder {
  readonly order_id: string
  readonly status: number
  readonly amount_after_discount: number
  readonly official_amount: number
  readonly payment_time?: string
  readonly create_time: string
  readonly sub_order_infos?: readonly { readonly order_id: string }[]
}

/** Everything the partner tells its own credential, page by page. */
async function atPartner(query: Record<string, string | number> = {}): Promise<WireOrder[]> {
  const orders: WireOrder[] = []
  for (let offset = 0; ; offset += 100) {
    const { body } = await callAs(api, 'administrator', 'ListCustomerOrders', {
      query: { ...query, offset, limit: 100 },
    })
    const page = body.order_infos as WireOrder[]
    orders.push(...page)
    if (page.length < 100) return orders
  }
}

async function again(names: string[]): Promise<void> {
  const before = sync.status().collections.filter(({ name }) => names.includes(name))
  await sync.start(names)
  await until(
    sync,
    (status) =>
      allFresh(status) && before.every(({ name, asOf }) => (collection(status, name)?.asOf ?? 0) > (asOf ?? 0)),
  )
}

const fenOf = (yuan: number): number => Math.round(yuan * 100)

describe('what is mirrored', () => {
  it('is every order of the partner’s own customers once, with amounts in fen and times in UTC', async () => {
    const orders = await atPartner()
    expect(orders.length).toBeGreaterThan(350)
    expect(
      read(
        cache,
        'SELECT order_id, status, amount, official, paid_at FROM orders WHERE gone_at IS NULL ORDER BY order_id',
      ),
    ).toEqual(
      orders
        .map((order) => ({
          order_id: order.order_id,
          status: String(order.status),
          amount: fenOf(order.amount_after_discount),
          official: fenOf(order.official_amount),
          paid_at: order.payment_time === undefined ? null : Date.parse(order.payment_time),
        }))
        .sort((a, b) => (a.order_id < b.order_id ? -1 : 1)),
    )
    expect(collection(sync.status(), 'orders')).toMatchObject({ refusedRows: 0, rows: orders.length })
  })

  it('R-ORD-14 no window is longer than a year, none overlaps or leaves a gap, and each began before the next', async () => {
    const now = Date.UTC(2026, 10, 28, 12)
    const windows = orderWindows(now)
    expect(windows[0]).toMatchObject({ key: '2026-11' })
    expect(windows.at(-1)).toMatchObject({ key: '2017' })
    for (const [n, { from, to, key }] of windows.entries()) {
      expect([key, to - from <= 366 * 86_400_000]).toEqual([key, true])
      if (n > 0) expect(to).toBe(windows[n - 1]?.from)
    }
    const asked = api.log.filter(({ operationId }) => operationId === 'ListCustomerOrders')
    expect(asked.length).toBeGreaterThanOrEqual(windows.length)
    const parts = read<{ part: string; first: number; last: number }>(
      cache,
      'SELECT part, min(created_at) AS first, max(created_at) AS last FROM orders GROUP BY part',
    )
    for (const { part, first, last } of parts) {
      const window = orderWindows(Date.now()).find(({ key }) => key === part)
      expect(first).toBeGreaterThanOrEqual(window?.from ?? Number.NaN)
      expect(last).toBeLessThan(window?.to ?? Number.NaN)
    }
  })

  it('a window that is over is read once', async () => {
    const before = api.log.filter(({ operationId }) => operationId === 'ListCustomerOrders').length
    await again(['orders'])
    const more = api.log.filter(({ operationId }) => operationId === 'ListCustomerOrders').length - before
    expect(more).toBeGreaterThan(0)
    expect(more).toBeLessThan(8)
  })

  it('R-ORD-13 members of a combined order stand within it and are no rows of their own', async () => {
    const combined = (await atPartner()).filter(({ sub_order_infos }) => sub_order_infos)
    expect(combined.length).toBeGreaterThan(0)
    for (const { order_id, sub_order_infos } of combined) {
      const { members } = orderCard(reader, all, order_id)
      expect(members.map(({ orderId }) => orderId)).toEqual(sub_order_infos?.map((member) => member.order_id))
      const [member] = members
      expect(read(cache, `SELECT id FROM orders WHERE order_id = '${member?.orderId}'`)).toEqual([])
    }
  })

  it('codes nobody knows and fields nobody named are kept; amounts in fen of yuan only; a row without its key is refused', () => {
    const order = { order_id: 'o', customer_id: 'k', status: 77, order_type: 99, source_type: 42, measure_id: 1 }
    const mapped = mapOrder('2026-11')({ ...order, amount_after_discount: '-1.50', new_field: 1 })
    expect(mapped).toMatchObject({ ok: true, key: 'o' })
    expect(mapped.ok && mapped.values).toEqual(expect.arrayContaining(['77', '99', '42', -150, '{"new_field":1}']))
    expect(mapOrder('2026-11')({ ...order, measure_id: 3 })).toMatchObject({ ok: false, key: 'o' })
    expect(mapOrder('2026-11')({ ...order, official_amount: 1.005 })).toMatchObject({ ok: false })
    expect(mapOrder('2026-11')({ status: 5 })).toMatchObject({ ok: false, key: null })
    expect(
      mapDetailRow({
        order_id: 'o',
        order_info: order,
        order_line_items: [{ order_line_item_id: 'l', period_type: 9 }],
      }),
    ).toMatchObject({ ok: true, key: 'o' })
  })
})

describe('details', () => {
  it('orders that wait for payment come with their deadline; others when somebody asks, and stay for off line', async () => {
    const pending = await atPartner({ status: 6 })
    expect(pending.length).toBeGreaterThan(2)
    for (const { order_id } of pending) {
      const card = orderCard(reader, all, order_id)
      OrderCard.parse({ ...card, asOf: null })
      const { body } = await callAs(api, 'administrator', 'ShowCustomerOrderDetails', { path: { order_id } })
      const info = body.order_info as { pending_payment_end_time: string }
      expect(card.order.pendingUntil).toBe(Date.parse(info.pending_payment_end_time))
      expect(card.lines).toHaveLength(body.total_count as number)
      expect(timeToPay(card.order, Date.now())).toBeGreaterThan(0)
    }
    const done = (await atPartner({ status: 5 }))[0]?.order_id ?? ''
    expect(orderCard(reader, all, done)).toMatchObject({ lines: null, detailAsOf: null })
    await sync.refresh({ 'order-details': [done] })
    const card = orderCard(reader, all, done)
    expect(card.lines?.length).toBeGreaterThan(0)
    expect(card.lines?.reduce((sum, line) => sum + (line.amount ?? 0), 0)).toBe(card.order.amount)
    expect(card.detailAsOf).not.toBeNull()
    expect(card.userName).not.toBe('')
  })

  it('what the customer did meanwhile shows as soon as the order is asked for', async () => {
    const [pending] = await atPartner({ status: 6 })
    const { order_id = '' } = pending ?? {}
    const { order } = orderCard(reader, all, order_id)
    const answer = await callAsCustomer(api, order.customerId, 'CancelCustomerOrder', { body: { order_id } })
    expect(answer.code).toBeUndefined()
    ok(await at.client.orders.refresh({ orderId: order_id }))
    expect(ok(await at.client.orders.get({ orderId: order_id })).order.status).toBe('4')
    expect(orderCard(reader, all, order_id).order.status).toBe('6')
    await again(['orders'])
    expect(orderCard(reader, all, order_id).order.status).toBe('4')
  })

  it('R-ORD-35 a refund’s rows come with the partner’s signs: what goes back below zero, what was used above', async () => {
    const refund = (await atPartner({ order_type: '4' })).find(({ status }) => status === 5)
    const orderId = refund?.order_id ?? ''
    const { rows } = ok(await at.client.orders.refund({ orderId }))
    const { refunded, kept } = refundSums(rows.map(({ amount }) => amount))
    const card = ok(await at.client.orders.get({ orderId }))
    expect(refunded).toBe(card.order.amount)
    expect(refunded).toBeLessThan(0)
    expect(kept).toBe((card.amounts.consumed ?? 0) + (card.amounts.commission ?? 0))
    expect(rows[0]?.baseOrderId).not.toBeNull()
    const bought = (await atPartner({ order_type: '1' }))[0]?.order_id ?? ''
    expect(failed(await at.client.orders.refund({ orderId: bought }))).toMatchObject({
      code: 'refused',
      vendor: { code: 'CBC.99005026' },
    })
  })
})

describe('lists', () => {
  it('R-CUST-03 a rep sees and is told of own customers’ orders only; R-CUST-01 names are masked', async () => {
    const manager =
      read<{ manager: string }>(
        cache,
        'SELECT DISTINCT manager FROM customers WHERE manager IS NOT NULL AND customer_id IN (SELECT customer_id FROM orders)',
      )[0]?.manager ?? ''
    const own: Scope = { kind: 'own', manager }
    const customers = new Set(
      read<{ customer_id: string }>(cache, `SELECT customer_id FROM customers WHERE manager = '${manager}'`).map(
        ({ customer_id }) => customer_id,
      ),
    )
    const page = listOrders(reader, own, { filter: {}, sort: newest, after: null, limit: 200 })
    OrderPage.parse({ ...page, asOf: null })
    expect(page.rows.length).toBeGreaterThan(0)
    expect(page.rows.every(({ customerId }) => customers.has(customerId))).toBe(true)
    expect(countOrders(reader, own, {}).total).toBeLessThan(countOrders(reader, all, {}).total)
    const other = read<{ order_id: string }>(
      cache,
      `SELECT order_id FROM orders WHERE customer_id NOT IN (SELECT customer_id FROM customers WHERE manager = '${manager}')`,
    )[0]?.order_id
    expect(() => orderCard(reader, own, other ?? '')).toThrow(/not-found/)
    const names = new Set(
      read<{ name: string }>(cache, 'SELECT name FROM customers WHERE name IS NOT NULL').map(({ name }) => name),
    )
    expect(page.rows.filter(({ customerName }) => customerName !== '' && names.has(customerName))).toEqual([])
    expect(serviceChoices(reader, own).reduce((sum, { count }) => sum + count, 0)).toBe(
      countOrders(reader, own, {}).total + countOrders(reader, own, { tab: 'gone' }).total,
    )
  })
})
