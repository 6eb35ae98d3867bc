import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '#shared/money.ts'
import {
  burnPerDay,
  firstThresholds,
  MAX_RESELLER_GRANT,
  MAX_RESELLER_RECLAIM,
  netOf,
  refuseResellerGrant,
  refuseResellerReclaim,
  runsOutAt,
  warningOf,
} from '#shared/rules/funds.ts'

const DAY = 86_400_000
const reason = (refusal: { rule: string; reason: string } | null): string | null =>
  refusal && `${refusal.rule} ${refusal.reason}`

describe('moves with resellers', () => {
  it.each([
    [1, fen(0), 'R-CUST-32 over-grantable'],
    [100, fen(100), null],
    [101, fen(100), 'R-CUST-32 over-grantable'],
    [101, null, null],
    [0, fen(100), 'R-CUST-30 zero'],
    [-1, null, 'R-CUST-30 negative'],
    [MAX_RESELLER_GRANT + 1, null, 'R-CUST-30 too-large'],
  ])('R-CUST-35 a grant of %d out of %s', (amount, grantable, wrong) => {
    expect(reason(refuseResellerGrant(amount, grantable))).toBe(wrong)
  })

  it.each([
    [100, fen(100), null],
    [101, fen(100), 'R-CUST-35 over-balance'],
    [101, null, null],
    [MAX_RESELLER_GRANT + 1, null, null],
    [MAX_RESELLER_RECLAIM + 1, null, 'R-CUST-30 too-large'],
  ])('R-CUST-34 a reclaim of %d looks at what the reseller holds, %s', (amount, available, wrong) => {
    expect(reason(refuseResellerReclaim(amount, available))).toBe(wrong)
  })
})

describe('what a customer holds', () => {
  it.each([
    [500, 200, 300],
    [0, 200, -200],
    [-200, 200, -200],
    [-300, 200, -300],
    [-100, 0, -100],
  ])('%d with a debt of %d is %d: a negative balance is the debt told again', (amount, debt, net) => {
    expect(netOf(amount, debt)).toBe(net)
  })
})

describe('burn', () => {
  const none = { granted: 0, reclaimed: 0 }

  it('is what was there, plus granted, less reclaimed, less what is left, a day', () => {
    expect(burnPerDay({ net: 1_000, at: 0 }, { net: 400, at: 2 * DAY }, none)).toBe(300)
    expect(burnPerDay({ net: 1_000, at: 0 }, { net: 1_400, at: 2 * DAY }, { granted: 1_000, reclaimed: 0 })).toBe(300)
    expect(burnPerDay({ net: 1_000, at: 0 }, { net: 0, at: 2 * DAY }, { granted: 0, reclaimed: 400 })).toBe(300)
  })

  it('is unknown in less than a day and never below zero', () => {
    expect(burnPerDay({ net: 1_000, at: 0 }, { net: 0, at: DAY - 1 }, none)).toBeNull()
    expect(burnPerDay({ net: 0, at: 0 }, { net: 5_000, at: DAY }, none)).toBe(0)
  })

  it('what is spent evenly is burnt at that rate, whatever was granted and taken back meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 90_000_000_000_000 }),
        fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { maxLength: 20 }),
        (daily, days, start, moves) => {
          const granted = moves.filter((move) => move > 0).reduce((sum, move) => sum + move, 0)
          const reclaimed = -moves.filter((move) => move < 0).reduce((sum, move) => sum + move, 0)
          const left = start + granted - reclaimed - daily * days
          expect(burnPerDay({ net: start, at: 0 }, { net: left, at: days * DAY }, { granted, reclaimed })).toBe(daily)
        },
      ),
    )
  })

  it('runs out when the rate has used it up; at once where nothing is left; never where nothing is spent', () => {
    expect(runsOutAt({ net: 900, at: 5 }, fen(300))).toBe(5 + 3 * DAY)
    expect(runsOutAt({ net: -10, at: 5 }, fen(300))).toBe(5)
    expect(runsOutAt({ net: 900, at: 5 }, fen(0))).toBeNull()
    expect(runsOutAt({ net: 900, at: 5 }, null)).toBeNull()
  })

  it.each([
    [100, null, 'low'],
    [101, null, null],
    [1_000, 7 * DAY, 'runs-out'],
    [1_000, 7 * DAY + 1, null],
    [-5, 0, 'low'],
  ])('net %d that runs out at %s warns: %s', (net, runsOut, warning) => {
    expect(warningOf({ net, runsOut, now: 0 }, { low: 100, days: firstThresholds.days })).toBe(warning)
  })
})
