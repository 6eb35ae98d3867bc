/**
 * Errors are values (Law 7): a code from this list, what is safe, whether trying again can help, and what the vendor
 * said. Words for people are chosen in the renderer from the code; `ref` is the line to look for in the log.
 */
import { z } from 'zod'

export const errorCodes = [
  'forbidden', // the member's roles do not allow it (R-ORG-15)
  'invalid-input', // `field` names what is wrong
  'not-found',
  'conflict', // somebody or something changed it meanwhile
  'cancelled',
  'busy', // the same work is already running
  'workspace-closed', // no workspace is open
  'workspace-exists',
  'keyring-unavailable', // the operating system's keyring cannot be used
  'key-lost', // the wrapped key cannot be unwrapped on this machine or account
  'store-damaged',
  'audit-broken', // entry `detail.entry` of the audit chain does not fit the one before it, or its own hash
  'store-newer', // written by a newer version of the program
  'store-unreadable', // the file is no store, or another key's
  'disk-full',
  'folder-read-only',
  'settings-torn', // a settings file was half-written; the last good copy is used
  'offline', // the partner API cannot be reached: surely nothing was done
  'signed-out', // credential refused or expired
  'clock-skew', // the machine's clock is off and could not be corrected
  'permission-missing', // the credential lacks an item (CBC.0151)
  'no-agency', // the customer granted no agency, or took it back: nothing may be called as this customer (R-ORD-29)
  'wrong-site', // CBC.0156
  'wrong-caller', // a customer's call without a customer, or a partner's call with one (R-PLAT-16); nothing left
  'throttled', // 429
  'refused', // the vendor said no: see `vendor`
  'unknown-outcome', // no readable answer: what happened is not known
  'answer-unreadable', // the answer does not fit the catalog
  'mass-deletion', // a sync would remove more than a tenth of a table
  'sums-differ', // rows do not add up to what must be stated: `detail` has both figures
  'print-failed', // the printer refused: paper may have come out
  'no-progress', // a sync made no progress for a minute and ended itself
  'internal',
] as const

export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>

/** What the vendor answered, kept word for word (Law 7). */
export const VendorError = z.object({
  operationId: z.string().max(80),
  /** HTTP status, 0 where no answer came. */
  http: z.int(),
  code: z.string().max(80).nullable(),
  message: z.string().max(2000).nullable(),
  requestId: z.string().max(200).nullable(),
})
export type VendorError = z.infer<typeof VendorError>

export const AppErrorValue = z.object({
  code: ErrorCode,
  /** What is safe: nothing was changed, the local part is kept, or it is not known. */
  safe: z.enum(['nothing-changed', 'kept-locally', 'unknown']),
  retry: z.enum(['no', 'later', 'after-fix', 'after-reconcile']),
  field: z.string().max(200).optional(),
  /** Facts for the words, e.g. { table, share }. Never an unmasked value. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  vendor: VendorError.optional(),
  /** Reference that stands in the log beside the cause. */
  ref: z.string().max(40),
})
export type AppErrorValue = z.infer<typeof AppErrorValue>

type Facts = Partial<Pick<AppErrorValue, 'safe' | 'retry' | 'field' | 'detail' | 'vendor' | 'ref'>> & {
  cause?: unknown
}

/** The one throwable of the host; the serving wrapper turns it into a value. Wrap, do not replace: pass `cause`. */
export class AppError extends Error {
  readonly value: AppErrorValue
  constructor(code: ErrorCode, facts: Facts = {}) {
    super(code, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'AppError'
    const { cause: _cause, ...rest } = facts
    this.value = { code, safe: 'nothing-changed', retry: 'no', ref: '', ...rest }
  }
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppErrorValue }
