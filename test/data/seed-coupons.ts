import type { Database } from 'better-sqlite3'
import { PARTNER_ID } from '#test/partner-api/identities.ts'
import { customerId } from './customers.ts'
import { limit, quotaKinds, quotaLimits } from './quotas.ts'
import { hexId, Random, streams } from './random.ts'
import { resellerId } from './seed-partner.ts'
import { DAY_MS, utcTextFast } from './time.ts'
import type { World } from './world.ts'
import { associatedAt, associationTypeOf } from './world.ts'

const quotaId = (world: World, quota: number): string => `QT${hexId(world.seed, streams.quota, quota).slice(0, 18)}`

/** Child quota of a reseller: from the plain quota of the distributor. */
const childQuota = (reseller: number): number => 1000 + reseller

/** Quotas of the partner, one child quota for each reseller, and the records of giving them. */
const seedQuotas = (state: Database, world: World): void => {
  const insert = state.prepare(`insert into coupon_quotas (quota_id, owner_id, parent_quota_id, quota_type, create_time,
    last_update_time, quota_value, balance, quota_status, effective_time, expire_time, limit_infos)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const named = [0, 2, 4].map((customer) => customerId(world, customer))
  for (const [quota, kind] of quotaKinds.entries()) {
    const lapsed = kind.status === 3
    const from = world.now + DAY_MS * (kind.name === 'not yet in force' ? 10 : lapsed ? -400 : -120)
    const until = world.now + DAY_MS * (lapsed ? -35 : 245)
    const limits = kind.name === 'named customers' ? [limit(quotaLimits.namedCustomer, ...named)] : kind.limits
    const made = utcTextFast(world.now - 125 * DAY_MS - (lapsed ? 280 * DAY_MS : 0) - quota * 3_600_000)
    insert.run(
      quotaId(world, quota),
      PARTNER_ID,
      null,
      kind.type,
      made,
      made,
      kind.value,
      kind.value,
      kind.status,
      utcTextFast(from),
      utcTextFast(until),
      JSON.stringify(limits),
    )
  }
  const record = state.prepare(`insert into quota_records (record_id, owner_id, operator, operation_type, quota_id,
    parent_quota_id, amount, operation_time, result, indirect_partner_id, remark) values (?, ?, ?, '10', ?, ?, ?, ?, '0', ?, null)`)
  const take = state.prepare('update coupon_quotas set balance = balance - ? where quota_id = ?')
  const parent = quotaId(world, 0)
  for (let reseller = 0; reseller < world.counts.resellers; reseller += 1) {
    const value = 3_000_00 + (reseller % 5) * 1_000_00
    const made = utcTextFast(world.now - (90 - reseller) * DAY_MS)
    insert.run(
      quotaId(world, childQuota(reseller)),
      resellerId(world, reseller),
      parent,
      0,
      made,
      made,
      value,
      value,
      0,
      utcTextFast(world.now - 90 * DAY_MS),
      utcTextFast(world.now + 245 * DAY_MS),
      '[]',
    )
    record.run(
      hexId(world.seed, streams.record, 5_000_000 + reseller),
      PARTNER_ID,
      'hzyd_admin',
      quotaId(world, childQuota(reseller)),
      parent,
      value,
      made,
      resellerId(world, reseller),
    )
    take.run(value, parent)
  }
}

/** Coupon 券 n of a resale customer, its record of issue and, where it was taken back, of reclaim. */
const seedCoupons = (state: Database, world: World): void => {
  const insert =
    state.prepare(`insert into coupons (coupon_id, coupon_code, quota_id, owner_id, customer_id, coupon_type, status,
    face_value, balance, effective_time, expire_time, active_time, last_used_time, create_time, coupon_version, plan_id, plan_name,
    plan_desc, memo, use_limits, is_frozen) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const record =
    state.prepare(`insert into coupon_records (record_id, owner_id, operation_type, quota_id, quota_type, coupon_id,
    customer_id, operation_amount, operation_time, result, remark) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const take = state.prepare('update coupon_quotas set quota_value = quota_value + ? where quota_id = ?')
  const random = new Random(world.seed)
  const issued = [0, 0]
  const resale: number[] = []
  for (
    let customer = 0;
    resale.length < Math.min(world.counts.coupons, world.counts.customers / 3) && customer < world.counts.customers;
    customer += 1
  ) {
    if (associationTypeOf(world, customer) === '2') resale.push(customer)
  }
  for (let coupon = world.counts.coupons - 1; coupon >= 0; coupon -= 1) {
    random.seek(streams.coupon, coupon)
    const customer = resale[coupon % resale.length] as number
    const age =
      Math.min(820, (world.now - associatedAt(world, customer)) / DAY_MS) *
      ((coupon + random.fraction()) / world.counts.coupons)
    const at = world.now - age * DAY_MS - 60_000
    const term = [90, 180, 365][random.below(3)] as number
    const face = ([50, 100, 200, 500, 1000, 66.66] as const)[random.below(6)] as number
    const faceFen = Math.round(face * 100)
    const expired = age > term
    const x = random.fraction()
    const status = x < 0.25 ? 3 : x < 0.33 ? 5 : expired ? 4 : x < 0.36 ? 1 : 2
    const partly = status === 2 && random.chance(0.4)
    const oldVersion = random.chance(0.03)
    const left = status === 3 || status === 5 ? 0 : partly ? Math.floor(faceFen * random.fraction()) : faceFen
    const cash = random.chance(0.06)
    const quota = cash ? 4 : 0
    const used = status === 3 || partly
    const id = `CP${hexId(world.seed, streams.couponId, coupon).slice(0, 20).toUpperCase()}`
    const customerText = customerId(world, customer)
    const made = utcTextFast(at)
    const memo = random.chance(0.3)
      ? (['年中回馈', '迁移补贴', '续费优惠', '项目支持 A-12'][random.below(4)] as string)
      : null
    insert.run(
      id,
      `HWC-${hexId(world.seed, streams.coupon, coupon).slice(0, 12).toUpperCase()}`,
      quotaId(world, quota),
      PARTNER_ID,
      customerText,
      cash ? 4 : 1,
      status,
      faceFen,
      oldVersion ? null : left,
      made,
      utcTextFast(at + term * DAY_MS),
      made,
      used ? utcTextFast(at + (world.now - at) / 2) : null,
      made,
      oldVersion ? 1 : 2,
      `PLAN${quota}`,
      '伙伴代金券',
      '由伙伴发放',
      memo,
      JSON.stringify([
        {
          use_limiti_info_id: `UL${coupon}`,
          limit_key: 'minimumConsumption',
          value1: String(random.below(3) * 100),
          value_unit: '1',
          limit_type: '1',
        },
      ]),
      status === 2 && random.chance(0.01) ? '1' : '0',
    )
    record.run(
      hexId(world.seed, streams.record, coupon * 2),
      PARTNER_ID,
      '1',
      quotaId(world, quota),
      cash ? 1 : 0,
      id,
      customerText,
      faceFen,
      made,
      '0',
      memo,
    )
    issued[cash ? 1 : 0] = (issued[cash ? 1 : 0] as number) + faceFen
    if (status === 5) {
      record.run(
        hexId(world.seed, streams.record, coupon * 2 + 1),
        PARTNER_ID,
        ['2', '2', '3', '8'][random.below(4)],
        quotaId(world, quota),
        cash ? 1 : 0,
        id,
        customerText,
        faceFen,
        utcTextFast(at + (world.now - at) / 3),
        '0',
        null,
      )
    }
  }
  // The issued coupons came out of the quotas: their value was larger by as much.
  for (const [index, amount] of issued.entries()) take.run(amount, quotaId(world, index === 0 ? 0 : 4))
}

export const seedCouponTables = (state: Database, world: World): void => {
  seedQuotas(state, world)
  seedCoupons(state, world)
}
