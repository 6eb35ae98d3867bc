// The data process of a benchmark: one workspace folder, the product's own sync thread, and pages read meanwhile. Told what
// to do by messages, one answer each.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { getCustomer, listCustomers } from '#host/areas/customers/queries.ts'
import type { Connection } from '#host/partner-api/types.ts'
import { storeSchema } from '#host/schema.ts'
import { openLocal, openReader } from '#host/store/open.ts'
import { prepareStore } from '#host/store/prepare.ts'
import { type SyncHandle, startSync } from '#host/sync/handle.ts'
import type { SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import { percentile, timedNow } from './harness.ts'
import { readLog, writtenBetween } from './wal.ts'

export interface Reads {
  /** Milliseconds, p95. */
  readonly list: number
  readonly card: number
}

export interface FirstSync {
  readonly runs: readonly SyncRun[]
  /** Milliseconds from the first page of customers asked for to the last row, the last list index, the finished search. */
  readonly rowsMs: number
  readonly indexedMs: number
  readonly searchableMs: number
  /** Of this thread, which serves pages. */
  readonly delayP95Ms: number
  readonly delayMaxMs: number
  readonly reads: { readonly during: Reads; readonly idle: Reads } | null
  readonly peakMB: number
}

export interface NextPass {
  readonly runs: readonly SyncRun[]
  /** Bytes written to the log by table or index. */
  readonly written: Readonly<Record<string, number>>
}

export type Order =
  | { readonly kind: 'first'; readonly dir: string; readonly connection: Connection; readonly reading: boolean }
  | { readonly kind: 'again'; readonly collections: readonly string[] }
  | { readonly kind: 'close' }

const key = new Uint8Array(32).fill(7)
const everything = { kind: 'all' } as const
const sort = { column: 'associatedAt', descending: true } as const
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

let sync: SyncHandle | undefined
let cacheFile = ''
let localFile = ''

const running = (): SyncHandle => {
  if (!sync) throw new Error('no sync yet')
  return sync
}

const settled = ({ phase, collections }: SyncStatus): boolean =>
  phase === 'idle' &&
  collections.length > 0 &&
  collections.every(({ state, background }) => background || state === 'fresh' || state === 'not-permitted')

async function until(fits: (status: SyncStatus) => boolean): Promise<void> {
  while (!fits(running().status())) await sleep(10)
}

/** Reads what a person looks at, some times a second, until told to end. */
async function readPages(ended: () => boolean): Promise<Reads> {
  const reader = openReader({ file: cacheFile, key })
  const local = openLocal({ file: localFile, key })
  const list: number[] = []
  const card: number[] = []
  try {
    while (!ended()) {
      let customerId: string | undefined
      list.push(
        timedNow(
          () =>
            (customerId = listCustomers(reader, local, everything, { filter: {}, sort, after: null, limit: 100 })
              .rows[0]?.customerId),
        ),
      )
      const id = customerId
      if (id !== undefined) card.push(timedNow(() => getCustomer(reader, local, everything, { customerId: id })))
      await sleep(40)
    }
  } finally {
    reader.close()
    local.close()
  }
  return { list: percentile(list, 0.95), card: percentile(card, 0.95) }
}

async function first({ dir, connection, reading }: Order & { kind: 'first' }): Promise<FirstSync> {
  const prepared = await prepareStore({ dir, key, now: Date.now(), schema: storeSchema })
  cacheFile = prepared.cacheFile
  localFile = prepared.localFile
  const reader = openReader({ file: cacheFile, key })
  const delay = monitorEventLoopDelay({ resolution: 4 })
  let rowsAt = Number.NaN
  let readyAt = Number.NaN
  const heard = (message: string): void => {
    if (message === 'sync makes ready') rowsAt = Date.now()
    if (message === 'sync made ready') readyAt = Date.now()
  }
  const started = startSync({ cacheFile, key, connection, log: { info: heard, warn: heard, error: heard } })
  sync = started
  let over = false
  const during = reading ? readPages(() => over) : null
  delay.enable()
  const indexed = reader.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'customers_key'`)
  while (!indexed.get()) await sleep(10)
  const indexedAt = Date.now()
  await until(settled)
  delay.disable()
  over = true
  const met = await during
  reader.close()
  let idle: Reads | null = null
  if (met) {
    const end = Date.now() + 3_000
    idle = await readPages(() => Date.now() > end)
  }
  const runs = await started.history(50)
  const beganAt = runs.find(({ collection }) => collection === 'customers')?.startedAt ?? Number.NaN
  return {
    runs,
    rowsMs: rowsAt - beganAt,
    indexedMs: indexedAt - beganAt,
    searchableMs: readyAt - beganAt,
    delayP95Ms: Math.max(delay.percentile(95) / 1e6 - 4, 0),
    delayMaxMs: Math.max(delay.max / 1e6 - 4, 0),
    reads: met && idle ? { during: met, idle } : null,
    peakMB: process.resourceUsage().maxRSS / 1024,
  }
}

/** Reads collections once more; a snapshot held open keeps every page of the log where it was written. */
async function again({ collections }: Order & { kind: 'again' }): Promise<NextPass> {
  const holding = openReader({ file: cacheFile, key })
  holding.exec('BEGIN')
  holding.prepare('SELECT count(*) FROM sqlite_schema').get()
  const log = readLog(`${cacheFile}-wal`)
  const before = new Set((await running().history(50)).map(({ runId }) => runId))
  await running().start(collections)
  for (;;) {
    const runs = (await running().history(50)).filter(({ runId }) => !before.has(runId))
    if (runs.length >= collections.length && runs.every(({ outcome }) => outcome !== 'running')) {
      const after = readLog(`${cacheFile}-wal`)
      holding.exec('COMMIT')
      const written = writtenBetween(holding, log, after)
      holding.close()
      return { runs, written }
    }
    await sleep(20)
  }
}

async function obey(order: Order): Promise<unknown> {
  if (order.kind === 'first') return first(order)
  if (order.kind === 'again') return again(order)
  return sync?.close()
}

process.on('message', async (order: Order) => {
  process.send?.({ answer: (await obey(order)) ?? null })
  if (order.kind === 'close') process.disconnect()
})
