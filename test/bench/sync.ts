/** The first sync and those after it, through the real thread and the embedded partner API. S1, S3, S4, S7, M3, P10. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { customerTables } from '#host/areas/customers/tables.ts'
import {
  balanceColumns,
  customerColumns,
  mapBalance,
  mapCustomer,
  mapTag,
  tagColumns,
} from '#host/areas/customers/wire.ts'
import { operations } from '#host/partner-api/catalog.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { openCacheWriter, openReader } from '#host/store/open.ts'
import { TableRows } from '#host/sync/rows.ts'
import type { KeyedCollection, Mapped, PagedCollection, RowValues } from '#host/sync/types.ts'
import { startPartnerApi } from '#test/partner-api/server.ts'
import { bareLoopMB, connectionTo, type Server, startDataProcess, startServer } from './data-process.ts'
import { removeStore } from './fixture.ts'
import {
  type Bench,
  type BenchContext,
  informs,
  judged,
  type Line,
  median,
  promised,
  timed,
  timedNow,
} from './harness.ts'
import { emptyFile, rawInsert } from './store.ts'
import type { FirstSync, NextPass } from './sync-runner.ts'

const key = new Uint8Array(32).fill(7)

function declared<Kind extends 'paged' | 'keyed'>(
  kind: Kind,
  name: string,
): Kind extends 'paged' ? PagedCollection : KeyedCollection {
  const found = customerCollections.find((one) => one.kind === kind && one.name === name)
  if (!found) throw new Error(`no collection ${name}`)
  return found as Kind extends 'paged' ? PagedCollection : KeyedCollection
}
const customers = declared('paged', 'customers')
const tags = declared('keyed', 'customer-tags')
const balances = declared('keyed', 'balances')
const facts = ['customers', 'customer-tags', 'balances']
const factTables = /^customer/
const none = new AbortController().signal

interface RawTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** The rows that a first sync brought, each as the partner told it: three tables without an index. */
function rawTables(cacheFile: string): RawTable[] {
  const db = openReader({ file: cacheFile, key })
  const read = (name: string, columns: readonly string[], condition: string): RawTable => ({
    name,
    columns,
    rows: db
      .prepare(`SELECT ${columns.join(', ')} FROM customers WHERE ${condition} ORDER BY id`)
      .raw()
      .all() as RawTable['rows'],
  })
  try {
    return [
      read('customers', ['id', ...customerColumns, 'as_of'], '1'),
      read('tags', ['id', ...tagColumns, 'tag_as_of'], 'tag_as_of IS NOT NULL'),
      read('balances', ['id', ...balanceColumns, 'balance_as_of'], 'balance_as_of IS NOT NULL'),
    ]
  } finally {
    db.close()
  }
}

/** Milliseconds for all of them, prepared, row by row, nothing else done. */
function rawMs(file: string, cipher: boolean, tables: readonly RawTable[]): number[] {
  const db = emptyFile(file, cipher)
  db.exec(`${customerTables};
    CREATE TABLE tags (id INTEGER PRIMARY KEY, ${tagColumns.join(', ')}, tag_as_of);
    CREATE TABLE balances (id INTEGER PRIMARY KEY, ${balanceColumns.join(', ')}, balance_as_of)`)
  const found = tables.map(({ name, columns, rows }) => rawInsert(db, name, columns, rows))
  db.close()
  removeStore(file)
  return found
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const perSecond = (rows: number, ms: number): number => (rows * 1000) / ms
const rate = (value: number): string => `${Math.round(value)} rows/s`

interface Synced {
  readonly syncs: readonly FirstSync[]
  readonly raw: number[]
  readonly plain: number[]
  readonly tables: readonly RawTable[]
  readonly cacheFile: string
}

async function firstSyncs(context: BenchContext, server: Server): Promise<Synced> {
  const syncs: FirstSync[] = []
  let cacheFile = ''
  for (let at = 0; at < 3; at++) {
    const dir = join(context.dir, `first-${at}`)
    mkdirSync(dir)
    const data = startDataProcess()
    syncs.push(await data.ask<FirstSync>({ kind: 'first', dir, connection: server.connection, reading: false }))
    await data.ask({ kind: 'close' })
    await data.stop()
    if (cacheFile !== '') rmSync(join(cacheFile, '..'), { recursive: true, force: true })
    cacheFile = join(dir, 'cache.db')
    context.say(`first sync ${at + 1} of 3: ${(syncs.at(-1)?.indexedMs ?? 0) / 1000} s`)
  }
  const tables = rawTables(cacheFile)
  const rounds = [0, 1, 2].map(
    () =>
      [rawMs(join(context.dir, 'raw.db'), true, tables), rawMs(join(context.dir, 'raw.db'), false, tables)] as const,
  )
  const middle = (side: 0 | 1): number[] =>
    tables.map((_table, n) => median(rounds.map((round) => round[side][n] ?? Number.NaN)))
  return { syncs, raw: middle(0), plain: middle(1), tables, cacheFile }
}

function firstLines(context: BenchContext, { syncs, raw, plain, tables }: Synced): Line[] {
  const rows = tables.map((one) => one.rows.length)
  const whole = total(rows)
  const limit = perSecond(whole, total(raw))
  const indexed = median(syncs.map((one) => one.indexedMs))
  const ours = perSecond(whole, indexed)
  const of = (name: string): number =>
    median(
      syncs.map(({ runs }) => {
        const run = runs.find(({ collection }) => collection === name)
        return (run?.endedAt ?? Number.NaN) - (run?.startedAt ?? Number.NaN)
      }),
    )
  const rowsMs = median(syncs.map((one) => one.rowsMs))
  return [
    judged(context, {
      name: `S1 first sync of ${whole} rows with every index`,
      value: ours,
      unit: 'rows/s',
      comparedTo: `bare insert, encrypted ${rate(limit)}`,
      ratio: ours / limit,
      goal: '≥ 0.28',
      met: ours >= 0.28 * limit,
    }),
    informs({
      name: 'S1 the same to a plain bare insert',
      value: ours,
      unit: 'rows/s',
      comparedTo: rate(perSecond(whole, total(plain))),
      ratio: ours / perSecond(whole, total(plain)),
    }),
    informs({
      name: 'S1 rows alone, before the indexes',
      value: perSecond(whole, rowsMs),
      unit: 'rows/s',
      ratio: perSecond(whole, rowsMs) / limit,
    }),
    ...facts.map((name, n) =>
      informs({
        name: `S1 ${name}`,
        value: perSecond(rows[n] ?? 0, of(name)),
        unit: 'rows/s',
        comparedTo: `bare ${rate(perSecond(rows[n] ?? 0, raw[n] ?? 0))}`,
        ratio: (raw[n] ?? 0) / of(name),
      }),
    ),
    informs({ name: 'S1 list indexes', value: (indexed - rowsMs) / 1000, unit: 's' }),
    informs({
      name: 'S5 search index after them',
      value: (median(syncs.map((one) => one.searchableMs)) - indexed) / 1000,
      unit: 's',
      comparedTo: 'guard 15 s',
    }),
    judged(context, {
      name: 'P10 data thread held while a first sync runs, max',
      value: median(syncs.map((one) => one.delayMaxMs)),
      unit: 'ms',
      comparedTo: `p95 ${median(syncs.map((one) => one.delayP95Ms)).toFixed(1)} ms`,
      goal: '≤ 16 ms',
      met: median(syncs.map((one) => one.delayMaxMs)) <= 16,
    }),
  ]
}

/** What the server alone gives: the same pages, asked and read as the sync does, nothing stored. */
async function serverLines(context: BenchContext, { connection }: Server): Promise<Line[]> {
  const api = createPartnerApi(connection)
  const pages = Math.min(300, Math.max(20, context.customers / 100))
  let rows = 0
  const lane = async (left: { pages: number }): Promise<void> => {
    while (left.pages > 0) {
      left.pages -= 1
      const offset = (left.pages % Math.ceil(context.customers / 100)) * 100
      const page = await customers.fetch(api, { offset, limit: 100 }, none)
      rows += page.rows.length
    }
  }
  const read = async (count: number): Promise<number> => {
    const left = { pages: count }
    rows = 0
    const { ms } = await timed(() => Promise.all([lane(left), lane(left), lane(left)]))
    return ms
  }
  await read(20)
  const ms = await read(pages)
  await api.close()
  return [
    informs({
      name: 'S1 the partner API alone, 3 requests at a time',
      value: perSecond(rows, ms),
      unit: 'rows/s',
      comparedTo: `${(ms / pages).toFixed(2)} ms a page`,
    }),
  ]
}

async function memoryLines(context: BenchContext, { syncs, cacheFile }: Synced): Promise<Line[]> {
  const bare = await bareLoopMB(cacheFile, join(context.dir, 'bare-loop.db'))
  removeStore(join(context.dir, 'bare-loop.db'))
  const ours = median(syncs.map((one) => one.peakMB))
  return [
    judged(context, {
      name: 'M3 data process, peak during a first sync',
      value: ours,
      unit: 'MB',
      comparedTo: `bare loop ${bare.toFixed(0)} MB`,
      ratio: ours / bare,
      goal: '≤ 400 MB, ≤ 1.3 of a bare loop',
      met: ours <= 400 && ours <= 1.3 * bare,
    }),
  ]
}

async function laterLines(context: BenchContext, server: Server): Promise<Line[]> {
  const dir = join(context.dir, 'later')
  mkdirSync(dir)
  const data = startDataProcess()
  try {
    const { reads } = await data.ask<FirstSync>({ kind: 'first', dir, connection: server.connection, reading: true })
    const lines: Line[] = []
    for (const what of ['list', 'card'] as const) {
      const [during, idle] = [reads?.during[what] ?? Number.NaN, reads?.idle[what] ?? Number.NaN]
      lines.push(
        judged(context, {
          name: `P10 ${what} read while a first sync runs, p95`,
          value: during,
          unit: 'ms',
          comparedTo: `idle ${idle.toFixed(2)} ms`,
          ratio: during / idle,
          goal: '≤ 2 of idle',
          met: during <= 2 * idle,
        }),
      )
    }
    for (const collections of [['customers'], ['customer-tags', 'balances']]) {
      const { runs, written } = await data.ask<NextPass>({ kind: 'again', collections })
      const bytes = total(Object.entries(written).flatMap(([name, size]) => (factTables.test(name) ? [size] : [])))
      const rows = total(runs.map((run) => run.rows))
      const ms = total(runs.map((run) => (run.endedAt ?? Number.NaN) - run.startedAt))
      const changed = total(runs.map((run) => run.changed + run.added))
      lines.push(
        promised({
          name: `S3 ${collections.join(' and ')} again, nothing new`,
          value: bytes,
          unit: 'bytes written of facts',
          comparedTo: `${rows} rows, ${changed} changed; ${(total(Object.values(written)) / 1024).toFixed(0)} KB in all`,
          goal: '0',
          met: bytes === 0 && changed === 0,
        }),
        informs({
          name: `S3 ${collections.join(' and ')} again, over HTTP`,
          value: perSecond(rows, ms),
          unit: 'rows/s',
        }),
      )
    }
    await data.ask({ kind: 'close' })
    return lines
  } finally {
    await data.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The store's part of a page that brings nothing new: the code that the sync runs for each page, its commit included. */
function unchangedLines(context: BenchContext, { cacheFile, tables, raw }: Synced): Line[] {
  const file = join(context.dir, 'unchanged.db')
  copyFileSync(cacheFile, file)
  const db = openCacheWriter({ file, key })
  const target = new TableRows(db, customers.target, false)
  const pages: { key: string; values: RowValues }[][] = []
  for (const [n, row] of (tables[0]?.rows ?? []).entries()) {
    if (n % customers.pageSize === 0) pages.push([])
    pages.at(-1)?.push({ key: String(row[1]), values: row.slice(1, -1) })
  }
  const at = Number(tables[0]?.rows[0]?.at(-1)) + 1
  let touched = 0
  const apply = db.transaction((page: (typeof pages)[number]) => {
    const { added, changed } = target.write(page, target.idsOf(page.map((row) => row.key)), at)
    touched += added.length + changed.length
  })
  const all = (): number =>
    timedNow(() => {
      for (const page of pages) apply(page)
    })
  all()
  const ms = median([all(), all(), all()])
  db.close()
  removeStore(file)
  const rows = tables[0]?.rows.length ?? 0
  const limit = perSecond(rows, raw[0] ?? 0)
  return [
    judged(context, {
      name: 'S3 a page of customers with nothing new',
      value: perSecond(rows, ms),
      unit: 'rows/s',
      comparedTo: `bare insert ${rate(limit)}`,
      ratio: perSecond(rows, ms) / limit,
      goal: '≥ 0.6, nothing written',
      met: touched === 0 && perSecond(rows, ms) >= 0.6 * limit,
    }),
  ]
}

async function checkLines(context: BenchContext, { connection }: Server, { cacheFile }: Synced): Promise<Line[]> {
  const api = createPartnerApi(connection)
  const db = openReader({ file: cacheFile, key })
  const ids = db
    .prepare(`SELECT customer_id FROM customers WHERE association_type = '2' LIMIT 100`)
    .pluck()
    .all() as string[]
  db.close()
  const pages: [string, readonly unknown[], (row: unknown) => Mapped][] = [
    ['customers', (await customers.fetch(api, { offset: 0, limit: 100 }, none)).rows, mapCustomer],
    ['customer-tags', (await tags.fetch(api, ids, none)).rows, mapTag],
    ['balances', (await balances.fetch(api, ids, none)).rows, mapBalance],
  ]
  await api.close()
  return pages.map(([name, rows, map]) => {
    const text = JSON.stringify({ rows })
    const parse = (): unknown => JSON.parse(text)
    const check = (): unknown => rows.map(map)
    const many = (work: () => unknown): number =>
      timedNow(() => {
        for (let n = 0; n < 50; n++) work()
      }) / 50
    many(parse)
    many(check)
    const checked = median(Array.from({ length: 15 }, () => many(check)))
    const parsed = median(Array.from({ length: 15 }, () => many(parse)))
    return judged(context, {
      name: `S4 checking and mapping a page of ${name}`,
      value: checked,
      unit: 'ms',
      comparedTo: `JSON.parse ${parsed.toFixed(3)} ms`,
      ratio: checked / parsed,
      goal: '≤ 0.5 of JSON.parse, ≤ 1 ms',
      met: checked <= 0.5 * parsed && checked <= 1,
    })
  })
}

/** With the vendor's limits on and our own share of them: nothing refused, nothing left unused. */
async function limitLines(context: BenchContext): Promise<Line[]> {
  const server = await startPartnerApi({ size: context.size, seed: context.seed, limits: 'vendor' })
  const dir = join(context.dir, 'limits')
  mkdirSync(dir)
  const data = startDataProcess()
  try {
    const { accessKey, secretKey } = server.credentials.administrator
    const { limitShare: _off, ...connection } = connectionTo(server.url, accessKey, secretKey)
    const done = data.ask<FirstSync>({ kind: 'first', dir, connection, reading: false }).catch(() => null)
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 15_000))])
    const calls = server.log.filter(({ operationId }) => operationId === customers.operationId)
    const refused = server.log.filter(({ status }) => status === 429).length
    const seconds = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1000
    const allowed = operations[customers.operationId].perSecond * 0.5
    const used = (calls.length - 1) / seconds / allowed
    return [
      promised({
        name: "S7 answers 429 with the vendor's limits on",
        value: refused,
        unit: `of ${server.log.length}`,
        goal: '0',
        met: refused === 0,
      }),
      promised({
        name: 'S7 share of our allowed rate that is used',
        value: used,
        unit: 'of it',
        comparedTo: `${allowed} pages/s, half of the vendor's`,
        goal: '≥ 0.95',
        met: used >= 0.95,
      }),
    ]
  } finally {
    await data.stop()
    await server.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

export const sync: Bench = {
  name: 'sync',
  run: async (context) => {
    const server = await startServer(context.size, context.seed)
    context.say(`the partner API was ready in ${server.readyInMs} ms`)
    try {
      const synced = await firstSyncs(context, server)
      return [
        ...firstLines(context, synced),
        ...(await serverLines(context, server)),
        ...(await memoryLines(context, synced)),
        ...(await laterLines(context, server)),
        ...unchangedLines(context, synced),
        ...(await checkLines(context, server, synced)),
        ...(await limitLines(context)),
      ]
    } finally {
      await server.stop()
    }
  },
}
