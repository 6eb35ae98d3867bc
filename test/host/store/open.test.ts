import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bulkMode, checkpoint, kept, openCacheWriter, openLocal, openReader, steadyMode } from '#host/store/open.ts'
import { AppError } from '#shared/errors.ts'

const key = new Uint8Array(32).fill(3)
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'open-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (cause) {
    return cause instanceof AppError ? cause.value.code : String(cause)
  }
  return 'works'
}

test('every open sets its pragmas again', () => {
  const file = join(dir, 'a.db')
  openLocal({ file, key }).close()
  const local = openLocal({ file, key })
  const cache = openCacheWriter({ file: join(dir, 'c.db'), key })
  const read = (name: string) => [local, cache].map((db) => db.pragma(name, { simple: true }))
  expect(read('journal_mode')).toEqual(['wal', 'wal'])
  expect(read('synchronous')).toEqual([2, 1])
  expect(read('fullfsync')).toEqual([1, 0])
  expect(read('foreign_keys')).toEqual([1, 1])
  expect(read('temp_store')).toEqual([2, 2])
  expect(read('trusted_schema')).toEqual([0, 0])
  expect(read('cache_size')).toEqual([-65_536, -65_536])
  expect(read('busy_timeout')).toEqual([5000, 5000])
  expect(read('wal_autocheckpoint')).toEqual([1000, 0])
  bulkMode(cache)
  expect(cache.pragma('wal_autocheckpoint', { simple: true })).toBe(20_000)
  steadyMode(cache)
  cache.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  expect(checkpoint(cache, 'PASSIVE')).toBe(true)
  expect(checkpoint(cache, 'TRUNCATE')).toBe(true)
  local.close()
  cache.close()
})

test('a reader cannot write, by handle and by pragma', () => {
  const file = join(dir, 'a.db')
  const writer = openCacheWriter({ file, key })
  writer.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  const reader = openReader({ file, key })
  expect(reader.readonly).toBe(true)
  expect(() => reader.exec('INSERT INTO t VALUES (2)')).toThrow(/readonly/)
  expect(() => reader.exec('DROP TABLE t')).toThrow(/readonly/)
  reader.close()
  writer.close()
})

test('nothing in any file is plain text, the log included', () => {
  const file = join(dir, 'a.db')
  const writer = openCacheWriter({ file, key })
  writer.exec(`CREATE TABLE t (a); INSERT INTO t VALUES ('深圳市云帆科技有限公司 secret-marker')`)
  for (const name of readdirSync(dir).filter((entry) => !entry.endsWith('-shm'))) {
    const bytes = readFileSync(join(dir, name))
    for (const text of ['secret-marker', '云帆', 'CREATE TABLE', 'SQLite format'])
      expect(bytes.includes(text), `${name} ${text}`).toBe(false)
  }
  writer.close()
})

test('a wrong key, no key, another file and no file are told as unreadable', () => {
  const file = join(dir, 'a.db')
  const db = openLocal({ file, key })
  db.exec('CREATE TABLE t (a)')
  db.close()
  expect(codeOf(() => openReader({ file, key: new Uint8Array(32).fill(4) }))).toBe('store-unreadable')
  expect(codeOf(() => openLocal({ file, key: new Uint8Array(32).fill(4) }))).toBe('store-unreadable')
  expect(codeOf(() => openReader({ file, key: new Uint8Array(0) }))).toBe('store-unreadable')
  writeFileSync(join(dir, 'b.db'), 'no database at all '.repeat(500))
  expect(codeOf(() => openReader({ file: join(dir, 'b.db'), key }))).toBe('store-unreadable')
  expect(codeOf(() => openReader({ file: join(dir, 'none.db'), key }))).toBe('store-unreadable')
  expect(readdirSync(dir)).not.toContain('none.db')
})

test('statements are prepared once and the oldest are let go', () => {
  const db = openLocal({ file: join(dir, 'a.db'), key })
  const first = kept(db, 'SELECT 1')
  expect(kept(db, 'SELECT 1')).toBe(first)
  for (let n = 0; n < 500; n += 1) kept(db, `SELECT ${n} + 1`)
  expect(kept(db, 'SELECT 1')).not.toBe(first)
  db.close()
})
