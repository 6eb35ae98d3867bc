/** Rules of incentives that the program follows (pure functions and the list of what is implemented). */
import type { Rules } from './rule.ts'

export const incentiveRules = {
  'R-INC-04': {
    says: 'Incentive of purchases paid by credit is frozen until the customer has paid; the reason stands in the detail.',
    source: 'P, I',
  },
  'R-INC-05': {
    says: 'Consumption without incentive: the product earns nothing, the performance counts for another account, the dealer status had expired, or the plan does not cover it.',
    source: 'S002:11',
  },
  'R-INC-06': { says: 'A negative incentive comes of a refund or a downgrade in the period.', source: 'S002:11' },
  'R-INC-07': {
    says: 'Details may differ from consumption: some of it earns nothing, some earns in the next month; each difference is explained by a declared reason, never mended.',
    source: 'S004:16',
  },
  'R-INC-08': { says: 'What is paid with stored-value cards of the partner earns no performance.', source: 'P' },
  'R-INC-09': {
    says: 'The policy of a product is asked by month: specific, not specific, without performance, without rebate.',
    source: 'A',
  },
  'R-INC-10': {
    says: 'A bill is confirmed or objected to while it awaits confirmation; after the deadline it confirms itself. Warned of three working days before.',
    source: 'P, I, D',
  },
  'R-INC-11': {
    says: 'The details of a bill add up to its total, to the cent; each difference is equal, explained by a reason, or open.',
    source: 'D',
  },
} as const satisfies Rules

/** Verdict of a comparison (R-INC-11). */
export const matchStates = ['equal', 'explained', 'open'] as const
export type MatchState = (typeof matchStates)[number]

/** Reason codes of lines, in the order they are tried; the first that holds is told. */
export const lineReasons = [
  'no-policy-data',
  'performance-moved',
  'dealer-expired',
  'not-in-plan',
  'rounded-to-fen',
  'base-differs',
  'rate-differs',
  'unexplained',
  'no-rebate',
  'refund',
  'frozen-credit',
  'stored-value-card',
  'coupon-paid',
  'earlier-month',
  'equal',
] as const
export type LineReason = (typeof lineReasons)[number]

/** Reason codes of a customer's consumption of a product against its performance. */
export const groupReasons = [
  'charge-mode-without-sums',
  'missing-performance',
  'missing-consumption',
  'consumption-differs',
  'next-month',
  'rounded-sums',
  'equal',
] as const

/** Reason codes of a bill against its details. */
export const billReasons = ['special-incentive', 'total-differs', 'equal'] as const

/** A detail as it is judged; amounts in 10^-8 yuan, rates in ten-thousandths. */
export interface JudgedLine {
  readonly period: string
  readonly performancePeriod: string | null
  readonly payment: bigint
  readonly coupon: bigint
  readonly card: bigint
  readonly base: bigint
  readonly rate: number | null
  readonly incentive: bigint
  readonly status: string | null
  readonly performanceAccount: string | null
  readonly dealerStatus: string | null
  readonly inPlan: boolean | null
}

const FEN = 1_000_000n
const abs = (value: bigint): bigint => (value < 0n ? -value : value)

/** A sum of details as a bill tells it: to fen, half away from zero. */
export function toFen(minor: bigint): bigint {
  const fen = (abs(minor) + FEN / 2n) / FEN
  return minor < 0n ? -fen : fen
}

/** Share of a base at a rate in ten-thousandths: half up, away from zero. The one rounding of expected incentives. */
export function incentiveOf(base: bigint, rate: number): bigint {
  const share = (abs(base) * BigInt(rate) + 5_000n) / 10_000n
  return base < 0n ? -share : share
}

export interface Judgement {
  readonly expected: bigint
  readonly difference: bigint
  readonly state: MatchState
  readonly reason: LineReason
}

/**
 * R-INC-05 to R-INC-09, R-INC-11: what the policy lets a line earn, against what it was given.
 *
 * @param policyRate of the line's product and plan in the month of its performance; null where the policy is not here
 */
export function judgeLine(line: JudgedLine, policyRate: number | null): Judgement {
  const base = line.payment - line.coupon - line.card
  const expected = incentiveOf(base, policyRate ?? 0)
  const difference = line.incentive - expected
  const told = (state: MatchState, reason: LineReason): Judgement => ({ expected, difference, state, reason })
  if (policyRate === null) return told('open', 'no-policy-data')
  if (difference !== 0n) {
    if (line.incentive === 0n) {
      if (line.performanceAccount !== null) return told('explained', 'performance-moved')
      if (line.dealerStatus === 'EXPIRED') return told('explained', 'dealer-expired')
      if (line.inPlan === false) return told('explained', 'not-in-plan')
    }
    if (abs(difference) < FEN && line.incentive % FEN === 0n) return told('explained', 'rounded-to-fen')
    if (line.base !== base) return told('open', 'base-differs')
    if (line.rate !== policyRate) return told('open', 'rate-differs')
    return told('open', 'unexplained')
  }
  if (policyRate === 0) return told('equal', 'no-rebate')
  if (line.incentive < 0n) return told('equal', 'refund')
  if (line.status === 'FROZEN') return told('equal', 'frozen-credit')
  if (line.card !== 0n) return told('equal', 'stored-value-card')
  if (line.coupon !== 0n) return told('equal', 'coupon-paid')
  if (line.performancePeriod !== null && line.performancePeriod !== line.period) return told('equal', 'earlier-month')
  return told('equal', 'equal')
}

/** R-INC-10: why a bill cannot be confirmed or objected to now; null where it can. */
export function refuseWord(
  bill: { readonly status: string | null; readonly announceEnd: number | null },
  now: number,
): 'not-awaiting' | 'deadline-passed' | null {
  if (bill.status !== 'TO_CONFIRM') return 'not-awaiting'
  return bill.announceEnd !== null && now >= bill.announceEnd ? 'deadline-passed' : null
}
