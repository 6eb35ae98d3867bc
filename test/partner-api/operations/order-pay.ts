// What a customer does with an order that waits for payment: pay, cancel, see what may be used for it.
import { combinedOrderId, type Order, orderStatus } from '#test/data/orders.ts'
import { addMonths } from '#test/data/time.ts'
import { type Body, type Context, type Operation, operation } from '../registry.ts'
import { fenOf, moneyNumber, utcText } from '../wire.ts'
import { type CouponRow, couponsNow } from './coupons.ts'
import { orderById, saveOrder } from './order-store.ts'
import { orderAmount } from './orders.ts'
import { withoutEmpty } from './query.ts'
import { resourcesOf, saveResource } from './resource-store.ts'

const MARKETPLACE = 'hws.service.type.marketplace'

/** The partner's grant 伙伴授予折扣 that may be chosen at payment, in hundredths of the price. */
const GRANTED_PERCENT = 10
const GRANT_TYPE = 2

type Caller = Pick<Context, 'sql' | 'state' | 'visibleNow' | 'now' | 'caller' | 'fail'>

/** The caller's own order; the child of a combined one is refused with CBC.99000089 (R-ORD-12). */
const ownOrder = (ctx: Caller, id: string, missing: string): Order => {
  if (combinedOrderId(id) !== undefined) ctx.fail('CBC.99000089')
  const order = orderById(ctx, id)
  return order && order.customerId === ctx.caller.customerId ? order : ctx.fail(missing)
}

const grantId = (order: Order): string => `DSC-${order.id}`

/** Each line at the granted rate, as if it had no discount before. */
const withGrant = (order: Order): Order => ({
  ...order,
  discountType: '606',
  lines: order.lines.map((line) => ({ ...line, discount: Math.round((line.official * GRANTED_PERCENT) / 100) })),
})

const limitOf = (coupon: CouponRow, key: string): string[] =>
  (JSON.parse(coupon.use_limits) as { limit_key: string; value1?: string }[]).flatMap(({ limit_key, value1 }) =>
    limit_key === key && value1 !== undefined ? [value1] : [],
  )

const couponFits = (coupon: CouponRow, order: Order): boolean => {
  const services = limitOf(coupon, 'cloudServiceType')
  return (
    coupon.status === 2 &&
    coupon.is_frozen === '0' &&
    (coupon.lock_order_id === null || coupon.lock_order_id === order.id) &&
    order.serviceCode !== MARKETPLACE &&
    orderAmount(order) >= (fenOf(limitOf(coupon, 'minimumConsumption')[0] ?? '0') ?? 0) &&
    (services.length === 0 || order.lines.every((line) => services.includes(line.serviceCode)))
  )
}

const listOrderCouponsByOrderId = operation('ListOrderCouponsByOrderId', (ctx) => {
  const order = ownOrder(ctx, ctx.query.order_id, 'CBC.0100')
  const coupons = (
    ctx
      .sql(
        `select * from ${couponsNow(ctx.now())} where customer_id = ? and coupon_type in (1, 4) order by expire_time, id`,
      )
      .all(order.customerId) as CouponRow[]
  ).filter((coupon) => couponFits(coupon, order))
  return {
    count: coupons.length,
    user_coupons: coupons.map((coupon) =>
      withoutEmpty({
        coupon_id: coupon.coupon_id,
        coupon_code: coupon.coupon_code,
        status: coupon.status,
        coupon_type: coupon.coupon_type,
        measure_id: 1,
        face_value: moneyNumber(coupon.face_value),
        effective_time: coupon.effective_time,
        expire_time: coupon.expire_time,
        plan_name: coupon.plan_name,
        plan_desc: coupon.plan_desc,
        use_limits: JSON.parse(coupon.use_limits) as Record<string, string>[],
        active_time: coupon.active_time,
        last_used_time: coupon.last_used_time,
        create_time: coupon.create_time,
        coupon_version: coupon.coupon_version,
        balance: moneyNumber(coupon.balance ?? coupon.face_value),
        used_by_order_id: coupon.used_by_order_id,
        coupon_group: 0,
      }),
    ),
    coupon_max_use_quantity: [{ coupon_type: 1, coupon_group: 0, use_quantity_value: 1 }],
  }
})

const listOrderDiscounts = operation('ListOrderDiscounts', (ctx) => {
  const order = ownOrder(ctx, ctx.query.order_id, 'CBC.0100')
  if (order.status !== orderStatus.pendingPayment || order.serviceCode === MARKETPLACE) return { discounts: [] }
  const lines = withGrant(order).lines
  return {
    discounts: [
      {
        discount_id: grantId(order),
        discount_value: String((100 - GRANTED_PERCENT) / 100),
        discount_type: GRANT_TYPE,
        orders: [
          {
            order_id: order.id,
            order_line_items: lines.map((line) => ({
              order_line_item_ids: [line.id],
              discount_mode: 0,
              discount_amount: moneyNumber(line.discount),
              discount_ratio: moneyNumber(100 - GRANTED_PERCENT, 2),
            })),
          },
        ],
      },
    ],
  }
})

/** Takes fen out of the customer's granted balance; a consultative customer pays with money that is not kept here. */
export const chargeCustomer = (ctx: Pick<Context, 'sql'>, customerId: string, fen: number): boolean => {
  const row = ctx.sql('select amount from customers where customer_id = ?').get(customerId) as
    | { amount: number | null }
    | undefined
  if (!row) return false
  if (row.amount === null) return true
  if (row.amount < fen) return false
  ctx.sql('update customers set amount = amount - ? where customer_id = ?').run(fen, customerId)
  return true
}

/** Uses coupons for an order and answers the fen they cover; R-ORD-16, 18, R-COUPON-30. */
const applyCoupons = (ctx: Caller, order: Order, infos: NonNullable<Body<'PayOrders'>['coupon_infos']>): number => {
  const types = infos.map(({ type }) => type)
  if (types.includes(301) && types.includes(300)) ctx.fail('CBC.99003147')
  if (types.filter((type) => type === 301).length > 1) ctx.fail('CBC.0100', 'one partner voucher per order')
  let covered = 0
  for (const { id } of infos) {
    const coupon = ctx
      .sql(`select * from ${couponsNow(ctx.now())} where coupon_id = ? and customer_id = ?`)
      .get(id, order.customerId) as CouponRow | undefined
    if (coupon?.status !== 2 || coupon.is_frozen === '1') return ctx.fail('CBC.99003112')
    if (!couponFits(coupon, order)) return ctx.fail('CBC.0100', 'the coupon cannot be used for this order')
    const balance = coupon.balance ?? coupon.face_value
    const used = Math.min(balance, orderAmount(order) - covered)
    covered += used
    // Version 1 is spent with its first use, version 2 keeps the rest.
    const rest = coupon.coupon_version === 1 ? 0 : balance - used
    ctx
      .sql(
        `update coupons set balance = case when balance is null then null else ? end, status = ?, order_id = ?, used_by_order_id = ?,
          lock_order_id = null, last_used_time = ? where coupon_id = ?`,
      )
      .run(rest, rest === 0 ? 3 : 2, order.id, order.id, utcText(ctx.now()), id)
  }
  return covered
}

/** An order that is paid: its resources open, or run on where it renews. */
export const completeOrder = (ctx: Caller, order: Order, coupon: number): void => {
  const now = Math.floor(ctx.now() / 1000) * 1000
  const known = resourcesOf(ctx, order.customerId)
  const lines = order.lines.map((line) => {
    const months = (line.periodType === 3 ? 12 : 1) * (line.periodNum ?? 0)
    const resource = known.find(({ resourceId }) => resourceId === line.resourceId)
    if (!resource) return { ...line, effectiveAt: now, expireAt: addMonths(now, months) }
    const renewed = {
      ...resource,
      expireAt: addMonths(resource.expireAt, months),
      periodType: line.periodType,
      periodNum: line.periodNum ?? 1,
    }
    saveResource(ctx, renewed)
    return { ...line, effectiveAt: resource.expireAt, expireAt: renewed.expireAt }
  })
  saveOrder(ctx, { ...order, lines, status: orderStatus.completed, paidAt: now, pendingUntil: null, coupon })
}

/** Pays out of the customer's balance what coupons leave (R-ORD-15 … 18). */
const payOrders = operation('PayOrders', (ctx) => {
  const { body } = ctx
  const found = ownOrder(ctx, body.order_id, 'CBC.30000010')
  if (found.status === orderStatus.cancelled && found.pendingUntil !== null && found.pendingUntil <= ctx.now()) {
    ctx.fail('CBC.99003110')
  }
  if (found.status !== orderStatus.pendingPayment) ctx.fail('CBC.99003106')
  const discounts = body.use_discount === 'YES' ? (body.discount_infos ?? []) : []
  const coupons = body.use_coupon === 'YES' ? (body.coupon_infos ?? []) : []
  if (body.use_discount === 'YES' && discounts.length !== 1) ctx.fail('CBC.0100', 'discount_infos is missing')
  if (body.use_coupon === 'YES' && coupons.length === 0) ctx.fail('CBC.0100', 'coupon_infos is missing')
  if (
    discounts.some(({ id }) => id !== grantId(found)) ||
    (discounts.length > 0 && found.serviceCode === MARKETPLACE)
  ) {
    ctx.fail('CBC.99003108')
  }
  const order = discounts.length > 0 ? withGrant(found) : found
  const excluding = coupons.some(({ id }) => {
    const row = ctx.sql('select * from coupons where coupon_id = ?').get(id) as CouponRow | undefined
    return row !== undefined && limitOf(row, 'simultaneousUseWithEmpowerDiscount')[0] === '0'
  })
  if (excluding && order.discountType !== null) ctx.fail('CBC.99003116')
  const covered = applyCoupons(ctx, order, coupons)
  if (!chargeCustomer(ctx, order.customerId, orderAmount(order) - covered)) ctx.fail('CBC.99005003')
  completeOrder(ctx, order, covered)
  return undefined
})

/** Only while it waits for payment (R-ORD-12); coupons that it locked are free again. */
const cancelCustomerOrder = operation('CancelCustomerOrder', (ctx) => {
  const order = ownOrder(ctx, ctx.body.order_id, 'CBC.0100')
  if (order.status !== orderStatus.pendingPayment) ctx.fail('CBC.99005010')
  ctx.sql('update coupons set lock_order_id = null where lock_order_id = ?').run(order.id)
  saveOrder(ctx, { ...order, status: orderStatus.cancelled, pendingUntil: null })
  return undefined
})

export const orderPayOperations: readonly Operation[] = [
  listOrderCouponsByOrderId,
  listOrderDiscounts,
  payOrders,
  cancelCustomerOrder,
]
