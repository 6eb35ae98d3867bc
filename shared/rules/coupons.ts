/** Rules about coupons 券 and quotas 额度 (pure functions and the list of what is implemented). */
import { type Fen, fen } from '../money.ts'
import { RESALE } from './customers.ts'
import type { MoneyCustomer, Refused } from './funds.ts'
import type { Rules } from './rule.ts'

export const couponRules = {
  'R-COUPON-01': {
    says: 'A coupon is issued only against a quota in force, status 0, with a balance of at least face value × customers.',
    source: 'P, A',
  },
  'R-COUPON-02': { says: 'Coupons are issued by the API only to resale customers.', source: 'A' },
  'R-COUPON-03': {
    says: 'A face value is above zero with two decimals, within the quota’s bounds; validity lies inside the quota’s.',
    source: 'A, P',
  },
  'R-COUPON-05': { says: 'Not more than ten customers in one issue; a larger selection is split.', source: 'P' },
  'R-COUPON-07': {
    says: 'A quota for named customers goes to these only; who links for the first time, the vendor alone knows.',
    source: 'A, P',
  },
  'R-COUPON-08': {
    says: 'A batch may partly succeed: each customer has a result of its own, only failures are tried again.',
    source: 'A',
  },
  'R-COUPON-11': {
    says: 'The memo is internal; it carries our reference and is never printed or sent to the customer.',
    source: 'P',
  },
  'R-COUPON-12': {
    says: 'Where code verification is on, issuing and reclaiming ask for the one-time code.',
    source: 'P',
  },
  'R-COUPON-13': { says: 'Only usable coupons (status 2) can be taken back.', source: 'P' },
  'R-COUPON-14': { says: 'A reclaim takes the whole remaining balance; there is no partial amount.', source: 'P' },
  'R-COUPON-15': { says: 'The API takes coupons back from resale customers only.', source: 'S001:22' },
  'R-COUPON-16': { says: 'What really came back is shown, which may be less than what was on screen.', source: 'P' },
  'R-COUPON-18': {
    says: 'Dissociation, a switch of the association and the like take coupons back by themselves: such records are told apart from those of a person.',
    source: 'P, A',
  },
  'R-COUPON-19': {
    says: 'A coupon locked by an order in payment cannot be taken back until it is released.',
    source: 'A',
  },
  'R-COUPON-20': {
    says: 'What is taken back returns to the quota it came from: balance = value − issued + returned.',
    source: 'P, D',
  },
  'R-COUPON-21': {
    says: 'A distributor gives resellers a quota above zero with two decimals; each gets a child quota of the one it came from.',
    source: 'A, P',
  },
  'R-COUPON-22': {
    says: 'One operation at a time per quota: what waits for the same quota goes one after another.',
    source: 'P',
  },
  'R-COUPON-23': {
    says: 'No quota goes to a reseller that is leaving, nor out of one that is bound to named customers.',
    source: 'P',
  },
  'R-COUPON-24': {
    says: 'Taking back a reseller’s quota takes its whole rest, and only while it is in force.',
    source: 'P, A',
  },
  'R-COUPON-26': {
    says: 'Coupons that are over for long are no longer told: the copy here stays, marked, and counts as history.',
    source: 'A, P, D',
  },
  'R-COUPON-28': {
    says: 'A coupon’s use is its face value less its balance, with its order and the time of the last use.',
    source: 'P, S003:13, S003:14, S003:22',
  },
  'R-COUPON-29': {
    says: 'Operation records show issue and every way back with amount and result; their export is masked and a job.',
    source: 'P',
  },
} as const satisfies Rules

export type CouponRefusal = Refused<keyof typeof couponRules>

export interface QuotaFacts {
  /** Vendor code; 0 normal. */
  readonly status: string
  /** Fen. */
  readonly balance: Fen
  /** UTC milliseconds. */
  readonly effectiveAt: number
  readonly expiresAt: number
  /** Bounds of a face value, fen; null = none. */
  readonly minimum: Fen | null
  readonly maximum: Fen | null
  /** Bound to customers by name. */
  readonly named?: boolean
}

export interface IssueFacts {
  readonly faceValue: number
  readonly customers: number
  /** UTC milliseconds; null = as the quota. */
  readonly validFrom: number | null
  readonly validUntil: number | null
}

/** R-COUPON-05: customers of one issue. */
export const CUSTOMERS_AN_ISSUE = 10

/** R-COUPON-05: a selection in parts that one issue may hold, in order. */
export function splitCustomers<T>(customers: readonly T[], most = CUSTOMERS_AN_ISSUE): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < customers.length; from += most) parts.push(customers.slice(from, from + most))
  return parts
}

/** R-COUPON-03 without the quota: what the form alone can tell. */
export function refuseFaceValue({ faceValue, validFrom, validUntil }: IssueFacts): CouponRefusal | null {
  if (!Number.isSafeInteger(faceValue) || faceValue <= 0) return { rule: 'R-COUPON-03', reason: 'face-value' }
  const backwards = validFrom !== null && validUntil !== null && validFrom >= validUntil
  return backwards ? { rule: 'R-COUPON-03', reason: 'validity-backwards' } : null
}

/** R-COUPON-01 and R-COUPON-03 at a moment (UTC milliseconds of the vendor's clock); `quota` null = it does not exist. */
export function refuseIssue(issue: IssueFacts, quota: QuotaFacts | null, now: number): CouponRefusal | null {
  const wrong = refuseFaceValue(issue)
  if (wrong) return wrong
  if (quota === null) return { rule: 'R-COUPON-01', reason: 'no-quota' }
  // First: the partner also gives a quota that has ended another status, which says less.
  if (quota.expiresAt <= now) return { rule: 'R-COUPON-01', reason: 'expired', detail: { expiresAt: quota.expiresAt } }
  if (quota.status !== '0') return { rule: 'R-COUPON-01', reason: 'status', detail: { status: quota.status } }
  if (quota.effectiveAt > now)
    return { rule: 'R-COUPON-01', reason: 'not-yet', detail: { effectiveAt: quota.effectiveAt } }
  const needed = issue.faceValue * issue.customers
  if (quota.balance < needed)
    return { rule: 'R-COUPON-01', reason: 'short', detail: { balance: quota.balance, needed } }
  if (quota.minimum !== null && issue.faceValue < quota.minimum) {
    return { rule: 'R-COUPON-03', reason: 'below-minimum', detail: { minimum: quota.minimum } }
  }
  if (quota.maximum !== null && issue.faceValue > quota.maximum) {
    return { rule: 'R-COUPON-03', reason: 'above-maximum', detail: { maximum: quota.maximum } }
  }
  const outside =
    (issue.validFrom ?? quota.effectiveAt) < quota.effectiveAt ||
    (issue.validUntil ?? quota.expiresAt) > quota.expiresAt
  return outside
    ? { rule: 'R-COUPON-03', reason: 'outside-quota', detail: { from: quota.effectiveAt, until: quota.expiresAt } }
    : null
}

/** R-COUPON-02; a customer that is not known here is left to the partner's own check. */
export function refuseCouponCustomer(customer: MoneyCustomer | null): CouponRefusal | null {
  if (customer === null) return null
  if (!customer.linked) return { rule: 'R-COUPON-02', reason: 'not-linked' }
  return customer.associationType === RESALE ? null : { rule: 'R-COUPON-02', reason: 'not-resale' }
}

/** R-COUPON-15; a customer that is not known or no longer linked here is left to the partner's own check. */
export const refuseReclaimCustomer = (customer: MoneyCustomer | null): CouponRefusal | null =>
  customer?.linked && customer.associationType !== RESALE ? { rule: 'R-COUPON-15', reason: 'not-resale' } : null

/** R-COUPON-07; `named` null = the quota names nobody. */
export const refuseNamed = (customerId: string, named: readonly string[] | null): CouponRefusal | null =>
  named === null || named.includes(customerId) ? null : { rule: 'R-COUPON-07', reason: 'not-named' }

export interface CouponFacts {
  /** Vendor code: 2 usable. */
  readonly status: string
  readonly lockOrderId: string | null
}

/** R-COUPON-13 and R-COUPON-19; null = it does not exist. */
export function refuseCouponReclaim(coupon: CouponFacts | null): CouponRefusal | null {
  if (coupon === null) return { rule: 'R-COUPON-13', reason: 'no-coupon' }
  if (coupon.status !== '2') return { rule: 'R-COUPON-13', reason: 'status', detail: { status: coupon.status } }
  return coupon.lockOrderId ? { rule: 'R-COUPON-19', reason: 'locked', detail: { orderId: coupon.lockOrderId } } : null
}

/** Operation types of records: 1 issue, 2 reclaim by hand; each further one takes back by itself, 9 moves to another reseller. */
export const ISSUED = '1'
export const RECLAIMED_BY_HAND = '2'
/** R-COUPON-18: dissociation 3, expiry 4, unsubscription 5, reversed top-up 6, new association 7, switch of association 8. */
export const reclaimedByItself: readonly string[] = ['3', '4', '5', '6', '7', '8']
/** R-COUPON-20: records whose amount came back to the quota. */
export const returning: readonly string[] = [RECLAIMED_BY_HAND, ...reclaimedByItself]
/** Records of a distributor's quotas: given to a reseller, taken back. */
export const QUOTA_GIVEN = '10'
export const QUOTA_RETURNED = '11'

/** R-COUPON-20; fen. Throws RangeError outside the exact range. */
export const balanceOfQuota = (value: Fen, issued: Fen, returned: Fen): Fen => fen(value - issued + returned)

/** A coupon or quota that ends within so many days is about to expire (D). */
export const EXPIRING_DAYS = 30

/** Days over which the pace of a quota is taken. */
export const PACE_DAYS = 30
const DAY_MS = 86_400_000

export interface QuotaPace {
  readonly balance: Fen
  /** Issued less returned in the last `PACE_DAYS` days, fen. */
  readonly spent: Fen
  /** UTC milliseconds; null = it does not expire. */
  readonly expiresAt: number | null
}

/**
 * When a quota runs dry at the pace of the last days, and what is left of it on the day it expires. `dryAt` null = not
 * before it expires or never; `leftAtExpiry` null = it runs dry before, or does not expire.
 */
export function forecastQuota(
  { balance, spent, expiresAt }: QuotaPace,
  now: number,
): { dryAt: number | null; leftAtExpiry: Fen | null } {
  if (balance <= 0) return { dryAt: now, leftAtExpiry: null }
  // Big integers: fen times milliseconds leaves the exact range.
  const lasts = spent <= 0 ? null : Number((BigInt(balance) * BigInt(PACE_DAYS) * BigInt(DAY_MS)) / BigInt(spent))
  const dryAt = lasts === null ? null : now + lasts
  if (expiresAt === null) return { dryAt, leftAtExpiry: null }
  if (dryAt !== null && dryAt <= expiresAt) return { dryAt, leftAtExpiry: null }
  const used = (BigInt(Math.max(spent, 0)) * BigInt(Math.max(expiresAt - now, 0))) / BigInt(PACE_DAYS * DAY_MS)
  return { dryAt: null, leftAtExpiry: fen(Number(BigInt(balance) - used)) }
}

/**
 * R-COUPON-01, 21 and 23 for giving a quota to a reseller at a moment (UTC milliseconds of the vendor's clock). `quota`
 * undefined = only what the form alone can tell, null = it does not exist.
 */
export function refuseGiveQuota(
  amount: number,
  quota: QuotaFacts | null | undefined,
  now: number,
): CouponRefusal | null {
  if (!Number.isSafeInteger(amount) || amount <= 0) return { rule: 'R-COUPON-21', reason: 'amount' }
  if (quota === undefined) return null
  if (quota?.named) return { rule: 'R-COUPON-23', reason: 'named-customers' }
  const bounds = { minimum: null, maximum: null }
  return refuseIssue(
    { faceValue: amount, customers: 1, validFrom: null, validUntil: null },
    quota && { ...quota, ...bounds },
    now,
  )
}

/** R-COUPON-24; null = it does not exist. */
export function refuseQuotaReclaim(quota: { readonly status: string } | null): CouponRefusal | null {
  if (quota === null) return { rule: 'R-COUPON-24', reason: 'no-quota' }
  return quota.status === '0' ? null : { rule: 'R-COUPON-24', reason: 'status', detail: { status: quota.status } }
}

/** Why a quota needs attention, null where it does not: it expires soon with money on it, or runs dry soon (D). */
export function warnsOfQuota(
  quota: {
    readonly status: string
    readonly balance: number
    readonly expiresAt: number | null
    readonly dryAt: number | null
    readonly goneAt: number | null
  },
  now: number,
): 'expires' | 'dry' | null {
  if (quota.status !== '0' || quota.goneAt !== null) return null
  const soon = now + EXPIRING_DAYS * DAY_MS
  const { balance, expiresAt, dryAt } = quota
  if (expiresAt !== null && expiresAt <= now) return null
  if (dryAt !== null && dryAt < soon) return 'dry'
  return balance > 0 && expiresAt !== null && expiresAt < soon ? 'expires' : null
}

/** R-COUPON-11: our reference behind the person's own words, within the catalog's 512 characters. */
export const memoWithReference = (memo: string, reference: string): string => {
  const tail = `[${reference}]`
  return memo === '' ? tail : `${memo.slice(0, 511 - tail.length)} ${tail}`
}

/** Whether a record's remark carries the reference. */
export const carriesReference = (remark: string | null, reference: string): boolean =>
  remark?.includes(`[${reference}]`) ?? false
