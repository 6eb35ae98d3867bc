import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type CallInput, callAs, callAsCustomer } from './call.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

const START = Date.UTC(2026, 0, 5, 8, 30)
const MONTH = '2025-11'

let api: PartnerApi

beforeAll(async () => {
  // Server and signer read the same clock.
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterAll(async () => {
  vi.useRealTimers()
  await api.close()
})

const finance = (operationId: string, input: CallInput) => callAs(api, 'administrator', operationId, input)
const pages = async <T>(read: (offset: number) => Promise<{ rows: T[]; total: number }>): Promise<T[]> => {
  const all: T[] = []
  for (;;) {
    const { rows, total } = await read(all.length)
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}
const consumers = (month: string) =>
  pages(async (offset) => {
    const { body } = await finance('ListConsumeSubCustomers', { body: { bill_cycle: month, offset, limit: 7 } })
    return {
      rows: (body.sub_customers as { customer_id: string }[]).map((row) => row.customer_id),
      total: body.total_count as number,
    }
  })
interface Line {
  readonly customer_id: string
  readonly charging_mode: number
  readonly bill_detail_type: number
  readonly payment_amount: number
  readonly association_type: string
  readonly service_type_code: string
  readonly trade_time: string
}
const lines = (customer: string, query: CallInput['query'] = {}) =>
  pages(async (offset) => {
    const { body } = await finance('ListSubCustomerBillDetail', {
      query: { bill_cycle: MONTH, customer_id: customer, offset, limit: 10, ...query },
    })
    return { rows: body.fee_records as Line[], total: body.total_count as number }
  })
interface Sum {
  readonly customer_id: string
  readonly cloud_service_type: string
  readonly amount: number
  readonly bill_type: string
}
const sums = (query: CallInput['query']) =>
  pages(async (offset) => {
    const { body } = await finance('ListSubcustomerMonthlyBills', {
      query: { cycle: MONTH, charge_mode: '3', offset, limit: 9, ...query },
    })
    return { rows: body.bill_sums as Sum[], total: body.count as number }
  })

describe('bills', () => {
  it('R-CUST-40: details reach back 18 months', async () => {
    const [customer] = await consumers(MONTH)
    const at = async (month: string) =>
      (await finance('ListSubCustomerBillDetail', { query: { bill_cycle: month, customer_id: customer as string } }))
        .code
    expect(await at('2024-08')).toBeUndefined()
    expect(await at('2024-07')).toBe('CBC.0100')
    expect(await at('2026-02')).toBe('CBC.0100')
  })

  it('who consumed are exactly the customers with lines', async () => {
    const found = await consumers(MONTH)
    expect(new Set(found).size).toBe(found.length)
    const own = api.state
      .prepare('select customer_id from customers where indirect_partner_id is null')
      .pluck()
      .all() as string[]
    const withLines: string[] = []
    for (const customer of own) if ((await lines(customer)).length > 0) withLines.push(customer)
    expect(new Set(found)).toEqual(new Set(withLines))
  })

  it('filters of the details agree with the whole', async () => {
    const [customer = ''] = await consumers(MONTH)
    const all = await lines(customer)
    expect(await lines(customer, { charging_mode: 3 })).toEqual(all.filter((line) => line.charging_mode === 3))
    expect(await lines(customer, { bill_date_begin: '2025-11-10', bill_date_end: '2025-11-20' })).toEqual(
      all.filter((line) => {
        const day = new Date(Date.parse(line.trade_time) + 8 * 3_600_000).toISOString().slice(0, 10)
        return day >= '2025-11-10' && day <= '2025-11-20'
      }),
    )
  })

  it('R-CUST-42: monthly sums are the details of resale customers rounded to the fen, refunds apart', async () => {
    const all = await sums({})
    expect(all.length).toBeGreaterThan(20)
    const [{ customer_id: customer } = { customer_id: '' }] = all
    expect(await sums({ customer_id: customer })).toEqual(all.filter((sum) => sum.customer_id === customer))
    for (const sum of all.slice(0, 10)) {
      const of = (await lines(sum.customer_id)).filter(
        (line) => line.charging_mode === 3 && line.service_type_code === sum.cloud_service_type,
      )
      const others = all.filter(
        (each) => each.customer_id === sum.customer_id && each.cloud_service_type === sum.cloud_service_type,
      )
      const exact = of.reduce((total, line) => total + line.payment_amount, 0)
      expect(Math.abs(others.reduce((total, each) => total + each.amount, 0) - exact)).toBeLessThan(
        0.005 * others.length + 1e-6,
      )
      expect(of.every((line) => line.association_type === '2')).toBe(true)
    }
    const refunds = [
      ...(await sums({ charge_mode: '1', bill_type: '1' })),
      ...(await sums({ charge_mode: '1', bill_type: '2' })),
    ]
    expect(refunds.every((sum) => sum.amount <= 0)).toBe(true)
  })

  it('R-CUST-39: today is not in the sums yet', async () => {
    const today = await sums({ cycle: '2026-01' })
    for (const sum of today) {
      const of = await lines(sum.customer_id, { bill_cycle: '2026-01' })
      expect(of.some((line) => line.trade_time < '2026-01-04T16:00:00Z')).toBe(true)
    }
  })
})

describe('quotes', () => {
  const server = {
    cloud_service_type: 'hws.service.type.ec2',
    resource_type: 'hws.resource.type.vm',
    resource_spec: 's6.large.2.linux',
    region: 'cn-north-4',
  }
  const disk = {
    cloud_service_type: 'hws.service.type.ebs',
    resource_type: 'hws.resource.type.volume',
    resource_spec: 'SAS',
    region: 'cn-north-4',
  }
  const term = { period_type: 2, period_num: 1, subscription_num: 1 }
  const customer = () =>
    api.state
      .prepare(`select customer_id from customers where association_type = '2' and linked = 1 and id % 5 <> 0`)
      .pluck()
      .get() as string
  const quote = (items: object[]) =>
    callAsCustomer(api, customer(), 'ListRateOnPeriodDetail', { body: { project_id: 'p', product_infos: items } })

  it('R-ORD-01, 02: all of the product must be right, and the size exactly where it is sold by size', async () => {
    expect((await quote([{ id: '1', ...server, ...term }])).code).toBeUndefined()
    expect((await quote([{ id: '1', ...server, ...term, region: 'mars-1' }])).code).toBe('CBC.99006006')
    expect((await quote([{ id: '1', ...server, ...term, resource_spec: 'x' }])).code).toBe('CBC.99006006')
    expect((await quote([{ id: '1', ...server, ...term, resource_size: 1, size_measure_id: 17 }])).code).toBe(
      'CBC.99006006',
    )
    expect((await quote([{ id: '1', ...disk, ...term }])).code).toBe('CBC.99006006')
    expect((await quote([{ id: '1', ...disk, ...term, resource_size: 40, size_measure_id: 17 }])).code).toBeUndefined()
    expect(
      (
        await quote([
          { id: '1', ...server, ...term },
          { id: '1', ...server, ...term },
        ])
      ).code,
    ).toBe('CBC.0100')
    expect(
      (await quote([{ id: '1', ...server, period_type: 3, period_num: 214_783_647, subscription_num: 10_000 }])).code,
    ).toBe('CBC.99006055')
  })

  it('R-ORD-03: the largest saving is the best offer, ties go to the contract', async () => {
    const { body } = await quote([{ id: '1', ...server, ...term }])
    const offers = body.optional_discount_rating_results as Record<string, number>[]
    expect(offers.filter((offer) => offer.best_offer === 1).map((offer) => offer.discount_type)).toEqual([605])
    expect(offers.every((offer) => (offer.amount ?? 0) + (offer.discount_amount ?? 0) === 88)).toBe(true)
  })

  it('R-ORD-04: six decimals, ten with inquiry_precision 1', async () => {
    const item = {
      id: '1',
      ...server,
      usage_factor: 'Duration',
      usage_value: 0.123457,
      usage_measure_id: 4,
      subscription_num: 1,
    }
    const rate = async (precision: number) =>
      (
        await callAsCustomer(api, customer(), 'ListOnDemandResourceRatings', {
          body: { project_id: 'p', inquiry_precision: precision, product_infos: [item] },
        })
      ).body.official_website_amount
    // 0.183333 yuan an hour.
    expect(await rate(0)).toBe(0.022634)
    expect(await rate(1)).toBe(0.0226337422)
  })
})
