/** Sync: what is mirrored, how fresh it is, what runs, what went wrong. */
import { z } from 'zod'
import { At, call, Id, Nothing } from '#shared/contract/call.ts'
import { AppErrorValue } from '#shared/errors.ts'

export const CollectionName = z.string().min(1).max(64)

export const CollectionStatus = z.object({
  name: CollectionName,
  state: z.enum([
    'never',
    'waiting',
    'running',
    'finishing',
    'paused',
    'fresh',
    'stale',
    'failed',
    'needs-you',
    'not-permitted',
  ]),
  rows: z.int(),
  /** Start of the last complete reading: the "as of" of the collection. */
  asOf: At.nullable(),
  /** When it is due again. */
  dueAt: At.nullable(),
  done: z.int(),
  /** What the partner said the total is; null where it does not say. */
  total: z.int().nullable(),
  error: AppErrorValue.nullable(),
  /** Rows that do not fit the catalog: kept and shown, not stored as facts. */
  refusedRows: z.int(),
  /** Set while a mass deletion waits for a person. */
  pendingDeletion: z.object({ rows: z.int(), of: z.int() }).nullable(),
  /** Read slowly behind everything else: neither the first sync nor the age of the data waits for it. */
  background: z.boolean(),
})
export type CollectionStatus = z.infer<typeof CollectionStatus>

export const SyncStatus = z.object({
  connection: z.enum(['online', 'offline', 'signed-out', 'unknown']),
  phase: z.enum(['idle', 'running', 'finishing', 'paused']),
  /** Person's reason to stand still, or the engine's. */
  first: z.boolean(),
  collections: z.array(CollectionStatus).max(100),
  done: z.int(),
  total: z.int().nullable(),
  /** Milliseconds, from the rate of the last half minute; null while unknown. */
  timeLeftMs: z.number().nullable(),
  rowsPerSecond: z.number().nullable(),
  bytes: z.int(),
  /** Oldest complete reading over all collections; null until each was read once. */
  asOf: At.nullable(),
  clockSkewMs: z.int(),
  error: AppErrorValue.nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const SyncRun = z.object({
  runId: Id,
  collection: CollectionName,
  startedAt: At,
  endedAt: At.nullable(),
  outcome: z.enum(['running', 'complete', 'cancelled', 'paused', 'failed', 'interrupted', 'needs-you']),
  pages: z.int(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  vanished: z.int(),
  refusedRows: z.int(),
  /** Why the engine did what it did, e.g. `due`, `asked`, `resumed`, `total-moved`. */
  reason: z.string().max(80),
  error: AppErrorValue.nullable(),
})
export type SyncRun = z.infer<typeof SyncRun>

export const ConnectionReport = z.object({
  reachable: z.boolean(),
  signedIn: z.boolean(),
  clockSkewMs: z.int().nullable(),
  latencyMs: z.number().nullable(),
  desk: z.enum(['served', 'absent', 'refused', 'unreachable']),
  /** One line a collection: may this credential read it, and which items are missing if not (BPC_ITEM_…). */
  operations: z
    .array(
      z.object({
        operationId: z.string().max(80),
        collection: CollectionName,
        allowed: z.boolean(),
        missing: z.array(z.string().max(80)).max(20),
        error: AppErrorValue.nullable(),
      }),
    )
    .max(100),
  error: AppErrorValue.nullable(),
})
export type ConnectionReport = z.infer<typeof ConnectionReport>

export const sync = {
  status: call({ input: Nothing, answer: SyncStatus, needs: null, offline: 'local' }),
  start: call({
    input: z.object({ collections: z.array(CollectionName).max(100).nullable() }),
    answer: Nothing,
    needs: 'sync.run',
    offline: 'local',
  }),
  pause: call({ input: Nothing, answer: Nothing, needs: 'sync.run', offline: 'local' }),
  resume: call({ input: Nothing, answer: Nothing, needs: 'sync.run', offline: 'local' }),
  cancel: call({ input: Nothing, answer: Nothing, needs: 'sync.run', offline: 'local' }),
  history: call({
    input: z.object({ limit: z.int().min(1).max(200) }),
    answer: z.object({ runs: z.array(SyncRun).max(200) }),
    needs: 'sync.read',
    offline: 'local',
  }),
  refusedRows: call({
    input: z.object({ collection: CollectionName }),
    answer: z.object({
      rows: z
        .array(
          z.object({
            key: z.string().max(200).nullable(),
            reason: z.string().max(400),
            /** The row as it came, sensitive fields masked. */
            raw: z.string().max(4000),
            at: At,
          }),
        )
        .max(200),
    }),
    needs: 'sync.read',
    offline: 'local',
  }),
  /** Lets (or does not let) a mass deletion happen that the brake stopped. */
  decideDeletion: call({
    input: z.object({ collection: CollectionName, allow: z.boolean() }),
    answer: Nothing,
    needs: 'sync.run',
    offline: 'local',
  }),
  testConnection: call({ input: Nothing, answer: ConnectionReport, needs: null, offline: 'online' }),
}
