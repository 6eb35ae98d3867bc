import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type CallInput, callAs, callAsCustomer } from './call.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5, 8, 30)

let api: PartnerApi

beforeAll(async () => {
  // Server and signer read the same clock.
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  // Money for everything below.
  api.state
    .prepare(`update customers set amount = 10000000000 where association_type = '2' and amount is not null`)
    .run()
})
afterAll(async () => {
  vi.useRealTimers()
  await api.close()
})

interface OrderAnswer {
  readonly order_id: string
  readonly customer_id: string
  readonly status: number
  readonly order_type: number
  readonly amount_after_discount: number
  readonly create_time: string
  readonly payment_time?: string
  readonly sub_order_infos?: readonly { readonly order_id: string }[]
}

interface ResourceAnswer {
  readonly resource_id: string
  readonly is_main_resource: number
  readonly parent_resource_id?: string
  readonly status: number
  readonly expire_time: string
  readonly expire_policy: number
}

const finance = (operationId: string, input: CallInput = {}) => callAs(api, 'administrator', operationId, input)
const orders = async (query: CallInput['query'] = {}): Promise<OrderAnswer[]> => {
  const all: OrderAnswer[] = []
  for (;;) {
    const { body } = await finance('ListCustomerOrders', { query: { limit: 100, offset: all.length, ...query } })
    const page = body.order_infos as OrderAnswer[]
    all.push(...page)
    if (page.length === 0 || all.length === body.total_count) return all
  }
}
const customers = (): string[] =>
  api.state
    .prepare(
      `select customer_id from customers where linked = 1 and association_type = '2' and amount > 0 and indirect_partner_id is null and id % 5 <> 0`,
    )
    .pluck()
    .all() as string[]
/** Orders waiting for payment whose customers the tests may act for. */
const pending = async (): Promise<OrderAnswer[]> => {
  const able = new Set(customers())
  return (await orders({ status: 6 })).filter((order) => able.has(order.customer_id))
}
const own = (customerId: string, operationId: string, body: object) =>
  callAsCustomer(api, customerId, operationId, { body })
const plainPay = (orderId: string) => ({ order_id: orderId, use_coupon: 'NO', use_discount: 'NO' })
const detail = async (orderId: string) =>
  (await finance('ShowCustomerOrderDetails', { path: { order_id: orderId } })).body.order_info as OrderAnswer
const amountOf = (customerId: string): number =>
  api.state.prepare('select amount from customers where customer_id = ?').pluck().get(customerId) as number
const resourcesOf = async (customerId: string): Promise<ResourceAnswer[]> =>
  (await finance('ListPayPerUseCustomerResources', { body: { customer_id: customerId, limit: 500 } })).body
    .data as ResourceAnswer[]
const inUse = async (skip: number): Promise<{ customer: string; main: ResourceAnswer; all: ResourceAnswer[] }> => {
  let left = skip
  for (const customer of customers()) {
    const all = await resourcesOf(customer)
    for (const main of all.filter((each) => each.status === 2 && each.is_main_resource === 1)) {
      if (left-- === 0) return { customer, main, all }
    }
  }
  throw new Error('too few resources in use')
}

describe('order list', () => {
  it('pages cover every order once, in the order of creation, forwards and backwards', async () => {
    const all = await orders()
    expect(all).toHaveLength(400)
    expect(new Set(all.map((order) => order.order_id)).size).toBe(400)
    expect(all.map((order) => order.create_time)).toEqual(all.map((order) => order.create_time).sort())
    const backwards = await orders({ order_by: '-createTime' })
    expect(backwards.map((order) => order.order_id).reverse()).toEqual(all.map((order) => order.order_id))
  })

  it('filters agree with the whole list', async () => {
    const all = await orders()
    for (const status of [1, 3, 4, 5, 6, 9]) {
      expect((await orders({ status })).map((order) => order.order_id)).toEqual(
        all.filter((order) => order.status === status).map((order) => order.order_id),
      )
    }
    const [customer] = customers()
    expect(await orders({ customer_id: customer as string })).toEqual(
      all.filter((order) => order.customer_id === customer),
    )
    const from = '2025-06-01T00:00:00Z'
    const to = '2025-09-01T00:00:00Z'
    expect(await orders({ create_time_begin: from, create_time_end: to })).toEqual(
      all.filter((order) => order.create_time >= from && order.create_time <= to),
    )
    expect(await orders({ payment_time_begin: from, payment_time_end: to })).toEqual(
      all.filter((order) => (order.payment_time ?? '') >= from && (order.payment_time ?? '9') <= to),
    )
  })

  it('R-ORD-14: a window longer than a year is refused', async () => {
    const query = { create_time_begin: '2024-01-01T00:00:00Z', create_time_end: '2025-12-01T00:00:00Z' }
    expect((await finance('ListCustomerOrders', { query })).code).toBe('CBC.0100')
  })

  it('R-CUST-04: orders of a reseller’s customers only with the reseller’s id', async () => {
    const reseller = api.state.prepare('select indirect_partner_id from resellers order by id').pluck().get() as string
    const its = api.state
      .prepare('select customer_id from customers where indirect_partner_id = ?')
      .pluck()
      .all(reseller)
    const query = { indirect_partner_id: reseller, limit: 100 }
    const { body } = await callAs(api, 'distributor', 'ListCustomerOrders', { query })
    const found = body.order_infos as OrderAnswer[]
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((order) => !its.includes(order.customer_id))).toEqual([])
    const foreign = { customer_id: found[0]?.customer_id as string }
    expect((await callAs(api, 'distributor', 'ListCustomerOrders', { query: foreign })).code).toBe('CBC.0155')
  })

  it('R-ORD-35: a refund’s lines are below zero, what was used above', async () => {
    const [refund] = await orders({ order_type: '4' })
    const { body } = await finance('ShowRefundOrderDetails', { query: { order_id: refund?.order_id as string } })
    const rows = body.refund_infos as { id: string; amount: number }[]
    expect(rows.filter((row) => row.id.endsWith('-R')).every((row) => row.amount < 0)).toBe(true)
    expect(rows.filter((row) => !row.id.endsWith('-R')).every((row) => row.amount > 0)).toBe(true)
  })
})

describe('cancel and pay', () => {
  it('R-ORD-12: only an order that waits for payment is cancelled, a combined one by its own number', async () => {
    const order = (await pending())[0] as OrderAnswer
    expect((await own(order.customer_id, 'CancelCustomerOrder', { order_id: order.order_id })).status).toBe(204)
    expect((await detail(order.order_id)).status).toBe(4)
    expect((await own(order.customer_id, 'CancelCustomerOrder', { order_id: order.order_id })).code).toBe(
      'CBC.99005010',
    )
    const combined = (await orders()).find((each) => each.sub_order_infos !== undefined) as OrderAnswer
    const child = combined.sub_order_infos?.[0]?.order_id as string
    expect((await detail(child)).order_id).toBe(child)
    const able = customers()[0] as string
    expect((await own(able, 'CancelCustomerOrder', { order_id: child })).code).toBe('CBC.99000089')
    // The list keeps its order and its number of rows.
    const all = await orders()
    expect(all).toHaveLength(400)
    expect(all.map((each) => each.create_time)).toEqual(all.map((each) => each.create_time).sort())
  })

  it('R-ORD-15, 16: pays what the voucher leaves out of the balance, one voucher per order', async () => {
    const order = (await pending())[0] as OrderAnswer
    const quota = api.state.prepare('select quota_id from coupon_quotas order by id').pluck().get()
    const issue = { quota_id: quota, customer_ids: [order.customer_id], face_value: 50 }
    const coupon = (await finance('CreatePartnerCoupons', { body: issue })).body.coupon_infos as { coupon_id: string }[]
    const info = { id: coupon[0]?.coupon_id, type: 301 }
    const body = { ...plainPay(order.order_id), use_coupon: 'YES' }
    expect(
      (await own(order.customer_id, 'PayOrders', { ...body, coupon_infos: [info, { ...info, id: 'x' }] })).code,
    ).toBe('CBC.0100')
    expect(
      (await own(order.customer_id, 'PayOrders', { ...body, coupon_infos: [info, { id: 'x', type: 300 }] })).code,
    ).toBe('CBC.99003147')
    const usable = await callAsCustomer(api, order.customer_id, 'ListOrderCouponsByOrderId', {
      query: { order_id: order.order_id },
    })
    expect((usable.body.user_coupons as { coupon_id: string }[]).map((each) => each.coupon_id)).toContain(info.id)
    const before = amountOf(order.customer_id)
    expect((await own(order.customer_id, 'PayOrders', { ...body, coupon_infos: [info] })).status).toBe(204)
    const price = Math.round(order.amount_after_discount * 100)
    const used = Math.min(5000, price)
    expect(amountOf(order.customer_id)).toBe(before - (price - used))
    const rest = api.state.prepare('select balance, status, order_id from coupons where coupon_id = ?').get(info.id)
    expect(rest).toEqual({ balance: 5000 - used, status: used === 5000 ? 3 : 2, order_id: order.order_id })
    expect(await detail(order.order_id)).toMatchObject({ status: 5, payment_time: expect.any(String) })
    expect((await own(order.customer_id, 'PayOrders', plainPay(order.order_id))).code).toBe('CBC.99003106')
  })

  it('a short balance refuses and leaves the order as it was', async () => {
    const order = (await pending())[0] as OrderAnswer
    const before = amountOf(order.customer_id)
    api.state.prepare('update customers set amount = 0 where customer_id = ?').run(order.customer_id)
    expect((await own(order.customer_id, 'PayOrders', plainPay(order.order_id))).code).toBe('CBC.99005003')
    expect((await detail(order.order_id)).status).toBe(6)
    api.state.prepare('update customers set amount = ? where customer_id = ?').run(before, order.customer_id)
  })

  it('R-ORD-14: past the deadline it is cancelled and cannot be paid', async () => {
    const order = (await pending())[0] as OrderAnswer
    vi.setSystemTime(START + 8 * DAY)
    expect((await own(order.customer_id, 'PayOrders', plainPay(order.order_id))).code).toBe('CBC.99003110')
    expect((await detail(order.order_id)).status).toBe(4)
    vi.setSystemTime(START)
  })
})

describe('renewal and unsubscription', () => {
  it('R-ORD-28, 31: renews the main resource with its dependants once the order is paid', async () => {
    const { customer, main, all } = await inUse(0)
    const renew = { resource_ids: [main.resource_id], period_type: 2, period_num: 3 }
    const answer = await own(customer, 'RenewalResources', renew)
    const [orderId] = answer.body.order_ids as string[]
    expect((await orders({ customer_id: customer, status: 6 })).map((order) => order.order_id)).toContain(orderId)
    expect((await own(customer, 'RenewalResources', renew)).code).toBe('CBC.99003100')
    expect((await own(customer, 'ListRenewRateOnPeriod', renew)).code).toBe('CBC.30050010')
    const until = (list: ResourceAnswer[]) =>
      list
        .filter((each) => (each.parent_resource_id ?? each.resource_id) === main.resource_id)
        .map((each) => each.expire_time)
    expect(until(await resourcesOf(customer))).toEqual(until(all))
    expect((await own(customer, 'PayOrders', plainPay(orderId as string))).status).toBe(204)
    const later = new Set(until(await resourcesOf(customer)))
    expect(later.size).toBe(1)
    const months = (Date.parse([...later][0] as string) - Date.parse(main.expire_time)) / DAY
    expect(months).toBeGreaterThan(86)
    expect(months).toBeLessThan(93)
  })

  it('with automatic payment and no money the order stays unpaid (CBC.30050006)', async () => {
    const { customer, main } = await inUse(1)
    const before = amountOf(customer)
    api.state.prepare('update customers set amount = 0 where customer_id = ?').run(customer)
    const body = { resource_ids: [main.resource_id], period_type: 2, period_num: 1, is_auto_pay: 1 }
    const answer = await own(customer, 'RenewalResources', body)
    expect(answer.body.fail_resource_infos).toMatchObject([
      { error_code: 'CBC.30050006', resource_id: main.resource_id },
    ])
    expect((await detail((answer.body.order_ids as string[])[0] as string)).status).toBe(6)
    api.state.prepare('update customers set amount = ? where customer_id = ?').run(before, customer)
  })

  it('R-ORD-33, R-CUST-27: unsubscribing ends the group and returns at most what was paid to the balance', async () => {
    const { customer, main } = await inUse(2)
    const opened = async (order: OrderAnswer): Promise<boolean> => {
      const { body } = await finance('ListPayPerUseCustomerResources', {
        body: { customer_id: customer, order_id: order.order_id },
      })
      return (body.data as ResourceAnswer[]).some((each) => each.resource_id === main.resource_id)
    }
    let paid = 0
    for (const order of await orders({ customer_id: customer, order_type: '1' }))
      if (await opened(order)) paid = order.amount_after_discount
    const before = amountOf(customer)
    const answer = await own(customer, 'CancelResourcesSubscription', {
      resource_ids: [main.resource_id],
      unsubscribe_type: 1,
    })
    const order = await detail((answer.body.order_ids as string[])[0] as string)
    expect(order).toMatchObject({ order_type: 4, status: 5 })
    expect(amountOf(customer) - before).toBe(Math.round(-order.amount_after_discount * 100))
    expect(-order.amount_after_discount).toBeLessThanOrEqual(paid)
    expect((await resourcesOf(customer)).filter((each) => each.parent_resource_id === main.resource_id)).toEqual([])
    expect((await resourcesOf(customer)).map((each) => each.resource_id)).not.toContain(main.resource_id)
  })

  it('R-ORD-30: auto-renewal is policy 3, and its end an error the second time', async () => {
    const { customer, main } = await inUse(3)
    const path = { resource_id: main.resource_id }
    expect((await callAsCustomer(api, customer, 'AutoRenewalResources', { path, body: {} })).status).toBe(204)
    const policy = async () =>
      (await resourcesOf(customer)).find((each) => each.resource_id === main.resource_id)?.expire_policy
    expect(await policy()).toBe(3)
    expect((await callAsCustomer(api, customer, 'CancelAutoRenewalResources', { path })).status).toBe(204)
    expect(await policy()).toBe(0)
    expect((await callAsCustomer(api, customer, 'CancelAutoRenewalResources', { path })).code).toBe('CBC.99003605')
  })
})
