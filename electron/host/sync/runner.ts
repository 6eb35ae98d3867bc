/** Runs one collection to an end, whatever that is, and records it. */

import type { PartnerApi } from '#host/partner-api/types.ts'
import { bulkMode, checkpoint, steadyMode } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { indexesMissing } from '#host/sync/care.ts'
import type { Ending } from '#host/sync/conclude.ts'
import { judge, type Verdict } from '#host/sync/failure.ts'
import { type Item, reasonOf, recount } from '#host/sync/item.ts'
import { readKeyed } from '#host/sync/keyed.ts'
import { readOwners } from '#host/sync/owned.ts'
import { PagedReading } from '#host/sync/paged.ts'
import { beginRun, endRun, noCounts, readCollection, writeCollection } from '#host/sync/records.ts'
import type { Run } from '#host/sync/run.ts'
import type { StatusBoard } from '#host/sync/status.ts'
import type { Pace, PagedCollection } from '#host/sync/types.ts'
import { readWindows } from '#host/sync/windowed.ts'
import type { SyncRun } from '#shared/contract/sync.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** Rows changed between two checkpoints of the log. */
const CHECKPOINT_ROWS = 2_000

export interface RunnerParts {
  readonly db: Db
  readonly api: PartnerApi
  readonly pace: Pace
  readonly now: () => number
  onTables(tables: readonly string[]): void
  log(level: 'info' | 'warn' | 'error', message: string, facts: Readonly<Record<string, unknown>>): void
}

interface Hooks {
  onProgress(item: Item): void
  onConnected(): void
}

export class Runner {
  readonly #parts: RunnerParts
  readonly #board: StatusBoard
  readonly #onProgress: (item: Item) => void
  /** An answer came, the first after none. */
  readonly #onConnected: () => void
  /** Failures in a row of the connection as a whole. */
  holds = 0
  #unsaved = 0
  /** Runs that load a table without indexes. */
  #bulk = 0

  constructor(parts: RunnerParts, board: StatusBoard, { onProgress, onConnected }: Hooks) {
    this.#parts = parts
    this.#board = board
    this.#onProgress = onProgress
    this.#onConnected = onConnected
  }

  newRun(item: Item, reason: string, signal: AbortSignal): Run {
    const { db, api, pace, now, log, onTables } = this.#parts
    const { name } = item.collection
    return {
      id: beginRun(db, name, now(), reason),
      db,
      api,
      pace,
      now,
      signal,
      counts: noCounts(),
      care: item.care,
      progress: (done, total) => {
        this.#onProgress(item)
        item.done = done
        item.total = total
        this.#board.progress()
      },
      received: (bytes) => {
        this.holds = 0
        const connected = this.#board.connection !== 'online'
        this.#board.received(bytes)
        if (connected) this.#onConnected()
      },
      touched: (table, rows) => {
        if (rows === 0) return
        onTables([table])
        this.#checkpoint(rows)
      },
      note: (what, facts = {}) => log('info', `sync ${what}`, { collection: name, ...facts }),
    }
  }

  /** Answers what went wrong, or null; a run that cannot even be recorded (full disk) went wrong as well. */
  async run(item: Item, signal: AbortSignal): Promise<Verdict | null> {
    const { db, log, now, pace } = this.#parts
    const { name } = item.collection
    const reason = reasonOf(item)
    log('info', 'sync begins', { collection: name, reason })
    item.asked = null
    let run: Run | null = null
    let verdict: Verdict | null = null
    let outcome: SyncRun['outcome'] = 'complete'
    try {
      run = this.newRun(item, reason, signal)
      const end = await this.#read(item, run, reason)
      outcome = end.outcome
      if (end.error) log('warn', 'sync unstable', { collection: name, reason: end.reason })
      this.#end(run, outcome, end.reason ?? reason, end.error)
      this.#board.error = end.error
    } catch (cause) {
      const why: unknown = signal.aborted ? signal.reason : cause
      verdict = judge(why, item.record, { now: now(), pace, file: db.name, holds: this.holds + 1 })
      outcome = verdict.outcome
      this.#record(item, run, verdict, why)
    }
    if (verdict?.holdMs !== undefined) this.holds += 1
    if (!verdict?.halt) recount(db, item)
    log('info', 'sync ends', { collection: name, outcome, ...run?.counts })
    return verdict
  }

  /** Reads one window alone, beside any run; throws what went wrong. */
  async readWindow(item: Item, list: PagedCollection, signal: AbortSignal): Promise<void> {
    const { db, now } = this.#parts
    const run = this.newRun(item, 'asked', signal)
    try {
      const end = await new PagedReading(run, list, readCollection(db, list.name), 'asked').read()
      this.#end(run, end.outcome, 'asked', end.error)
    } catch (cause) {
      if (!signal.aborted)
        this.#end(
          run,
          judge(cause, item.record, { now: now(), pace: run.pace, file: db.name, holds: 0 }).outcome,
          'asked',
          null,
        )
      throw cause
    }
    recount(db, item)
  }

  async #read(item: Item, run: Run, reason: string): Promise<Ending> {
    const { db } = this.#parts
    const { collection, care, record } = item
    const bulk = care !== null && indexesMissing(db, care) ? 1 : 0
    this.#bulk += bulk
    if (this.#bulk > 0) bulkMode(db)
    else steadyMode(db)
    const read = (): Promise<Ending> => {
      if (collection.kind === 'paged') return new PagedReading(run, collection, record, reason).read()
      if (collection.kind === 'windowed') return readWindows(run, collection, record, reason)
      const whole =
        collection.kind === 'owned'
          ? readOwners(run, collection, record, reason)
          : readKeyed(run, collection, record, reason)
      return whole.then((done) => ({ outcome: 'complete', error: null, record: done }))
    }
    const work = read()
    // Whatever the work waits for: once its signal aborts it has ended, and a late answer finds that out by itself.
    const { promise: ended, reject } = Promise.withResolvers<never>()
    const abort = (): void => reject(run.signal.reason)
    run.signal.addEventListener('abort', abort, { once: true })
    if (run.signal.aborted) abort()
    try {
      const end = await Promise.race([work, ended])
      item.record = end.record
      return end
    } finally {
      this.#bulk -= bulk
      run.signal.removeEventListener('abort', abort)
      work.catch(() => {})
    }
  }

  #end(run: Run, outcome: SyncRun['outcome'], reason: string, error: AppErrorValue | null): void {
    endRun(this.#parts.db, run.id, { at: this.#parts.now(), outcome, reason, error })
  }

  #record(item: Item, run: Run | null, verdict: Verdict, cause: unknown): void {
    const { db, log } = this.#parts
    const { name } = item.collection
    item.record = verdict.record
    if (verdict.error) {
      log('warn', 'sync failed', { collection: name, code: verdict.error.code, vendor: verdict.error.vendor, cause })
      // What one credential may not read is said of that collection alone.
      if (verdict.record.permitted) this.#board.error = verdict.error
    }
    try {
      db.transaction(() => {
        writeCollection(db, name, verdict.record)
        if (run) this.#end(run, verdict.outcome, verdict.reason, verdict.error)
      })()
    } catch (failed) {
      // A full disk cannot take the record either; the next start finds the run interrupted.
      log('warn', 'sync record not written', { collection: name, cause: failed })
    }
  }

  /** Between pages, never inside a commit. A first sync has its own, rarer ones. */
  #checkpoint(rows: number): void {
    this.#unsaved += rows
    if (this.#unsaved < CHECKPOINT_ROWS) return
    this.#unsaved = 0
    if (this.#bulk === 0) checkpoint(this.#parts.db, 'PASSIVE')
  }
}
