/** The store below everything: cost of the cipher, opening, sizes. M1, M2, M4, P11. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { listCustomers } from '#host/areas/customers/queries.ts'
import { customerTables } from '#host/areas/customers/tables.ts'
import { storeSchema } from '#host/schema.ts'
import { bulkMode, checkpoint, openCacheWriter, openLocal, openReader } from '#host/store/open.ts'
import { prepareStore } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'
import { type Book, NOW, type Stored } from '#test/areas/customers/book.ts'
import {
  bookOf,
  bytesOf,
  coolDown,
  everything,
  fileBytes,
  randomOf,
  removeStore,
  rowColumns,
  valuesOf,
} from './fixture.ts'
import {
  alternating,
  type Bench,
  type BenchContext,
  informs,
  judged,
  type Line,
  median,
  percentile,
  timed,
  timedNow,
} from './harness.ts'

const key = new Uint8Array(32).fill(7)
const MEGABYTE = 1_048_576
const firstPage = { filter: {}, sort: { column: 'associatedAt', descending: true }, after: null, limit: 100 } as const

/** A connection like the product's, without the cipher: its settings are read from a real one. */
export function openPlain(file: string, like: Db): Db {
  const db = new Database(file)
  for (const name of [
    'journal_mode',
    'synchronous',
    'cache_size',
    'temp_store',
    'journal_size_limit',
    'wal_autocheckpoint',
    'page_size',
  ]) {
    db.pragma(`${name} = ${String(like.pragma(name, { simple: true }))}`)
  }
  return db
}

/** An empty file with the customers' table for a bulk load, with or without the cipher. */
export function emptyFile(file: string, cipher: boolean): Db {
  removeStore(file)
  const coded = openCacheWriter({ file: cipher ? file : `${file}.like`, key })
  bulkMode(coded)
  if (cipher) return coded
  const plain = openPlain(file, coded)
  coded.close()
  removeStore(`${file}.like`)
  return plain
}

/** Prepared, row by row, transactions of a thousand: the limit that other rates are compared to. Milliseconds. */
export function rawInsert(
  db: Db,
  tableName: string,
  names: readonly string[],
  rows: readonly (readonly unknown[])[],
): number {
  const insert = db.prepare(
    `INSERT INTO ${tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  const some = db.transaction((from: number) => {
    for (let at = from; at < Math.min(from + 1_000, rows.length); at++) insert.run(rows[at])
  })
  return timedNow(() => {
    for (let from = 0; from < rows.length; from += 1_000) some(from)
  })
}

function loaded(file: string, cipher: boolean, rows: readonly (readonly unknown[])[]): { db: Db; ms: number } {
  const db = emptyFile(file, cipher)
  db.exec(customerTables)
  return { db, ms: rawInsert(db, 'customers', rowColumns, rows) }
}

function cipherLines(context: BenchContext, rows: readonly Stored[]): Line[] {
  const values = rows.map(valuesOf)
  const file = join(context.dir, 'cipher.db')
  const insertOnce = (cipher: boolean): number => {
    const { db, ms } = loaded(file, cipher, values)
    db.close()
    removeStore(file)
    return ms
  }
  const [coded = 0, plain = 0] = alternating(5, [() => insertOnce(true), () => insertOnce(false)])
  const rate = (ms: number): number => (rows.length * 1000) / ms
  const files = [true, false].map((cipher) => {
    const { db } = loaded(join(context.dir, cipher ? 'coded.db' : 'plain.db'), cipher, values)
    db.exec('CREATE UNIQUE INDEX customers_key ON customers (customer_id)')
    checkpoint(db, 'TRUNCATE')
    return db
  })
  const scan = (db: Db): number =>
    timedNow(() =>
      db.prepare('SELECT sum(amount), sum(length(account_name)), max(as_of) FROM customers NOT INDEXED').get(),
    )
  const random = randomOf(context.seed)
  const ids = Array.from({ length: 2_000 }, () => rows[random(rows.length)]?.customer_id)
  const read = (db: Db): number => {
    const point = db.prepare('SELECT * FROM customers WHERE customer_id = ?')
    return timedNow(() => {
      for (const id of ids) point.get(id)
    })
  }
  const both = (measure: (db: Db) => number): number[] =>
    alternating(
      9,
      files.map((db) => () => measure(db)),
    )
  both(scan)
  const [codedScan = 0, plainScan = 0] = both(scan)
  const [codedRead = 0, plainRead = 0] = both(read)
  const [codedBytes = 0, plainBytes = 0] = files.map((db) => fileBytes(db.name))
  for (const db of files) db.close()
  return [
    judged(context, {
      name: 'M4 cipher, raw inserts of customers',
      value: rate(coded),
      unit: 'rows/s',
      comparedTo: `plain ${Math.round(rate(plain))} rows/s`,
      ratio: coded / plain,
      goal: '≤ 1.2 of the time',
      met: coded / plain <= 1.2,
    }),
    judged(context, {
      name: 'M4 cipher, full scan, warm',
      value: codedScan,
      unit: 'ms',
      comparedTo: `plain ${plainScan.toFixed(1)} ms`,
      ratio: codedScan / plainScan,
      goal: '≤ 1.1 of the time',
      met: codedScan / plainScan <= 1.1,
    }),
    judged(context, {
      name: 'M4 cipher, read by id, warm',
      value: (codedRead * 1000) / ids.length,
      unit: 'µs',
      comparedTo: `plain ${((plainRead * 1000) / ids.length).toFixed(2)} µs`,
      ratio: codedRead / plainRead,
      goal: '≤ 1.1 of the time',
      met: codedRead / plainRead <= 1.1,
    }),
    informs({
      name: 'M4 cipher, file',
      value: codedBytes / MEGABYTE,
      unit: 'MB',
      comparedTo: `plain ${(plainBytes / MEGABYTE).toFixed(1)} MB`,
      ratio: codedBytes / plainBytes,
    }),
  ]
}

interface Start {
  /** Two connections and the first page of the list. */
  product: number
  /** One connection with its key and the statement alone. */
  bare: number
  /** Everything before the first page, the local file's check and copy included. */
  whole: number
}

/** The statement of the first page, on a connection with nothing but its key. */
function bareStart(file: string): void {
  const db = new Database(file, { readonly: true })
  db.pragma(`cipher='aegis'`)
  db.pragma(`key="raw:${Buffer.from(key).toString('hex')}"`)
  db.prepare('SELECT * FROM customers WHERE gone_at IS NULL ORDER BY associated_order DESC, id DESC LIMIT 101').all()
  db.close()
}

async function starts(book: Book, cold: boolean, count: number): Promise<Start> {
  const cacheFile = join(book.dir, 'cache.db')
  const localFile = join(book.dir, 'local.db')
  const found: Record<keyof Start, number[]> = { product: [], bare: [], whole: [] }
  const settle = (): void => {
    if (cold) for (const file of [cacheFile, localFile]) coolDown(file)
  }
  for (let at = 0; at < count; at++) {
    settle()
    found.bare.push(timedNow(() => bareStart(cacheFile)))
    settle()
    let open: Db[] = []
    const list = (): void => {
      const reader = openReader({ file: cacheFile, key })
      const local = openLocal({ file: localFile, key })
      open = [reader, local]
      listCustomers(reader, local, everything, firstPage)
    }
    found.product.push(timedNow(list))
    for (const db of open) db.close()
    settle()
    const { ms } = await timed(async () => {
      await prepareStore({ dir: book.dir, key, now: NOW + at, schema: storeSchema })
      list()
    })
    found.whole.push(ms)
    for (const db of open) db.close()
  }
  return { product: median(found.product), bare: median(found.bare), whole: percentile(found.whole, 0.5) }
}

async function startLines(context: BenchContext): Promise<Line[]> {
  const smaller = context.size === 'l' ? 'm' : 's'
  const book = await bookOf(context, context.size)
  const small = await bookOf(context, smaller)
  const cold = coolDown(join(book.dir, 'cache.db'))
  await starts(small, cold, 3)
  const mine = await starts(book, cold, 15)
  const theirs = await starts(small, cold, 15)
  const how = cold ? 'cold file cache' : 'warm file cache'
  return [
    judged(context, {
      name: `P11 open and first list, ${how}`,
      value: mine.product,
      unit: 'ms',
      comparedTo: `bare open and statement ${mine.bare.toFixed(2)} ms`,
      ratio: mine.product / mine.bare,
      goal: '≤ 1.5 of the time',
      met: mine.product <= mine.bare * 1.5,
    }),
    judged(context, {
      name: 'P11 start of the data with check and copy',
      value: mine.whole,
      unit: 'ms',
      comparedTo: `size ${smaller} ${theirs.whole.toFixed(1)} ms`,
      ratio: mine.whole / theirs.whole,
      goal: '≤ 50 ms; ≤ 1.2 of a small store',
      met: mine.whole <= 50 && mine.whole <= theirs.whole * 1.2,
    }),
  ]
}

async function sizeLines(context: BenchContext): Promise<Line[]> {
  const { reader, writer } = await bookOf(context, context.size)
  checkpoint(writer, 'PASSIVE')
  const bare = bytesOf(reader, 'customers')
  const indexes = bytesOf(reader, 'customers_*')
  const search = bytesOf(reader, 'customer_search_*')
  const text = reader.prepare('SELECT sum(octet_length(text)) FROM customer_search_text').pluck().get() as number
  const stored = bytesOf(reader, 'customer_search_text')
  return [
    judged(context, {
      name: 'M1 customers with every list index',
      value: (bare + indexes) / MEGABYTE,
      unit: 'MB',
      comparedTo: `bare table ${(bare / MEGABYTE).toFixed(1)} MB`,
      ratio: (bare + indexes) / bare,
      goal: '≤ 2.2 of the bare table',
      met: bare + indexes <= 2.2 * bare,
    }),
    judged(context, {
      name: 'M2 search index',
      value: search / MEGABYTE,
      unit: 'MB',
      comparedTo: `its text ${(text / MEGABYTE).toFixed(1)} MB`,
      ratio: (search - stored) / text,
      goal: '≤ 3.5 of the text, ≤ 120 MB',
      met: search - stored <= 3.5 * text && search <= 120 * MEGABYTE,
    }),
  ]
}

export const store: Bench = {
  name: 'store',
  run: async (context) => {
    const { rows } = await bookOf(context, context.size)
    return [...cipherLines(context, rows), ...(await startLines(context)), ...(await sizeLines(context))]
  },
}
