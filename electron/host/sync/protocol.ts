/** What passes between the host's main thread and the sync's own thread: plain data, one reply for each request. */

import type { CallOptions, Connection, OperationId } from '#host/partner-api/types.ts'
import type { Power } from '#host/sync/engine.ts'
import type { RefusedRow } from '#host/sync/records.ts'
import type { Called } from '#host/sync/remote.ts'
import type { Pace } from '#host/sync/types.ts'
import type { ConnectionReport, SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** The thread's workerData. */
export type Task =
  | {
      readonly kind: 'sync'
      readonly cacheFile: string
      /** 32 bytes. */
      readonly key: Uint8Array
      readonly connection: Connection
      readonly pace: Partial<Pace>
      /** Added to the machine's clock; a test's. */
      readonly clockOffsetMs: number
    }
  | { readonly kind: 'test'; readonly connection: Connection }

/** Every request with its answer. */
export interface Requests {
  start(names: readonly string[] | null): void
  refresh(wanted: Readonly<Record<string, readonly string[]>>): void
  pause(): void
  resume(): void
  cancel(): void
  power(what: Power): void
  decideDeletion(name: string, allow: boolean): void
  history(limit: number): SyncRun[]
  refusedRows(collection: string): RefusedRow[]
  /** One call of the partner for the outbox, through the same client and the same pace. */
  call(number: number, operationId: OperationId, options: CallOptions): Called
  endCall(number: number): void
  forgetCustomer(customerId: string | null): void
  close(): void
}

export type Method = keyof Requests

export interface ToWorker {
  readonly id: number
  readonly method: Method
  readonly arguments: readonly unknown[]
}

export type FromWorker =
  | { readonly kind: 'status'; readonly status: SyncStatus }
  | { readonly kind: 'tables'; readonly tables: readonly string[] }
  | {
      readonly kind: 'log'
      readonly level: 'info' | 'warn' | 'error'
      readonly message: string
      readonly facts: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly error: AppErrorValue }
  /** The store could not be opened; the thread ends. */
  | { readonly kind: 'failed'; readonly error: AppErrorValue }
  | { readonly kind: 'report'; readonly report: ConnectionReport }
