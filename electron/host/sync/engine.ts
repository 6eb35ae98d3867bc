/**
 * One engine for every declared collection: the partner's limits are of each call, so collections are read side by side,
 * by one writer whose commits take turns. Each decision has its reason, and there is no state that only an event from
 * outside could end (R4): whatever waits has a timer.
 */

import { storeError } from '#host/store/errors.ts'
import { checkpoint, optimize, steadyMode } from '#host/store/open.ts'
import { makeReady } from '#host/sync/care.ts'
import { concludePass, decideVanished } from '#host/sync/conclude.ts'
import { Ended } from '#host/sync/failure.ts'
import {
  concerns,
  dueAt,
  type Item,
  inBackground,
  loadItem,
  mayBegin,
  onlyAsked,
  recount,
  runnable,
  unready,
} from '#host/sync/item.ts'
import { refreshKeys } from '#host/sync/keyed.ts'
import { refreshOwners } from '#host/sync/owned.ts'
import { seenOf } from '#host/sync/paged.ts'
import {
  dropPass,
  endRun,
  history,
  interruptRuns,
  type RefusedRow,
  readCollection,
  refusedRows,
} from '#host/sync/records.ts'
import { backOff } from '#host/sync/run.ts'
import { Runner, type RunnerParts } from '#host/sync/runner.ts'
import { forgetSeen } from '#host/sync/seen.ts'
import { refreshRows } from '#host/sync/single.ts'
import { StatusBoard } from '#host/sync/status.ts'
import type {
  Collection,
  KeyedCollection,
  OwnedCollection,
  PagedCollection,
  TableCare,
  WindowedCollection,
} from '#host/sync/types.ts'
import { listOfWindow, pagedPart } from '#host/sync/windowed.ts'
import { Work } from '#host/sync/work.ts'
import type { SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import { AppError } from '#shared/errors.ts'

export interface EngineParts extends RunnerParts {
  /** In the order they are read. */
  readonly collections: readonly Collection[]
  readonly cares: readonly TableCare[]
  /** Kinds of the partner as last read; null = nobody told. */
  partnerKinds?(): readonly string[] | null
  onStatus(status: SyncStatus): void
}

export type Power = 'suspend' | 'resume'

/** Longest sleep between two looks at what is due: clocks jump. */
const LOOK_EVERY_MS = 30_000

export class SyncEngine {
  readonly #parts: EngineParts
  readonly #all: readonly Item[]
  readonly #board: StatusBoard
  readonly #runner: Runner
  readonly #running = new Map<Item, Work>()
  /** A table is made ready: nothing new begins beside it. */
  #making: Work | null = null
  #timer: NodeJS.Timeout | undefined
  #paused = false
  #halted = false
  #closed = false
  readonly #life = new AbortController()
  #idle = true
  /** Collections of which a window is read for somebody who asked. */
  readonly #beside = new Map<Item, Promise<void>>()
  /** Nothing is tried before: offline, signed out or asleep. Of `performance.now()`, which nobody puts back. */
  #heldUntil = 0
  /** Indexes or search could not be made: what else is due goes on meanwhile. `after` is of `performance.now()`. */
  #readying = { failures: 0, after: 0 }

  constructor(parts: EngineParts) {
    this.#parts = parts
    const { db, collections, cares } = parts
    interruptRuns(db, parts.now())
    this.#all = collections.map((collection) =>
      loadItem(db, collection, cares.find((care) => care.table === collection.target.table) ?? null),
    )
    this.#board = new StatusBoard(() => this.#items, parts)
    this.#runner = new Runner(parts, this.#board, {
      onProgress: (item) => this.#running.get(item)?.progress(),
      onConnected: () => this.#look(),
    })
  }

  get #items(): readonly Item[] {
    const kinds = this.#parts.partnerKinds?.() ?? null
    return this.#all.filter(({ collection }) => concerns(collection, kinds))
  }

  /** Begins to keep everything fresh. */
  begin(): void {
    for (const item of this.#items) if (item.collection.atStart) item.asked = 'start'
    this.#look()
  }

  status(): SyncStatus {
    return this.#board.status()
  }

  history(limit: number): SyncRun[] {
    return history(this.#parts.db, limit)
  }

  refusedRows(collection: string): RefusedRow[] {
    return refusedRows(this.#parts.db, this.#find(collection).collection.name)
  }

  /** A person asks: patience, freshness and a waiting mass deletion do not count. Null = everything. */
  start(names: readonly string[] | null): void {
    const items =
      names === null ? this.#items.filter((item) => !onlyAsked(item)) : names.map((name) => this.#find(name))
    const { db } = this.#parts
    for (const item of items) {
      if (this.#running.has(item)) continue
      item.asked = 'person'
      const { part } = item
      if (!item.pass?.pending || part === null) continue
      db.transaction(() => {
        dropPass(db, part)
        forgetSeen(db, part)
      })()
      recount(db, item)
    }
    this.#paused = false
    this.#parts.api.releaseHolds()
    this.#release()
  }

  /**
   * Something was done at the partner's, or somebody looks at it: these collections are read again, keyed and owned ones
   * and lists that tell single rows for their keys, and windowed ones for windows alone where there are any.
   * Unlike `start` it ends no pause and no hold. Throws `not-found` for an unknown name or window, PartnerError where one cannot be asked now.
   */
  async refresh(wanted: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const { db, api, now, onTables } = this.#parts
    const few: { collection: KeyedCollection | OwnedCollection; care: TableCare | null; keys: readonly string[] }[] = []
    const single: { item: Item; collection: PagedCollection; keys: readonly string[] }[] = []
    const windows: { item: Item; list: PagedCollection }[] = []
    for (const [name, keys] of Object.entries(wanted)) {
      const item = this.#find(name)
      const { collection, care } = item
      if ((collection.kind === 'keyed' || collection.kind === 'owned') && keys.length > 0)
        few.push({ collection, care, keys })
      else if (collection.kind === 'paged' && collection.one && keys.length > 0 && item.record.asOf !== null)
        single.push({ item, collection, keys })
      else if (collection.kind === 'windowed' && collection.windowOf && keys.length > 0)
        windows.push(...keys.map((key) => ({ item, list: this.#windowOf(collection, key) })))
      else if (!item.pass?.pending) item.asked ??= 'change'
    }
    this.#look()
    for (const { collection, care, keys } of few) {
      const parts = { db, api, now, care, signal: this.#life.signal }
      const told =
        collection.kind === 'owned'
          ? await refreshOwners(parts, collection, keys)
          : await refreshKeys(parts, collection, keys)
      if (told > 0) onTables([collection.target.table])
    }
    for (const { item, collection, keys } of single) {
      const run = { db, api, now, care: item.care, signal: this.#life.signal }
      const whole = await refreshRows(run, collection, keys, () => onTables([collection.target.table]))
      if (whole || item.pass?.pending) continue
      item.asked ??= 'change'
      this.#look()
    }
    for (const { item, list } of windows) await this.#readBeside(item, list)
  }

  #windowOf(collection: WindowedCollection, key: string): PagedCollection {
    const window = collection.windowOf?.(key)
    if (!window) throw new AppError('not-found', { field: 'window' })
    return listOfWindow(collection, window)
  }

  /** One window at once. No run of the same collection goes on meanwhile: both would write down where they are. */
  async #readBeside(item: Item, list: PagedCollection): Promise<void> {
    for (;;) {
      const other = this.#running.get(item)?.ended ?? this.#beside.get(item)
      if (other === undefined) break
      await other
    }
    const work = this.#runner.readWindow(item, list, this.#life.signal)
    const ended = work.catch(() => {}).finally(() => this.#beside.delete(item))
    this.#beside.set(item, ended)
    await work
    await ended
    this.#look()
  }

  pause(): void {
    this.#paused = true
    this.#stopAll(new Ended('paused', 'asked'))
    this.#look()
  }

  resume(): void {
    this.#paused = false
    this.#release()
  }

  /** Ends what runs; it is tried again by itself after a while, or when asked. */
  cancel(): void {
    const now = this.#parts.now()
    for (const item of runnable(this.#items, now))
      item.record = { ...item.record, retryAt: now + this.#parts.pace.retryRefusedMs }
    for (const item of this.#items) item.asked = null
    this.#stopAll(new Ended('cancelled', 'asked'))
    this.#look()
  }

  power(what: Power): void {
    this.#parts.log('info', 'sync power', { what })
    if (what === 'resume') {
      this.#release()
      return
    }
    // The timer goes on after a sleep whose end nobody tells.
    this.#hold(null, LOOK_EVERY_MS)
    this.#stopAll(new Ended('interrupted', what))
  }

  /** A person's word on a mass deletion that the brake stopped. Throws `not-found` where none waits. */
  decideDeletion(name: string, allow: boolean): void {
    const { db, now } = this.#parts
    const item = this.#find(name)
    const { pass, part } = item
    const list = part === null ? null : pagedPart(item.collection, part)
    if (!pass?.pending || !list) throw new AppError('not-found', { field: 'collection' })
    const reason = allow ? 'deletion allowed' : 'deletion refused'
    const run = this.#runner.newRun(item, reason, new AbortController().signal)
    const before = list === item.collection ? item.record : readCollection(db, list.name)
    const record = allow
      ? decideVanished(run, list, before, pass, seenOf(run, list), true).record
      : concludePass(run, list, before, pass, [])
    // The other windows are still to be read; then the collection as a whole is.
    if (list === item.collection) item.record = record
    else item.asked = 'person'
    endRun(db, run.id, { at: now(), outcome: 'complete', reason, error: null })
    recount(db, item)
    this.#look()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#life.abort(new Ended('interrupted', 'closed'))
    clearTimeout(this.#timer)
    this.#stopAll(new Ended('interrupted', 'closed'))
    await Promise.all([...this.#running.values(), ...(this.#making ? [this.#making] : [])].map(({ ended }) => ended))
    clearTimeout(this.#timer)
    this.#board.close()
    this.#tidy(() => optimize(this.#parts.db))
    this.#tidy(() => checkpoint(this.#parts.db, 'TRUNCATE'))
  }

  /** Good to have done, and no failure of anything where it cannot be (full or damaged disk). */
  #tidy(work: () => void): void {
    if (this.#halted) return
    try {
      work()
    } catch (cause) {
      this.#parts.log('warn', 'sync could not tidy up', { cause })
    }
  }

  #find(name: string): Item {
    const item = this.#items.find(({ collection }) => collection.name === name)
    if (!item) throw new AppError('not-found', { field: 'collection' })
    return item
  }

  #stopAll(why: Ended): void {
    this.#making?.end(why)
    for (const work of this.#running.values()) work.end(why)
  }

  #hold(connection: 'offline' | 'signed-out' | null, ms: number): void {
    this.#heldUntil = performance.now() + ms
    if (connection) this.#board.connection = connection
    this.#board.changed()
  }

  #release(): void {
    this.#heldUntil = 0
    this.#runner.holds = 0
    this.#look()
  }

  /** What may run now, in its order; what stands behind everything else comes last. */
  #next(): Item[] {
    const items = runnable(this.#items, this.#parts.now()).filter(
      (item) => !this.#beside.has(item) && !this.#running.has(item),
    )
    return [...items.filter((item) => !inBackground(item)), ...items.filter(inBackground)]
  }

  /** Decides what to do now, and when to look again. */
  #look(): void {
    clearTimeout(this.#timer)
    this.#tell()
    if (this.#closed || this.#halted || this.#making) return
    const { now, db } = this.#parts
    const at = now()
    const wait = Math.min(Math.max(this.#heldUntil - performance.now(), 0), LOOK_EVERY_MS)
    if (this.#paused || wait > 0) {
      this.#lookIn(wait > 0 ? wait : LOOK_EVERY_MS)
      return
    }
    const candidates = this.#next()
    const running = [...this.#running.keys()]
    this.#board.cycle(candidates)
    const care = performance.now() < this.#readying.after ? null : unready(db, this.#items, candidates, running)
    if (care) this.#makeReady(care)
    else {
      // Until an answer has come, one asks for all: a wrong key is tried once, and nobody is knocked at in a crowd.
      const most = this.#board.connection === 'online' ? this.#parts.pace.beside : 1
      for (const item of mayBegin(db, candidates, running, most)) this.#begin(item)
    }
    if (!this.#making && this.#running.size === 0) this.#rest(at)
  }

  #tell(): void {
    this.#board.moment = { paused: this.#paused, running: [...this.#running.keys()] }
    this.#board.changed()
  }

  #lookIn(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(ms, 1), LOOK_EVERY_MS))
  }

  #rest(at: number): void {
    const waits = this.#items.map((item) => (dueAt(item, at) ?? 0) - at)
    waits.push(this.#readying.after - performance.now())
    this.#lookIn(Math.min(...waits.filter((wait) => wait > 0), LOOK_EVERY_MS))
    if (this.#idle) return
    this.#idle = true
    this.#tidy(() => checkpoint(this.#parts.db, 'TRUNCATE'))
    this.#board.rest()
  }

  #begin(item: Item): void {
    this.#idle = false
    const work = new Work(this.#parts.pace.noProgressMs, async (signal) => {
      try {
        await this.#runItem(item, signal)
      } catch (cause) {
        this.#failed(item, signal, cause)
      }
      this.#running.delete(item)
      this.#look()
    })
    this.#running.set(item, work)
    this.#tell()
  }

  #makeReady(care: TableCare): void {
    this.#idle = false
    this.#making = new Work(this.#parts.pace.noProgressMs, async (signal) => {
      try {
        await this.#finish(care, signal)
      } catch (cause) {
        this.#failed(null, signal, cause)
      }
      this.#making = null
      this.#board.finishing = null
      this.#look()
    })
  }

  /** Nothing that goes wrong ends the engine. */
  #failed(item: Item | null, signal: AbortSignal, cause: unknown): void {
    if (signal.aborted && signal.reason instanceof Ended) return
    const { value } = storeError(cause, this.#parts.db.name)
    this.#parts.log('error', 'sync work failed', { collection: item?.collection.name, cause })
    this.#board.error = value
    this.#halted ||= value.code === 'store-damaged' || value.code === 'store-unreadable'
    const { pace } = this.#parts
    const failures = this.#readying.failures + 1
    this.#readying = { failures, after: performance.now() + backOff(pace.retryFirstMs, pace.retryMostMs, failures) }
  }

  async #runItem(item: Item, signal: AbortSignal): Promise<void> {
    const { asked } = item
    const verdict = await this.#runner.run(item, signal)
    // Cut short by what others met: what somebody asked for is still asked for.
    if (verdict?.outcome === 'interrupted') item.asked ??= asked
    this.#halted ||= verdict?.halt === true
    if (verdict?.holdMs !== undefined) this.#hold(verdict.connection ?? null, verdict.holdMs)
    // What concerns the connection or the store as a whole concerns whoever else reads: nobody tries it out for themselves.
    if (verdict && (verdict.halt || verdict.holdMs !== undefined))
      this.#stopAll(new Ended('interrupted', verdict.reason))
  }

  async #finish(care: TableCare, signal: AbortSignal): Promise<void> {
    const { db, log, onTables } = this.#parts
    const began = performance.now()
    this.#board.finishing = { table: care.table, done: 0, total: null }
    log('info', 'sync makes ready', { table: care.table })
    await makeReady(
      db,
      care,
      (done, total) => {
        this.#making?.progress()
        this.#board.finishing = { table: care.table, done, total }
        this.#board.progress()
      },
      signal,
    )
    this.#readying = { failures: 0, after: 0 }
    steadyMode(db)
    checkpoint(db, 'PASSIVE')
    log('info', 'sync made ready', { table: care.table, ms: Math.round(performance.now() - began) })
    onTables([care.table])
  }
}
