import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callAs, callAsCustomer } from './call.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi
let customers: string[]
let resellers: string[]
let quota: string

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const all = (sql: string): string[] => api.state.prepare(sql).pluck().all() as string[]
  customers =
    all(`select customer_id from customers where association_type = '2' and linked = 1 and indirect_partner_id is null
    and amount between 0 and 1000000000 and id % 5 <> 0 limit 6`)
  resellers = all('select indirect_partner_id from resellers where leaving = 0')
  quota = all('select quota_id from coupon_quotas where parent_quota_id is null order by id')[0] as string
})
afterAll(() => api.close())

const total = (sql: string): number => api.state.prepare(sql).pluck().get() as number

/** Fen that the partner, its resellers and all customers hold. */
const money = (): number =>
  total('select sum(amount) from partner_accounts where account_type = 1') + total('select sum(amount) from customers')

/** Fen in quotas and in usable coupons. */
const coupons = (): number =>
  total('select sum(balance) from coupon_quotas where quota_status <> 3') +
  total(`select coalesce(sum(coalesce(balance, face_value)), 0) from coupons where status = 2`)

const amount = fc
  .oneof(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 2_000_000_000 }))
  .map((fen) => fen / 100)
const step = fc.record({
  kind: fc.constantFrom('grant', 'reclaim', 'give', 'take', 'issue', 'return', 'quota', 'quotaBack', 'pay'),
  who: fc.nat({ max: 5 }),
  amount,
})

const run = async ({
  kind,
  who,
  amount: yuan,
}: {
  kind: string
  who: number
  amount: number
}): Promise<string | undefined> => {
  const customer = customers[who % customers.length] as string
  const reseller = resellers[who % resellers.length] as string
  const as = async (operationId: string, body: object) => (await callAs(api, 'distributor', operationId, { body })).code
  const pick = (sql: string): string => (api.state.prepare(sql).pluck().get() as string | undefined) ?? 'none'
  switch (kind) {
    case 'grant':
      return as('UpdateCustomerAccountAmount', { customer_id: customer, amount: yuan })
    case 'reclaim':
      return as('ReclaimToPartnerAccount', { customer_id: customer, amount: yuan })
    case 'give':
      return as('UpdateIndirectPartnerAccount', { indirect_partner_id: reseller, amount: yuan })
    case 'take':
      return as('ReclaimIndirectPartnerAccount', { indirect_partner_id: reseller, amount: yuan })
    case 'issue':
      return as('CreatePartnerCoupons', { quota_id: quota, customer_ids: [customer, 'stranger'], face_value: yuan })
    case 'return':
      return as('ReclaimPartnerCoupons', {
        coupon_id: pick(
          `select coupon_id from coupons where quota_id = '${quota}' and status = 2 order by id desc limit 1 offset ${who}`,
        ),
      })
    case 'quota':
      return as('UpdateCouponQuotas', { quota_id: quota, indirect_partner_ids: resellers, quota_amount: yuan })
    case 'quotaBack':
      return as('ReclaimCouponQuotas', {
        quota_ids: [
          pick(`select quota_id from coupon_quotas where parent_quota_id = '${quota}' and quota_status = 0 limit 1`),
        ],
      })
    default: {
      const orderId = (
        (await callAsCustomer(api, customer, 'ListCustomerOrders', { query: { status: 6 } })).body.order_infos as {
          order_id: string
        }[]
      )[0]?.order_id
      const { code } = await callAsCustomer(api, customer, 'PayOrders', {
        body: { order_id: orderId ?? 'none', use_coupon: 'NO', use_discount: 'NO' },
      })
      return code
    }
  }
}

it('R-CUST-32 … 36, R-COUPON-20: partner, resellers and customers together keep every fen, less what orders cost', async () => {
  let applied = 0
  const spentBefore = money()
  let spent = 0
  const couponsBefore = coupons()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (history) => {
      for (const each of history) {
        const held = money()
        const trans = total('select count(*) from adjust_records')
        const code = await run(each)
        if (code === undefined) applied += 1
        if (each.kind === 'pay') spent += held - money()
        // A refused write leaves nothing behind, an applied one of money its record.
        else expect(money()).toBe(held)
        const recorded = code === undefined && ['grant', 'reclaim', 'give', 'take'].includes(each.kind) ? 1 : 0
        expect(total('select count(*) from adjust_records')).toBe(trans + recorded)
        expect(coupons()).toBe(couponsBefore)
      }
      expect(money() + spent).toBe(spentBefore)
      expect(total('select min(amount) from partner_accounts')).toBeGreaterThanOrEqual(0)
      expect(total('select min(balance) from coupon_quotas')).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 25 },
  )
  expect(applied).toBeGreaterThan(50)
  expect(api.errors).toEqual([])
})
