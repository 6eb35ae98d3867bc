/** Why a line of a newer edition is another one than before: the first cause that holds is told (R-INC-07). */

export const changeCauses = [
  'told-later',
  'told-no-more',
  'moved-account',
  'dealer-status',
  'plan-membership',
  'frozen',
  'thawed',
  'coupon-or-card',
  'payment',
  'base',
  'rate',
  'incentive',
  'other-facts',
] as const
export type ChangeCause = (typeof changeCauses)[number]

/** What is compared; amounts as digits or numbers, null where nothing was told. */
export interface ComparedLine {
  readonly payment: number
  readonly coupon: number
  readonly card: number
  readonly base: number
  readonly rate: number | null
  readonly incentive: number
  readonly status: string | null
  readonly performanceAccount: string | null
  readonly dealerStatus: string | null
  readonly inPlan: number | null
}

const FROZEN = 'FROZEN'

/** @param before null = the edition before did not tell it; @param after null = this one tells it no more */
export function causeOfChange(before: ComparedLine | null, after: ComparedLine | null): ChangeCause {
  if (before === null) return 'told-later'
  if (after === null) return 'told-no-more'
  if (before.performanceAccount !== after.performanceAccount) return 'moved-account'
  if (before.dealerStatus !== after.dealerStatus) return 'dealer-status'
  if (before.inPlan !== after.inPlan) return 'plan-membership'
  if (before.status !== after.status && after.status === FROZEN) return 'frozen'
  if (before.status !== after.status && before.status === FROZEN) return 'thawed'
  if (before.coupon !== after.coupon || before.card !== after.card) return 'coupon-or-card'
  if (before.payment !== after.payment) return 'payment'
  if (before.base !== after.base) return 'base'
  if (before.rate !== after.rate) return 'rate'
  return before.incentive === after.incentive ? 'other-facts' : 'incentive'
}
