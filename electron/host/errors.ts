/** Turns whatever was thrown into the value that crosses to the page, and puts its cause into the log under `ref`. */
import { randomBytes } from 'node:crypto'
import { ORPCError, ValidationError } from '@orpc/server'
import { AppError, type AppErrorValue, type ErrorCode } from '#shared/errors.ts'
import type { Log } from '#host/log/log.ts'
import { PartnerError } from '#host/partner-api/types.ts'

/** Ours, and what a code of SQLite or of the file system means to a person. */
const meanings: readonly [pattern: RegExp, code: ErrorCode][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'disk-full'],
  [/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EROFS|EACCES|EPERM)/, 'folder-read-only'],
  [/^(SQLITE_CORRUPT|SQLITE_IOERR)/, 'store-damaged'],
  [/^SQLITE_NOTADB/, 'store-unreadable'],
  [/^SQLITE_BUSY/, 'busy'],
]

function fieldOf(cause: unknown): string | undefined {
  if (!(cause instanceof ValidationError)) return undefined
  const path = cause.issues[0]?.path ?? []
  return path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.').slice(0, 200) || undefined
}

function bare(cause: unknown): Omit<AppErrorValue, 'ref'> {
  if (cause instanceof AppError || cause instanceof PartnerError) return cause.value
  if (cause instanceof ORPCError && cause.code === 'BAD_REQUEST') {
    const field = fieldOf(cause.cause)
    return { code: 'invalid-input', safe: 'nothing-changed', retry: 'after-fix', ...(field ? { field } : {}) }
  }
  if (cause instanceof Error && cause.name === 'AbortError') return { code: 'cancelled', safe: 'nothing-changed', retry: 'no' }
  const systemCode = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const known = meanings.find(([pattern]) => pattern.test(systemCode))
  if (known) return { code: known[1], safe: 'nothing-changed', retry: 'after-fix', detail: { system: systemCode.slice(0, 40) } }
  return { code: 'internal', safe: 'unknown', retry: 'no' }
}

/** Refusals that are part of daily life are no faults of the program. */
const expected: ReadonlySet<ErrorCode> = new Set([
  'forbidden', 'not-found', 'conflict', 'cancelled', 'busy', 'workspace-closed', 'workspace-exists', 'offline',
])

export type ToError = (cause: unknown, call: string) => AppErrorValue

export const errorValues = (log: Log): ToError => (cause, call) => {
  const value: AppErrorValue = { ref: '', ...bare(cause) }
  const ref = value.ref || randomBytes(5).toString('hex')
  log[expected.has(value.code) ? 'info' : 'error'](`call ${value.code}`, { call, ref, field: value.field, vendor: value.vendor, cause })
  return { ...value, ref }
}
