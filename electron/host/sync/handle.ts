/** The sync as the host's main thread holds it: a thread of its own, restarted where it dies, told and asked by messages. */
import { Worker } from 'node:worker_threads'
import type { Log } from '#host/log/log.ts'
import type { Connection, PartnerApi } from '#host/partner-api/types.ts'
import type { Power } from '#host/sync/engine.ts'
import type { FromWorker, Method, Requests, Task, ToWorker } from '#host/sync/protocol.ts'
import type { RefusedRow } from '#host/sync/records.ts'
import { RemotePartner } from '#host/sync/remote.ts'
import { backOff } from '#host/sync/run.ts'
import type { Pace } from '#host/sync/types.ts'
import type { ConnectionReport, SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

export interface SyncOptions {
  readonly cacheFile: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly connection: Connection
  readonly log?: Pick<Log, 'info' | 'warn' | 'error'>
  /** The engine's patience, for tests. */
  readonly pace?: Partial<Pace>
  /** Added to the machine's clock, for tests. */
  readonly clockOffsetMs?: number
  readonly workerUrl?: URL
}

export interface SyncHandle {
  /** The sync's own partner client, so that pace and limits are shared. */
  readonly partner: Pick<PartnerApi, 'call' | 'clockSkewMs'>
  /** The token of a customer that nobody acts for any more, or of all, leaves the memory. */
  forgetCustomer(customerId: string | null): void
  /** As last told; at most a few hundred milliseconds old. */
  status(): SyncStatus
  /** Answers the way to stop listening. */
  onStatus(listener: (status: SyncStatus) => void): () => void
  onTables(listener: (tables: readonly string[]) => void): () => void
  /** Null = everything. Throws `not-found` for an unknown name. */
  start(names: readonly string[] | null): Promise<void>
  /** Reads collections again that an act of ours changed, keyed ones for these keys alone; ends no pause. Throws `not-found`. */
  refresh(wanted: Readonly<Record<string, readonly string[]>>): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  cancel(): Promise<void>
  decideDeletion(collection: string, allow: boolean): Promise<void>
  history(limit: number): Promise<SyncRun[]>
  refusedRows(collection: string): Promise<RefusedRow[]>
  testConnection(signal?: AbortSignal): Promise<ConnectionReport>
  power(what: Power): void
  /** Stops in order; the next start goes on from there. */
  close(): Promise<void>
}

/** Source under Node, bundle in the program; computed so that no bundler follows it. */
const defaultWorker = (): URL => {
  const here = import.meta.url
  return new URL(here.endsWith('.ts') ? ['.', 'worker.ts'].join('/') : ['.', 'sync-worker.js'].join('/'), here)
}

const CLOSE_WITHIN_MS = 10_000
const RESTART_FIRST_MS = 1_000
const RESTART_MOST_MS = 60_000
/** A thread that lived so long was well: its end begins the count anew. */
const LIVED_MS = 60_000

const unknownStatus: SyncStatus = {
  connection: 'unknown',
  phase: 'idle',
  first: true,
  collections: [],
  done: 0,
  total: null,
  timeLeftMs: null,
  rowsPerSecond: null,
  bytes: 0,
  asOf: null,
  clockSkewMs: 0,
  error: null,
}

const thrown = (error: AppErrorValue): AppError => {
  const { code, ...facts } = error
  return new AppError(code, facts)
}

class Handle implements SyncHandle {
  readonly partner = new RemotePartner({
    call: (...given) => (this.#worker ? this.#ask('call', ...given) : null),
    end: (number) => void this.#ask('endCall', number).catch(() => {}),
  })
  readonly #options: SyncOptions
  readonly #statusListeners = new Set<(status: SyncStatus) => void>()
  readonly #tableListeners = new Set<(tables: readonly string[]) => void>()
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(cause: unknown): void }>()
  #worker: Worker | null = null
  #status = unknownStatus
  #requests = 0
  /** In a row, each soon after its birth. */
  #deaths = 0
  #bornAt = 0
  #restart: NodeJS.Timeout | undefined
  #closing: Promise<void> | null = null

  constructor(options: SyncOptions) {
    this.#options = options
    this.#spawn()
  }

  #spawn(): void {
    const { cacheFile, key, connection, pace = {}, clockOffsetMs = 0, workerUrl = defaultWorker() } = this.#options
    const task: Task = { kind: 'sync', cacheFile, key, connection, pace, clockOffsetMs }
    const worker = new Worker(workerUrl, { workerData: task, name: 'sync' })
    worker.on('message', (message: FromWorker) => this.#receive(message))
    worker.on('error', (cause) => this.#options.log?.error('sync thread died', { cause }))
    worker.on('exit', (code) => this.#gone(worker, code))
    this.#worker = worker
    this.#bornAt = performance.now()
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'status') {
      this.#tell(message.status)
    } else if (message.kind === 'tables') {
      for (const listener of this.#tableListeners) listener(message.tables)
    } else if (message.kind === 'log') {
      this.#options.log?.[message.level](message.message, message.facts)
    } else if (message.kind === 'failed') {
      this.#tell({ ...this.#status, error: message.error })
    } else if (message.kind === 'reply') {
      const waiting = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if (message.ok) waiting?.resolve(message.value as never)
      else waiting?.reject(thrown(message.error))
    }
  }

  #tell(status: SyncStatus): void {
    this.#status = status
    for (const listener of this.#statusListeners) listener(status)
  }

  #gone(worker: Worker, code: number): void {
    if (this.#worker !== worker) return
    this.#worker = null
    for (const { reject } of this.#waiting.values())
      reject(new AppError('busy', { retry: 'later', detail: { reason: 'sync-restarts' } }))
    this.#waiting.clear()
    if (this.#closing) return
    this.#deaths = performance.now() - this.#bornAt < LIVED_MS ? this.#deaths + 1 : 1
    const wait = backOff(RESTART_FIRST_MS, RESTART_MOST_MS, this.#deaths)
    this.#options.log?.error('sync thread ended', { code, deaths: this.#deaths, restartInMs: Math.round(wait) })
    const error = this.#status.error ?? {
      code: 'internal' as const,
      safe: 'kept-locally' as const,
      retry: 'later' as const,
      ref: '',
    }
    this.#tell({ ...this.#status, phase: 'idle', error })
    this.#restart = setTimeout(() => this.#spawn(), wait)
  }

  #ask<M extends Method>(method: M, ...given: Parameters<Requests[M]>): Promise<ReturnType<Requests[M]>> {
    const worker = this.#worker
    if (!worker) return Promise.reject(new AppError('busy', { retry: 'later', detail: { reason: 'sync-restarts' } }))
    return new Promise((resolve, reject) => {
      this.#requests += 1
      this.#waiting.set(this.#requests, { resolve, reject })
      worker.postMessage({ id: this.#requests, method, arguments: given } satisfies ToWorker)
    })
  }

  status(): SyncStatus {
    return this.#status
  }

  onStatus(listener: (status: SyncStatus) => void): () => void {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  onTables(listener: (tables: readonly string[]) => void): () => void {
    this.#tableListeners.add(listener)
    return () => this.#tableListeners.delete(listener)
  }

  start(names: readonly string[] | null): Promise<void> {
    return this.#ask('start', names)
  }

  refresh(wanted: Readonly<Record<string, readonly string[]>>): Promise<void> {
    return this.#ask('refresh', wanted)
  }

  pause(): Promise<void> {
    return this.#ask('pause')
  }

  resume(): Promise<void> {
    return this.#ask('resume')
  }

  cancel(): Promise<void> {
    return this.#ask('cancel')
  }

  decideDeletion(collection: string, allow: boolean): Promise<void> {
    return this.#ask('decideDeletion', collection, allow)
  }

  history(limit: number): Promise<SyncRun[]> {
    return this.#ask('history', limit)
  }

  refusedRows(collection: string): Promise<RefusedRow[]> {
    return this.#ask('refusedRows', collection)
  }

  testConnection(signal?: AbortSignal): Promise<ConnectionReport> {
    return testConnection(this.#options.connection, signal, this.#options.workerUrl)
  }

  power(what: Power): void {
    this.#ask('power', what).catch((cause: unknown) => this.#options.log?.warn('sync power not told', { what, cause }))
  }

  forgetCustomer(customerId: string | null): void {
    // A thread that is gone has forgotten.
    this.#ask('forgetCustomer', customerId).catch(() => {})
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    clearTimeout(this.#restart)
    const worker = this.#worker
    if (!worker) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN_MS)
    })
    // A thread in the middle of a long statement is ended by force: every commit of its own is whole.
    await Promise.race([this.#ask('close').catch(() => {}), late])
    clearTimeout(timer)
    await worker.terminate()
  }
}

export const startSync = (options: SyncOptions): SyncHandle => new Handle(options)

/** Usable before a workspace exists; what it finds is its answer. Throws `cancelled` or `internal`. */
export function testConnection(
  connection: Connection,
  signal?: AbortSignal,
  workerUrl = defaultWorker(),
): Promise<ConnectionReport> {
  return new Promise((resolve, reject) => {
    const task: Task = { kind: 'test', connection: { ...connection, limitShare: null } }
    const worker = new Worker(workerUrl, { workerData: task, name: 'connection test' })
    const cancel = (): void => {
      reject(new AppError('cancelled'))
      void worker.terminate()
    }
    if (signal?.aborted) return cancel()
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'report') resolve(message.report)
    })
    worker.on('error', (cause) => reject(new AppError('internal', { cause })))
    worker.on('exit', () => {
      signal?.removeEventListener('abort', cancel)
      reject(new AppError('internal'))
    })
  })
}
