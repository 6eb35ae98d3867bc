import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '#shared/money.ts'
import {
  type CouponFacts,
  couponKinds,
  expectedPayment,
  type OrderFacts,
  orderStates,
  type PaymentGround,
  refundSums,
  refuseCancel,
  refuseChoice,
  refusePayment,
  timeToPay,
} from '#shared/rules/orders.ts'

const now = Date.parse('2026-11-21T00:00:00Z')
const pending: OrderFacts = { status: orderStates.pendingPayment, pendingUntil: now + 1, memberOf: null }
const reason = (refusal: { rule: string; reason: string } | null): string | null =>
  refusal && `${refusal.rule} ${refusal.reason}`

describe('cancelling and paying', () => {
  it('R-ORD-12 only what waits for payment is cancelled, a combined order by its own number', () => {
    expect(refuseCancel(pending)).toBeNull()
    for (const status of ['1', '2', '3', '4', '5', '9', '77'])
      expect(refuseCancel({ ...pending, status })).toMatchObject({ rule: 'R-ORD-12', detail: { status } })
    expect(reason(refuseCancel({ ...pending, memberOf: 'CS1' }))).toBe('R-ORD-12 member')
  })

  it('R-ORD-14 past its deadline nothing is paid, whatever the state says; R-ORD-13 nor a member alone', () => {
    expect(refusePayment(pending, now)).toBeNull()
    expect(refusePayment({ ...pending, pendingUntil: null }, now)).toBeNull()
    expect(reason(refusePayment(pending, now + 1))).toBe('R-ORD-14 over')
    expect(reason(refusePayment({ ...pending, status: '4' }, now + 1))).toBe('R-ORD-14 over')
    expect(reason(refusePayment({ ...pending, memberOf: 'CS1' }, now))).toBe('R-ORD-13 member')
    expect(timeToPay(pending, now)).toBe(1)
    expect(timeToPay(pending, now + 5)).toBe(0)
    expect(timeToPay({ ...pending, status: '5' }, now)).toBeNull()
    expect(timeToPay({ ...pending, pendingUntil: null }, now)).toBeNull()
  })

  it('R-ORD-25 paid, cancelled or in a state that nobody knows: changed', () => {
    for (const status of ['3', '5', '77'])
      expect(reason(refusePayment({ ...pending, status }, now))).toBe('R-ORD-25 changed')
    expect(reason(refusePayment({ status: '4', pendingUntil: null, memberOf: null }, now))).toBe('R-ORD-25 changed')
  })
})

describe('what pays together', () => {
  const voucher: CouponFacts = { kind: couponKinds.voucher, group: '0', excludesDiscount: false, minDiscount: null }
  const cash: CouponFacts = { ...voucher, kind: couponKinds.cash }
  const ground: PaymentGround = { serviceCode: 'hws.service.type.ec2', discounted: false, offered: ['2'] }
  const discount = { type: '2', rates: [9_000, 8_500] }
  const refuse = (coupons: CouponFacts[], discounts = [] as (typeof discount)[], more: Partial<PaymentGround> = {}) =>
    reason(refuseChoice({ coupons, discounts }, { ...ground, ...more }))

  it('R-ORD-16 three coupons, one discount, one voucher', () => {
    expect(refuse([voucher, cash, cash], [discount])).toBeNull()
    expect(refuse([cash, cash, cash, cash])).toBe('R-ORD-16 coupons')
    expect(refuse([], [discount, discount])).toBe('R-ORD-16 discounts')
    expect(refuse([voucher, voucher])).toBe('R-ORD-16 vouchers')
  })

  it('R-ORD-17 a coupon that excludes discounts, and one that bears none below its rate', () => {
    expect(refuse([{ ...cash, excludesDiscount: true }])).toBeNull()
    expect(refuse([{ ...cash, excludesDiscount: true }], [discount])).toBe('R-ORD-17 excludes-discount')
    expect(refuse([{ ...cash, excludesDiscount: true }], [], { discounted: true })).toBe('R-ORD-17 excludes-discount')
    // One line at or above the rate is enough.
    expect(refuse([{ ...cash, minDiscount: 9_000 }], [discount])).toBeNull()
    expect(refuse([{ ...cash, minDiscount: 9_001 }], [discount])).toBe('R-ORD-17 discount-too-deep')
    expect(refuse([{ ...cash, minDiscount: 9_001 }], [{ ...discount, rates: [] }])).toBeNull()
  })

  it('R-ORD-18 voucher and discount coupon, marketplace and special, an adjusted price', () => {
    expect(refuse([voucher, { ...cash, kind: couponKinds.discount }])).toBe('R-ORD-18 voucher-and-discount-coupon')
    expect(
      refuse([
        { ...cash, group: '1' },
        { ...cash, group: '2' },
      ]),
    ).toBe('R-ORD-18 marketplace-and-special')
    expect(refuse([], [discount], { offered: ['2', '609'] })).toBe('R-ORD-18 adjusted-price')
    expect(refuse([], [{ ...discount, type: '609' }], { offered: ['609'] })).toBeNull()
  })

  it('R-ORD-19 no voucher for marketplace goods; elsewhere one may cover the whole order', () => {
    expect(refuse([voucher], [], { serviceCode: 'hws.service.type.marketplace' })).toBe('R-ORD-19 marketplace')
    const sum = expectedPayment({ amount: fen(500), official: fen(600), discount: null, coupons: [fen(900)] })
    expect(sum).toEqual({ covered: 500, rest: 0 })
  })

  it('R-ORD-15 what is left for the balance: never below zero, never more than the price, coupons in any order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.option(fc.integer({ min: 0, max: 1e9 })),
        fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 3 }),
        (amount, off, balances) => {
          const official = fen(amount + 1_000)
          const discount = off === null ? null : fen(Math.min(off, official))
          const coupons = balances.map((one) => fen(one))
          const { covered, rest } = expectedPayment({ amount: fen(amount), official, discount, coupons })
          const price = discount === null ? amount : official - discount
          expect(covered + rest).toBe(price)
          expect(rest).toBe(Math.max(0, price - balances.reduce((sum, one) => sum + one, 0)))
          expect(expectedPayment({ amount: fen(amount), official, discount, coupons: coupons.toReversed() }).rest).toBe(
            rest,
          )
        },
      ),
    )
  })
})

it('R-ORD-35 both sides of a refund, whatever else there is', () => {
  expect(refundSums([-100, 20, 3, -50, 0])).toEqual({ refunded: -150, kept: 23 })
  expect(refundSums([])).toEqual({ refunded: 0, kept: 0 })
})
