/**
 * Orders 订单 of customers (domain: authorization-and-orders.md): what is mirrored of them, what one of them consists of,
 * and what may be done with one that waits for payment.
 */
import { z } from 'zod'
import { At, Cursor, call, FenAmount, Id, PageLimit } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

/** A vendor code as it came; unknown ones too. */
const Code = z.string().max(64)
const Codes = z.array(Code).max(50)
const Name = z.string().max(400)

export const orderTabs = [
  'all',
  'pendingPayment',
  'pendingReview',
  'pendingConfirm',
  'processing',
  'refunding',
  'completed',
  'cancelled',
  'other',
  'gone',
] as const
export const OrderTab = z.enum(orderTabs)
export type OrderTab = z.infer<typeof OrderTab>

export const orderSorts = ['createdAt', 'paidAt', 'amount'] as const
export const OrderSort = z.object({ column: z.enum(orderSorts), descending: z.boolean() })
export type OrderSort = z.infer<typeof OrderSort>

/** A missing key is no filter. Ends of ranges are exclusive; times are UTC milliseconds. */
export const OrderFilter = z.object({
  tab: OrderTab.optional(),
  /** A whole order number, a combined order's member too; or part of the customer's name, pinyin, account or id. */
  text: z.string().max(200).optional(),
  customerId: Id.optional(),
  status: Codes.optional(),
  orderType: Codes.optional(),
  serviceCode: Codes.optional(),
  source: Codes.optional(),
  /** Account names of managers; '' stands for customers without one. */
  manager: Codes.optional(),
  createdFrom: At.optional(),
  createdUntil: At.optional(),
  paidFrom: At.optional(),
  paidUntil: At.optional(),
  /** Fen, inclusive; of the amount after discounts. */
  amountFrom: z.int().optional(),
  amountTo: z.int().optional(),
  /** Paid by a partner 代付. */
  agentPaid: z.boolean().optional(),
  combined: z.boolean().optional(),
})
export type OrderFilter = z.infer<typeof OrderFilter>

/** The customer's name arrives masked (R-CUST-01). */
export const OrderRow = z.object({
  orderId: Id,
  customerId: z.string().max(64),
  customerName: Name,
  manager: z.string().max(128).nullable(),
  serviceCode: z.string().max(128),
  serviceName: Name.nullable(),
  status: Code,
  orderType: Code,
  source: Code.nullable(),
  /** Fen; refunds are negative (R-ORD-35). */
  official: FenAmount.nullable(),
  /** After discounts; coupons and cards are not taken off. */
  amount: FenAmount.nullable(),
  /** What coupons of every kind and cards paid. */
  covered: FenAmount,
  createdAt: At.nullable(),
  paidAt: At.nullable(),
  /** Until when it may be paid; null = its details were not read. */
  pendingUntil: At.nullable(),
  /** Members of a combined order. */
  members: z.int(),
  agentPaid: z.boolean(),
  goneAt: At.nullable(),
})
export type OrderRow = z.infer<typeof OrderRow>

export const OrderPage = z.object({
  rows: z.array(OrderRow).max(200),
  next: Cursor.nullable(),
  asOf: At.nullable(),
})
export type OrderPage = z.infer<typeof OrderPage>

const Discount = z.object({ type: Code.nullable(), amount: FenAmount.nullable() })

export const OrderLine = z.object({
  lineId: z.string().max(128),
  serviceCode: z.string().max(128).nullable(),
  serviceName: Name.nullable(),
  productId: z.string().max(128).nullable(),
  spec: Name.nullable(),
  /** 0 day, 1 week, 2 month, 3 year, 4 hour, 5 once; others as they came. */
  periodType: Code.nullable(),
  /** Null when unsubscribing. */
  periodNum: z.int().nullable(),
  effectiveAt: At.nullable(),
  expiresAt: At.nullable(),
  quantity: z.int().nullable(),
  official: FenAmount.nullable(),
  amount: FenAmount.nullable(),
  discounts: z.array(Discount).max(50),
})
export type OrderLine = z.infer<typeof OrderLine>

export const OrderCard = z.object({
  order: OrderRow,
  amounts: z.object({
    coupon: FenAmount.nullable(),
    cashCoupon: FenAmount.nullable(),
    card: FenAmount.nullable(),
    commission: FenAmount.nullable(),
    consumed: FenAmount.nullable(),
  }),
  discounts: z.array(Discount).max(50),
  /** Of a combined order; they are paid and cancelled together (R-ORD-13). */
  members: z
    .array(
      z.object({
        orderId: z.string().max(128),
        serviceName: Name.nullable(),
        status: Code.nullable(),
        official: FenAmount.nullable(),
        amount: FenAmount.nullable(),
      }),
    )
    .max(200),
  projects: z.array(z.string().max(256)).max(50),
  contractId: z.string().max(128).nullable(),
  payingAgent: z.string().max(128).nullable(),
  userName: Name.nullable(),
  /** Null = never read here. */
  lines: z.array(OrderLine).max(1000).nullable(),
  detailAsOf: At.nullable(),
  asOf: At.nullable(),
})
export type OrderCard = z.infer<typeof OrderCard>

/** One row of what a refund consists of; below zero what goes back, above zero what was used or is a fee. */
export const RefundRow = z.object({
  id: z.string().max(128),
  amount: FenAmount,
  serviceName: Name.nullable(),
  resourceName: Name.nullable(),
  region: z.string().max(128).nullable(),
  /** The order that was taken back. */
  baseOrderId: z.string().max(128).nullable(),
})
export type RefundRow = z.infer<typeof RefundRow>

/** A coupon that may pay the order, as the partner lists it now. */
export const PayableCoupon = z.object({
  couponId: Id,
  /** 300 discount coupon, 301 voucher, 302 cash coupon, 303 stored-value card. */
  kind: z.union([z.literal(300), z.literal(301), z.literal(302), z.literal(303)]),
  /** 0 general, 1 marketplace, 2 special, 3 hardware. */
  group: Code,
  balance: FenAmount,
  expiresAt: At.nullable(),
  name: Name.nullable(),
  excludesDiscount: z.boolean(),
  minDiscount: z.int().nullable(),
})
export type PayableCoupon = z.infer<typeof PayableCoupon>

export const PayableDiscount = z.object({
  discountId: Id,
  type: Code,
  /** Fen that it takes off the list price. */
  amount: FenAmount,
  /** What is left of each line's price, ten-thousandths. */
  rates: z.array(z.int()).max(1000),
})
export type PayableDiscount = z.infer<typeof PayableDiscount>

/** What a payment form needs, all of it asked now. */
export const PayableOrder = z.object({
  orderId: Id,
  customerId: Id,
  status: Code,
  serviceCode: z.string().max(128),
  official: FenAmount,
  amount: FenAmount,
  discounted: z.boolean(),
  pendingUntil: At.nullable(),
  coupons: z.array(PayableCoupon).max(200),
  discounts: z.array(PayableDiscount).max(50),
  /** The customer's money: balance and credit. */
  available: FenAmount,
  asOf: At,
})
export type PayableOrder = z.infer<typeof PayableOrder>

export const CancelOrder = z.object({ orderId: Id, customerId: Id })
export type CancelOrder = z.infer<typeof CancelOrder>

export const PayOrder = z.object({
  orderId: Id,
  customerId: Id,
  /** Fen that the person agreed to take from the customer's balance. */
  amount: z.int().min(0),
  coupons: z.array(z.object({ couponId: Id, kind: PayableCoupon.shape.kind })).max(20),
  discount: z.object({ discountId: Id, type: Code }).nullable(),
})
export type PayOrder = z.infer<typeof PayOrder>

/** A request 代付申请 of a customer that the partner pays its order. */
export const PartnerPayment = z.object({
  orderId: Id,
  customerId: z.string().max(64),
  customerName: Name,
  service: Name.nullable(),
  amount: FenAmount,
  /** See `paymentStates` of the rules; the customer may pay or cancel meanwhile. */
  state: Code,
  requestedAt: At.nullable(),
  expiresAt: At.nullable(),
  reason: z.string().max(400).nullable(),
  decidedBy: z.string().max(128).nullable(),
  decidedAt: At.nullable(),
})
export type PartnerPayment = z.infer<typeof PartnerPayment>

export const PartnerPayments = z.object({
  /** Those that wait first, the shortest time left on top. */
  rows: z.array(PartnerPayment).max(700),
  pending: z.object({ count: z.int(), amount: FenAmount }),
  /** R-ORD-23: both must reach what is paid; null = not read. */
  balance: FenAmount.nullable(),
  grantable: FenAmount.nullable(),
  asOf: At.nullable(),
})
export type PartnerPayments = z.infer<typeof PartnerPayments>

export const PayForCustomer = z.object({ orderId: Id, customerId: Id, amount: z.int().min(0) })
export type PayForCustomer = z.infer<typeof PayForCustomer>

export const RejectPayment = z.object({ orderId: Id, customerId: Id, reason: z.string().trim().min(1).max(400) })
export type RejectPayment = z.infer<typeof RejectPayment>

const ByOrder = z.object({ orderId: Id })

export const orders = {
  /** One page by last key seen; `at` jumps to a row number. */
  list: call({
    input: z.object({
      filter: OrderFilter,
      sort: OrderSort,
      after: Cursor.nullable(),
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: OrderPage,
    needs: 'order.read',
    offline: 'local',
  }),
  /** Exact total of a filter, and the count of each tab with the rest of the filter kept. */
  count: call({
    input: z.object({ filter: OrderFilter }),
    answer: z.object({ total: z.int(), tabs: z.record(OrderTab, z.int()) }),
    needs: 'order.read',
    offline: 'local',
  }),
  /** Values to choose from in the filter form, most orders first. */
  choices: call({
    input: z.object({}),
    answer: z.object({
      services: z.array(z.object({ code: z.string().max(128), name: Name.nullable(), count: z.int() })).max(500),
    }),
    needs: 'order.read',
    offline: 'local',
  }),
  get: call({ input: ByOrder, answer: OrderCard, needs: 'order.read', offline: 'local' }),
  /** Asks the partner for the order's details and lines, which stay here afterwards. */
  refresh: call({ input: ByOrder, answer: z.object({}), needs: 'order.read', offline: 'online' }),
  /** What a refund order consists of, as the partner tells it now. */
  refund: call({
    input: ByOrder,
    answer: z.object({ rows: z.array(RefundRow).max(500), asOf: At }),
    needs: 'order.read',
    offline: 'online',
  }),
  /** Coupons and discounts for a payment out of the customer's balance, asked as the customer (R-AUTH-06). */
  payable: call({ input: ByOrder, answer: PayableOrder, needs: 'authorization.act', offline: 'online' }),
  /** As the customer; only while it waits for payment (R-ORD-12). Confirmed online, then carried out exactly once. */
  cancel: call({ input: queued(CancelOrder), answer: Accepted, needs: 'authorization.act', offline: 'online' }),
  /** As the customer, out of its balance. */
  pay: call({ input: queued(PayOrder), answer: Accepted, needs: 'authorization.act', offline: 'online' }),
  payments: call({ input: z.object({}), answer: PartnerPayments, needs: 'order.payFor', offline: 'local' }),
  /** Out of the partner's balance (R-ORD-23, R-ORD-27). */
  payFor: call({ input: queued(PayForCustomer), answer: Accepted, needs: 'order.payFor', offline: 'online' }),
  /** The reason may be written off line; it leaves once the request is read again (R-ORD-24). */
  rejectPayment: call({ input: queued(RejectPayment), answer: Accepted, needs: 'order.payFor', offline: 'queue' }),
}
