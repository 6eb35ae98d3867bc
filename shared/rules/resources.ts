/** Rules about customers' resources (pure functions and the list of what is implemented). */
import type { Rules } from './rule.ts'

export const resourceRules = {
  'R-CUST-48': {
    says: 'A resource package says whether its allowance comes anew each month or is one for the whole term.',
    source: 'S004:17, S004:18',
  },
} as const satisfies Rules

/** What becomes of a yearly/monthly resource at its end, as the vendor numbers it. */
export const AUTO_RENEW = '3'
/** States of a yearly/monthly resource: in use, and those that a renewal can still save. */
export const IN_USE = '2'
export const FROZEN = '4'
export const EXPIRED = '5'

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
