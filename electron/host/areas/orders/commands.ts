/**
 * Cancelling and paying an order as its customer. Both are safe by the order's number: the second time the partner
 * answers an error, and the order's details tell what became of it; so silence is settled by reading them (R-ORD-25).
 */

import { onBehalf } from '#host/areas/authorizations/gate.ts'
import { combinedOf, storedOrder } from '#host/areas/orders/filter.ts'
import { liveAvailable, liveOrder, payableCoupons, payableDiscounts } from '#host/areas/orders/live.ts'
import type { OrderDetails } from '#host/areas/orders/wire.ts'
import type { Desk, Effect, Facts, Recheck } from '#host/outbox/types.ts'
import type { Db } from '#host/store/types.ts'
import { CancelOrder, PayOrder } from '#shared/contract/orders.ts'
import { fen } from '#shared/money.ts'
import {
  expectedPayment,
  type OrderFacts,
  type OrderRefusal,
  orderStates,
  refuseCancel,
  refuseChoice,
  refusePayment,
} from '#shared/rules/orders.ts'

/** No order waits longer for its payment. */
const EXPIRES_MS = 7 * 24 * 3600_000

/** By what is mirrored; null where the order is not here: then the live check alone decides. */
function factsHere(cache: Db | null, orderId: string): OrderFacts | null {
  if (cache === null) return null
  const memberOf = combinedOf(cache, orderId)
  if (memberOf !== null) return { status: '', pendingUntil: null, memberOf }
  const stored = storedOrder(cache, orderId)
  return stored && { ...stored, memberOf: null }
}

const unknown: OrderRefusal = { rule: 'R-ORD-25', reason: 'unknown' }

/** Of now; the customer is part of it, because a number of somebody else's order is nobody's to act on. */
async function factsNow(desk: Desk, orderId: string, customerId: string): Promise<OrderDetails | null> {
  const order = await liveOrder(desk, orderId)
  return order?.customerId === customerId ? order : null
}

const refusedBy = (refusal: OrderRefusal): Recheck => ({ kind: 'refused', refusal })

const cancel = onBehalf<CancelOrder>({
  name: 'orders.cancel',
  version: 1,
  read: (version, payload) => (version === 1 ? (CancelOrder.safeParse(payload).data ?? null) : null),
  target: ({ orderId }) => `order:${orderId}`,
  twin: ({ orderId }) => `orders.cancel ${orderId}`,
  customerId: ({ customerId }) => customerId,
  amount: () => null,
  refuse: ({ orderId }, cache) => {
    const facts = factsHere(cache, orderId)
    return facts && refuseCancel(facts)
  },
  recheck: async ({ orderId, customerId }, _basis, desk) => {
    const order = await factsNow(desk, orderId, customerId)
    const refusal = order ? refuseCancel({ ...order, memberOf: null }) : unknown
    return refusal ? refusedBy(refusal) : { kind: 'same' }
  },
  release: 'person',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async ({ orderId, customerId }, desk) => {
    await desk.call('CancelCustomerOrder', { body: { order_id: orderId }, actingFor: customerId })
    return { effectId: null, result: { orderId } }
  },
  repeat: {
    by: 'nature',
    find: async ({ orderId, customerId }, desk) => {
      const order = await factsNow(desk, orderId, customerId)
      return order?.status === orderStates.cancelled ? { effectId: null, result: { orderId } } : null
    },
  },
  refresh: ['orders'],
})

const paidStates: ReadonlySet<string> = new Set([orderStates.processing, orderStates.completed])

/** An order that was paid, by whomever: nothing is left to pay. */
const paid = (order: OrderDetails | null): Effect | null =>
  order && order.paidAt !== null && paidStates.has(order.status)
    ? { effectId: null, result: { orderId: order.orderId, paidAt: order.paidAt } }
    : null

/** What was chosen among what may be chosen now: one that is not there any more has been used or is held by another order. */
async function recheckMoney(payload: PayOrder, basis: Facts | null, order: OrderDetails, desk: Desk): Promise<Recheck> {
  const { orderId, customerId } = payload
  const listed = payload.coupons.length > 0 ? await payableCoupons(desk, orderId, customerId) : []
  const offered = await payableDiscounts(desk, orderId, customerId)
  const coupons = payload.coupons.map(({ couponId }) => listed.find((one) => one.couponId === couponId))
  const gone = payload.coupons[coupons.indexOf(undefined)]
  if (gone) return refusedBy({ rule: 'R-ORD-16', reason: 'coupon-gone', detail: { couponId: gone.couponId } })
  const discount = payload.discount && offered.find(({ discountId }) => discountId === payload.discount?.discountId)
  if (discount === undefined) return refusedBy({ rule: 'R-ORD-16', reason: 'discount-gone' })
  const chosen = coupons.filter((coupon) => coupon !== undefined)
  const refusal = refuseChoice(
    { coupons: chosen, discounts: discount ? [discount] : [] },
    { serviceCode: order.serviceCode, discounted: order.discounted, offered: offered.map(({ type }) => type) },
  )
  if (refusal) return refusedBy(refusal)
  const { rest } = expectedPayment({
    amount: fen(order.amount ?? 0),
    official: fen(order.official ?? order.amount ?? 0),
    discount: discount ? fen(discount.amount) : null,
    coupons: chosen.map(({ balance }) => fen(balance)),
  })
  // More than the person agreed to: asked again with the figure of now.
  const agreed = typeof basis?.payable === 'number' ? basis.payable : payload.amount
  if (rest > agreed) return { kind: 'moved', basis: { payable: rest } }
  const available = await liveAvailable(desk, customerId)
  return available < rest
    ? refusedBy({ rule: 'R-ORD-15', reason: 'short', detail: { available, needed: rest } })
    : { kind: 'same' }
}

const pay = onBehalf<PayOrder>({
  name: 'orders.pay',
  version: 1,
  read: (version, payload) => (version === 1 ? (PayOrder.safeParse(payload).data ?? null) : null),
  target: ({ orderId }) => `order:${orderId}`,
  twin: ({ orderId }) => `orders.pay ${orderId}`,
  customerId: ({ customerId }) => customerId,
  amount: ({ amount }) => amount,
  refuse: ({ orderId }, cache, now) => {
    const facts = factsHere(cache, orderId)
    return facts && refusePayment(facts, now)
  },
  recheck: async (payload, basis, desk) => {
    const order = await factsNow(desk, payload.orderId, payload.customerId)
    if (!order) return refusedBy(unknown)
    const refusal = refusePayment({ ...order, memberOf: null }, desk.vendorNow())
    return refusal ? refusedBy(refusal) : recheckMoney(payload, basis, order, desk)
  },
  release: 'person',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async ({ orderId, customerId, coupons, discount }, desk) => {
    await desk.call('PayOrders', {
      body: {
        order_id: orderId,
        use_coupon: coupons.length > 0 ? 'YES' : 'NO',
        use_discount: discount ? 'YES' : 'NO',
        ...(coupons.length > 0
          ? { coupon_infos: coupons.map(({ couponId, kind }) => ({ id: couponId, type: kind })) }
          : {}),
        ...(discount
          ? { discount_infos: [{ id: discount.discountId, type: Number(discount.type) as 0 | 2 | 3 }] }
          : {}),
      },
      actingFor: customerId,
    })
    return { effectId: null, result: { orderId } }
  },
  repeat: {
    by: 'nature',
    find: async ({ orderId, customerId }, desk) => paid(await factsNow(desk, orderId, customerId)),
  },
  refresh: ['orders', 'balances'],
})

export const orderCommands = [cancel, pay]
