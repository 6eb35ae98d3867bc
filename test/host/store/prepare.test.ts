import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeSchema } from '#host/schema.ts'
import { backUp, copyStore, listCopies, tooMany } from '#host/store/backup.ts'
import { openCacheWriter, openLocal, openReader } from '#host/store/open.ts'
import { diskForFirstSync, type PrepareOptions, prepareStore, requireFreeDisk } from '#host/store/prepare.ts'
import { rescueLocal, setAsideCache } from '#host/store/recover.ts'
import type { Migration } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

const key = new Uint8Array(32).fill(5)
const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 21, 1, 2, 3, 4)
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'prepare-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const prepare = (more: Partial<PrepareOptions> = {}) =>
  prepareStore({ dir, key, now: NOW, schema: storeSchema, ...more })
const addNote = (id: string): void => {
  const db = openLocal({ file: join(dir, 'local.db'), key })
  db.prepare(
    `INSERT INTO customer_notes (note_id, customer_id, text, author, created_at, changed_at) VALUES (?, 'c1', ?, 'rep', 1, 1)`,
  ).run(id, `note ${id}`)
  db.close()
}
const texts = (sql: string): string[] => {
  const db = openReader({ file: join(dir, 'local.db'), key })
  try {
    return db.prepare(sql).pluck().all() as string[]
  } finally {
    db.close()
  }
}
const notes = (): string[] => texts('SELECT note_id FROM customer_notes ORDER BY note_id')
const refusal = async (work: () => unknown): Promise<AppError['value']> => {
  try {
    await work()
  } catch (cause) {
    if (cause instanceof AppError) return cause.value
    throw cause
  }
  throw new Error('nothing was refused')
}

test('makes both files, copies the local one, and says what it does', async () => {
  const said: string[] = []
  const prepared = await prepare({ progress: (_done, _total, step) => said.push(step) })
  expect(prepared).toMatchObject({
    cacheFile: join(dir, 'cache.db'),
    localFile: join(dir, 'local.db'),
    uncleanEnd: false,
    recovered: null,
    copyError: null,
  })
  const steps = (migrations: readonly Migration[]): string[] => [...migrations.map(({ name }) => name), 'schema']
  expect(said).toEqual([...steps(storeSchema.local), 'copy-local', ...steps(storeSchema.cache)])
  expect(readdirSync(join(dir, 'backups'))).toEqual(['local-20261121T010203004Z.db'])
  expect(readdirSync(dir).sort()).toEqual(['backups', 'cache.db', 'local.db'])
})

test('a second start keeps everything and adds a copy', async () => {
  await prepare()
  addNote('a')
  await prepare({ now: NOW + 1 })
  expect(notes()).toEqual(['a'])
  expect(listCopies(join(dir, 'backups'), 'local').map(({ at }) => at)).toEqual([NOW + 1, NOW])
})

test('a cache that was not closed is told', async () => {
  await prepare()
  const db = openCacheWriter({ file: join(dir, 'cache.db'), key })
  db.exec(`INSERT INTO service_types (code, name, as_of) VALUES ('x', 'x', 1)`)
  const other = join(dir, 'other')
  mkdirSync(other)
  for (const name of ['cache.db', 'cache.db-wal', 'local.db']) copyFileSync(join(dir, name), join(other, name))
  db.close()
  const prepared = await prepare({ dir: other })
  expect(prepared.uncleanEnd).toBe(true)
  const reader = openReader({ file: prepared.cacheFile, key })
  expect(reader.prepare('SELECT count(*) FROM service_types').pluck().get()).toBe(1)
  reader.close()
})

describe('copies', () => {
  test('the newest five stay, then one a day for two weeks and one a week for eight', () => {
    const copies = Array.from({ length: 400 }, (_, place) => ({ file: `${place}`, at: NOW - place * (DAY / 4) }))
    const gone = new Set(tooMany(copies, NOW).map(({ file }) => file))
    const left = copies.filter(({ file }) => !gone.has(file))
    expect(left.length).toBeGreaterThan(5 + 10)
    expect(left.length).toBeLessThan(5 + 14 + 9)
    expect(left.slice(0, 5)).toEqual(copies.slice(0, 5))
    expect(tooMany(left, NOW)).toEqual([])
    expect(Math.min(...left.map(({ at }) => at))).toBeGreaterThan(NOW - 71 * DAY)
  })

  test('a copy of a file in use has its uncommitted neighbours not, is encrypted, and can be read with the key alone', async () => {
    await prepare()
    addNote('a')
    const db = openLocal({ file: join(dir, 'local.db'), key })
    const { file } = backUp(db, key, join(dir, 'backups'), 'local', NOW + 5)
    db.close()
    expect(readFileSync(file).includes('note a')).toBe(false)
    const copy = openReader({ file, key })
    expect(copy.prepare('SELECT text FROM customer_notes').pluck().all()).toEqual(['note a'])
    copy.close()
  })

  test('a handle that cannot write can copy', async () => {
    await prepare()
    addNote('a')
    const reader = openReader({ file: join(dir, 'local.db'), key })
    copyStore(reader, key, join(dir, 'copy.db'))
    expect(() => reader.exec('DELETE FROM customer_notes')).toThrow(/readonly/)
    expect(reader.pragma('query_only', { simple: true })).toBe(1)
    reader.close()
    expect(existsSync(join(dir, 'copy.db'))).toBe(true)
  })

  test('a copy that cannot be made leaves nothing half behind', async () => {
    await prepare()
    const db = openLocal({ file: join(dir, 'local.db'), key })
    writeFileSync(join(dir, 'no-folder'), '')
    expect(() => copyStore(db, key, join(dir, 'no-folder', 'x.db'))).toThrow()
    db.close()
  })
})

describe('refusals', () => {
  test.each(['local.db', 'cache.db'])('a newer %s is refused and neither file is touched', async (name) => {
    await prepare()
    addNote('a')
    const db = openLocal({ file: join(dir, name), key })
    db.pragma('user_version = 99')
    db.pragma('journal_mode = DELETE')
    db.close()
    const before = ['local.db', 'cache.db'].map((file) => readFileSync(join(dir, file)))
    expect(await refusal(() => prepare({ now: NOW + 9 }))).toMatchObject({
      code: 'store-newer',
      detail: { version: 99 },
    })
    expect(['local.db', 'cache.db'].map((file) => readFileSync(join(dir, file)))).toEqual(before)
  })

  test('a wrong key is told apart from damage: nothing opens with it, nothing is touched', async () => {
    await prepare()
    addNote('a')
    const before = readdirSync(dir).sort()
    expect(await refusal(() => prepare({ key: new Uint8Array(32).fill(6) }))).toMatchObject({
      code: 'store-unreadable',
    })
    expect(readdirSync(dir).sort()).toEqual(before)
    expect(notes()).toEqual(['a'])
  })

  test('free disk is checked with figures', async () => {
    expect(diskForFirstSync(200_000)).toBeGreaterThan(400_000_000)
    expect(await refusal(() => requireFreeDisk(dir, Number.MAX_SAFE_INTEGER))).toMatchObject({
      code: 'disk-full',
      detail: { freeMb: expect.any(Number), neededMb: expect.any(Number) },
    })
    requireFreeDisk(dir, 1)
    requireFreeDisk(join(dir, 'none', 'such'), 1)
  })
})

describe('rescue and recovery', () => {
  test('everything of the local file is written as readable JSON', async () => {
    await prepare()
    addNote('a')
    addNote('b')
    const target = join(dir, 'rescued.json')
    expect(rescueLocal(dir, key, target)).toMatchObject({ copyAt: null, damagedTables: [], rows: 2 })
    const { tables } = JSON.parse(readFileSync(target, 'utf8'))
    const all = texts(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    expect(Object.keys(tables).sort()).toEqual(all)
    expect(
      tables.customer_notes.rows.map((row: unknown[]) => row[tables.customer_notes.columns.indexOf('text')]),
    ).toEqual(['note a', 'note b'])
  })

  test('without a local file the newest good copy is written; with nothing readable it is refused', async () => {
    await prepare()
    addNote('a')
    await prepare({ now: NOW + 1 })
    rmSync(join(dir, 'local.db'))
    expect(rescueLocal(dir, key, join(dir, 'r.json')).copyAt).toBe(NOW + 1)
    expect(await refusal(() => rescueLocal(dir, new Uint8Array(32), join(dir, 'r2.json')))).toMatchObject({
      code: 'store-unreadable',
    })
    expect(existsSync(join(dir, 'r2.json'))).toBe(false)
  })

  test('a missing local file comes back from its newest copy', async () => {
    await prepare()
    addNote('a')
    await prepare({ now: NOW + 1 })
    rmSync(join(dir, 'local.db'))
    const prepared = await prepare({ now: NOW + 2 })
    expect(prepared.recovered).toMatchObject({ copyAt: NOW + 1 })
    expect(notes()).toEqual(['a'])
  })

  test('a recovery killed between its halves is finished at the next start', async () => {
    await prepare()
    addNote('a')
    copyFileSync(join(dir, 'local.db'), join(dir, 'local.db.recovered'))
    writeFileSync(join(dir, 'local.db'), 'damaged')
    writeFileSync(join(dir, 'local.db-wal'), 'left behind')
    await prepare({ now: NOW + 1 })
    expect(notes()).toEqual(['a'])
  })

  test('a damaged cache waits for the person, is kept when set aside, and the notes stay', async () => {
    await prepare()
    addNote('a')
    writeFileSync(join(dir, 'cache.db'), Buffer.alloc(20_000, 1))
    expect(await refusal(() => prepare())).toMatchObject({
      code: 'store-damaged',
      safe: 'kept-locally',
      detail: { file: 'cache.db' },
    })
    const prepared = await prepare({ rebuild: true, now: NOW + 1 })
    expect(readdirSync(dir).filter((name) => name.startsWith('cache-damaged-'))).toHaveLength(1)
    const reader = openReader({ file: prepared.cacheFile, key })
    expect(reader.prepare('SELECT count(*) FROM customers').pluck().get()).toBe(0)
    reader.close()
    expect(notes()).toEqual(['a'])
    setAsideCache(prepared.cacheFile, NOW + 2)
    const kept = readdirSync(dir).filter((name) => name.startsWith('cache-damaged-') && name.endsWith('.db'))
    expect(kept).toEqual(['cache-damaged-20261121T010203006Z.db'])
    expect(setAsideCache(prepared.cacheFile, NOW + 3)).toBeNull()
  })
})
