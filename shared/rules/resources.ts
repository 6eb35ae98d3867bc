/** Rules about customers' resources (pure functions and the list of what is implemented). */
import { BEIJING_OFFSET_MS } from '../time.ts'
import type { Refused } from './funds.ts'
import type { Rules } from './rule.ts'

export const resourceRules = {
  'R-CUST-48': {
    says: 'A resource package says whether its allowance comes anew each month or is one for the whole term.',
    source: 'S004:17, S004:18',
  },
  'R-CUST-46': {
    says: 'At a balance of zero or below a customer’s purchase or renewal is refused.',
    source: 'S004:9',
  },
  'R-ORD-28': {
    says: 'Main resources are renewed, at most ten at once, for 1 to 11 months or 1 to 3 years; dependants follow; nothing is paid unless asked.',
    source: 'A',
  },
  'R-ORD-29': {
    says: 'Renewal, auto-renewal, unsubscription and change to on demand are called with the customer’s credential, never the partner’s.',
    source: 'S004:10, P, D',
  },
  'R-ORD-30': {
    says: 'Auto-renewal charges from 7 days before the end at 03:00 for the bought term unless another is named, 0 to 99 times; its charge day is 2 to 7, a common end 1 to 28 or the last.',
    source: 'A, S004:10',
  },
  'R-ORD-31': {
    says: 'What is in an unpaid order, being changed, frozen or gone is not renewed, and the reason is shown.',
    source: 'P',
  },
  'R-ORD-32': {
    says: 'Only a main resource in use is changed to on demand, at its end or at once.',
    source: 'A',
  },
  'R-ORD-33': {
    says: 'Active, paid main resources are unsubscribed with their dependants, at most ten at once: all of it, or only a renewal that has not begun; what is gone is not recovered.',
    source: 'S000:16, A',
  },
  'R-ORD-34': {
    says: 'Within five days of opening everything comes back; else a fee may be due and is agreed to by a tick.',
    source: 'P',
  },
  'R-ORD-35': { says: 'In refund rows a negative amount is refunded, a positive one consumed or a fee.', source: 'A' },
} as const satisfies Rules

/** What becomes of a yearly/monthly resource at its end, as the vendor numbers it. */
export const AUTO_RENEW = '3'
/** States of a yearly/monthly resource: in use, and those that a renewal can still save. */
export const IN_USE = '2'
export const FROZEN = '4'
export const EXPIRED = '5'
const CLOSED = '3'
/** What becomes of a resource that is to become an on-demand one at its end. */
export const TO_ON_DEMAND = '1'

/** Lists of the day: resources that end within so many days, and those that have ended and are still held. */
export const dueLists = ['7', '15', '30', 'expired'] as const
export type DueList = (typeof dueLists)[number]

const DAY_MS = 86_400_000

/** The stretch of ends that a list speaks of, UTC milliseconds; null = by state and not by time. */
export const dueUntil = (list: DueList, now: number): number | null =>
  list === 'expired' ? null : now + Number(list) * DAY_MS

/** Modes of a resource package: resettable = its allowance comes anew each month. */
export const RESETTABLE = '1'
export const NOT_RESETTABLE = '2'

/**
 * R-CUST-48: the whole allowance of a package for display: monthly allowance × months of the term when resettable, else
 * the stated one. Quantities are exact decimal text; null where the mode is not known, or a figure is none.
 */
export function packageTotal(stated: string, mode: string | null, months: number): string | null {
  if (!/^\d+(\.\d+)?$/.test(stated)) return null
  if (mode === NOT_RESETTABLE) return stated
  if (mode !== RESETTABLE || !Number.isInteger(months) || months < 1) return null
  const [whole = '0', part = ''] = stated.split('.')
  const digits = (BigInt(whole + part) * BigInt(months)).toString().padStart(part.length + 1, '0')
  if (part === '') return digits
  return `${digits.slice(0, -part.length)}.${digits.slice(-part.length)}`.replace(/\.?0+$/, '')
}

/** Whole months between two instants in Beijing, at least one: the term of a package or a purchase. */
export function monthsBetween(from: number, until: number): number {
  const shifted = (at: number): Date => new Date(at + 8 * 3600_000)
  const a = shifted(from)
  const b = shifted(until)
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  // The vendor's terms end at the last second of a day: a day more or less makes no month.
  const days = b.getUTCDate() - a.getUTCDate()
  return Math.max(1, days < -15 ? months - 1 : days > 15 ? months + 1 : months)
}

/** Vendor's period types of a term. */
export const MONTH = 2
export const YEAR = 3

export interface Term {
  readonly periodType: typeof MONTH | typeof YEAR
  readonly periodNum: number
}

export type ResourceRefusal = Refused<keyof typeof resourceRules>

/** R-ORD-28, R-ORD-33: main resources of one renewal or unsubscription. */
export const RESOURCES_A_CALL = 10

/** R-ORD-28: a term is 1 to 11 months or 1 to 3 years. */
export function refuseTerm({ periodType, periodNum }: Term): ResourceRefusal | null {
  const most = periodType === YEAR ? 3 : 11
  const fits = Number.isInteger(periodNum) && periodNum >= 1 && periodNum <= most
  return fits ? null : { rule: 'R-ORD-28', reason: 'term', detail: { longest: most } }
}

/** R-ORD-30: the term that was bought, as far as the stretch from opening to end tells it; a month where it does not. */
export function boughtTerm(effectiveAt: number | null, expireAt: number | null): Term {
  if (effectiveAt === null || expireAt === null) return { periodType: MONTH, periodNum: 1 }
  const months = monthsBetween(effectiveAt, expireAt)
  if (months < 12) return { periodType: MONTH, periodNum: months }
  if (months % 12 === 0) return { periodType: YEAR, periodNum: months / 12 <= 3 ? months / 12 : 1 }
  return { periodType: MONTH, periodNum: 1 }
}

/** A resource as rules see it. */
export interface ActedOn {
  readonly main: boolean
  readonly status: string | null
  readonly expireAt: number | null
}

/** What every act on a resource asks (R-ORD-28, R-ORD-31); null = not there any more. */
function refuseActing(resource: ActedOn | null, rule: 'R-ORD-28' | 'R-ORD-32' | 'R-ORD-33'): ResourceRefusal | null {
  if (resource === null || resource.status === CLOSED) return { rule: 'R-ORD-31', reason: 'gone' }
  if (!resource.main) return { rule, reason: 'not-main' }
  return null
}

/** R-ORD-28, R-ORD-31. */
export function refuseRenewal(resource: ActedOn | null): ResourceRefusal | null {
  const refusal = refuseActing(resource, 'R-ORD-28')
  if (refusal) return refusal
  return resource?.status === FROZEN ? { rule: 'R-ORD-31', reason: 'frozen' } : null
}

/**
 * The vendor's codes of a renewal that is not possible, each with words of its own: those of the quote, and those by which
 * the renewal itself says the same.
 */
const renewalCodes: Readonly<Record<string, ResourceRefusal>> = {
  'CBC.30050007': { rule: 'R-ORD-28', reason: 'not-main' },
  'CBC.30010036': { rule: 'R-ORD-28', reason: 'not-main' },
  'CBC.30050008': { rule: 'R-ORD-28', reason: 'no-such-term' },
  'CBC.30010069': { rule: 'R-ORD-28', reason: 'no-such-term' },
  'CBC.30050009': { rule: 'R-ORD-31', reason: 'gone' },
  'CBC.99003016': { rule: 'R-ORD-31', reason: 'gone' },
  'CBC.30050010': { rule: 'R-ORD-31', reason: 'in-unpaid-order' },
  'CBC.99003100': { rule: 'R-ORD-31', reason: 'in-unpaid-order' },
  'CBC.30050011': { rule: 'R-ORD-31', reason: 'being-changed' },
  'CBC.30050012': { rule: 'R-ORD-28', reason: 'twice' },
  'CBC.30050013': { rule: 'R-ORD-31', reason: 'not-renewable' },
}

/** Null for a code that says nothing about the resource. */
export const renewalRefusal = (code: string | null): ResourceRefusal | null =>
  code !== null && Object.hasOwn(renewalCodes, code) ? (renewalCodes[code] ?? null) : null

/**
 * R-CUST-46: at a balance of zero or below nothing is renewed. What is paid at once needs the whole price besides, or an
 * unpaid order would be left (D). Amounts in fen; null = not known here, the live check decides.
 */
export function refuseBalance(balance: number | null, price: number | null, payNow: boolean): ResourceRefusal | null {
  if (balance === null) return null
  if (balance <= 0) return { rule: 'R-CUST-46', reason: 'no-balance', detail: { balance } }
  const short = payNow && price !== null && price > balance
  return short ? { rule: 'R-CUST-46', reason: 'balance-short', detail: { balance, price } } : null
}

/** What an unsubscription takes back: everything with its renewals, or only a renewal that has not begun. */
export const WHOLE = 1
export const RENEWAL_ONLY = 2

/** A term that was paid for: from when until when, and what each of its lines cost, fen. */
export interface PaidTerm {
  readonly from: number
  readonly until: number
  readonly lines: readonly number[]
}

/** R-ORD-33. */
export function refuseUnsubscribe(
  resource: ActedOn | null,
  type: typeof WHOLE | typeof RENEWAL_ONLY,
  term: PaidTerm | null,
  now: number,
): ResourceRefusal | null {
  const refusal = refuseActing(resource, 'R-ORD-33')
  if (refusal) return refusal
  if (resource?.status === FROZEN) return { rule: 'R-ORD-33', reason: 'not-active' }
  if (type === RENEWAL_ONLY && term !== null && term.from <= now) return { rule: 'R-ORD-33', reason: 'renewal-begun' }
  return null
}

/** R-ORD-34: within so long after its opening all is refunded without a reason. */
const FULL_REFUND_MS = 5 * DAY_MS

/** @param openedAt when the resource was opened; null = not known */
export const refundsAll = (openedAt: number | null, now: number): boolean =>
  openedAt !== null && now >= openedAt && now - openedAt <= FULL_REFUND_MS

export interface Refund {
  readonly paid: number
  /** What is expected to come back, fen: the vendor has the last word. */
  readonly refund: number
  readonly consumed: number
  /** All of it (R-ORD-34), or a term that has not begun. */
  readonly full: boolean
}

/** Refund = paid − consumed − fee, each line by its unused share and rounded down; a fee is the vendor's to tell. */
export function refundOf({ from, until, lines }: PaidTerm, openedAt: number | null, now: number): Refund {
  const term = BigInt(Math.max(1, until - from))
  const unused = BigInt(Math.max(0, Math.min(until - from, until - now)))
  const whole = refundsAll(openedAt, now)
  const paid = lines.reduce((sum, line) => sum + line, 0)
  const refund = whole ? paid : lines.reduce((sum, line) => sum + Number((BigInt(line) * unused) / term), 0)
  return { paid, refund, consumed: paid - refund, full: refund === paid }
}

/** R-ORD-34: what does not come back whole may cost a fee, which must be agreed to by a tick. */
export const refuseFee = (full: boolean, feeAccepted: boolean): ResourceRefusal | null =>
  full || feeAccepted ? null : { rule: 'R-ORD-34', reason: 'fee-not-accepted' }

/** R-ORD-35: rows below zero are refunded, above zero consumed or a fee; fen. */
export const refundRows = (amounts: readonly number[]): { refunded: number; kept: number } => ({
  refunded: -amounts.filter((amount) => amount < 0).reduce((sum, amount) => sum + amount, 0),
  kept: amounts.filter((amount) => amount > 0).reduce((sum, amount) => sum + amount, 0),
})

/** R-ORD-32: only a main resource in use becomes an on-demand one, at once or at its end. */
export function refuseOnDemand(resource: ActedOn | null): ResourceRefusal | null {
  const refusal = refuseActing(resource, 'R-ORD-32')
  if (refusal) return refusal
  return resource?.status === IN_USE ? null : { rule: 'R-ORD-32', reason: 'not-in-use' }
}

/** R-ORD-30: 0 to 99 times, 0 = without limit. */
export const AUTO_RENEW_TIMES_MOST = 99

export type RenewSetting = 'DEDUCTION_DATE' | 'EXPIRE_DATE'

/** R-ORD-30: charged 2 to 7 days before the end; a common day of expiry is 1 to 28, or the last of the month (−1). */
export function refuseSetting(name: RenewSetting, value: number): ResourceRefusal | null {
  const fits =
    Number.isInteger(value) &&
    (name === 'DEDUCTION_DATE' ? value >= 2 && value <= 7 : value === -1 || (value >= 1 && value <= 28))
  return fits ? null : { rule: 'R-ORD-30', reason: name === 'DEDUCTION_DATE' ? 'charge-day' : 'common-day' }
}

/** R-ORD-30: when the vendor first tries to charge, 03:00 in Beijing so many days before the end. */
export function firstChargeAt(expireAt: number, daysBefore = 7): number {
  const day = Math.floor((expireAt + BEIJING_OFFSET_MS) / DAY_MS) - daysBefore
  return day * DAY_MS + 3 * 3600_000 - BEIJING_OFFSET_MS
}

/** R-ORD-30: auto-renewal is for main resources that are still in use. */
export function refuseAutoRenew(resource: ActedOn | null): ResourceRefusal | null {
  const refusal = refuseActing(resource, 'R-ORD-28')
  if (refusal) return refusal
  return resource?.status === IN_USE ? null : { rule: 'R-ORD-30', reason: 'not-in-use' }
}
