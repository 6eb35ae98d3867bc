/** What the engine is given, and what its two halves (sending, looking) share. */

import type { Ledger } from '#host/outbox/ledger.ts'
import type { Pauses } from '#host/outbox/pauses.ts'
import type { Refreshing, Wanted } from '#host/outbox/refreshing.ts'
import type { AnyCommand, Audit, Command, Desk, IntentRow, OutboxLog } from '#host/outbox/types.ts'
import type { PartnerApi } from '#host/partner-api/types.ts'
import type { Db } from '#host/store/types.ts'

export interface OutboxParts {
  /** The local file (FULL). */
  readonly db: Db
  /** Facts for the rules, read only; null where there is no cache. */
  readonly cache: Db | null
  readonly api: Pick<PartnerApi, 'call' | 'clockSkewMs'>
  readonly commands: readonly AnyCommand[]
  /** UTC milliseconds. */
  readonly now: () => number
  readonly newId: () => string
  readonly author: () => string
  readonly audit: Audit
  /** Intents changed; called after each commit. */
  readonly changed: () => void
  /** Whether the account has code verification on (R-CUST-37), by the last word of the desk. */
  readonly codeNeeded: () => boolean
  /** Reads collections again whose facts intents changed, keyed ones for these customers alone. */
  readonly refresh: (wanted: Wanted) => Promise<void>
  readonly log: OutboxLog
  /** Calls back once after so many milliseconds; answers the way to cancel it. */
  readonly schedule: (ms: number, run: () => void) => () => void
  /** 0 to 1, for jitter. */
  readonly random: () => number
  readonly pace?: Partial<OutboxPace>
}

export interface OutboxPace {
  /** Targets served at the same time. */
  readonly slots: number
  readonly backOffFirstMs: number
  readonly backOffMostMs: number
  readonly lookFirstMs: number
  readonly lookMostMs: number
  /** Between two looks of an intent that waits for a person. */
  readonly lookWaitingMs: number
  /** A call that takes longer is ended; above the client's own time-outs. */
  readonly patienceMs: number
  /** A request that nobody answered is not expected to arrive later than this. */
  readonly arriveWithinMs: number
  /** At the end, calls in flight are given so long. */
  readonly closeWithinMs: number
}

export const defaultPace: OutboxPace = {
  slots: 6,
  backOffFirstMs: 2_000,
  backOffMostMs: 300_000,
  lookFirstMs: 2_000,
  lookMostMs: 60_000,
  lookWaitingMs: 3_600_000,
  patienceMs: 180_000,
  arriveWithinMs: 900_000,
  closeWithinMs: 5_000,
}

/** An intent whose declaration and payload this program can read. */
export interface OpenIntent {
  readonly row: IntentRow
  readonly declared: Command<unknown>
  readonly payload: unknown
}

export interface Shared {
  readonly parts: OutboxParts
  readonly pace: OutboxPace
  readonly ledger: Ledger
  readonly desk: Desk
  readonly pauses: Pauses
  readonly refreshing: Refreshing
  /** The file may be gone: nothing is written any more. */
  readonly closed: () => boolean
  /** Whether somebody said that nobody else moves money on this account. */
  readonly alone: () => boolean
}
