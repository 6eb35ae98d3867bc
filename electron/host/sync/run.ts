/** One run of one collection: its counts, its patience with the partner, and the check that it is still the current one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type PartnerApi, PartnerError } from '#host/partner-api/types.ts'
import type { Db } from '#host/store/types.ts'
import type { Counts } from '#host/sync/records.ts'
import type { Pace, TableCare } from '#host/sync/types.ts'
import { AppError } from '#shared/errors.ts'

export interface Run {
  readonly id: number
  readonly db: Db
  readonly api: PartnerApi
  readonly pace: Pace
  readonly now: () => number
  readonly signal: AbortSignal
  readonly counts: Counts
  readonly care: TableCare | null
  /** Something was stored: the watchdog is patient again. */
  progress(done: number, total: number | null): void
  received(bytes: number): void
  /** Rows of this table changed in a commit. */
  touched(table: string, rows: number): void
  /** A decision and why it was taken. */
  note(what: string, facts?: Readonly<Record<string, unknown>>): void
}

/** After every await: whoever ended this run may have closed the store meanwhile. */
export const checkCurrent = (run: Pick<Run, 'signal'>): void => run.signal.throwIfAborted()

/** Whole milliseconds, half of them random: many laptops of one partner must not come back in the same second. */
export const backOff = (first: number, most: number, failures: number): number =>
  Math.ceil(Math.min(first * 2 ** Math.min(failures, 20), most) * (0.5 + Math.random() / 2))

/** Longer waits end the run; its next one is put off instead. */
const LONGEST_WAIT_MS = 20_000

const transient = (cause: unknown): cause is PartnerError =>
  cause instanceof PartnerError &&
  (cause.outcome === 'not-now' || cause.outcome === 'unknown') &&
  cause.value.code !== 'cancelled'

/** Repeats a read that may be repeated: a few times, with growing pauses, as the partner asks. Once only where nothing is reached. */
export async function patiently<T>(run: Run, what: string, ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    checkCurrent(run)
    try {
      return await ask()
    } catch (cause) {
      checkCurrent(run)
      if (!transient(cause) || attempt >= (cause.value.code === 'offline' ? 1 : run.pace.retries)) throw cause
      const wait = Math.max(cause.retryAfterMs ?? 0, backOff(run.pace.retryFirstMs, LONGEST_WAIT_MS, attempt))
      if (wait > LONGEST_WAIT_MS) throw cause
      run.note('repeats', { what, code: cause.value.code, vendor: cause.value.vendor, waitMs: wait })
      await sleep(wait, undefined, { signal: run.signal })
    }
  }
}

/** The list contradicts itself: nothing of it is believed until it is read again. */
export const unreadable = (reason: string): AppError =>
  new AppError('answer-unreadable', { retry: 'later', detail: { reason } })

/** Rowids that the area's care is told of; tables without one have none. */
export const numbers = (ids: readonly (number | string)[]): number[] => ids.filter((id) => typeof id === 'number')
