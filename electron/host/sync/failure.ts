/** What the end of a run means for its collection and for the whole sync. */

import { isAbsentApi } from '#host/partner-api/outcome.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { storeError } from '#host/store/errors.ts'
import type { CollectionRecord } from '#host/sync/records.ts'
import { backOff } from '#host/sync/run.ts'
import type { Pace } from '#host/sync/types.ts'
import type { SyncRun } from '#shared/contract/sync.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

/** Given to a run's signal by whoever ends it from outside. */
export class Ended extends Error {
  readonly outcome: Extract<SyncRun['outcome'], 'cancelled' | 'paused' | 'interrupted' | 'failed'>
  readonly why: string
  readonly error: AppErrorValue | null
  constructor(outcome: Ended['outcome'], why: string, error: AppErrorValue | null = null) {
    super(why)
    this.outcome = outcome
    this.why = why
    this.error = error
  }
}

export interface Verdict {
  readonly outcome: SyncRun['outcome']
  readonly reason: string
  readonly error: AppErrorValue | null
  readonly record: CollectionRecord
  /** Set where the connection as a whole is concerned: nothing else is tried before. */
  readonly holdMs?: number
  readonly connection?: 'offline' | 'signed-out'
  /** The store cannot be trusted or written any more. */
  readonly halt?: boolean
}

const errorOf = (cause: unknown, file: string): AppErrorValue =>
  cause instanceof PartnerError || cause instanceof AppError ? cause.value : storeError(cause, file).value

export function judge(
  cause: unknown,
  record: CollectionRecord,
  at: { now: number; pace: Pace; file: string; holds: number },
): Verdict {
  const { now, pace } = at
  if (cause instanceof Ended && cause.outcome !== 'failed') {
    const retryAt = cause.outcome === 'cancelled' ? now + pace.retryRefusedMs : record.retryAt
    return { outcome: cause.outcome, reason: cause.why, error: null, record: { ...record, retryAt } }
  }
  const value = cause instanceof Ended && cause.error ? cause.error : errorOf(cause, at.file)
  const wait = backOff(pace.retryFirstMs, pace.retryMostMs, record.failures + 1)
  const failed = (retryInMs: number, more: Partial<CollectionRecord> = {}): Verdict => ({
    outcome: 'failed',
    reason: value.code,
    error: value,
    record: { ...record, error: value, failures: record.failures + 1, retryAt: now + retryInMs, ...more },
  })
  if (value.code === 'permission-missing' || isAbsentApi(value))
    return failed(pace.retryRefusedMs, { permitted: false })
  if (value.code === 'offline') {
    return { ...failed(0), connection: 'offline', holdMs: backOff(pace.offlineFirstMs, pace.offlineMostMs, at.holds) }
  }
  if (value.code === 'signed-out' || value.code === 'clock-skew' || value.code === 'wrong-site') {
    return { ...failed(0), connection: 'signed-out', holdMs: pace.retryRefusedMs }
  }
  if (value.code === 'store-damaged' || value.code === 'store-unreadable')
    return { ...failed(pace.retryRefusedMs), halt: true }
  if (cause instanceof PartnerError) {
    if (cause.outcome === 'refused') return failed(pace.retryRefusedMs)
    return failed(Math.max(wait, cause.retryAfterMs ?? 0))
  }
  return failed(wait)
}
