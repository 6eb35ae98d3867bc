// Coupons: issued list, records, reclaim, and the customer's own list. Issuing is in coupon-issue.ts.
import { type Operation, operation } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
import { ownerOf } from './funds.ts'
import { Filter, withoutEmpty } from './query.ts'

const YEAR_MS = 365 * 86_400_000

/** A row of `coupons` with the state it has now. */
export interface CouponRow {
  readonly coupon_id: string
  readonly coupon_code: string
  readonly quota_id: string | null
  readonly owner_id: string | null
  readonly customer_id: string
  readonly coupon_type: number
  readonly status: number
  readonly face_value: number
  /** Null for coupons of the old version. */
  readonly balance: number | null
  readonly effective_time: string
  readonly expire_time: string
  readonly active_time: string | null
  readonly last_used_time: string | null
  readonly create_time: string
  readonly order_id: string | null
  readonly lock_order_id: string | null
  readonly used_by_order_id: string | null
  readonly is_frozen: string
  readonly coupon_version: number
  readonly plan_id: string | null
  readonly plan_name: string | null
  readonly plan_desc: string | null
  readonly memo: string | null
  readonly use_limits: string
}

/** Coupons with the state of the moment: 1 before they take effect, 4 once their time is over. */
export const couponsNow = (now: number): string => {
  const text = utcText(now)
  return `(select id, coupon_id, coupon_code, quota_id, owner_id, customer_id, coupon_type, face_value, balance, effective_time,
    expire_time, active_time, last_used_time, create_time, order_id, lock_order_id, used_by_order_id, is_frozen, coupon_version,
    plan_id, plan_name, plan_desc, memo, use_limits,
    case when status in (1, 2) and expire_time <= '${text}' then 4 when status = 2 and effective_time > '${text}' then 1
      else status end as status from coupons)`
}

const limitsOf = (row: CouponRow): Record<string, string>[] => JSON.parse(row.use_limits) as Record<string, string>[]

const ownCoupon = (row: CouponRow) => ({
  coupon_id: row.coupon_id,
  coupon_code: row.coupon_code,
  status: row.status,
  customer_id: row.customer_id,
  coupon_type: row.coupon_type,
  measure_id: 1,
  face_value: moneyNumber(row.face_value),
  valid_time: row.effective_time,
  expire_time: row.expire_time,
  order_id: row.order_id,
  promotion_plan_id: row.plan_id,
  plan_name: row.plan_name,
  plan_desc: row.plan_desc,
  media_type: 1,
  fetch_method: 4,
  use_limits: limitsOf(row),
  active_time: row.active_time,
  create_time: row.create_time,
  coupon_version: row.coupon_version,
  balance: row.balance === null ? null : moneyNumber(row.balance),
  lock_order_id: row.lock_order_id,
  is_frozen: row.is_frozen,
  currency: 'CNY',
  source_id: row.owner_id,
})

const issuedCoupon = (row: CouponRow) => ({
  coupon_id: row.coupon_id,
  status: row.status,
  customer_id: row.customer_id,
  coupon_type: row.coupon_type,
  measure_id: 1,
  face_value: moneyNumber(row.face_value),
  effective_time: row.effective_time,
  expire_time: row.expire_time,
  order_id: row.order_id,
  promotion_plan_id: row.plan_id,
  promotion_plan_name: row.plan_name,
  promotion_plan_desc: row.plan_desc,
  media_type: 1,
  fetch_method: 4,
  use_limits: limitsOf(row),
  active_time: row.active_time,
  last_used_time: row.last_used_time,
  create_time: row.create_time,
  balance: row.balance === null ? null : moneyNumber(row.balance),
  lock_order_id: row.lock_order_id,
  is_frozen: row.is_frozen,
})

/** A customer sees its own coupons, a partner those the vendor gave to it; gone a year after their end (R-COUPON-27). */
const listSubCustomerCoupons = operation(
  'ListSubCustomerCoupons',
  (ctx) => {
    const { query } = ctx
    const { total, rows } = new Filter()
      .where('customer_id = ?', ctx.caller.customerId ?? ownerOf(ctx))
      .where('expire_time > ?', utcText(ctx.now() - YEAR_MS))
      .given('coupon_id = ?', query.coupon_id)
      .given('order_id = ?', query.order_id)
      .given('plan_id = ?', query.promotion_plan_id)
      .given('coupon_type = ?', query.coupon_type)
      .given('status = ?', query.status)
      .given('owner_id = ?', query.source_id)
      .between('active_time', query.active_start_time, query.active_end_time)
      .page<CouponRow>(ctx, couponsNow(ctx.now()), 'id desc')
    return ctx.page(
      rows.map((row) => withoutEmpty(ownCoupon(row))),
      total,
    )
  },
  { emptyIsAbsent: true },
)

/** Only coupons of resale customers (R-COUPON-02), not those over for two years (R-COUPON-26). */
const listIssuedPartnerCoupons = operation('ListIssuedPartnerCoupons', (ctx) => {
  const { query } = ctx
  const { total, rows } = new Filter()
    .where('owner_id = ?', ownerOf(ctx))
    .where('expire_time > ?', utcText(ctx.now() - 2 * YEAR_MS))
    .where(`customer_id in (select customer_id from customers where association_type = '2')`)
    .given('coupon_id = ?', query.coupon_id)
    .given('customer_id = ?', query.customer_id)
    .given('order_id = ?', query.order_id)
    .given('coupon_type = ?', query.coupon_type)
    .given('status = ?', query.status)
    .between('create_time', query.create_time_begin, query.create_time_end)
    .between('effective_time', query.effective_time_begin, query.effective_time_end)
    .between('expire_time', query.expire_time_begin, query.expire_time_end)
    .page<CouponRow>(ctx, couponsNow(ctx.now()), 'id desc')
  return ctx.page(
    rows.map((row) => withoutEmpty(issuedCoupon(row))),
    total,
  )
})

interface RecordRow {
  readonly record_id: string
  readonly operation_type: string
  readonly quota_id: string
  readonly quota_type: number
  readonly coupon_id: string
  readonly customer_id: string
  readonly operation_amount: number
  readonly operation_time: string
  readonly result: string
  readonly remark: string | null
}

/** Issues and reclaims of the caller (R-COUPON-29), newest first; late ones only once they are visible. */
const listPartnerCouponsRecord = operation('ListPartnerCouponsRecord', (ctx) => {
  const { query } = ctx
  const { total, rows } = new Filter()
    .where('owner_id = ?', ownerOf(ctx))
    .where('visible_at <= ?', ctx.visibleNow)
    .among('operation_type', query.operation_types)
    .given('quota_id = ?', query.quota_id)
    .given('quota_type = ?', query.quota_type)
    .among('coupon_id', query.coupon_ids)
    .given('customer_id = ?', query.customer_id)
    .given('result = ?', query.result)
    .between('operation_time', query.operation_time_begin, query.operation_time_end)
    .page<RecordRow>(ctx, 'coupon_records', 'operation_time desc, id desc')
  return ctx.page(
    rows.map((row) =>
      withoutEmpty({
        id: row.record_id,
        operation_type: row.operation_type,
        quota_id: row.quota_id,
        quota_type: row.quota_type,
        coupon_id: row.coupon_id,
        customer_id: row.customer_id,
        operation_amount: moneyNumber(row.operation_amount),
        operation_time: row.operation_time,
        result: row.result,
        remark: row.remark,
      }),
    ),
    total,
  )
})

/**
 * Takes back the whole rest of a coupon (R-COUPON-13, 14) and returns it to its quota while that is in force
 * (R-COUPON-20). A second call answers CBC.99000048.
 */
const reclaimPartnerCoupons = operation('ReclaimPartnerCoupons', (ctx) => {
  const owner = ownerOf(ctx)
  const coupon = ctx
    .sql(`select * from ${couponsNow(ctx.now())} where coupon_id = ? and owner_id = ?`)
    .get(ctx.body.coupon_id, owner) as CouponRow | undefined
  if (!coupon) return ctx.fail('CBC.0100', 'coupon not found')
  const customer = ctx.sql('select association_type from customers where customer_id = ?').get(coupon.customer_id) as
    | { association_type: string }
    | undefined
  if (customer?.association_type !== '2') return ctx.fail('CBC.99000045')
  if (coupon.status === 4 || coupon.status === 5) return ctx.fail('CBC.99000048')
  if (coupon.status !== 2) return ctx.fail('CBC.0100', 'only a usable coupon can be reclaimed')
  if (coupon.lock_order_id !== null) return ctx.fail('CBC.0100', 'the coupon is locked by an order in payment')
  const rest = coupon.balance ?? coupon.face_value
  const now = utcText(ctx.now())
  ctx.sql('update coupons set status = 5, balance = 0 where coupon_id = ?').run(coupon.coupon_id)
  ctx
    .sql(
      `update coupon_quotas set balance = balance + ?, last_update_time = ?
       where quota_id = ? and quota_status = 0 and expire_time > ?`,
    )
    .run(rest, now, coupon.quota_id, now)
  recordCoupon(ctx, { owner, type: '2', coupon, amount: rest, remark: null })
  return undefined
})

interface CouponRecord {
  readonly owner: string
  /** 1 issue 发放, 2 reclaim 手动回收, 3 by dissociation 解绑自动回收, 8 by a switch of type 切换关联模式自动回收. */
  readonly type: '1' | '2' | '3' | '8'
  readonly coupon: {
    readonly coupon_id: string
    readonly quota_id: string | null
    readonly customer_id: string
    readonly coupon_type: number
  }
  readonly amount: number
  readonly remark: string | null
}

/** Writes the record that ListPartnerCouponsRecord shows. */
export const recordCoupon = (
  ctx: Pick<Parameters<Operation['handle']>[0], 'sql' | 'newId' | 'now' | 'recordVisibleAt'>,
  { owner, type, coupon, amount, remark }: CouponRecord,
): void => {
  ctx
    .sql(
      `insert into coupon_records (record_id, owner_id, operation_type, quota_id, quota_type, coupon_id, customer_id, operation_amount,
        operation_time, result, remark, visible_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '0', ?, ?)`,
    )
    .run(
      ctx.newId(),
      owner,
      type,
      coupon.quota_id ?? '',
      coupon.coupon_type === 4 ? 1 : 0,
      coupon.coupon_id,
      coupon.customer_id,
      amount,
      utcText(ctx.now()),
      remark,
      ctx.recordVisibleAt,
    )
}

export const couponOperations: readonly Operation[] = [
  listSubCustomerCoupons,
  listIssuedPartnerCoupons,
  listPartnerCouponsRecord,
  reclaimPartnerCoupons,
]
