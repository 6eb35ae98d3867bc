// Issuing coupons 发放优惠券 out of a quota.
import { type QuotaLimit, quotaLimits } from '#test/data/quotas.ts'
import { meaningOf } from '../catalog.ts'
import { type Body, type Context, type Operation, operation } from '../registry.ts'
import { fenOf, utcText } from '../wire.ts'
import { recordCoupon } from './coupons.ts'
import { ownerOf, positiveFen } from './funds.ts'
import type { QuotaRow } from './quotas.ts'

type Issue = Context<'CreatePartnerCoupons'>

interface CustomerRow {
  readonly customer_id: string
  readonly association_type: string
  readonly linked: number
  readonly first_linked: number
  readonly finance_custody: number
  readonly indirect_partner_id: string | null
}

const valuesOf = (limits: readonly QuotaLimit[], key: string): readonly string[] | undefined =>
  limits.find(({ limit_key }) => limit_key === key)?.limit_values.map(({ value1 }) => value1)

const fenLimit = (limits: readonly QuotaLimit[], key: string): number | undefined => {
  const value = valuesOf(limits, key)?.[0]
  return value === undefined ? undefined : fenOf(value)
}

/** The quota, in force and usable (R-COUPON-01), else CBC.99000012 or 99000017. */
const usableQuota = (ctx: Issue, owner: string): QuotaRow => {
  const quota = ctx
    .sql('select * from coupon_quotas where quota_id = ? and owner_id = ?')
    .get(ctx.body.quota_id, owner) as QuotaRow | undefined
  if (quota?.quota_status !== 0) return ctx.fail('CBC.99000012')
  const now = utcText(ctx.now())
  return quota.effective_time > now || quota.expire_time <= now ? ctx.fail('CBC.99000017') : quota
}

/** What concerns the call as a whole (R-COUPON-03, 04, 06, 07, 10). */
const checkCall = (
  ctx: Issue,
  quota: QuotaRow,
  limits: readonly QuotaLimit[],
  fen: number,
  customers: readonly CustomerRow[],
): void => {
  const { body } = ctx
  if ((ctx.sql('select uses_own_coupons from partner').get() as { uses_own_coupons: number }).uses_own_coupons === 1) {
    ctx.fail('CBC.50000010')
  }
  if (fen < (fenLimit(limits, quotaLimits.minimumFaceValue) ?? 0)) ctx.fail('CBC.99000018')
  if (fen > (fenLimit(limits, quotaLimits.maximumFaceValue) ?? Number.MAX_SAFE_INTEGER)) ctx.fail('CBC.99000019')
  const from = body.valid_time ?? quota.effective_time
  const until = body.expire_time ?? quota.expire_time
  if (from < quota.effective_time || until > quota.expire_time || from >= until) {
    ctx.fail('CBC.0100', 'the validity must lie inside that of the quota')
  }
  const services = body.cloud_service_types ?? []
  for (const code of services) {
    if (!ctx.sql('select 1 from service_types where code = ?').get(code)) ctx.fail('CBC.50000055')
  }
  for (const product of body.product_ids ?? []) {
    if (!/^\d{5}-\d{6}$/.test(product)) ctx.fail('CBC.50000054')
  }
  for (const [key, wanted] of [
    [quotaLimits.serviceType, services],
    [quotaLimits.product, body.product_ids ?? []],
  ] as const) {
    const allowed = valuesOf(limits, key)
    if (allowed && wanted.some((value) => !allowed.includes(value))) ctx.fail('CBC.99000023')
  }
  if (valuesOf(limits, quotaLimits.firstLinkedOnly) && customers.some(({ first_linked }) => first_linked === 0)) {
    ctx.fail('CBC.99000022')
  }
  const named = valuesOf(limits, quotaLimits.namedCustomer)
  if (named && body.customer_ids.some((id) => !named.includes(id))) ctx.fail('CBC.50000020')
  if (body.customer_ids.includes(ctx.caller.partnerId)) ctx.fail('CBC.99000025')
  if (new Set(body.customer_ids).size !== body.customer_ids.length)
    ctx.fail('CBC.0100', 'customer_ids repeats a customer')
  if (quota.balance < fen * body.customer_ids.length) ctx.fail('CBC.99000013')
}

/** What is wrong for one customer (R-COUPON-02, 08, 09), undefined when it may have the coupon. */
const customerError = (
  ctx: Issue,
  quota: QuotaRow,
  limits: readonly QuotaLimit[],
  fen: number,
  customer: CustomerRow | undefined,
): string | undefined => {
  const { indirectPartnerId } = ctx.scope()
  if (!customer || customer.linked === 0) return 'CBC.99000035'
  if ((customer.indirect_partner_id ?? '') !== indirectPartnerId) return 'CBC.99000000'
  if (customer.association_type !== '2') return 'CBC.99000014'
  if (customer.finance_custody === 1) return 'CBC.50000034'
  const issued = ctx
    .sql(
      `select count(*) as number, coalesce(sum(face_value) filter (where customer_id = ?), 0) as total
       from coupons where quota_id = ? and status <> 5`,
    )
    .get(customer.customer_id, quota.quota_id) as { number: number; total: number }
  const count = valuesOf(limits, quotaLimits.couponCount)?.[0]
  if (count !== undefined && issued.number >= Number(count)) return 'CBC.99000020'
  const total = fenLimit(limits, quotaLimits.customerTotal)
  return total !== undefined && issued.total + fen > total ? 'CBC.99000021' : undefined
}

const issueTo = (ctx: Issue, quota: QuotaRow, owner: string, fen: number, customerId: string): string => {
  const { body } = ctx
  const now = utcText(ctx.now())
  const couponId = `CP${ctx.newId().slice(0, 20).toUpperCase()}`
  const couponType = quota.quota_type === 1 ? 4 : 1
  const useLimits = [
    ...(body.cloud_service_types ?? []).map((value1) => ({ limit_key: quotaLimits.serviceType, value1 })),
    ...(body.product_ids ?? []).map((value1) => ({ limit_key: quotaLimits.product, value1 })),
  ].map((limit, index) => ({ use_limiti_info_id: `${couponId}-${index + 1}`, ...limit }))
  ctx
    .sql(
      `insert into coupons (coupon_id, coupon_code, quota_id, owner_id, customer_id, coupon_type, status, face_value, balance,
        effective_time, expire_time, active_time, create_time, plan_id, plan_name, memo, use_limits)
       values (?, ?, ?, ?, ?, ?, 2, ?, ?, ?, ?, ?, ?, ?, '伙伴代金券', ?, ?)`,
    )
    .run(
      couponId,
      `HWC-${ctx.newId().slice(0, 12).toUpperCase()}`,
      quota.quota_id,
      owner,
      customerId,
      couponType,
      fen,
      fen,
      body.valid_time ?? quota.effective_time,
      body.expire_time ?? quota.expire_time,
      now,
      now,
      `PLAN${quota.quota_id}`,
      body.memo ?? null,
      JSON.stringify(useLimits),
    )
  ctx
    .sql('update coupon_quotas set balance = balance - ?, last_update_time = ? where quota_id = ?')
    .run(fen, now, quota.quota_id)
  recordCoupon(ctx, {
    owner,
    type: '1',
    coupon: { coupon_id: couponId, quota_id: quota.quota_id, customer_id: customerId, coupon_type: couponType },
    amount: fen,
    remark: body.memo ?? null,
  })
  return couponId
}

/**
 * Issues one coupon to each customer. A single customer's error is the answer itself (HTTP 200 with an error code); among
 * several it is an item of `error_details` beside the coupons that were issued (R-COUPON-08).
 */
const createPartnerCoupons = operation('CreatePartnerCoupons', (ctx) => {
  const body: Body<'CreatePartnerCoupons'> = ctx.body
  const owner = ownerOf(ctx)
  const fen = positiveFen(ctx, body.face_value)
  if (body.customer_ids.length === 0) ctx.fail('CBC.0100', 'customer_ids is empty')
  const quota = usableQuota(ctx, owner)
  const limits = JSON.parse(quota.limit_infos) as QuotaLimit[]
  const rows = ctx
    .sql(
      `select customer_id, association_type, linked, first_linked, finance_custody, indirect_partner_id from customers
       where customer_id in (select value from json_each(?))`,
    )
    .all(JSON.stringify(body.customer_ids)) as CustomerRow[]
  checkCall(ctx, quota, limits, fen, rows)
  const byId = new Map(rows.map((row) => [row.customer_id, row]))
  const errors: { id: string; error_code: string; error_msg: string }[] = []
  const coupons: { id: string; coupon_id: string }[] = []
  for (const id of body.customer_ids) {
    const code = customerError(ctx, quota, limits, fen, byId.get(id))
    if (code === undefined) coupons.push({ id, coupon_id: issueTo(ctx, quota, owner, fen, id) })
    else if (body.customer_ids.length === 1) ctx.fail(code)
    else errors.push({ id, error_code: code, error_msg: meaningOf(code) })
  }
  return { error_details: errors, coupon_infos: coupons }
})

export const couponIssueOperations: readonly Operation[] = [createPartnerCoupons]
