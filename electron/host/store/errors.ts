/** Sorts what SQLite and the file system throw into the few errors a person can act upon. */
import { statfsSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError, type ErrorCode } from '#shared/errors.ts'

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

function sort(code: string): ErrorCode | null {
  if (code === 'SQLITE_NOTADB') return 'store-unreadable'
  if (code.startsWith('SQLITE_CORRUPT')) return 'store-damaged'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full'
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM')
    return 'folder-read-only'
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'folder-read-only'
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return 'busy'
  // A read that failed is damage; a write that failed is none of what is there, whatever stopped it.
  if (/^SQLITE_IOERR_(READ|SHORT_READ|CORRUPTFS|DATA|AUTH)$/.test(code)) return 'store-damaged'
  if (code.startsWith('SQLITE_IOERR')) return 'disk-full'
  return null
}

/**
 * The AppError for a failure at `file`, cause kept; an AppError passes unchanged, an unknown failure becomes `internal`.
 * `store-unreadable` (wrong key, or the first page is damaged) can be told apart only by whoever knows the other files.
 */
export function storeError(cause: unknown, file: string): AppError {
  if (cause instanceof AppError) return cause
  const code = sort(codeOf(cause)) ?? 'internal'
  const retry = code === 'busy' ? 'later' : code === 'internal' ? 'no' : 'after-fix'
  return new AppError(code, {
    safe: 'nothing-changed',
    retry,
    detail: { file: basename(file), sqlite: codeOf(cause) },
    cause,
  })
}

/** Runs work on a store file; whatever it throws becomes an AppError. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw storeError(cause, file)
  }
}
