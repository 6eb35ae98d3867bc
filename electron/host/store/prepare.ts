/** What happens to a workspace's two files before anything uses them: check, copy, recover, bring up to date. */
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, copyPath, copyStore, listCopies, quickCheck } from '#host/store/backup.ts'
import { freeBytes, guarded, storeError } from '#host/store/errors.ts'
import { migrate, refuseNewer, schemaVersion } from '#host/store/migrate.ts'
import { checkpoint, openCacheWriter, openLocal, openReader, type StoreFile } from '#host/store/open.ts'
import { finishRecovery, type LocalRecovery, recoverLocal, setAsideCache } from '#host/store/recover.ts'
import type { Db, Migration, Progress } from '#host/store/types.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

export interface StoreSchema {
  readonly cache: readonly Migration[]
  readonly local: readonly Migration[]
}

export interface PrepareOptions {
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  /** UTC milliseconds. */
  readonly now: number
  readonly schema: StoreSchema
  readonly progress?: Progress
  /** The person agreed to begin anew with what cannot be read; whatever is replaced is kept beside. */
  readonly rebuild?: boolean
}

export interface PreparedStore {
  readonly cacheFile: string
  readonly localFile: string
  readonly backups: string
  /** The cache was not closed well last time: worth a quick check in the background. */
  readonly uncleanEnd: boolean
  /** Set where the local file was damaged and has been put together again; to be told to the person. */
  readonly recovered: LocalRecovery | null
  /** Set where today's copy could not be made (a full disk); the store itself is sound. */
  readonly copyError: AppErrorValue | null
}

/** Bytes of disk one customer takes in the cache: row, indexes, search, and the log while it is loaded (measured). */
const BYTES_A_ROW = 2_000
const SPARE_BYTES = 256 * 1024 * 1024

/** Disk that a first sync of so many rows needs. */
export const diskForFirstSync = (rows: number): number => rows * BYTES_A_ROW + SPARE_BYTES

/** Throws `disk-full` (with free and needed megabytes) where less than `bytes` is free; passes where nobody can tell. */
export function requireFreeDisk(dir: string, bytes: number): void {
  const free = freeBytes(dir)
  if (free !== null && free < bytes) {
    const megabytes = (count: number): number => Math.ceil(count / 1_048_576)
    throw new AppError('disk-full', {
      retry: 'after-fix',
      detail: { freeMb: megabytes(free), neededMb: megabytes(bytes) },
    })
  }
}

const opens = (store: StoreFile): boolean => {
  try {
    openReader(store).close()
    return true
  } catch {
    return false
  }
}

/** Closes the database when work fails or is done. */
function using<T>(db: Db, work: (db: Db) => T): T {
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const damaged = (cause: AppError): boolean =>
  cause.value.code === 'store-damaged' || cause.value.code === 'store-unreadable'

function prepareLocal(options: PrepareOptions, paths: { localFile: string; cacheFile: string; backups: string }) {
  const { key, now, schema, progress } = options
  const store = { file: paths.localFile, key }
  finishRecovery(store.file)
  let recovered: LocalRecovery | null = null
  const recover = (): void => {
    progress?.(0, null, 'recover-local')
    recovered = recoverLocal(store, {
      folder: paths.backups,
      now,
      migrations: schema.local,
      allowEmpty: options.rebuild === true,
    })
  }
  const copies = listCopies(paths.backups, 'local')
  if (!existsSync(store.file) && copies.length > 0) recover()
  else if (existsSync(store.file)) {
    progress?.(0, null, 'check-local')
    try {
      const version = using(openLocal(store), (db) => {
        quickCheck(db)
        return schemaVersion(db)
      })
      // Cut to nothing, a file opens as an empty one.
      if (version === 0 && copies.length > 0) recover()
    } catch (cause) {
      const error = storeError(cause, store.file)
      if (!damaged(error)) throw error
      // A wrong key and a damaged first page look alike; another file that opens with this key tells them apart.
      const keyProven =
        error.value.code === 'store-damaged' ||
        [paths.cacheFile, ...copies.map(({ file }) => file)].some((file) => opens({ file, key }))
      if (!keyProven && options.rebuild !== true) throw error
      recover()
    }
  }
  let copyError: AppErrorValue | null = null
  using(openLocal(store), (db) => {
    migrate(db, schema.local, {
      backup: () => void backUp(db, key, paths.backups, 'local', now),
      ...(progress ? { progress } : {}),
    })
    progress?.(0, null, 'copy-local')
    try {
      backUp(db, key, paths.backups, 'local', now)
    } catch (cause) {
      copyError = storeError(cause, paths.backups).value
    }
  })
  return { recovered: recovered as LocalRecovery | null, copyError: copyError as AppErrorValue | null }
}

function migrateCache(options: PrepareOptions, cacheFile: string, backups: string): void {
  const { key, now, schema, progress } = options
  using(openCacheWriter({ file: cacheFile, key }), (db) => {
    migrate(db, schema.cache, {
      backup: () => {
        checkpoint(db, 'TRUNCATE')
        requireFreeDisk(backups, statSync(cacheFile).size)
        progress?.(0, null, 'copy-cache')
        const older = listCopies(backups, 'cache')
        copyStore(db, key, copyPath(backups, 'cache', now), 'schema')
        // A large file that can be fetched again: one copy is enough.
        for (const { file } of older) rmSync(file, { force: true })
      },
      ...(progress ? { progress } : {}),
    })
    // The first read of a table proves more than the file's first page.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  })
}

function prepareCache(options: PrepareOptions, cacheFile: string, backups: string): void {
  try {
    migrateCache(options, cacheFile, backups)
  } catch (cause) {
    const error = storeError(cause, cacheFile)
    if (!damaged(error)) throw error
    // The local file opened with this key, so the key is right and the cache is what is wrong.
    if (options.rebuild !== true) {
      throw new AppError('store-damaged', {
        safe: 'kept-locally',
        retry: 'after-fix',
        detail: { file: 'cache.db' },
        cause,
      })
    }
    setAsideCache(cacheFile, options.now)
    migrateCache(options, cacheFile, backups)
  }
}

/**
 * Makes both files ready: the local one is checked whole and copied (milliseconds), the cache only opened. A damaged
 * local file is put together again at once (see `recovered`); a damaged cache throws `store-damaged` with
 * `detail.file = 'cache.db'` until the person agrees to `rebuild`. Other errors: `store-newer`, `store-unreadable`,
 * `disk-full`, `folder-read-only`.
 */
export async function prepareStore(options: PrepareOptions): Promise<PreparedStore> {
  const cacheFile = join(options.dir, 'cache.db')
  const localFile = join(options.dir, 'local.db')
  const backups = join(options.dir, 'backups')
  // Neither file is touched when one of them is of a newer program.
  for (const [file, migrations] of [
    [localFile, options.schema.local],
    [cacheFile, options.schema.cache],
  ] as const) {
    if (existsSync(file) && opens({ file, key: options.key }))
      using(openReader({ file, key: options.key }), (db) => refuseNewer(db, migrations, file))
  }
  const uncleanEnd = guarded(cacheFile, () => (statSync(`${cacheFile}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
  const local = prepareLocal(options, { localFile, cacheFile, backups })
  // Between two steps messages about progress get out.
  await new Promise((next) => setImmediate(next))
  prepareCache(options, cacheFile, backups)
  return { cacheFile, localFile, backups, uncleanEnd, ...local }
}
