/** Sorts what SQLite and the file system throw into the few errors a person can act upon. */
import { statfsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { AppError, type ErrorCode } from '#shared/errors.ts'

/** Less than this is a full disk for our purposes: SQLite reports a failed write without saying why. */
const NEARLY_FULL_BYTES = 1024 * 1024

const codeOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  return typeof code === 'string' ? code : ''
}

/** Bytes a person's program may still write where `path` lies; null where the system does not tell. */
export function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return null
  }
}

const nearlyFull = (path: string): boolean => (freeBytes(dirname(path)) ?? Number.POSITIVE_INFINITY) < NEARLY_FULL_BYTES

function sort(code: string, file: string): ErrorCode | null {
  if (code === 'SQLITE_NOTADB') return 'store-unreadable'
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ') return 'store-damaged'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full'
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') return 'folder-read-only'
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'folder-read-only'
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return 'busy'
  // A write that failed is no damage of what is there, whatever stopped it.
  if (code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_TRUNCATE') return 'disk-full'
  if (code.startsWith('SQLITE_IOERR')) return nearlyFull(file) ? 'disk-full' : 'store-damaged'
  return null
}

/**
 * The AppError for a failure at `file`, cause kept; an AppError passes unchanged, an unknown failure becomes `internal`.
 * `store-unreadable` (wrong key, or the first page is damaged) can be told apart only by whoever knows the other files.
 */
export function storeError(cause: unknown, file: string): AppError {
  if (cause instanceof AppError) return cause
  const code = sort(codeOf(cause), file) ?? 'internal'
  const retry = code === 'busy' ? 'later' : code === 'internal' ? 'no' : 'after-fix'
  return new AppError(code, { safe: 'nothing-changed', retry, detail: { file: basename(file), sqlite: codeOf(cause) }, cause })
}

/** Runs work on a store file; whatever it throws becomes an AppError. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw storeError(cause, file)
  }
}
