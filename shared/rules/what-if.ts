/** R-INC-05, R-INC-08, R-INC-09: what one more purchase would earn by the policy of a month; nothing is promised by it. */
import { incentiveOf } from './incentives.ts'

export const whatIfReasons = ['earns', 'no-rebate', 'no-performance', 'no-policy-data'] as const
export type WhatIfReason = (typeof whatIfReasons)[number]

export interface WhatIfLine {
  /** Incentive policy of the product in the month; null = the policy is not here. */
  readonly policy: string | null
  /** Ten-thousandths that the plan names for that policy; null = none. */
  readonly rate: number | null
  /** 10^-8 yuan that count: what is paid less coupons and stored-value cards. */
  readonly base: bigint
}

export interface WhatIf {
  readonly incentive: bigint
  readonly rate: number
  readonly reason: WhatIfReason
}

/** Policy 2: neither performance nor rebate (R-INC-09). */
const NO_PERFORMANCE = '2'

export function whatIf({ policy, rate, base }: WhatIfLine): WhatIf {
  if (policy === null) return { incentive: 0n, rate: 0, reason: 'no-policy-data' }
  const used = rate ?? 0
  const reason = policy === NO_PERFORMANCE ? 'no-performance' : used === 0 ? 'no-rebate' : 'earns'
  return { incentive: incentiveOf(base, used), rate: used, reason }
}
