/** What the partner tells of an order at the moment. Throws PartnerError; what cannot be read is no answer. */
import { readDetails } from '#host/areas/orders/collections.ts'
import { amountOf, clipped } from '#host/areas/orders/rows.ts'
import { mapDetails, type OrderDetails } from '#host/areas/orders/wire.ts'
import { readable, rowsIn } from '#host/outbox/reading.ts'
import type { Desk } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import {
  code,
  instant,
  listOf,
  requiredText,
  requiredYuan,
  requireYuan,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'
import type { PayableCoupon, PayableDiscount, PayableOrder, RefundRow } from '#shared/contract/orders.ts'
import { type Fen, fen, sumFen } from '#shared/money.ts'
import { type CouponKind, couponKinds } from '#shared/rules/orders.ts'

type Calls = Pick<Desk, 'call'>

/** R-ORD-35: signs as the partner gives them. */
export async function refundRows(api: Calls, order_id: string, signal: AbortSignal): Promise<RefundRow[]> {
  const { body } = await api.call('ShowRefundOrderDetails', { query: { order_id }, signal })
  return readable('ShowRefundOrderDetails', () =>
    rowsIn('ShowRefundOrderDetails', body, 'refund_infos')
      .slice(0, 500)
      .map((row) => {
        requireYuan(row.measure_id)
        return {
          id: requiredText(row.id, 'id').slice(0, 128),
          amount: amountOf(requiredYuan(row.amount, 'amount')) ?? 0,
          serviceName: clipped(text(row.service_type_name, 'service_type_name'), 400),
          resourceName: clipped(text(row.resource_type_name, 'resource_type_name'), 400),
          region: clipped(text(row.region_code, 'region_code'), 128),
          baseOrderId: clipped(text(row.base_order_id, 'base_order_id'), 128),
        }
      }),
  )
}

/** The order as it is now, by the partner's own credential; null where it knows none of this number. */
export async function liveOrder(desk: Calls, orderId: string): Promise<OrderDetails | null> {
  try {
    const { row } = await readDetails(desk, orderId)
    return readable('ShowCustomerOrderDetails', () => mapDetails((row.order_info ?? {}) as WireRow))
  } catch (cause) {
    if (cause instanceof PartnerError && cause.value.vendor?.code === 'CBC.30000010') return null
    throw cause
  }
}

/** Vendor's types of coupons by their kind in a payment; product coupons pay no order. */
const kinds: Readonly<Record<string, CouponKind | undefined>> = {
  '1': couponKinds.voucher,
  '2': couponKinds.discount,
  '4': couponKinds.cash,
}

const TEN_THOUSANDTHS = 10_000

/** A rate that the vendor writes as a share or in hundredths. */
const rateOf = (value: unknown): number | null => {
  const rate = Number(value)
  if (!(rate > 0)) return null
  return Math.round(rate > 1 ? rate * 100 : rate * TEN_THOUSANDTHS)
}

const limitOf = (coupon: WireRow, key: string): string | null => {
  const limit = (listOf(coupon, 'use_limits') ?? []).find((one) => (one as WireRow | null)?.limit_key === key)
  return limit ? text((limit as WireRow).value1, 'value1') : null
}

/** Coupons that may pay the order, asked as its customer: one that another order holds is not among them. */
export async function payableCoupons(desk: Calls, orderId: string, customerId: string): Promise<PayableCoupon[]> {
  const { body } = await desk.call('ListOrderCouponsByOrderId', { query: { order_id: orderId }, actingFor: customerId })
  return readable('ListOrderCouponsByOrderId', () =>
    rowsIn('ListOrderCouponsByOrderId', body, 'user_coupons').flatMap((row): PayableCoupon[] => {
      const kind = kinds[code(row.coupon_type, 'coupon_type') ?? '']
      if (kind === undefined) return []
      requireYuan(row.measure_id)
      return [
        {
          couponId: requiredText(row.coupon_id, 'coupon_id'),
          kind,
          group: code(row.coupon_group, 'coupon_group') ?? '0',
          balance: fen(yuan(row.balance, 'balance') ?? requiredYuan(row.face_value, 'face_value')),
          expiresAt: instant(row.expire_time, 'expire_time'),
          name: clipped(text(row.plan_name, 'plan_name'), 400),
          excludesDiscount: limitOf(row, 'simultaneousUseWithEmpowerDiscount') === '0',
          minDiscount: rateOf(limitOf(row, 'minConsumeDiscount')),
        },
      ]
    }),
  ).slice(0, 200)
}

/** Discounts that may be chosen for the order, with what they take off its lines together. */
export async function payableDiscounts(desk: Calls, orderId: string, customerId: string): Promise<PayableDiscount[]> {
  const { body } = await desk.call('ListOrderDiscounts', { query: { order_id: orderId }, actingFor: customerId })
  return readable('ListOrderDiscounts', () =>
    rowsIn('ListOrderDiscounts', body, 'discounts').map((row): PayableDiscount => {
      const lines = (listOf(row, 'orders') ?? []).flatMap((order) => listOf(order, 'order_line_items') ?? [])
      return {
        discountId: requiredText(row.discount_id, 'discount_id'),
        type: code(row.discount_type, 'discount_type') ?? '',
        amount: sumFen(lines.map((line) => fen(yuan((line as WireRow).discount_amount, 'discount_amount') ?? 0))),
        rates: lines.flatMap((line) => rateOf((line as WireRow).discount_ratio) ?? []).slice(0, 1000),
      }
    }),
  ).slice(0, 50)
}

/** R-ORD-15: cash and credit; bonus and deposit accounts pay no order. */
const paying: ReadonlySet<string | null> = new Set(['1', '2'])

/** What the customer can pay with, asked as the customer. */
export async function liveAvailable(desk: Calls, customerId: string): Promise<Fen> {
  const { body } = await desk.call('ShowCustomerAccountBalances', { actingFor: customerId })
  return readable('ShowCustomerAccountBalances', () =>
    sumFen(
      rowsIn('ShowCustomerAccountBalances', body, 'account_balances')
        .filter((row) => paying.has(code(row.account_type, 'account_type')))
        .map((row) => {
          requireYuan(row.measure_id)
          return fen(requiredYuan(row.amount, 'amount'))
        }),
    ),
  )
}

/** Everything a payment form needs. */
export async function readPayable(desk: Calls, order: OrderDetails, at: () => number): Promise<PayableOrder> {
  const { orderId, customerId } = order
  const [coupons, discounts, available] = await Promise.all([
    payableCoupons(desk, orderId, customerId),
    payableDiscounts(desk, orderId, customerId),
    liveAvailable(desk, customerId),
  ])
  return {
    orderId,
    customerId,
    status: order.status.slice(0, 64),
    serviceCode: order.serviceCode.slice(0, 128),
    official: fen(order.official ?? order.amount ?? 0),
    amount: fen(order.amount ?? 0),
    discounted: order.discounted,
    pendingUntil: order.pendingUntil,
    coupons,
    discounts,
    available,
    asOf: at(),
  }
}
