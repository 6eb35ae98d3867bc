/** Opening store files: key, pragmas with their reasons, statements kept. No other place opens a database. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { guarded } from '#host/store/errors.ts'
import { foldText } from '#host/store/fold.ts'
import type { Db } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

export interface StoreFile {
  readonly file: string
  /** 32 random bytes, as the keyring unwrapped them. */
  readonly key: Uint8Array
}

/** Of one connection's page cache; the writer's and the reader's are separate. */
const CACHE_KIB = 65_536
/** A checkpoint during a bulk load: fewer of them, as each rewrites pages that the next batch touches again. */
const BULK_CHECKPOINT_PAGES = 20_000
/** A log larger than this is cut when a checkpoint resets it, so that a bulk load's log does not stay on disk. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024

/** The pragmas that must come first: nothing can be read before the key is set. */
function unlock(db: Db, key: Uint8Array): void {
  if (key.length !== 32) throw new AppError('store-unreadable', { detail: { reason: 'key-length' } })
  // aegis: authenticated and fast with AES instructions; the default cipher costs half of the write rate.
  db.pragma(`cipher='aegis'`)
  // A raw key needs no derivation: 0.2 ms to open instead of 20 ms and more.
  db.pragma(`key="raw:${Buffer.from(key).toString('hex')}"`)
}

function common(db: Db): void {
  // Another connection's short write is waited for instead of failing.
  db.pragma('busy_timeout = 5000')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  // Sorting and temporary tables never reach the disk, where they would lie in plain text.
  db.pragma('temp_store = MEMORY')
  // A schema that somebody tampered with cannot call functions.
  db.pragma('trusted_schema = OFF')
  db.pragma('foreign_keys = ON')
  db.function('folded', { deterministic: true }, (text) => (typeof text === 'string' ? foldText(text) : null))
}

function open({ file, key }: StoreFile, options: { readonly: boolean; create: boolean }, setUp: (db: Db) => void): Db {
  return guarded(file, () => {
    if (options.create) mkdirSync(dirname(file), { recursive: true })
    else if (!existsSync(file))
      throw new AppError('store-unreadable', { retry: 'after-fix', detail: { reason: 'absent' } })
    const db = new Database(file, { readonly: options.readonly, fileMustExist: !options.create, timeout: 5000 })
    try {
      unlock(db, key)
      // The first read proves the key; everything below may then trust the file.
      db.pragma('user_version')
      common(db)
      setUp(db)
      return db
    } catch (cause) {
      db.close()
      throw cause
    }
  })
}

function writer(db: Db, synchronous: 'NORMAL' | 'FULL'): void {
  // Readers go on while the writer writes.
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
    throw new AppError('folder-read-only', { retry: 'after-fix' })
  // Said on every open: only the connection that switches to WAL would keep FULL, later ones silently get NORMAL.
  db.pragma(`synchronous = ${synchronous}`)
  db.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`)
}

/** The only writer of the cache file. NORMAL: a power cut may lose the last commits, which are fetched again. */
export const openCacheWriter = (store: StoreFile): Db =>
  open(store, { readonly: false, create: true }, (db) => {
    writer(db, 'NORMAL')
    steadyMode(db)
  })

/** A handle that cannot write, for serving pages. */
export const openReader = (store: StoreFile): Db =>
  open(store, { readonly: true, create: false }, (db) => db.pragma('query_only = ON'))

/**
 * A reader that sees the file as it was when opened, whatever is committed until it is closed: for work that reads many
 * pages and must not meet a row twice or miss one. The log grows meanwhile, so it is for minutes, not for a window.
 */
export const openSnapshot = (store: StoreFile): Db =>
  open(store, { readonly: true, create: false }, (db) => {
    db.pragma('query_only = ON')
    db.exec('BEGIN')
    // The view is taken at the first read.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  })

/** The local file: notes, views, audit. FULL: an acknowledged commit survives a power cut. */
export const openLocal = (store: StoreFile): Db =>
  open(store, { readonly: false, create: true }, (db) => {
    writer(db, 'FULL')
    // macOS: a plain fsync stops at the drive's cache, so FULL alone would not survive a power cut; nothing elsewhere.
    db.pragma('fullfsync = ON')
    db.pragma('checkpoint_fullfsync = ON')
  })

/** Another file of the same key beside this connection, for statements over both; the name is a schema's. */
export function attachReader(db: Db, { file, key }: StoreFile, schema: string): void {
  guarded(file, () => {
    if (!existsSync(file)) throw new AppError('store-unreadable', { retry: 'after-fix', detail: { reason: 'absent' } })
    db.prepare(`ATTACH DATABASE ? AS ${schema} KEY ?`).run(file, `raw:${Buffer.from(key).toString('hex')}`)
  })
}

/** Before a first sync or another bulk load: few, large checkpoints. */
export function bulkMode(db: Db): void {
  db.pragma(`wal_autocheckpoint = ${BULK_CHECKPOINT_PAGES}`)
}

/** Afterwards no checkpoint runs inside a commit; whoever commits calls `checkpoint(db, 'PASSIVE')` between pages. */
export function steadyMode(db: Db): void {
  db.pragma('wal_autocheckpoint = 0')
}

/**
 * PASSIVE between pages (waits for nobody), TRUNCATE when idle or before copying. Answers whether the whole log reached
 * the file.
 */
export function checkpoint(db: Db, mode: 'PASSIVE' | 'TRUNCATE'): boolean {
  return guarded(db.name, () => {
    const [row] = db.pragma(`wal_checkpoint(${mode})`) as { busy: number; log: number; checkpointed: number }[]
    return row !== undefined && row.busy === 0 && row.log === row.checkpointed
  })
}

/** Statistics for the planner: cheap with a limit; after a first sync and before closing a writer. */
export function optimize(db: Db): void {
  db.pragma('analysis_limit = 1000')
  db.pragma('optimize = 0x10002')
}

const KEPT_STATEMENTS = 400
const statements = new WeakMap<Db, Map<string, Database.Statement<unknown[], unknown>>>()

/** The prepared statement of this connection for `sql`, made once; the least lately used one is let go above 400. */
export function kept<Row = unknown>(db: Db, sql: string): Database.Statement<unknown[], Row> {
  let mine = statements.get(db)
  if (!mine) {
    mine = new Map()
    statements.set(db, mine)
  }
  const found = mine.get(sql)
  if (found) mine.delete(sql)
  const statement = found ?? db.prepare<unknown[], unknown>(sql)
  mine.set(sql, statement)
  if (mine.size > KEPT_STATEMENTS) {
    const [oldest] = mine.keys()
    if (oldest !== undefined) mine.delete(oldest)
  }
  return statement as Database.Statement<unknown[], Row>
}
