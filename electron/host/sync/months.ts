/** Billing months as windows of a list (`WindowedCollection`). */
import type { Window } from '#host/sync/types.ts'
import { billingMonth, monthAfter, monthStart } from '#shared/time.ts'

/** A billing month; its `key` is `YYYY-MM`, Beijing time. */
export interface MonthWindow extends Window {
  /** UTC milliseconds of its first instant. */
  readonly from: number
  /** UTC milliseconds of the first instant after it. */
  readonly to: number
}

/**
 * The month of `now` and those before it, newest first.
 *
 * @param count how many, the present one included
 * @param settleMs milliseconds after its end during which rows of a month still come or change
 */
export const monthWindows = (now: number, count: number, settleMs: number): MonthWindow[] =>
  Array.from({ length: count }, (_, back) => {
    const key = monthAfter(billingMonth(now), -back)
    const to = monthStart(monthAfter(key, 1))
    return { key, from: monthStart(key), to, closedAt: to + settleMs }
  })
