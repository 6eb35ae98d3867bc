/** R6: a damaged file never costs a local change. Each damage ends in "works" or in an error that says what to do. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeSchema } from '#host/schema.ts'
import { storeError } from '#host/store/errors.ts'
import { openCacheWriter, openLocal, openReader } from '#host/store/open.ts'
import { prepareStore } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'
import { Random } from '#test/data/random.ts'

const key = new Uint8Array(32).fill(8)
const SEED = 20_261_121
const PAGE = 4096
const NOTES = 400
const NEW_NOTES = 20
const CUSTOMERS = 500
const sayable = new Set(['store-damaged', 'store-unreadable', 'disk-full', 'folder-read-only'])

/** A workspace as a kill leaves it: both files with rows, free pages and a log that was not yet copied back. */
let whole: string
let scratch: string
const files = ['local.db', 'local.db-wal', 'cache.db', 'cache.db-wal']

const addNotes = (db: Db, from: number, count: number): void => {
  const insert = db.prepare(
    `INSERT INTO customer_notes (note_id, customer_id, text, author, created_at, changed_at) VALUES (?, ?, ?, 'rep', 1, 1)`,
  )
  db.transaction(() => {
    for (let n = from; n < from + count; n += 1)
      insert.run(`n${String(n).padStart(5, '0')}`, `c${n % 50}`, '备注'.repeat(60))
  })()
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'damage-'))
  whole = join(scratch, 'whole')
  const dir = join(scratch, 'living')
  mkdirSync(whole)
  await prepareStore({ dir, key, now: 1_000, schema: storeSchema })
  const first = openLocal({ file: join(dir, 'local.db'), key })
  addNotes(first, 0, NOTES)
  first.exec(`CREATE TABLE bulk (a); INSERT INTO bulk SELECT randomblob(3000) FROM customer_notes; DROP TABLE bulk`)
  first.close()
  await prepareStore({ dir, key, now: 2_000, schema: storeSchema })
  const local = openLocal({ file: join(dir, 'local.db'), key })
  const cache = openCacheWriter({ file: join(dir, 'cache.db'), key })
  addNotes(local, NOTES, NEW_NOTES)
  const insert = cache.prepare(`INSERT INTO customers (customer_id, account_name, name, as_of) VALUES (?, ?, ?, 1)`)
  cache.transaction(() => {
    for (let n = 0; n < CUSTOMERS; n += 1) insert.run(`c${n}`, `account${n}`, '深圳市云帆科技有限公司'.repeat(4))
  })()
  cache.pragma('wal_checkpoint(PASSIVE)')
  cache.exec('DELETE FROM customers WHERE id % 2')
  for (const name of files) copyFileSync(join(dir, name), join(whole, name))
  mkdirSync(join(whole, 'backups'))
  for (const at of ['19700101T000001000Z', '19700101T000002000Z']) {
    copyFileSync(join(dir, 'backups', `local-${at}.db`), join(whole, 'backups', `local-${at}.db`))
  }
  local.close()
  cache.close()
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Outcome {
  readonly local: 'works' | 'recovered'
  readonly cache: 'works' | string
  readonly notes: number
}

let round = 0
/** Damages a fresh copy, starts it as the program would, and reads everything back. */
async function outcomeOf(damage: (dir: string) => void): Promise<Outcome> {
  round += 1
  const dir = join(scratch, `case-${round}`)
  mkdirSync(join(dir, 'backups'), { recursive: true })
  for (const name of files) copyFileSync(join(whole, name), join(dir, name))
  for (const at of ['19700101T000001000Z', '19700101T000002000Z']) {
    copyFileSync(join(whole, 'backups', `local-${at}.db`), join(dir, 'backups', `local-${at}.db`))
  }
  damage(dir)
  let cache = 'works'
  const start = (rebuild: boolean) => prepareStore({ dir, key, now: 3_000, schema: storeSchema, rebuild })
  let prepared: Awaited<ReturnType<typeof start>>
  try {
    prepared = await start(false)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    expect(sayable).toContain(cause.value.code)
    cache = `${cause.value.code} at start`
    prepared = await start(true)
  }
  const reading = (file: string, sql: string): unknown[] => {
    const db = openReader({ file, key })
    try {
      return db.prepare(sql).pluck().all()
    } finally {
      db.close()
    }
  }
  try {
    reading(prepared.cacheFile, 'SELECT name FROM customers')
  } catch (cause) {
    const { code } = storeError(cause, prepared.cacheFile).value
    expect(sayable).toContain(code)
    cache = `${code} at reading`
    // What the program does when the person agrees.
    const { setAsideCache } = await import('#host/store/recover.ts')
    setAsideCache(prepared.cacheFile, 4_000)
    await prepareStore({ dir, key, now: 4_000, schema: storeSchema, rebuild: true })
    expect(reading(prepared.cacheFile, 'SELECT name FROM customers')).toEqual([])
  }
  const notes = reading(prepared.localFile, 'SELECT note_id FROM customer_notes ORDER BY note_id') as string[]
  // What the last start copied is never lost, whatever happened to the file.
  expect(notes.slice(0, NOTES)).toEqual(Array.from({ length: NOTES }, (_, n) => `n${String(n).padStart(5, '0')}`))
  const writer = openLocal({ file: prepared.localFile, key })
  addNotes(writer, 90_000, 1)
  writer.close()
  rmSync(dir, { recursive: true, force: true })
  return { local: prepared.recovered ? 'recovered' : 'works', cache, notes: notes.length }
}

const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 0x40
  writeFileSync(file, bytes)
}

test('the whole workspace opens with everything', async () => {
  expect(await outcomeOf(() => {})).toEqual({ local: 'works', cache: 'works', notes: NOTES + NEW_NOTES })
})

describe(`R6 one flipped bit, seed ${SEED}`, () => {
  for (const name of files) {
    test(`R6 in every region of ${name}: works or says what to do, and the notes stay`, async () => {
      const random = new Random(SEED)
      random.seek(1, files.indexOf(name))
      const size = readFileSync(join(whole, name)).length
      // Header, schema page, then the body page by page: b-trees, free pages, frames and their heads.
      const places = [0, 15, 16, 24, 28, 60, 100, 500, PAGE - 1, PAGE, PAGE + 1]
      const step = Math.max(1, Math.floor(size / PAGE / 24))
      for (let page = 1; page * PAGE < size; page += step) places.push(page * PAGE + random.below(PAGE))
      const outcomes = new Map<string, number>()
      for (const at of places.filter((place) => place < size)) {
        const outcome = await outcomeOf((dir) => flip(join(dir, name), at))
        const said = `${outcome.local} / ${outcome.cache}`
        outcomes.set(said, (outcomes.get(said) ?? 0) + 1)
        // A damaged page of the file itself hides at most the rows on it, and the copy had those.
        if (name === 'local.db') expect(outcome.notes, `flip at ${at}`).toBeGreaterThanOrEqual(NOTES)
        if (name.startsWith('cache'))
          expect(outcome, `flip at ${at}`).toMatchObject({ local: 'works', notes: NOTES + NEW_NOTES })
      }
      expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10)
    }, 120_000)
  }
})

describe('R6 cut, torn and missing files', () => {
  const cuts: [string, (size: number) => number][] = [
    ['to nothing', () => 0],
    ['to ten bytes', () => 10],
    ['to one page', () => PAGE],
    ['to half', (size) => Math.floor(size / 2)],
    ['to half, at a page', (size) => Math.floor(size / 2 / PAGE) * PAGE],
    ['by one byte', (size) => size - 1],
    ['by one page', (size) => size - PAGE],
  ]
  for (const name of files) {
    test(`R6 ${name} cut anywhere`, async () => {
      for (const [, length] of cuts) {
        await outcomeOf((dir) => truncateSync(join(dir, name), length(readFileSync(join(dir, name)).length)))
      }
    }, 60_000)
  }

  test.each(files)('R6 %s missing', async (name) => {
    await outcomeOf((dir) => rmSync(join(dir, name)))
  })

  test.each(['local.db', 'cache.db'])(
    'R6 %s torn: the first half old, the second half of another moment',
    async (name) => {
      await outcomeOf((dir) => {
        const bytes = readFileSync(join(dir, name))
        bytes.fill(0, Math.floor(bytes.length / 2))
        writeFileSync(join(dir, name), bytes)
      })
      await outcomeOf((dir) => {
        const bytes = readFileSync(join(dir, name))
        bytes.copyWithin(PAGE * 2, PAGE * 4, PAGE * 8)
        writeFileSync(join(dir, name), bytes)
      })
    },
  )

  test('R6 every local copy damaged as well: the readable rows make the new file', async () => {
    const outcome = await outcomeOf((dir) => {
      for (const at of ['19700101T000001000Z', '19700101T000002000Z'])
        flip(join(dir, 'backups', `local-${at}.db`), PAGE * 3 + 9)
    })
    expect(outcome).toEqual({ local: 'works', cache: 'works', notes: NOTES + NEW_NOTES })
  })

  test('R6 local file and copies all beyond reading: refused with what to do, and nothing is thrown away', async () => {
    const dir = join(scratch, 'lost')
    mkdirSync(join(dir, 'backups'), { recursive: true })
    for (const name of files) copyFileSync(join(whole, name), join(dir, name))
    writeFileSync(join(dir, 'local.db'), Buffer.alloc(PAGE * 3, 7))
    await expect(prepareStore({ dir, key, now: 3_000, schema: storeSchema })).rejects.toMatchObject({
      value: { code: 'store-damaged' },
    })
    expect(readFileSync(join(dir, 'local.db')).equals(Buffer.alloc(PAGE * 3, 7))).toBe(true)
    const prepared = await prepareStore({ dir, key, now: 4_000, schema: storeSchema, rebuild: true })
    expect(prepared.recovered?.copyAt).toBeNull()
    expect(existsSync(prepared.recovered?.keptAs ?? '')).toBe(true)
  })
})
