/** Cancelling and paying as the customer through the whole host, the customer and the world acting meanwhile. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { orderCodes } from '#renderer/app/texts/zh/order-intents.ts'
import type { PayOrder } from '#shared/contract/orders.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '#test/host/support.ts'
import { callAsCustomer } from '#test/partner-api/call.ts'
import { revokeAuthorization } from '#test/partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { atPartner, moneyOf, richCustomer, waitingOrder } from './support.ts'

let api: PartnerApi
let at: TestHost
let dataDir: string
const clock = { ahead: 0 }
let requests = 0

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(at, api, 'administrator')
  await synced(at)
}, 60_000)
afterAll(async () => {
  await at?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

type Given = Parameters<typeof waitingOrder>[2]

/** A customer who granted, with an order that waits, both mirrored. */
async function waiting(place: number, given: Given = {}) {
  const customerId = richCustomer(api, place)
  const order = waitingOrder(api, customerId, given)
  const since = Date.now()
  ok(await at.client.sync.start({ collections: ['orders', 'authorizations'] }))
  await synced(at, 0)
  await vi.waitFor(async () => {
    const { collections } = ok(await at.client.sync.status({}))
    expect(collections.find(({ name }) => name === 'orders')?.asOf ?? 0).toBeGreaterThanOrEqual(since)
  })
  return order
}

const plain = (order: { orderId: string; customerId: string }, more: Partial<PayOrder> = {}): PayOrder => ({
  ...order,
  amount: 100_000,
  coupons: [],
  discount: null,
  ...more,
})

async function pay(...payloads: PayOrder[]): Promise<IntentView[]> {
  requests += 1
  const items = payloads.map((payload) => ({ payload, basis: { payable: payload.amount } }))
  return ok(await at.client.orders.pay({ requestId: `pay${requests}`, release: true, items })).intents
}

/** After the undo window, when nothing moves any more. */
async function settled(intent: IntentView): Promise<IntentView> {
  clock.ahead += 11_000
  ok(await at.client.outbox.resume({}))
  return vi.waitFor(
    async () => {
      const now = ok(await at.client.outbox.get({ intentId: intent.intentId })).intent
      expect(now.state === 'queued' && now.released).toBe(false)
      expect(['sent', 'uncertain']).not.toContain(now.state)
      return now
    },
    { timeout: 20_000, interval: 30 },
  )
}

/** A usable voucher of the customer, in fen. */
function voucher(customerId: string, balance: number, limits: object[] = []): string {
  const couponId = `CPTEST${balance}${limits.length}${customerId.slice(0, 6)}`
  const row = api.state.prepare('select * from coupons where status = 2 limit 1').get() as Record<string, unknown>
  const { id: _id, ...rest } = row
  const made = {
    ...rest,
    coupon_id: couponId,
    customer_id: customerId,
    coupon_type: 1,
    status: 2,
    face_value: balance,
    balance,
    coupon_version: 2,
    is_frozen: '0',
    lock_order_id: null,
    expire_time: '2099-01-01T00:00:00Z',
    use_limits: JSON.stringify(limits),
  }
  const names = Object.keys(made)
  api.state
    .prepare(`insert into coupons (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`)
    .run(made)
  return couponId
}

describe('paying', () => {
  it('R-ORD-15 R-ORD-16 lists what may pay, takes a coupon and the rest from the balance, once', async () => {
    const order = await waiting(0)
    const couponId = voucher(order.customerId, 30_000)
    const money = moneyOf(api, order.customerId)
    const payable = ok(await at.client.orders.payable({ orderId: order.orderId }))
    expect(payable).toMatchObject({ amount: 100_000, available: money, status: '6' })
    expect(payable.discounts).toHaveLength(1)
    const coupon = payable.coupons.find((one) => one.couponId === couponId)
    expect(coupon).toMatchObject({ kind: 301, balance: 30_000 })
    const [intent] = await pay(plain(order, { amount: 70_000, coupons: [{ couponId, kind: 301 }] }))
    expect(await settled(intent as IntentView)).toMatchObject({ state: 'done', why: 'answered', amount: 70_000 })
    expect(money - moneyOf(api, order.customerId)).toBe(70_000)
    expect(await atPartner(api, order.orderId)).toMatchObject({ status: 5 })
    ok(await at.client.orders.refresh({ orderId: order.orderId }))
    expect(ok(await at.client.orders.get({ orderId: order.orderId })).order.status).toBe('5')
  })

  it('with the chosen discount; the answer lost, the order’s details settle it and nothing is paid twice', async () => {
    const order = await waiting(1)
    const money = moneyOf(api, order.customerId)
    const { discounts } = ok(await at.client.orders.payable({ orderId: order.orderId }))
    const [discount] = discounts
    if (!discount) throw new Error('no discount')
    const price = 100_000 - discount.amount
    api.faults.add({ operation: 'PayOrders', times: 1, fault: { kind: 'dropAfter' } })
    const [intent] = await pay(
      plain(order, { amount: price, discount: { discountId: discount.discountId, type: discount.type } }),
    )
    clock.ahead += 11_000
    ok(await at.client.outbox.resume({}))
    const known = await vi.waitFor(
      async () => {
        clock.ahead += 5_000
        ok(await at.client.outbox.resume({}))
        const { intent: now } = ok(await at.client.outbox.get({ intentId: intent?.intentId ?? '' }))
        expect(now.state).toBe('done')
        return now
      },
      { timeout: 20_000, interval: 50 },
    )
    expect(known.why).toBe('record-found')
    expect(money - moneyOf(api, order.customerId)).toBe(price)
  })

  it('R-ORD-25 half a batch: what the customer paid meanwhile is refused by itself, the other is paid', async () => {
    const one = await waiting(2)
    const other = await waiting(3)
    const intents = await pay(plain(one), plain(other))
    const money = moneyOf(api, one.customerId)
    const body = { order_id: one.orderId, use_coupon: 'NO', use_discount: 'NO' }
    expect((await callAsCustomer(api, one.customerId, 'PayOrders', { body })).code).toBeUndefined()
    expect(await settled(intents[0] as IntentView)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-25', reason: 'changed', status: '5' },
    })
    expect(await settled(intents[1] as IntentView)).toMatchObject({ state: 'done' })
    expect(money - moneyOf(api, one.customerId)).toBe(100_000)
  })

  it('R-ORD-16 a coupon that another order took meanwhile; R-ORD-17 one that bears no discount', async () => {
    const order = await waiting(4)
    const couponId = voucher(order.customerId, 20_000)
    const [intent] = await pay(plain(order, { amount: 80_000, coupons: [{ couponId, kind: 301 }] }))
    api.state.prepare("update coupons set lock_order_id = 'CSOTHER' where coupon_id = ?").run(couponId)
    expect(await settled(intent as IntentView)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-16', reason: 'coupon-gone', couponId },
    })
    const alone = voucher(order.customerId, 10_000, [{ limit_key: 'simultaneousUseWithEmpowerDiscount', value1: '0' }])
    const { discounts, coupons } = ok(await at.client.orders.payable({ orderId: order.orderId }))
    expect(coupons.find((one) => one.couponId === alone)).toMatchObject({ excludesDiscount: true })
    const discount = { discountId: discounts[0]?.discountId ?? '', type: discounts[0]?.type ?? '' }
    const [both] = await pay(plain(order, { coupons: [{ couponId: alone, kind: 301 }], discount }))
    expect(await settled(both as IntentView)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-17', reason: 'excludes-discount' },
    })
    expect(await atPartner(api, order.orderId)).toMatchObject({ status: 6 })
  })

  it('R-ORD-15 a balance that became short, a price that went up: told with the figures of now, nothing sent', async () => {
    const order = await waiting(5)
    const [intent] = await pay(plain(order, { amount: 90_000 }))
    expect(await settled(intent as IntentView)).toMatchObject({
      state: 'queued',
      why: 'ground-moved',
      released: false,
      detail: { payable: 100_000 },
    })
    const dearer = waitingOrder(api, order.customerId)
    const [again] = await pay(plain(dearer, { amount: 90_000 }))
    expect(await settled(again as IntentView)).toMatchObject({ why: 'ground-moved' })
    ok(await at.client.outbox.release({ intentIds: [again?.intentId ?? ''] }))
    // Agreed to at the figure of now, it goes.
    expect(await settled(again as IntentView)).toMatchObject({ state: 'done' })
    ok(await at.client.outbox.discard({ intentIds: [intent?.intentId ?? ''] }))
    api.state.prepare('update customers set amount = 5 where customer_id = ?').run(order.customerId)
    const [poor] = await pay(plain(order))
    expect(await settled(poor as IntentView)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-15', reason: 'short', available: 5, needed: 100_000 },
    })
    expect(await atPartner(api, order.orderId)).toMatchObject({ status: 6 })
  })

  it('R-ORD-14 a deadline that passed: refused at once where it is mirrored, and again right before sending', async () => {
    const soon = Math.floor(Date.now() / 1000) * 1000 + 2_000
    const order = await waiting(6, { pendingUntil: soon })
    const [intent] = await pay(plain(order))
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(soon), { timeout: 5_000, interval: 100 })
    expect(await settled(intent as IntentView)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-14', reason: 'over', until: soon },
    })
    ok(await at.client.orders.refresh({ orderId: order.orderId }))
    const [late] = await pay(plain(order))
    expect(late).toMatchObject({ state: 'refused', detail: { rule: 'R-ORD-14', reason: 'over' } })
  })

  it('R-ORD-29 R-AUTH-06 an authorization taken back meanwhile: nothing is listed, nothing is paid', async () => {
    const order = await waiting(7)
    const [intent] = await pay(plain(order))
    revokeAuthorization(api.state, order.customerId, '不用了')
    expect(await settled(intent as IntentView)).toMatchObject({ state: 'refused', detail: { rule: 'R-AUTH-01' } })
    expect(failed(await at.client.orders.payable({ orderId: order.orderId }))).toMatchObject({ code: 'no-agency' })
    expect(await atPartner(api, order.orderId)).toMatchObject({ status: 6 })
  })
})

describe('cancelling', () => {
  const cancel = async (order: { orderId: string; customerId: string }): Promise<IntentView> => {
    requests += 1
    const input = { requestId: `cancel${requests}`, release: true, items: [{ payload: order }] }
    return ok(await at.client.orders.cancel(input)).intents[0] as IntentView
  }

  it('R-ORD-12 an order that waits, once; then refused by what is mirrored', async () => {
    const order = await waiting(8)
    expect(await settled(await cancel(order))).toMatchObject({ state: 'done' })
    expect(await atPartner(api, order.orderId)).toMatchObject({ status: 4 })
    ok(await at.client.orders.refresh({ orderId: order.orderId }))
    expect(await cancel(order)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-12', reason: 'not-pending', status: '4' },
    })
  })

  it('R-ORD-12 R-ORD-13 a member leads to its combined order; a state that nobody knows is no order to cancel', async () => {
    const unknown = await waiting(9, { status: 77 })
    expect(await cancel(unknown)).toMatchObject({ state: 'refused', detail: { rule: 'R-ORD-12', status: '77' } })
    const filter = { combined: true }
    const sort = { column: 'createdAt', descending: true } as const
    const [known] = ok(await at.client.orders.list({ filter, sort, after: null, limit: 1 })).rows
    const member = { orderId: `${known?.orderId}S1`, customerId: known?.customerId ?? '' }
    expect(await cancel(member)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-ORD-12', reason: 'member', combined: known?.orderId },
    })
  })
})

it('every code of the domain has words of its own, what is so and what to do', () => {
  const codes = [
    '99005010 99000089 99003106 99003108 99003116 99003117 99003110 99003112 99003141 99003155 99003198',
    '99005003 99008040 99008056 99000088',
  ]
  for (const code of codes.join(' ').split(' '))
    expect(Object.values(orderCodes.CBC[code as keyof typeof orderCodes.CBC] ?? {})).toHaveLength(2)
})
