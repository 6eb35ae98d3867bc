// Incentives 激励 made of the bill lines, with planted peculiarities that a reconciliation has to explain, or to find.
import { BILL_MONTHS, type BillLine, billLineAt, billRows } from './bills.ts'
import { fraction, hexId, streams } from './random.ts'
import { beijingMonthNumber, DAY_MS, monthStart, monthText } from './time.ts'
import type { World } from './world.ts'

/** Incentive periods that are answered: the present one is an estimate. */
export const INCENTIVE_MONTHS = 12

export interface IncentivePlan {
  readonly code: string
  readonly name: string
  readonly associationType: '1' | '2'
  /** Ten-thousandths of the base by incentive policy of the product; absent = earns nothing (R-INC-09). */
  readonly rates: Readonly<Record<string, number>>
}

export const incentivePlans: readonly IncentivePlan[] = [
  { code: 'RESALE', name: '云经销商业绩激励计划', associationType: '2', rates: { '0': 600, '1': 1000 } },
  { code: 'REFERRAL', name: '解决方案提供商业绩激励计划', associationType: '1', rates: { '0': 800, '1': 1200 } },
]

/**
 * What is peculiar about a line. `late`: earns in the next period. `moved`: the performance counts for another account.
 * `expired`: the dealer status had run out. `outside`: not in the plan. `card`: paid with a stored-value card. `fen`:
 * rounded to the fen line by line. `wrong`: nothing explains it.
 */
export type Peculiarity = 'late' | 'moved' | 'expired' | 'outside' | 'card' | 'fen' | 'wrong'

const shares: readonly (readonly [Peculiarity, number])[] = [
  ['late', 0.01],
  ['moved', 0.02],
  ['expired', 0.025],
  ['outside', 0.03],
  ['card', 0.033],
  ['fen', 0.038],
  ['wrong', 0.04],
]

export const peculiarityOf = (world: World, row: number): Peculiarity | null => {
  const x = fraction(world.seed, streams.incentive, row)
  return shares.find(([, until]) => x < until)?.[0] ?? null
}

/** One incentive detail 激励明细; amounts in 10^-8 yuan, the rate in ten-thousandths. */
export interface IncentiveDetail {
  readonly id: string
  readonly line: BillLine
  readonly plan: IncentivePlan
  readonly period: number
  readonly peculiarity: Peculiarity | null
  readonly card: number
  readonly base: number
  readonly rate: number
  readonly incentive: bigint
  readonly frozen: boolean
}

/** Half up, away from zero. */
const shareOf = (base: number, rate: number): bigint => {
  const product = BigInt(Math.abs(base)) * BigInt(rate)
  const rounded = (product + 5_000n) / 10_000n
  return base < 0 ? -rounded : rounded
}

const FEN = 1_000_000n

const nothing: readonly (Peculiarity | null)[] = ['moved', 'expired', 'outside']

/** The detail of a bill line, in the period it earns in. */
export const incentiveDetailOf = (world: World, row: number): IncentiveDetail => {
  const line = billLineAt(world, row)
  const plan = incentivePlans.find(({ associationType }) => associationType === line.associationType) as IncentivePlan
  const peculiarity = peculiarityOf(world, row)
  const period = peculiarity === 'late' ? line.month + 1 : line.month
  const card = peculiarity === 'card' ? line.payment - line.coupon : 0
  const base = line.payment - line.coupon - card
  const policy = plan.rates[line.service.incentivePolicy] ?? 0
  const rate = nothing.includes(peculiarity) ? 0 : policy
  let incentive = shareOf(base, rate)
  if (peculiarity === 'fen') incentive = (incentive / FEN) * FEN
  // An amount that no rate of the plan makes of this base.
  if (peculiarity === 'wrong') incentive += base < 0 ? -1_234_567n : 1_234_567n
  // Credit-paid purchases wait until the customer has paid (R-INC-04); two months later all have.
  const frozen = line.credit > 0 && incentive > 0n && line.month >= beijingMonthNumber(world.now) - 1
  return {
    id: hexId(world.seed, streams.incentiveId, row),
    line,
    plan,
    period,
    peculiarity,
    card,
    base,
    rate,
    incentive,
    frozen,
  }
}

/** Rows of bill lines that earn in the period, of one customer: those of the month, and late ones of the month before. */
export function* incentiveRows(world: World, customer: number, period: number): Generator<number> {
  const own = billRows(world, customer, period)
  for (let row = own.from; row < own.to; row += 1) if (peculiarityOf(world, row) !== 'late') yield row
  const before = billRows(world, customer, period - 1)
  for (let row = before.from; row < before.to; row += 1) if (peculiarityOf(world, row) === 'late') yield row
}

/** Periods with a statement at a moment, newest first, months since year 0. */
export const incentivePeriods = (now: number): number[] =>
  Array.from({ length: Math.min(INCENTIVE_MONTHS, BILL_MONTHS) }, (_, back) => beijingMonthNumber(now) - back)

export type BillStatus = 'ESTIMATE' | 'TO_CONFIRM' | 'ISSUING' | 'ISSUED'

/** End of the announcement: the month after the period, UTC milliseconds. */
export const announceEnd = (period: number): number => monthStart(period + 2)

/** Status by the calendar alone: after the announcement a bill confirms itself (R-INC-10). */
export const statusByDate = (period: number, now: number): BillStatus => {
  if (now < monthStart(period + 1)) return 'ESTIMATE'
  if (now < announceEnd(period)) return 'TO_CONFIRM'
  return now < announceEnd(period) + 10 * DAY_MS ? 'ISSUING' : 'ISSUED'
}

/** Plan of the quarterly bill that has no performance behind it. */
export const SPECIAL_PLAN = 'SPECIAL'

export const incentiveBillId = (period: number, plan: string): string =>
  `IB${monthText(period).replace('-', '')}${plan}`
