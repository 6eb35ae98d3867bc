/** What a customer's coupons would do for an order: which of them may be used together, and which of them best are. */
import { type Fen, fen } from '../money.ts'
import type { Rules } from './rule.ts'

export const couponUseRules = {
  'R-ORD-16': {
    says: 'Three coupons and one discount at most in a payment; one partner voucher an order.',
    source: 'A, P',
  },
  'R-ORD-17': {
    says: 'A coupon that forbids it does not go with a discount; nor does one whose least rate every line is below.',
    source: 'A',
  },
  'R-ORD-18': {
    says: 'A voucher does not go with a discount coupon; which coupons belong to the marketplace, the vendor alone knows.',
    source: 'P, A',
  },
  'R-ORD-19': {
    says: 'Vouchers pay neither debts nor marketplace goods; one may cover the whole order.',
    source: 'P',
  },
} as const satisfies Rules

const MARKETPLACE = 'hws.service.type.marketplace'
const VOUCHER = '1'
const MOST_COUPONS = 3
/** More than these are not tried: they are sorted so that the best come first. */
const MOST_TRIED = 24

export interface OrderFacts {
  /** After the discount, fen. */
  readonly amount: number
  readonly official: number
  readonly services: readonly string[]
  /** Amount of each line in ten-thousandths of its official price; empty without a discount. */
  readonly rates: readonly number[]
  readonly discounted: boolean
}

export interface CouponFacts {
  readonly couponId: string
  /** 1 voucher, 4 cash coupon. */
  readonly type: string | null
  /** 2 usable. */
  readonly status: string | null
  readonly frozen: string | null
  readonly lockOrderId: string | null
  /** Fen. */
  readonly balance: number
  readonly effectiveAt: number | null
  readonly expiresAt: number | null
  readonly limits: readonly { readonly key: string; readonly value: string }[]
}

export interface CouponUseRefusal {
  readonly rule: keyof typeof couponUseRules | 'R-COUPON-13' | 'R-COUPON-19'
  readonly reason: string
}

const limit = (coupon: CouponFacts, key: string): readonly string[] =>
  coupon.limits.filter((one) => one.key === key).map(({ value }) => value)

const number = (text: string | undefined): number | null => {
  if (text === undefined || !/^\d+(\.\d+)?$/.test(text)) return null
  return Number(text)
}

/** Whether a coupon shuts a discount out (R-ORD-17). */
export function excludesDiscount(coupon: CouponFacts, order: Pick<OrderFacts, 'rates'>): boolean {
  if (limit(coupon, 'simultaneousUseWithEmpowerDiscount').includes('0')) return true
  const least = number(limit(coupon, 'minConsumeDiscount')[0])
  return least !== null && order.rates.length > 0 && order.rates.every((rate) => rate < least * 10_000)
}

/** Why a coupon cannot pay for this order by itself; null = it can. */
export function refuseCoupon(coupon: CouponFacts, order: OrderFacts, now: number): CouponUseRefusal | null {
  const over = coupon.expiresAt !== null && coupon.expiresAt <= now
  const early = coupon.effectiveAt !== null && coupon.effectiveAt > now
  if (coupon.status !== '2' || (coupon.frozen !== null && coupon.frozen !== '0') || over || early)
    return { rule: 'R-COUPON-13', reason: 'not-usable' }
  if (coupon.lockOrderId !== null) return { rule: 'R-COUPON-19', reason: 'locked' }
  if (coupon.balance <= 0) return { rule: 'R-COUPON-13', reason: 'empty' }
  if (order.services.includes(MARKETPLACE)) return { rule: 'R-ORD-19', reason: 'marketplace' }
  const services = limit(coupon, 'cloudServiceType')
  if (services.length > 0 && !order.services.every((service) => services.includes(service)))
    return { rule: 'R-ORD-19', reason: 'services' }
  const least = number(limit(coupon, 'minimumConsumption')[0])
  if (least !== null && order.amount < Math.round(least * 100)) return { rule: 'R-ORD-19', reason: 'minimum' }
  return null
}

/** Whether coupons may pay for one order together; each of them fits by itself. */
export function refuseTogether(coupons: readonly CouponFacts[], order: OrderFacts): CouponUseRefusal | null {
  if (coupons.length > MOST_COUPONS) return { rule: 'R-ORD-16', reason: 'coupons' }
  if (coupons.filter(({ type }) => type === VOUCHER).length > 1) return { rule: 'R-ORD-16', reason: 'vouchers' }
  if (coupons.some(({ type }) => type === VOUCHER) && coupons.some(({ type }) => type === '2'))
    return { rule: 'R-ORD-18', reason: 'discount-coupon' }
  if (order.discounted && coupons.some((coupon) => excludesDiscount(coupon, order)))
    return { rule: 'R-ORD-17', reason: 'discount' }
  return null
}

export interface CouponChoice {
  readonly couponIds: readonly string[]
  /** What they pay, fen. */
  readonly covered: Fen
}

/** The coupons that pay most of an order; among equals fewer of them, then those that expire first. */
export function bestCoupons(coupons: readonly CouponFacts[], order: OrderFacts, now: number): CouponChoice {
  const usable = coupons
    .filter((coupon) => refuseCoupon(coupon, order, now) === null && refuseTogether([coupon], order) === null)
    .sort(
      (a, b) =>
        Math.min(b.balance, order.amount) - Math.min(a.balance, order.amount) ||
        (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) ||
        (a.couponId < b.couponId ? -1 : 1),
    )
    .slice(0, MOST_TRIED)
  let best: CouponChoice = { couponIds: [], covered: fen(0) }
  const tryFrom = (at: number, chosen: readonly CouponFacts[]): void => {
    const covered = Math.min(
      order.amount,
      chosen.reduce((sum, { balance }) => sum + balance, 0),
    )
    const better =
      covered > best.covered || (covered === best.covered && covered > 0 && chosen.length < best.couponIds.length)
    if (better) best = { couponIds: chosen.map(({ couponId }) => couponId), covered: fen(covered) }
    if (chosen.length === MOST_COUPONS || covered === order.amount) return
    for (let next = at; next < usable.length; next += 1) {
      const more = [...chosen, usable[next] as CouponFacts]
      if (refuseTogether(more, order) === null) tryFrom(next + 1, more)
    }
  }
  tryFrom(0, [])
  return best
}
