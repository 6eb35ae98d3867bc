/** Rules about grants 拨款 and reclaims 回收 (pure functions and the list of what is implemented). */
import { type Fen, fen, parseYuan } from '../money.ts'
import { RESALE } from './customers.ts'
import type { Rules } from './rule.ts'

export const fundsRules = {
  'R-CUST-30': {
    says: 'An amount of a grant or a reclaim is above zero with at most two decimals, in yuan.',
    source: 'A',
  },
  'R-CUST-31': { says: 'Grant and reclaim only for resale customers that are linked now.', source: 'S001:3, P, A' },
  'R-CUST-32': {
    says: 'A grant is at most the partner balance less what is designated, and at most the grantable balance.',
    source: 'A, P',
  },
  'R-CUST-33': {
    says: 'A reclaim is at most the customer’s available balance; cash moves, never coupons.',
    source: 'P, S001:3, D',
  },
  'R-CUST-34': {
    says: 'What lacks money is the account the money comes from: a reseller’s where one is named, else the caller’s own.',
    source: 'A',
  },
  'R-CUST-35': {
    says: 'A distributor grants to a reseller out of its own grantable balance and reclaims at most what the reseller holds.',
    source: 'A, P',
  },
  'R-CUST-36': {
    says: 'The answer’s transaction id is kept; an operation counts by it or by the adjustment record read back.',
    source: 'A, D',
  },
  'R-CUST-37': {
    says: 'With code verification on, money needs a person with a one-time code: nothing leaves a queue unattended.',
    source: 'P, D',
  },
} as const satisfies Rules

export interface Refused<R extends string> {
  readonly rule: R
  /** Which part of the rule; chooses the words. */
  readonly reason: string
  /** Facts for the words: amounts in fen. */
  readonly detail?: Readonly<Record<string, string | number>>
}
export type FundsRefusal = Refused<keyof typeof fundsRules>

/** The catalog's largest amount of one grant or reclaim: 2147483647 yuan. */
export const MAX_MOVE: Fen = fen(214_748_364_700)

type Amount = { readonly ok: true; readonly amount: Fen } | { readonly ok: false; readonly refusal: FundsRefusal }

/** R-CUST-30: what a person typed, as an amount. Spaces around and grouping commas between digits are no mistake. */
export function parseAmount(typed: string): Amount {
  const no = (reason: string): Amount => ({ ok: false, refusal: { rule: 'R-CUST-30', reason } })
  const text = typed.trim()
  if (text === '') return no('empty')
  if (/[０-９．，－]/.test(text)) return no('full-width')
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return no('not-a-number')
  const amount = parseYuan(plain)
  if (amount === null) return no(/\.\d*[1-9]/.test(plain.replace(/\.\d{0,2}/, '.')) ? 'decimals' : 'too-large')
  const refusal = refuseAmount(amount)
  return refusal ? { ok: false, refusal } : { ok: true, amount }
}

/** R-CUST-30 of an amount that is a number already, fen. */
export const refuseAmount = (amount: number): FundsRefusal | null => refuseSize(amount) ?? overMost(amount, MAX_MOVE)

function refuseSize(amount: number): FundsRefusal | null {
  if (!Number.isSafeInteger(amount)) return { rule: 'R-CUST-30', reason: 'not-a-number' }
  return amount <= 0 ? { rule: 'R-CUST-30', reason: amount === 0 ? 'zero' : 'negative' } : null
}

const overMost = (amount: number, most: Fen): FundsRefusal | null =>
  amount > most ? { rule: 'R-CUST-30', reason: 'too-large', detail: { most } } : null

export interface MoneyCustomer {
  /** Vendor code; null where unknown. */
  readonly associationType: string | null
  readonly linked: boolean
}

/** R-CUST-31; `customer` null = not known here. */
export function refuseMoneyCustomer(customer: MoneyCustomer | null): FundsRefusal | null {
  if (customer === null) return { rule: 'R-CUST-31', reason: 'unknown-customer' }
  if (!customer.linked) return { rule: 'R-CUST-31', reason: 'not-linked' }
  return customer.associationType === RESALE ? null : { rule: 'R-CUST-31', reason: 'not-resale' }
}

export interface FundsAccount {
  /** Vendor code: 1 balance, 8 grantable. */
  readonly accountType: string
  /** Fen. */
  readonly amount: number
  readonly designated: number | null
}

/** R-CUST-32: what may be granted, fen; null while no balance is known. Never below zero. */
export function grantableOf(accounts: readonly FundsAccount[]): Fen | null {
  const ceilings = accounts.flatMap(({ accountType, amount, designated }) => {
    if (accountType === '1') return [amount - (designated ?? 0)]
    return accountType === '8' ? [amount] : []
  })
  return ceilings.length === 0 ? null : fen(Math.max(0, Math.min(...ceilings)))
}

/** R-CUST-30 and R-CUST-32. A ceiling that is not known refuses nothing: the live check decides. */
export function refuseGrant(amount: number, grantable: Fen | null): FundsRefusal | null {
  const wrong = refuseAmount(amount)
  if (wrong) return wrong
  if (grantable === null || amount <= grantable) return null
  return { rule: 'R-CUST-32', reason: 'over-grantable', detail: { amount, grantable } }
}

/** R-CUST-30 and R-CUST-33. A balance that is not known refuses nothing: the live check decides. */
export function refuseReclaim(amount: number, available: Fen | null): FundsRefusal | null {
  const wrong = refuseAmount(amount)
  if (wrong) return wrong
  if (available === null || amount <= available) return null
  return { rule: 'R-CUST-33', reason: 'over-balance', detail: { amount, available } }
}

/**
 * R-CUST-35: the catalog's largest amounts of one move with a reseller, yuan 999,999,999.99 and 999,999,999,999.
 */
export const MAX_RESELLER_GRANT: Fen = fen(99_999_999_999)
export const MAX_RESELLER_RECLAIM: Fen = fen(99_999_999_999_900)

/** R-CUST-30, R-CUST-32 and R-CUST-35: `grantable` is the distributor's own. */
export function refuseResellerGrant(amount: number, grantable: Fen | null): FundsRefusal | null {
  const wrong = refuseSize(amount) ?? overMost(amount, MAX_RESELLER_GRANT)
  if (wrong) return wrong
  if (grantable === null || amount <= grantable) return null
  return { rule: 'R-CUST-32', reason: 'over-grantable', detail: { amount, grantable } }
}

/** R-CUST-30 and R-CUST-35: `available` is what the reseller may give away. */
export function refuseResellerReclaim(amount: number, available: Fen | null): FundsRefusal | null {
  const wrong = refuseSize(amount) ?? overMost(amount, MAX_RESELLER_RECLAIM)
  if (wrong) return wrong
  if (available === null || amount <= available) return null
  return { rule: 'R-CUST-35', reason: 'over-balance', detail: { amount, available } }
}

/**
 * Balance less debt, fen. A balance below zero is that debt told a second time: the larger of the two counts, not both.
 */
export const netOf = (amount: number, debt: number): number => (amount >= 0 ? amount - debt : Math.min(amount, -debt))

/** What a customer or account held at a moment: balance less debt (`netOf`), fen. */
export interface Observed {
  readonly net: number
  readonly at: number
}

/** What moved between the two moments by the partner's own records, fen. */
export interface Moved {
  readonly granted: number
  readonly reclaimed: number
}

const DAY_MS = 86_400_000
/** A rate over less time than this would be noise. */
export const SHORTEST_OBSERVATION_MS = DAY_MS
/** Burn is measured over the last so many days, or since the first observation. */
export const BURN_DAYS = 30

/**
 * Spending a day between two observations, whole fen: what was there, plus granted, less reclaimed, less what is left.
 * Null while the time between is too short to say; never below zero (a refund is no negative spending).
 */
export function burnPerDay(from: Observed, to: Observed, { granted, reclaimed }: Moved): Fen | null {
  const ms = to.at - from.at
  if (ms < SHORTEST_OBSERVATION_MS) return null
  const spent = BigInt(from.net) - BigInt(to.net) + BigInt(granted) - BigInt(reclaimed)
  return spent <= 0n ? fen(0) : fen(Number((spent * BigInt(DAY_MS)) / BigInt(ms)))
}

/** UTC milliseconds when nothing is left at this rate; null where nothing is spent. Already spent = at once. */
export function runsOutAt({ net, at }: Observed, perDay: Fen | null): number | null {
  if (perDay === null || perDay === 0) return null
  if (net <= 0) return at
  return at + Number((BigInt(net) * BigInt(DAY_MS)) / BigInt(perDay))
}

export interface Thresholds {
  /** Fen of the grantable balance below which the partner is warned. */
  readonly partnerLow: number
  /** Fen of a customer's balance below which it is. */
  readonly customerLow: number
  /** Days before running dry. */
  readonly days: number
}

/** As at first; a person may set others. */
export const firstThresholds: Thresholds = { partnerLow: 1_000_000, customerLow: 10_000, days: 7 }

/** What a balance asks for: the nearer danger first. `runsOut` null = not known or not spent. */
export function warningOf(
  { net, runsOut, now }: { net: number; runsOut: number | null; now: number },
  { low, days }: { low: number; days: number },
): 'low' | 'runs-out' | null {
  if (net <= low) return 'low'
  return runsOut !== null && runsOut - now <= days * DAY_MS ? 'runs-out' : null
}
