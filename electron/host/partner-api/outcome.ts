/** Sorts what came back, or did not, into outcomes (habit: "every answer has one road"). */

import { errorCodes, type Operation } from '#host/partner-api/catalog.ts'
import { type Outcome, PartnerError } from '#host/partner-api/types.ts'
import type { AppErrorValue, ErrorCode } from '#shared/errors.ts'

type Failure = Exclude<Outcome, 'applied'>

export interface Asked {
  /** Of the catalogs, or IAM's. */
  readonly operationId: string
  readonly operation: Operation
}

/** What an error answer says, in any of the shapes that gateways use; null where there is none. */
export interface SaidError {
  readonly code: string
  readonly message: string | null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const object = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null

/**
 * `error_code`/`error_msg` anywhere; in an answer that is no success also `errorCode`, `code` and one level down.
 * `CBC.0000` is success.
 */
export function saidError(body: unknown, failed: boolean): SaidError | null {
  const top = object(body)
  if (!top) return null
  const code = text(top.error_code) ?? (failed ? (text(top.errorCode) ?? text(top.code)) : null)
  if (code !== null)
    return code === 'CBC.0000'
      ? null
      : { code, message: text(top.error_msg) ?? text(top.errorMsg) ?? text(top.message) }
  if (!failed) return null
  for (const value of Object.values(top)) {
    const nested = object(value)
    const inner = nested && (text(nested.error_code) ?? text(nested.errorCode) ?? text(nested.code))
    if (nested && inner)
      return { code: inner, message: text(nested.error_msg) ?? text(nested.errorMsg) ?? text(nested.message) }
  }
  return null
}

/** Items of the operation's list of failures that carry an error code. */
export function failedItems({ failures }: Operation, body: unknown): readonly unknown[] {
  const list = failures === undefined ? undefined : object(body)?.[failures]
  return Array.isArray(list) ? list.filter((item) => saidError(item, false) !== null) : []
}

const permissionCodes = new Set(['CBC.0150', 'CBC.0151', 'CBC.0155', 'CBC.18000016', 'CBC.5001', 'APIG.0302'])

function byCode(code: string, http: number): { outcome: Failure; code: ErrorCode } | null {
  const known = errorCodes[code]
  if (!known) return null
  const [outcome, retry, kind] = known
  if (code === 'CBC.0156') return { outcome: 'refused', code: 'wrong-site' }
  if (permissionCodes.has(code)) return { outcome: 'refused', code: 'permission-missing' }
  if (kind === 'throttle' || http === 429) return { outcome: 'not-now', code: 'throttled' }
  if (outcome !== 'not-applied') return { outcome: 'unknown', code: 'unknown-outcome' }
  if (http === 401) return { outcome: 'signed-out', code: 'signed-out' }
  return retry === 'later' ? { outcome: 'not-now', code: 'refused' } : { outcome: 'refused', code: 'refused' }
}

function byStatus(http: number): { outcome: Failure; code: ErrorCode } {
  if (http === 429) return { outcome: 'not-now', code: 'throttled' }
  if (http === 401) return { outcome: 'signed-out', code: 'signed-out' }
  if (http === 403) return { outcome: 'refused', code: 'permission-missing' }
  if (http >= 400 && http < 500) return { outcome: 'refused', code: 'refused' }
  // 5xx, or an unlisted code inside HTTP 200: nobody can say what happened.
  return { outcome: 'unknown', code: 'unknown-outcome' }
}

/** The gateway's words for an address that no API stands behind; both spellings are in errors.json. */
const noSuchApi: ReadonlySet<string | null> = new Set(['APIG.0101', 'APIGW.0101'])

/** The other side does not offer this operation (the vendor has no desk API); any other 404 is an error like others. */
export const isAbsentApi = ({ vendor }: AppErrorValue): boolean => vendor?.http === 404 && noSuchApi.has(vendor.code)

const retryOf = (outcome: Failure, reads: boolean): AppErrorValue['retry'] => {
  if (outcome === 'not-now') return 'later'
  if (outcome === 'unknown') return reads ? 'later' : 'after-reconcile'
  return 'after-fix'
}

export interface Said {
  readonly http: number
  readonly requestId: string | null
  readonly error: SaidError | null
  readonly retryAfterMs?: number | null
  readonly detail?: Record<string, string | number | boolean>
}

export function failure(asked: Asked, outcome: Failure, code: ErrorCode, said: Said, cause?: unknown): PartnerError {
  const { reads } = asked.operation
  return new PartnerError(
    outcome,
    {
      code,
      safe: outcome === 'unknown' && !reads ? 'unknown' : 'nothing-changed',
      retry: retryOf(outcome, reads),
      ...(said.detail ? { detail: said.detail } : {}),
      vendor: {
        operationId: asked.operationId,
        http: said.http,
        code: said.error?.code.slice(0, 80) ?? null,
        message: said.error?.message?.slice(0, 2000) ?? null,
        requestId: said.requestId?.slice(0, 200) ?? null,
      },
      ref: '',
    },
    said.retryAfterMs ?? null,
    cause,
  )
}

/** Error of an answer that arrived whole. */
export function answeredFailure(asked: Asked, said: Said): PartnerError {
  const code = said.error?.code.replace(/^APIGW\./, 'APIG.') ?? null
  const { outcome, code: ours } = (code === null ? null : byCode(code, said.http)) ?? byStatus(said.http)
  const missing = ours === 'permission-missing' ? asked.operation.permissions : undefined
  return failure(
    asked,
    outcome,
    ours,
    missing ? { ...said, detail: { ...said.detail, missing: missing.join(' ') } } : said,
  )
}

/** Failures before a byte of the request left: surely nothing was done. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENODATA',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'UND_ERR_PRX_TLS',
])
const certificate = /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL_)/

function errorCodeOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return errorCodeOf(cause.errors[0])
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  return typeof code === 'string' ? code : ''
}

/** Error of a call without a whole answer. `sent`: the request may have reached the vendor. */
export function brokenFailure(
  asked: Asked,
  cause: unknown,
  at: { sent: boolean; cancelled: boolean; http: number; requestId: string | null },
): PartnerError {
  const said: Said = { http: at.http, requestId: at.requestId, error: null }
  if (at.cancelled) return failure(asked, at.sent ? 'unknown' : 'not-now', 'cancelled', said, cause)
  const code = errorCodeOf(cause)
  if (certificate.test(code))
    return failure(asked, 'not-now', 'offline', { ...said, detail: { reason: 'certificate', system: code } }, cause)
  if (notSent.has(code) || !at.sent)
    return failure(asked, 'not-now', 'offline', { ...said, detail: { system: code } }, cause)
  return failure(asked, 'unknown', 'unknown-outcome', { ...said, detail: { system: code } }, cause)
}
