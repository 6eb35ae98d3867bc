/** The same customers in a well-known local store from npm: NeDB, an append-only file held in memory. */
import { join } from 'node:path'
import Datastore from '@seald-io/nedb'
import { customerCare } from '#host/areas/customers/care.ts'
import { listCustomers, searchCustomers } from '#host/areas/customers/queries.ts'
import { customerIndexes } from '#host/areas/customers/tables.ts'
import { cacheMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openReader } from '#host/store/open.ts'
import { never, type Stored } from '#test/areas/customers/book.ts'
import { bookOf, everything, fileBytes, randomOf, removeStore, rowColumns, valuesOf } from './fixture.ts'
import {
  type Bench,
  type BenchContext,
  informs,
  type Line,
  median,
  percentile,
  promised,
  timed,
  timedNow,
} from './harness.ts'
import { emptyFile, rawInsert } from './store.ts'

interface Figures {
  /** Rows durable on disk and ready to be listed, per second. */
  ingest: number
  /** Milliseconds. */
  reopen: number
  /** Milliseconds, p95. */
  list: number
  search: number
  /** Bytes on disk. */
  size: number
}

const key = new Uint8Array(32).fill(7)
const p95 = (values: readonly number[]): number => percentile(values, 0.95)

/** Parts of names, two characters and more. */
function fragmentsOf(rows: readonly Stored[], seed: number): string[] {
  const below = randomOf(seed)
  const found: string[] = []
  while (found.length < 40) {
    const name = String(rows[below(rows.length)]?.name ?? '')
    if (name.length >= 4 && /^\p{Script=Han}+$/u.test(name)) found.push(name.slice(0, 2 + (found.length % 3)))
  }
  return found
}

async function peer(context: BenchContext, rows: readonly Stored[], fragments: readonly string[]): Promise<Figures> {
  const filename = join(context.dir, 'peer.db')
  const open = async (): Promise<Datastore<Stored>> => {
    const store = new Datastore<Stored>({ filename })
    await store.loadDatabaseAsync()
    return store
  }
  const store = await open()
  const { ms } = await timed(async () => {
    await store.ensureIndexAsync({ fieldName: 'customer_id', unique: true })
    await store.ensureIndexAsync({ fieldName: 'associated_at' })
    // In pages, as they arrive.
    for (let from = 0; from < rows.length; from += 100) await store.insertAsync(rows.slice(from, from + 100))
  })
  const times = async (count: number, work: (n: number) => Promise<unknown>): Promise<number[]> => {
    const found: number[] = []
    for (let n = 0; n < count; n++) found.push((await timed(() => work(n))).ms)
    return found
  }
  const list = await times(20, () => store.findAsync({ gone_at: null }).sort({ associated_at: -1 }).limit(100))
  const search = await times(fragments.length, (n) => {
    const part = new RegExp(fragments[n] ?? '')
    return store
      .findAsync({
        $or: [{ name: part }, { account_name: part }, { customer_id: part }, { telephone: part }, { label: part }],
      })
      .sort({ associated_at: -1 })
      .limit(50)
  })
  const size = fileBytes(filename)
  const reopened = await timed(open)
  return { ingest: (rows.length * 1000) / ms, reopen: reopened.ms, list: p95(list), search: p95(search), size }
}

async function ours(context: BenchContext, rows: readonly Stored[], fragments: readonly string[]): Promise<Figures> {
  const file = join(context.dir, 'ours.db')
  const values = rows.map(valuesOf)
  const rounds: number[] = []
  for (let round = 0; round < 3; round++) {
    const db = emptyFile(file, true)
    migrate(db, cacheMigrations)
    rounds.push(
      rawInsert(db, 'customers', rowColumns, values) +
        timedNow(() => {
          for (const { sql } of customerIndexes) db.exec(sql)
        }),
    )
    if (round === 2) await customerCare.build?.(db, () => {}, never)
    db.close()
  }
  const size = fileBytes(file)
  const { local } = await bookOf(context, context.size)
  const first = { filter: {}, sort: { column: 'associatedAt', descending: true }, after: null, limit: 100 } as const
  const db = openReader({ file, key })
  const list = Array.from({ length: 20 }, () => timedNow(() => listCustomers(db, local, everything, first)))
  const search = fragments.map((text) => timedNow(() => searchCustomers(db, local, everything, { text, limit: 50 })))
  db.close()
  const reopen = timedNow(() => {
    const again = openReader({ file, key })
    listCustomers(again, local, everything, first)
    again.close()
  })
  removeStore(file)
  return { ingest: (rows.length * 1000) / median(rounds), reopen, list: p95(list), search: p95(search), size }
}

function lines(mine: Figures, theirs: Figures): Line[] {
  const faster = (name: string, unit: string, value: number, other: number): Line =>
    promised({
      name: `S6 ${name}`,
      value,
      unit,
      comparedTo: `NeDB ${other.toPrecision(3)} ${unit}`,
      ratio: value / other,
      goal: '≤ 1.0 of the peer',
      met: value <= other,
    })
  return [
    promised({
      name: 'S6 rows with every list index',
      value: mine.ingest,
      unit: 'rows/s',
      comparedTo: `NeDB ${Math.round(theirs.ingest)} rows/s`,
      ratio: mine.ingest / theirs.ingest,
      goal: '≥ 1.0 of the peer',
      met: mine.ingest >= theirs.ingest,
    }),
    faster('reopen and first page', 'ms', mine.reopen, theirs.reopen),
    faster('first page, p95', 'ms', mine.list, theirs.list),
    faster('search of a part of a name, p95', 'ms', mine.search, theirs.search),
    informs({
      name: 'S6 file, encrypted and with search index',
      value: mine.size / 1_048_576,
      unit: 'MB',
      comparedTo: `NeDB ${(theirs.size / 1_048_576).toFixed(1)} MB plain`,
      ratio: mine.size / theirs.size,
    }),
  ]
}

export const peers: Bench = {
  name: 'peers',
  run: async (context) => {
    const { rows } = await bookOf(context, context.size)
    const fragments = fragmentsOf(rows, context.seed)
    return lines(await ours(context, rows, fragments), await peer(context, rows, fragments))
  },
}
