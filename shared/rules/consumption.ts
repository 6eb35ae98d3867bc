/** Rules about consumption 消费 of customers (pure functions and the list of what is implemented). */
import { billingMonth, monthAfter } from '../time.ts'
import type { Rules } from './rule.ts'

export const consumptionRules = {
  'R-CUST-40': {
    says: 'Consumption details reach back eighteen billing months, the present one included.',
    source: 'A',
  },
  'R-CUST-41': {
    says: 'Consumption shown here is no base for settlement, repayment or invoicing: the partner bill is.',
    source: 'P, I',
  },
  'R-CUST-42': {
    says: 'Details carry eight decimals and charges two: the one is never added to or compared with the other.',
    source: 'A',
  },
  'R-CUST-43': { says: 'Since June 2024 a billing month follows the time of use.', source: 'P' },
  'R-CUST-44': { says: 'Details with nothing to pay are hidden until they are asked for.', source: 'I' },
} as const satisfies Rules

const DETAIL_MONTHS = 18

/** R-CUST-40: billing months whose details can be asked for, newest first. */
export const detailMonths = (now: number): string[] =>
  Array.from({ length: DETAIL_MONTHS }, (_, back) => monthAfter(billingMonth(now), -back))

/** R-CUST-43: whether the month's charges stand in it by the time of use. */
export const byTimeOfUse = (month: string): boolean => month >= '2024-06'

/** R-CUST-44; `payment` in 10^-8 yuan. */
export const shownInDetails = (payment: number, withZeros: boolean): boolean => withZeros || payment !== 0
