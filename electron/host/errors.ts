/** Turns whatever was thrown into the value that crosses to the page, and puts its cause into the log under `ref`. */
import { randomBytes } from 'node:crypto'
import { ORPCError, ValidationError } from '@orpc/server'
import type { Log } from '#host/log/log.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { storeError } from '#host/store/errors.ts'
import { AppError, type AppErrorValue, type ErrorCode } from '#shared/errors.ts'

function fieldOf(cause: unknown): string | undefined {
  if (!(cause instanceof ValidationError)) return undefined
  const path = cause.issues[0]?.path ?? []
  return (
    path
      .map((part) => String(typeof part === 'object' ? part.key : part))
      .join('.')
      .slice(0, 200) || undefined
  )
}

function bare(cause: unknown): Omit<AppErrorValue, 'ref'> {
  if (cause instanceof AppError || cause instanceof PartnerError) return cause.value
  if (cause instanceof ORPCError && cause.code === 'BAD_REQUEST') {
    const field = fieldOf(cause.cause)
    return { code: 'invalid-input', safe: 'nothing-changed', retry: 'after-fix', ...(field ? { field } : {}) }
  }
  if (cause instanceof Error && cause.name === 'AbortError')
    return { code: 'cancelled', safe: 'nothing-changed', retry: 'no' }
  const path = cause instanceof Error && 'path' in cause && typeof cause.path === 'string' ? cause.path : 'store'
  const { code, retry, safe, detail } = storeError(cause, path).value
  if (code !== 'internal') return { code, safe, retry, ...(detail ? { detail } : {}) }
  return { code: 'internal', safe: 'unknown', retry: 'no' }
}

/** Refusals that are part of daily life are no faults of the program. */
const expected: ReadonlySet<ErrorCode> = new Set([
  'forbidden',
  'not-found',
  'conflict',
  'cancelled',
  'busy',
  'workspace-closed',
  'workspace-exists',
  'offline',
])

export type ToError = (cause: unknown, call: string) => AppErrorValue

export const errorValues =
  (log: Log): ToError =>
  (cause, call) => {
    const value: AppErrorValue = { ref: '', ...bare(cause) }
    const ref = value.ref || randomBytes(5).toString('hex')
    log[expected.has(value.code) ? 'info' : 'error'](`call ${value.code}`, {
      call,
      ref,
      field: value.field,
      vendor: value.vendor,
      cause,
    })
    return { ...value, ref }
  }
