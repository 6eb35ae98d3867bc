/** What one more purchase earns is what the twin would expect of it. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { judgeLine } from '#shared/rules/incentives.ts'
import { whatIf } from '#shared/rules/what-if.ts'

it('R-INC-05 R-INC-09 one more order earns what the policy of the month lets it earn, as the reconciliation expects it', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 15n }),
      fc.constantFrom(null, 0, 600, 1000),
      fc.constantFrom('0', '1', '2', '13'),
      (base, rate, policy) => {
        const { incentive, reason, rate: used } = whatIf({ policy, rate, base })
        const line = {
          period: '2026-10',
          performancePeriod: null,
          payment: base,
          coupon: 0n,
          card: 0n,
          base,
          rate: used,
          incentive,
          status: 'NORMAL',
          performanceAccount: null,
          dealerStatus: 'VALID',
          inPlan: true,
        }
        expect(judgeLine(line, used)).toMatchObject({ expected: incentive, difference: 0n, state: 'equal' })
        expect(reason).toBe(policy === '2' ? 'no-performance' : rate ? 'earns' : 'no-rebate')
      },
    ),
    { numRuns: 200, seed: Date.now(), verbose: true },
  )
  expect(whatIf({ policy: '0', rate: 600, base: 100_000_000n })).toEqual({
    incentive: 6_000_000n,
    rate: 600,
    reason: 'earns',
  })
  expect(whatIf({ policy: null, rate: 600, base: 1n })).toEqual({ incentive: 0n, rate: 0, reason: 'no-policy-data' })
})
