/** Rules about orders 订单 (pure functions and the list of what is implemented). */
import { type Fen, fen } from '../money.ts'
import type { Refused } from './funds.ts'
import type { Rules } from './rule.ts'

export const orderRules = {
  'R-ORD-12': {
    says: 'Only an order that waits for payment can be cancelled; a combined one by its own number, not by a member’s.',
    source: 'S000:13, A',
  },
  'R-ORD-13': {
    says: 'Members of a combined order are paid or cancelled together: they stand in one row under one number.',
    source: 'P',
  },
  'R-ORD-14': {
    says: 'Orders are asked for in windows of a year at most; the deadline of a payment is counted down, past it there is none.',
    source: 'A, P',
  },
  'R-ORD-15': {
    says: 'A payment takes the customer’s balance: cash and then credit; one that is short is told before with its figure.',
    source: 'A',
  },
  'R-ORD-16': {
    says: 'One payment takes three coupons and one discount at most, and one voucher of the partner an order.',
    source: 'A, P',
  },
  'R-ORD-17': {
    says: 'A coupon may exclude every discount, or one that goes below the rate it names on all lines.',
    source: 'A',
  },
  'R-ORD-18': {
    says: 'A voucher and a discount coupon exclude each other, marketplace and special vouchers too; an adjusted price must be used.',
    source: 'P, A',
  },
  'R-ORD-19': {
    says: 'Vouchers pay no marketplace goods; otherwise one may cover the whole order.',
    source: 'P',
  },
  'R-ORD-22': {
    says: 'A solution provider is asked to pay by consultative and resale customers, a reseller by resale customers only.',
    source: 'S002:5, S004:7, P',
  },
  'R-ORD-23': {
    says: 'Paying for a customer needs both the account balance and the grantable balance to reach the amount.',
    source: 'P',
  },
  'R-ORD-24': {
    says: 'The partner may reject with a reason, one or many; the customer may then pay or cancel.',
    source: 'P',
  },
  'R-ORD-25': {
    says: 'The order is read again right before paying: paid, cancelled or changed meanwhile, nothing is sent.',
    source: 'P, A',
  },
  'R-ORD-27': { says: 'Paying for a customer is confirmed online, with the code where it is on.', source: 'P' },
  'R-ORD-35': {
    says: 'In a refund a negative amount goes back, a positive one was consumed or is a fee.',
    source: 'A',
  },
} as const satisfies Rules

/** Vendor's order states that the program acts on. */
export const orderStates = {
  pendingReview: '1',
  refunding: '2',
  processing: '3',
  cancelled: '4',
  completed: '5',
  pendingPayment: '6',
  pendingConfirm: '9',
} as const

/** Vendor's order type of an unsubscription 退订. */
export const UNSUBSCRIPTION = '4'

export interface RefundSums {
  /** What goes back to the payer, below zero. */
  readonly refunded: Fen
  /** What was consumed or is a fee, above zero. */
  readonly kept: Fen
}

/** R-ORD-35: both sides of a refund's rows. */
export function refundSums(amounts: readonly number[]): RefundSums {
  const sum = (part: readonly number[]): Fen => fen(part.reduce((all, one) => all + one, 0))
  return { refunded: sum(amounts.filter((one) => one < 0)), kept: sum(amounts.filter((one) => one > 0)) }
}

export interface Deadline {
  readonly status: string
  /** UTC milliseconds; null = not known here. */
  readonly pendingUntil: number | null
}

/** R-ORD-14: milliseconds left for the payment; 0 = over; null where nothing is to be paid or nobody told the deadline. */
export function timeToPay({ status, pendingUntil }: Deadline, now: number): number | null {
  if (status !== orderStates.pendingPayment || pendingUntil === null) return null
  return Math.max(0, pendingUntil - now)
}

export type OrderRefusal = Refused<keyof typeof orderRules>

/** An order as its details tell it. */
export interface OrderFacts extends Deadline {
  /** Number of the combined order that it is a member of; null for an order of its own. */
  readonly memberOf: string | null
}

/** R-ORD-12. */
export function refuseCancel({ status, memberOf }: OrderFacts): OrderRefusal | null {
  if (memberOf !== null) return { rule: 'R-ORD-12', reason: 'member', detail: { combined: memberOf } }
  if (status === orderStates.pendingPayment) return null
  return { rule: 'R-ORD-12', reason: 'not-pending', detail: { status } }
}

/** R-ORD-13, R-ORD-14, R-ORD-25; `now` is the partner's time where it is known. */
export function refusePayment({ status, pendingUntil, memberOf }: OrderFacts, now: number): OrderRefusal | null {
  if (memberOf !== null) return { rule: 'R-ORD-13', reason: 'member', detail: { combined: memberOf } }
  const over = pendingUntil !== null && pendingUntil <= now
  if (status === orderStates.pendingPayment)
    return over ? { rule: 'R-ORD-14', reason: 'over', detail: { until: pendingUntil } } : null
  if (status === orderStates.cancelled && over)
    return { rule: 'R-ORD-14', reason: 'over', detail: { until: pendingUntil } }
  return { rule: 'R-ORD-25', reason: 'changed', detail: { status } }
}

/** Vendor's kinds of coupons in a payment. */
export const couponKinds = { discount: 300, voucher: 301, cash: 302, card: 303 } as const
export type CouponKind = (typeof couponKinds)[keyof typeof couponKinds]

/** Vendor's groups of vouchers: 1 marketplace, 2 for a special purpose. */
const MARKETPLACE_GROUP = '1'
const SPECIAL_GROUP = '2'
/** Vendor's type of a price that was adjusted for this order 订单调价折扣. */
export const ADJUSTED_PRICE = '609'
export const MARKETPLACE_SERVICE = 'hws.service.type.marketplace'

export const COUPONS_MOST = 3
/** Of the partner: vouchers come from it, or from the vendor under the same limit. */
const VOUCHERS_MOST = 1

export interface CouponFacts {
  readonly kind: CouponKind
  readonly group: string
  /** `simultaneousUseWithEmpowerDiscount = 0`. */
  readonly excludesDiscount: boolean
  /** `minConsumeDiscount` in ten-thousandths; null = none named. */
  readonly minDiscount: number | null
}

export interface DiscountFacts {
  readonly type: string
  /** What is left of the price of each line, ten-thousandths; empty where it is not told. */
  readonly rates: readonly number[]
}

export interface PaymentChoice {
  readonly coupons: readonly CouponFacts[]
  readonly discounts: readonly DiscountFacts[]
}

export interface PaymentGround {
  readonly serviceCode: string
  /** The order has a discount of contract or partner already. */
  readonly discounted: boolean
  /** Types of the discounts that may be chosen. */
  readonly offered: readonly string[]
}

/** R-ORD-16: how many of what one payment takes. */
function refuseNumbers({ coupons, discounts }: PaymentChoice): OrderRefusal | null {
  if (coupons.length > COUPONS_MOST) return { rule: 'R-ORD-16', reason: 'coupons', detail: { most: COUPONS_MOST } }
  if (discounts.length > 1) return { rule: 'R-ORD-16', reason: 'discounts' }
  const vouchers = coupons.filter(({ kind }) => kind === couponKinds.voucher).length
  return vouchers > VOUCHERS_MOST ? { rule: 'R-ORD-16', reason: 'vouchers' } : null
}

/** R-ORD-16 … 19: whether these may pay one order together. */
export function refuseChoice(choice: PaymentChoice, ground: PaymentGround): OrderRefusal | null {
  const { coupons, discounts } = choice
  const numbers = refuseNumbers(choice)
  if (numbers) return numbers
  const kinds = new Set(coupons.map(({ kind }) => kind))
  if (kinds.has(couponKinds.voucher) && kinds.has(couponKinds.discount))
    return { rule: 'R-ORD-18', reason: 'voucher-and-discount-coupon' }
  const groups = new Set(coupons.map(({ group }) => group))
  if (groups.has(MARKETPLACE_GROUP) && groups.has(SPECIAL_GROUP))
    return { rule: 'R-ORD-18', reason: 'marketplace-and-special' }
  if (ground.offered.includes(ADJUSTED_PRICE) && discounts[0]?.type !== ADJUSTED_PRICE)
    return { rule: 'R-ORD-18', reason: 'adjusted-price' }
  if (ground.serviceCode === MARKETPLACE_SERVICE && kinds.has(couponKinds.voucher))
    return { rule: 'R-ORD-19', reason: 'marketplace' }
  const [discount] = discounts
  if ((discount || ground.discounted) && coupons.some(({ excludesDiscount }) => excludesDiscount))
    return { rule: 'R-ORD-17', reason: 'excludes-discount' }
  const below = (least: number): boolean =>
    discount !== undefined && discount.rates.length > 0 && discount.rates.every((rate) => rate < least)
  return coupons.some(({ minDiscount }) => minDiscount !== null && below(minDiscount))
    ? { rule: 'R-ORD-17', reason: 'discount-too-deep' }
    : null
}

export interface PaymentSum {
  /** After the order's own discounts. */
  readonly amount: Fen
  readonly official: Fen
  /** The chosen discount's, which takes the place of those before; null = none chosen. */
  readonly discount: Fen | null
  /** Balances of the chosen coupons. */
  readonly coupons: readonly Fen[]
}

/** What the customer's balance is expected to pay: the discount first, then coupons as far as they reach. */
export function expectedPayment({ amount, official, discount, coupons }: PaymentSum): { covered: Fen; rest: Fen } {
  const price = discount === null ? amount : official - discount
  const covered = coupons.reduce((sum, balance) => Math.min(price, sum + Math.max(0, balance)), 0)
  return { covered: fen(covered), rest: fen(price - covered) }
}

/** The desk API's states of a request for partner payment; others are kept, and allow nothing. */
export const paymentStates = { pending: 'PENDING', paid: 'PAID', rejected: 'REJECTED', expired: 'EXPIRED' } as const

export interface PartnerPaymentFacts {
  readonly state: string
  readonly expiresAt: number | null
}

/** R-ORD-14, R-ORD-25: whether the partner may still say anything. */
export function refusePartnerPayment({ state, expiresAt }: PartnerPaymentFacts, now: number): OrderRefusal | null {
  const over = expiresAt !== null && expiresAt <= now
  if (state === paymentStates.expired || (state === paymentStates.pending && over))
    return { rule: 'R-ORD-14', reason: 'over', detail: { until: expiresAt ?? 0 } }
  return state === paymentStates.pending ? null : { rule: 'R-ORD-25', reason: 'decided', detail: { state } }
}

/** R-ORD-23; an account that is not told refuses nothing: the partner decides. */
export function refusePartnerShort(
  amount: Fen,
  accounts: readonly { readonly accountType: string; readonly amount: number }[],
): OrderRefusal | null {
  const limits = accounts.filter(({ accountType }) => accountType === '1' || accountType === '8')
  const [least] = limits.map((account) => account.amount).sort((a, b) => a - b)
  if (least === undefined || least >= amount) return null
  return { rule: 'R-ORD-23', reason: 'short', detail: { available: least, needed: amount } }
}
