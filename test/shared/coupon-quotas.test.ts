import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '#shared/money.ts'
import {
  balanceOfQuota,
  EXPIRING_DAYS,
  forecastQuota,
  PACE_DAYS,
  type QuotaFacts,
  RECLAIMED_BY_HAND,
  reclaimedByItself,
  refuseGiveQuota,
  refuseQuotaReclaim,
  returning,
  warnsOfQuota,
} from '#shared/rules/coupons.ts'

const DAY = 86_400_000
const now = Date.parse('2026-11-21T00:00:00Z')
const quota: QuotaFacts = {
  status: '0',
  balance: fen(100_000),
  effectiveAt: now - DAY,
  expiresAt: now + 300 * DAY,
  minimum: fen(1_000),
  maximum: fen(50_000),
}
const reason = (refusal: { rule: string; reason: string } | null): string | null =>
  refusal && `${refusal.rule} ${refusal.reason}`

describe('records', () => {
  it('R-COUPON-18 dissociation and switch are told apart from a reclaim by hand; an unknown type is neither', () => {
    expect(reclaimedByItself).toEqual(expect.arrayContaining(['3', '8']))
    expect(reclaimedByItself).not.toContain(RECLAIMED_BY_HAND)
    expect(returning).toEqual([RECLAIMED_BY_HAND, ...reclaimedByItself])
    expect(returning).not.toContain('77')
  })

  it('R-COUPON-20 the equation of a quota holds for any order of issues and returns, exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 14 }),
        fc.array(fc.record({ amount: fc.integer({ min: 1, max: 10 ** 10 }), back: fc.boolean() }), { maxLength: 50 }),
        (value, moves) => {
          let balance = value
          let issued = 0
          let returned = 0
          for (const { amount, back } of moves) {
            if (back) returned += amount
            else issued += amount
            balance += back ? amount : -amount
          }
          expect(balanceOfQuota(fen(value), fen(issued), fen(returned))).toBe(balance)
        },
      ),
    )
  })
})

describe('pace', () => {
  it.each<
    [
      string,
      { balance: number; spent: number; expiresAt: number | null },
      { dryAt: number | null; leftAtExpiry: number | null },
    ]
  >([
    [
      'half the pace a month',
      { balance: 30_000, spent: 10_000, expiresAt: null },
      { dryAt: now + 90 * DAY, leftAtExpiry: null },
    ],
    ['nothing issued, never dry', { balance: 5, spent: 0, expiresAt: null }, { dryAt: null, leftAtExpiry: null }],
    ['more came back than went', { balance: 5, spent: -9, expiresAt: now + DAY }, { dryAt: null, leftAtExpiry: 5 }],
    [
      'expires first',
      { balance: 30_000, spent: 10_000, expiresAt: now + 30 * DAY },
      { dryAt: null, leftAtExpiry: 20_000 },
    ],
    [
      'dry first',
      { balance: 30_000, spent: 10_000, expiresAt: now + 91 * DAY },
      { dryAt: now + 90 * DAY, leftAtExpiry: null },
    ],
    ['dry already', { balance: 0, spent: 10_000, expiresAt: now + DAY }, { dryAt: now, leftAtExpiry: null }],
    ['expired long ago', { balance: 7, spent: 30, expiresAt: now - DAY }, { dryAt: null, leftAtExpiry: 7 }],
  ])('%s', (_name, { balance, spent, expiresAt }, forecast) => {
    expect(forecastQuota({ balance: fen(balance), spent: fen(spent), expiresAt }, now)).toEqual(forecast)
  })

  it('what is left is never more than there is nor less than nothing, whatever the amounts', () => {
    const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 4000 }), (balance, spent, days) => {
        const expiresAt = now + days * DAY
        const { dryAt, leftAtExpiry } = forecastQuota({ balance: fen(balance), spent: fen(spent), expiresAt }, now)
        if (leftAtExpiry !== null) expect(leftAtExpiry >= 0 && leftAtExpiry <= balance).toBe(true)
        if (dryAt !== null) expect(dryAt >= now && dryAt <= expiresAt).toBe(true)
        expect(dryAt === null || leftAtExpiry === null).toBe(true)
      }),
    )
    expect(PACE_DAYS).toBe(30)
  })

  it.each<[string, Partial<Parameters<typeof warnsOfQuota>[0]>, ReturnType<typeof warnsOfQuota>]>([
    ['expires soon with money', { expiresAt: now + 5 * DAY }, 'expires'],
    ['expires soon without', { expiresAt: now + 5 * DAY, balance: 0 }, null],
    ['runs dry soon', { dryAt: now + DAY }, 'dry'],
    ['neither', {}, null],
    ['expired already', { expiresAt: now - 1 }, null],
    ['on the edge', { expiresAt: now + EXPIRING_DAYS * DAY }, null],
    ['frozen', { status: '5', dryAt: now }, null],
    ['no longer listed', { goneAt: now, dryAt: now }, null],
  ])('warning: %s', (_name, part, why) => {
    const calm = { status: '0', balance: 9, expiresAt: now + 300 * DAY, dryAt: null, goneAt: null }
    expect(warnsOfQuota({ ...calm, ...part }, now)).toBe(why)
  })
})

describe('quotas to resellers', () => {
  it.each<[string, number, QuotaFacts | null | undefined, string | null]>([
    ['R-COUPON-21 takes an amount above the bounds of a face value, which bind coupons alone', 90_000, quota, null],
    ['R-COUPON-21 refuses zero', 0, quota, 'R-COUPON-21 amount'],
    ['R-COUPON-21 refuses half a fen', 0.5, quota, 'R-COUPON-21 amount'],
    ['R-COUPON-21 the form alone', 5, undefined, null],
    ['R-COUPON-01 more than there is', 100_001, quota, 'R-COUPON-01 short'],
    [
      'R-COUPON-01 R-COUPON-22 a quota that is being adjusted waits',
      5,
      { ...quota, status: '4' },
      'R-COUPON-01 status',
    ],
    ['R-COUPON-01 no such quota', 5, null, 'R-COUPON-01 no-quota'],
    [
      'R-COUPON-23 not out of a quota bound to named customers',
      5,
      { ...quota, named: true },
      'R-COUPON-23 named-customers',
    ],
  ])('%s', (_name, amount, of, wanted) => {
    expect(reason(refuseGiveQuota(amount, of, now))).toBe(wanted)
  })

  it.each([
    ['0', null],
    ['3', 'R-COUPON-24 status'],
    ['6', 'R-COUPON-24 status'],
    ['99', 'R-COUPON-24 status'],
  ])('R-COUPON-24 takes back only what is in force: state %s', (status, wanted) => {
    expect(reason(refuseQuotaReclaim({ status }))).toBe(wanted)
    expect(reason(refuseQuotaReclaim(null))).toBe('R-COUPON-24 no-quota')
  })
})
