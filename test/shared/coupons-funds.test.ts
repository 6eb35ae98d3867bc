import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '#shared/money.ts'
import {
  carriesReference,
  memoWithReference,
  type QuotaFacts,
  refuseCouponCustomer,
  refuseCouponReclaim,
  refuseIssue,
  refuseReclaimCustomer,
  splitCustomers,
} from '#shared/rules/coupons.ts'
import {
  grantableOf,
  MAX_MOVE,
  parseAmount,
  refuseGrant,
  refuseMoneyCustomer,
  refuseReclaim,
} from '#shared/rules/funds.ts'

const now = Date.parse('2026-11-21T00:00:00Z')
const quota: QuotaFacts = {
  status: '0',
  balance: fen(100_000),
  effectiveAt: now - 1000,
  expiresAt: now + 1000,
  minimum: fen(1_000),
  maximum: fen(50_000),
}
const issue = { faceValue: 10_000, customers: 1, validFrom: null, validUntil: null }
const reason = (refusal: { rule: string; reason: string } | null): string | null =>
  refusal && `${refusal.rule} ${refusal.reason}`

describe('grants and reclaims: R-CUST-30 to R-CUST-33', () => {
  it.each([
    ['100', 10_000],
    [' 1,234.5 ', 123_450],
    ['0.01', 1],
    ['12.30', 1_230],
    ['2147483647', MAX_MOVE],
  ])('R-CUST-30 takes %s', (typed, amount) => {
    expect(parseAmount(typed)).toEqual({ ok: true, amount })
  })

  it.each([
    ['', 'empty'],
    ['１００', 'full-width'],
    ['1.234', 'decimals'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['-5', 'negative'],
    ['1e3', 'not-a-number'],
    ['12,34', 'not-a-number'],
    ['¥5', 'not-a-number'],
    ['2147483647.01', 'too-large'],
    ['99999999999999999', 'too-large'],
  ])('R-CUST-30 refuses %s: %s', (typed, wrong) => {
    const parsed = parseAmount(typed)
    expect(parsed.ok ? null : parsed.refusal).toMatchObject({ rule: 'R-CUST-30', reason: wrong })
  })

  it('R-CUST-31 only for resale customers that are linked', () => {
    expect(refuseMoneyCustomer({ associationType: '2', linked: true })).toBeNull()
    expect(reason(refuseMoneyCustomer({ associationType: '1', linked: true }))).toBe('R-CUST-31 not-resale')
    expect(reason(refuseMoneyCustomer({ associationType: '2', linked: false }))).toBe('R-CUST-31 not-linked')
    expect(reason(refuseMoneyCustomer(null))).toBe('R-CUST-31 unknown-customer')
  })

  it('R-CUST-32 a grant is at most balance less designated and the grantable balance', () => {
    const accounts = [
      { accountType: '1', amount: 5_000, designated: 1_000 },
      { accountType: '2', amount: 9, designated: null },
      { accountType: '8', amount: 4_500, designated: null },
    ]
    expect(grantableOf(accounts)).toBe(4_000)
    expect(grantableOf([])).toBeNull()
    expect(refuseGrant(4_000, fen(4_000))).toBeNull()
    expect(reason(refuseGrant(4_001, fen(4_000)))).toBe('R-CUST-32 over-grantable')
    expect(refuseGrant(4_001, null)).toBeNull()
  })

  it('R-CUST-33 a reclaim is at most the customer’s balance', () => {
    expect(refuseReclaim(10, fen(10))).toBeNull()
    expect(reason(refuseReclaim(11, fen(10)))).toBe('R-CUST-33 over-balance')
    expect(reason(refuseReclaim(0, fen(10)))).toBe('R-CUST-30 zero')
  })
})

describe('coupons', () => {
  it.each<[string, Partial<QuotaFacts> | null, string | null]>([
    ['in force', {}, null],
    ['missing', null, 'R-COUPON-01 no-quota'],
    ['frozen', { status: '5' }, 'R-COUPON-01 status'],
    ['not yet in force', { effectiveAt: now + 1 }, 'R-COUPON-01 not-yet'],
    ['expired while queued', { expiresAt: now }, 'R-COUPON-01 expired'],
    ['ended, and lapsed at the partner’s', { expiresAt: now, status: '3' }, 'R-COUPON-01 expired'],
    ['short', { balance: fen(9_999) }, 'R-COUPON-01 short'],
  ])('R-COUPON-01 a quota that is %s', (_name, change, expected) => {
    expect(reason(refuseIssue(issue, change && { ...quota, ...change }, now))).toBe(expected)
  })

  it('R-COUPON-15 only from resale customers; one that left or is unknown is the partner’s to judge', () => {
    expect(refuseReclaimCustomer({ associationType: '2', linked: true })).toBeNull()
    expect(refuseReclaimCustomer(null)).toBeNull()
    expect(refuseReclaimCustomer({ associationType: '1', linked: false })).toBeNull()
    expect(reason(refuseReclaimCustomer({ associationType: '1', linked: true }))).toBe('R-COUPON-15 not-resale')
  })
  it('R-COUPON-02 only to resale customers; an unknown one is the partner’s to judge', () => {
    expect(refuseCouponCustomer({ associationType: '2', linked: true })).toBeNull()
    expect(refuseCouponCustomer(null)).toBeNull()
    expect(reason(refuseCouponCustomer({ associationType: '1', linked: true }))).toBe('R-COUPON-02 not-resale')
  })

  it.each([
    [{ faceValue: 0 }, 'face-value'],
    [{ faceValue: -1 }, 'face-value'],
    [{ faceValue: 1.5 }, 'face-value'],
    [{ faceValue: 999 }, 'below-minimum'],
    [{ faceValue: 50_001 }, 'above-maximum'],
    [{ validFrom: now - 2000 }, 'outside-quota'],
    [{ validUntil: now + 2000 }, 'outside-quota'],
    [{ validFrom: now + 2, validUntil: now + 1 }, 'validity-backwards'],
  ])('R-COUPON-03 %o', (change, expected) => {
    expect(reason(refuseIssue({ ...issue, ...change }, quota, now))).toBe(`R-COUPON-03 ${expected}`)
  })

  it('R-COUPON-05 a selection is split into parts of ten', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 60 }), (customers) => {
        const parts = splitCustomers(customers)
        expect(parts.flat()).toEqual(customers)
        expect(parts.every((part) => part.length > 0 && part.length <= 10)).toBe(true)
      }),
    )
  })

  it('R-COUPON-11 the memo keeps its words and carries our reference', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (memo) => {
        const text = memoWithReference(memo, '01ARZ3NDEKTSV4RRFFQ69G5FAV')
        expect(text.length).toBeLessThanOrEqual(512)
        expect(carriesReference(text, '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(true)
        expect(carriesReference(memo, '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(false)
      }),
    )
  })

  it('R-COUPON-13 and R-COUPON-19: only a usable coupon that no order holds comes back', () => {
    expect(refuseCouponReclaim({ status: '2', lockOrderId: null })).toBeNull()
    expect(reason(refuseCouponReclaim({ status: '5', lockOrderId: null }))).toBe('R-COUPON-13 status')
    expect(reason(refuseCouponReclaim({ status: '2', lockOrderId: 'CS1' }))).toBe('R-COUPON-19 locked')
    expect(reason(refuseCouponReclaim(null))).toBe('R-COUPON-13 no-coupon')
  })
})
