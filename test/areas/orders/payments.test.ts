/** Partner payments 代付 through the whole host: one at a time and many, the customer paying and cancelling meanwhile. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type PartnerPayment, RejectPayment } from '#shared/contract/orders.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '#test/host/support.ts'
import { callAsCustomer } from '#test/partner-api/call.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { moneyOf, richCustomer, waitingOrder } from './support.ts'

let api: PartnerApi
let at: TestHost
let dataDir: string
const clock = { ahead: 0 }
let requests = 0
const placed: string[] = []

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', limits: 'off' })
  api.state.prepare('update partner_accounts set amount = 100000000 where account_type in (1, 8)').run()
  for (let place = 0; place < 9; place += 1) {
    const { orderId, customerId } = waitingOrder(api, richCustomer(api, place))
    api.state
      .prepare('insert into partner_payments (order_id, customer_id, requested_at) values (?, ?, ?)')
      .run(orderId, customerId, Date.now() - 60_000)
    placed.push(orderId)
  }
  at = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(at, api, 'finance')
  await synced(at)
}, 60_000)
afterAll(async () => {
  await at?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

const partnerMoney = (): number =>
  api.state
    .prepare(
      'select amount from partner_accounts where account_type = 1 and owner_id = (select partner_id from partner)',
    )
    .pluck()
    .get() as number

const rowOf = async (orderId: string): Promise<PartnerPayment> =>
  ok(await at.client.orders.payments({})).rows.find((row) => row.orderId === orderId) as PartnerPayment

const input = <P>(payloads: readonly P[]) => {
  requests += 1
  return { requestId: `p${requests}`, release: true, items: payloads.map((payload) => ({ payload })) }
}
const pay = async (...rows: PartnerPayment[]): Promise<IntentView[]> =>
  ok(
    await at.client.orders.payFor(
      input(rows.map(({ orderId, customerId, amount }) => ({ orderId, customerId, amount }))),
    ),
  ).intents

async function settled(intent: IntentView): Promise<IntentView> {
  clock.ahead += 11_000
  return vi.waitFor(
    async () => {
      ok(await at.client.outbox.resume({}))
      const now = ok(await at.client.outbox.get({ intentId: intent.intentId })).intent
      if (now.state === 'uncertain' || now.why === 'back-off') clock.ahead += 5_000
      expect(['sent', 'uncertain']).not.toContain(now.state)
      expect(now.state === 'queued' && now.released).toBe(false)
      return now
    },
    { timeout: 20_000, interval: 40 },
  )
}

it('R-ORD-22 lists what waits by the time left, of consultative and resale customers, with both balances', async () => {
  const { rows, pending, balance, grantable } = ok(await at.client.orders.payments({}))
  const waiting = rows.filter(({ state }) => state === 'PENDING')
  expect(waiting.length).toBeGreaterThanOrEqual(9)
  expect(pending).toEqual({ count: waiting.length, amount: waiting.reduce((sum, { amount }) => sum + amount, 0) })
  const left = waiting.map(({ expiresAt }) => expiresAt ?? 0)
  expect(left).toEqual([...left].sort((a, b) => a - b))
  expect([balance, grantable]).toEqual([100_000_000, 100_000_000])
})

it('R-ORD-23 R-ORD-27 pays once from the partner’s balance, also where the answer is lost', async () => {
  const money = partnerMoney()
  const [one, other] = [await rowOf(placed[0] as string), await rowOf(placed[1] as string)]
  const customer = moneyOf(api, one.customerId)
  expect(await settled((await pay(one))[0] as IntentView)).toMatchObject({ state: 'done', why: 'answered' })
  api.faults.add({ operation: 'PayDeskPartnerPayment', times: 1, fault: { kind: 'dropAfter' } })
  expect(await settled((await pay(other))[0] as IntentView)).toMatchObject({ state: 'done', why: 'record-found' })
  api.faults.clear()
  expect(money - partnerMoney()).toBe(one.amount + other.amount)
  expect(moneyOf(api, one.customerId)).toBe(customer)
  await vi.waitFor(async () => expect((await rowOf(one.orderId)).state).toBe('PAID'), { timeout: 20_000 })
  // Said again, the mirror refuses it.
  expect((await pay(await rowOf(one.orderId)))[0]).toMatchObject({ state: 'refused', detail: { reason: 'decided' } })
})

it('R-ORD-25 a batch half of which the customers settled meanwhile: the rest is paid, nothing twice', async () => {
  const money = partnerMoney()
  const rows = await Promise.all([2, 3, 4].map((n) => rowOf(placed[n] as string)))
  const intents = await pay(...rows)
  const [paid, cancelled, left] = rows as [PartnerPayment, PartnerPayment, PartnerPayment]
  const body = { order_id: paid.orderId, use_coupon: 'NO', use_discount: 'NO' }
  expect((await callAsCustomer(api, paid.customerId, 'PayOrders', { body })).code).toBeUndefined()
  const cancel = { body: { order_id: cancelled.orderId } }
  expect((await callAsCustomer(api, cancelled.customerId, 'CancelCustomerOrder', cancel)).code).toBeUndefined()
  const now = await Promise.all(intents.map(settled))
  expect(now.map(({ state, detail }) => [state, detail?.state ?? null])).toEqual([
    ['refused', 'CUSTOMER_PAID'],
    ['refused', 'CANCELLED'],
    ['done', null],
  ])
  expect(money - partnerMoney()).toBe(left.amount)
})

it('R-ORD-23 one of both balances short: nothing is sent, the lower figure is told', async () => {
  const row = await rowOf(placed[5] as string)
  api.state.prepare('update partner_accounts set amount = 5 where account_type = 8').run()
  expect(await settled((await pay(row))[0] as IntentView)).toMatchObject({
    state: 'refused',
    detail: { rule: 'R-ORD-23', reason: 'short', available: 5, needed: row.amount },
  })
  api.state.prepare('update partner_accounts set amount = 100000000 where account_type = 8').run()
  expect(
    api.state.prepare('select decision from partner_payments where order_id = ?').pluck().get(row.orderId),
  ).toBeNull()
})

it('R-ORD-23 an amount that changed meanwhile is asked for again, and paid at the figure agreed to then', async () => {
  const money = partnerMoney()
  const row = await rowOf(placed[5] as string)
  const [intent] = await pay({ ...row, amount: row.amount - 100 })
  expect(await settled(intent as IntentView)).toMatchObject({ why: 'ground-moved', detail: { amount: row.amount } })
  ok(await at.client.outbox.release({ intentIds: [intent?.intentId ?? ''] }))
  expect(await settled(intent as IntentView)).toMatchObject({ state: 'done' })
  expect(money - partnerMoney()).toBe(row.amount)
})

it('R-ORD-24 rejects with a reason, one or many; what the customer settled meanwhile is told by itself', async () => {
  const rows = await Promise.all([6, 7].map((n) => rowOf(placed[n] as string)))
  const reject = (reason: string) =>
    at.client.orders.rejectPayment(input(rows.map(({ orderId, customerId }) => ({ orderId, customerId, reason }))))
  expect(RejectPayment.safeParse({ orderId: 'o', customerId: 'c', reason: '  ' }).success).toBe(false)
  const { intents } = ok(await reject('请客户自己支付'))
  const body = { order_id: rows[1]?.orderId, use_coupon: 'NO', use_discount: 'NO' }
  expect((await callAsCustomer(api, rows[1]?.customerId ?? '', 'PayOrders', { body })).code).toBeUndefined()
  const now = await Promise.all(intents.map(settled))
  expect(now.map(({ state }) => state)).toEqual(['done', 'refused'])
  await vi.waitFor(
    async () =>
      expect(await rowOf(rows[0]?.orderId ?? '')).toMatchObject({ state: 'REJECTED', reason: '请客户自己支付' }),
    { timeout: 20_000 },
  )
})

it('R-ORD-27 where code verification is on it waits for the code', async () => {
  api.state.prepare('update code_verification set switched_on = 1').run()
  const since = Date.now()
  ok(await at.client.sync.start({ collections: ['own-member'] }))
  await vi.waitFor(async () => {
    const { collections } = ok(await at.client.sync.status({}))
    expect(collections.find(({ name }) => name === 'own-member')?.asOf ?? 0).toBeGreaterThanOrEqual(since)
  })
  const [intent] = await pay(await rowOf(placed[8] as string))
  expect(intent).toMatchObject({ state: 'queued', why: 'needs-code', released: false })
})
