/** The deadline at which the portal confirms incentive bills by itself (R-INC-10), counted in working days; pure. */
import { addWorkingDays, BEIJING_OFFSET_MS } from '../time.ts'

/** Working days before the deadline from which on it is warned of. */
export const WARN_WORKING_DAYS = 3
const DAY_MS = 86_400_000

export interface AwaitingBill {
  readonly period: string
  readonly status: string | null
  readonly announceEnd: number | null
}

export interface Deadline {
  readonly period: string
  /** The first instant at which the bill is confirmed by itself; UTC milliseconds. */
  readonly until: number
  /** Beginning of the day, in Beijing, from which on it is warned of. */
  readonly warnFrom: number
  /** Bills of the period that await a word. */
  readonly bills: number
}

const dayStart = (at: number): number => Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS

/** R-INC-10: what ends next; null where nothing awaits confirmation any more. */
export function nextDeadline(bills: readonly AwaitingBill[], now: number): Deadline | null {
  const open = bills.flatMap(({ period, status, announceEnd }) =>
    status === 'TO_CONFIRM' && announceEnd !== null && announceEnd > now ? [{ period, until: announceEnd }] : [],
  )
  const [first] = [...open].sort((a, b) => a.until - b.until || (a.period < b.period ? -1 : 1))
  if (!first) return null
  // The deadline is the end of the day before it: that day still counts.
  const warnFrom = dayStart(addWorkingDays(first.until - 1, -WARN_WORKING_DAYS))
  return { ...first, warnFrom, bills: open.filter(({ period }) => period === first.period).length }
}

/** Whole days that are left; 0 on the last one, negative after the deadline. */
export const daysLeft = (until: number, now: number): number => Math.floor((until - now) / DAY_MS)
