import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quotaKinds } from '#test/data/quotas.ts'
import { type CallInput, callAs, callAsCustomer } from './call.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi
let quotas: Map<string, string>
let resale: string[]

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const ids = api.state
    .prepare('select quota_id from coupon_quotas where parent_quota_id is null order by id')
    .pluck()
    .all() as string[]
  quotas = new Map(quotaKinds.map(({ name }, index) => [name, ids[index] as string]))
  resale = api.state
    .prepare(
      `select customer_id from customers where linked = 1 and association_type = '2' and finance_custody = 0 and first_linked = 1
       and indirect_partner_id is null and id % 5 <> 0 order by id`,
    )
    .pluck()
    .all() as string[]
})
afterAll(() => api.close())

const one = <T>(sql: string, ...values: unknown[]): T =>
  api.state
    .prepare(sql)
    .pluck()
    .get(...values) as T
const quota = (name: string): string => quotas.get(name) as string
const balance = (id: string): number => one('select balance from coupon_quotas where quota_id = ?', id)
const finance = (operationId: string, input: CallInput = {}) => callAs(api, 'finance', operationId, input)
const distributor = (operationId: string, body: object) => callAs(api, 'distributor', operationId, { body })
const issue = (body: object) =>
  finance('CreatePartnerCoupons', {
    body: { quota_id: quota('plain'), customer_ids: [resale[0]], face_value: 100, ...body },
  })
const issued = async (body: object = {}): Promise<string> =>
  ((await issue(body)).body.coupon_infos as { coupon_id: string }[])[0]?.coupon_id as string
const reclaim = (couponId: string) => finance('ReclaimPartnerCoupons', { body: { coupon_id: couponId } })
const records = async (query: NonNullable<CallInput['query']>) =>
  (await finance('ListPartnerCouponsRecord', { query })).body.records as Record<string, unknown>[]

describe('issuing', () => {
  it('R-COUPON-01: takes the face value of every customer out of a quota in force, and nothing when it is short', async () => {
    const before = balance(quota('plain'))
    const answer = await issue({ customer_ids: resale.slice(0, 3), face_value: 10.05 })
    expect(answer.body.error_details).toEqual([])
    expect(balance(quota('plain'))).toBe(before - 3 * 1005)
    expect((await issue({ customer_ids: resale.slice(0, 2), face_value: before / 200 })).code).toBe('CBC.99000013')
    expect(balance(quota('plain'))).toBe(before - 3 * 1005)
    for (const [name, code] of [
      ['frozen', '12'],
      ['being adjusted', '12'],
      ['lapsed', '12'],
      ['not yet in force', '17'],
    ] as const) {
      expect((await issue({ quota_id: quota(name) })).code).toBe(`CBC.990000${code}`)
    }
  })

  it('R-COUPON-02, 08, 09: a batch partly succeeds; a single refusal is an error within HTTP 200', async () => {
    const consultative = one<string>(`select customer_id from customers where association_type = '1' and linked = 1`)
    const custody = resale[5] as string
    api.state.prepare('update customers set finance_custody = 1 where customer_id = ?').run(custody)
    const answer = await issue({ customer_ids: [resale[1], consultative, custody, 'stranger'] })
    expect(answer.body.coupon_infos).toHaveLength(1)
    expect(
      (answer.body.error_details as { id: string; error_code: string }[]).map(({ id, error_code: code }) => [id, code]),
    ).toEqual([
      [consultative, 'CBC.99000014'],
      [custody, 'CBC.50000034'],
      ['stranger', 'CBC.99000035'],
    ])
    expect(await issue({ customer_ids: [consultative] })).toMatchObject({ status: 200, code: 'CBC.99000014' })
  })

  it('R-COUPON-03: face value above 0 with two decimals inside the limits, validity inside the quota’s', async () => {
    for (const face of [0, -1, 1.001]) expect((await issue({ face_value: face })).code).toBe('CBC.0100')
    expect((await issue({ quota_id: quota('limited'), face_value: 9.99 })).code).toBe('CBC.99000018')
    expect((await issue({ quota_id: quota('limited'), face_value: 2000.01 })).code).toBe('CBC.99000019')
    expect((await issue({ expire_time: '2039-01-01T00:00:00Z' })).code).toBe('CBC.0100')
  })

  it('R-COUPON-04: services and products inside the quota’s limits', async () => {
    const limited = { quota_id: quota('limited') }
    expect((await issue({ ...limited, cloud_service_types: ['hws.service.type.ec2'] })).code).toBeUndefined()
    expect((await issue({ ...limited, cloud_service_types: ['hws.service.type.waf'] })).code).toBe('CBC.99000023')
    expect((await issue({ ...limited, cloud_service_types: ['no.such'] })).code).toBe('CBC.50000055')
    expect((await issue({ ...limited, product_ids: ['nonsense'] })).code).toBe('CBC.50000054')
  })

  it('R-COUPON-06, 07: named customers, first-time linked customers, number and total', async () => {
    expect((await issue({ quota_id: quota('named customers'), customer_ids: [resale.at(-1)] })).code).toBe(
      'CBC.50000020',
    )
    const again = one<string>(
      `select customer_id from customers where first_linked = 0 and association_type = '2' and linked = 1`,
    )
    expect((await issue({ quota_id: quota('first linked'), customer_ids: [again] })).code).toBe('CBC.99000022')
    expect((await issue({ quota_id: quota('counted'), face_value: 100.01 })).code).toBe('CBC.99000021')
    for (const customer of resale.slice(0, 3)) {
      expect(
        (await issue({ quota_id: quota('counted'), customer_ids: [customer], face_value: 1 })).code,
      ).toBeUndefined()
    }
    expect((await issue({ quota_id: quota('counted'), customer_ids: [resale[3]], face_value: 1 })).code).toBe(
      'CBC.99000020',
    )
  })

  it('R-COUPON-29: the memo comes back as the remark of the record', async () => {
    const couponId = await issued({ memo: 'REF-4711', customer_ids: [resale[4]] })
    const [record] = await records({
      customer_id: resale[4] as string,
      operation_types: ['1'],
      quota_id: quota('plain'),
    })
    expect(record).toMatchObject({ coupon_id: couponId, remark: 'REF-4711', operation_amount: 100, result: '0' })
  })

  it('a late record appears when its time has come, the coupon at once', async () => {
    api.faults.set({ rules: [{ operation: 'CreatePartnerCoupons', nth: [1], fault: { kind: 'late', ms: 3_600_000 } }] })
    const couponId = await issued({ memo: 'LATE' })
    expect(await records({ coupon_ids: [couponId] })).toEqual([])
    const list = await finance('ListIssuedPartnerCoupons', { query: { coupon_id: couponId } })
    expect(list.body.total_count).toBe(1)
    api.state.prepare('update coupon_records set visible_at = 1 where coupon_id = ?').run(couponId)
    expect(await records({ coupon_ids: [couponId] })).toHaveLength(1)
  })

  it('R-COUPON-25: a reseller’s quota is used with the reseller’s id, for its own customers', async () => {
    const reseller = one<string>('select indirect_partner_id from resellers where leaving = 0')
    const child = one<string>('select quota_id from coupon_quotas where owner_id = ?', reseller)
    const its = one<string>(
      `select customer_id from customers where indirect_partner_id = ? and finance_custody = 0`,
      reseller,
    )
    const body = { quota_id: child, customer_ids: [its], face_value: 5 }
    expect((await distributor('CreatePartnerCoupons', body)).code).toBe('CBC.99000012')
    const answer = await distributor('CreatePartnerCoupons', { ...body, indirect_partner_id: reseller })
    expect(answer.body.coupon_infos).toHaveLength(1)
    expect(
      (await distributor('CreatePartnerCoupons', { ...body, customer_ids: [resale[0]], indirect_partner_id: reseller }))
        .code,
    ).toBe('CBC.99000000')
  })
})

describe('reclaiming', () => {
  it('R-COUPON-13, 14, 20: takes the whole rest back to the quota, once', async () => {
    const before = balance(quota('plain'))
    const couponId = await issued()
    api.state.prepare('update coupons set balance = 4000 where coupon_id = ?').run(couponId)
    expect((await reclaim(couponId)).status).toBe(204)
    expect(balance(quota('plain'))).toBe(before - 10_000 + 4000)
    expect(await reclaim(couponId)).toMatchObject({ status: 200, code: 'CBC.99000048' })
    expect((await records({ coupon_ids: [couponId], operation_types: ['2'] }))[0]).toMatchObject({
      operation_amount: 40,
    })
    const list = await finance('ListIssuedPartnerCoupons', { query: { coupon_id: couponId } })
    expect((list.body.user_coupons as object[])[0]).toMatchObject({ status: 5, balance: 0 })
  })

  it('R-COUPON-15, 19: not from consultative customers, not while an order locks the coupon', async () => {
    const couponId = await issued({ customer_ids: [resale[2]] })
    api.state.prepare(`update coupons set lock_order_id = 'CS1' where coupon_id = ?`).run(couponId)
    expect((await reclaim(couponId)).code).toBe('CBC.0100')
    api.state.prepare('update coupons set lock_order_id = null where coupon_id = ?').run(couponId)
    api.state.prepare(`update customers set association_type = '1' where customer_id = ?`).run(resale[2])
    expect((await reclaim(couponId)).code).toBe('CBC.99000045')
    api.state.prepare(`update customers set association_type = '2' where customer_id = ?`).run(resale[2])
  })

  it('R-COUPON-27: the customer’s own list leaves out what ended over a year ago', async () => {
    const couponId = await issued({ customer_ids: [resale[0]] })
    const seen = async () =>
      (await callAsCustomer(api, resale[0] as string, 'ListSubCustomerCoupons', { query: { coupon_id: couponId } }))
        .body.count
    expect(await seen()).toBe(1)
    api.state.prepare(`update coupons set expire_time = '2020-01-01T00:00:00Z' where coupon_id = ?`).run(couponId)
    expect(await seen()).toBe(0)
  })
})

describe('quotas of resellers', () => {
  const resellers = () =>
    api.state.prepare('select indirect_partner_id from resellers where leaving = 0').pluck().all() as string[]
  const give = (body: object) =>
    distributor('UpdateCouponQuotas', { quota_id: quota('plain'), quota_amount: 50.5, ...body })

  it('R-COUPON-21, 24: gives child quotas and takes the whole rest back', async () => {
    const before = balance(quota('plain'))
    const answer = await give({ indirect_partner_ids: resellers() })
    const given = answer.body.simple_quota_infos as { id: string; quota_id: string }[]
    expect(given).toHaveLength(resellers().length)
    expect(balance(quota('plain'))).toBe(before - 5050 * given.length)
    const child = given[0]?.quota_id as string
    const back = await distributor('ReclaimCouponQuotas', { quota_ids: [child] })
    expect(back.body.simple_quota_infos).toEqual([{ quota_id: child, quota_balance: 50.5 }])
    expect(balance(quota('plain'))).toBe(before - 5050 * (given.length - 1))
    expect((await distributor('ReclaimCouponQuotas', { quota_ids: [child] })).code).toBe('CBC.99000012')
    const list = await callAs(api, 'distributor', 'ListCouponQuotasRecords', {
      query: { quota_id: child, operation_type: '11' },
    })
    expect(list.body.records).toMatchObject([{ amount: 50.5, parent_quota_id: quota('plain') }])
  })

  it('R-COUPON-22, 23: not while adjusted, not to a leaving reseller, not out of a named quota', async () => {
    const ids = { indirect_partner_ids: resellers().slice(0, 1) }
    const leaving = one<string>('select indirect_partner_id from resellers where leaving = 1')
    expect((await give({ ...ids, quota_id: quota('being adjusted') })).code).toBe('CBC.50000045')
    expect((await give({ ...ids, quota_id: quota('named customers') })).code).toBe('CBC.50000021')
    expect(await give({ indirect_partner_ids: [leaving] })).toMatchObject({ status: 200, code: 'CBC.50010105' })
    expect((await give({ ...ids, quota_amount: 99_999_999 })).code).toBe('CBC.99000013')
  })
})
