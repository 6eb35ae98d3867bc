/** The partner client as the engines see it: typed by the catalog, one answer = one outcome. */
import type { AppErrorValue } from '#shared/errors.ts'
import type { Credential } from '#shared/contract/workspaces.ts'

/** Exactly one of five (Law 4 of the outbox): what may be believed about a call. */
export type Outcome = 'applied' | 'refused' | 'not-now' | 'signed-out' | 'unknown'

export interface Connection {
  readonly endpoint: string
  readonly credential: Credential
  readonly site: 'china' | 'international'
  /** Share of the vendor's limit that is used; 0.5 unless a benchmark says otherwise; null = no limit of our own. */
  readonly limitShare?: number | null
  /** The vendor's answer must come within this time; milliseconds. */
  readonly timeoutMs?: number
}

export interface CallOptions {
  readonly query?: Readonly<Record<string, string | number | readonly (string | number)[] | undefined>>
  readonly path?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

export interface Answer {
  /** Parsed exactly: numbers with more than 15 digits come as `DecimalText` strings, see json.ts. */
  readonly body: unknown
  readonly bytes: number
  readonly requestId: string | null
  readonly http: number
}

/** Throws `PartnerError`; reads are repeated with back-off by the client's caller (the engine), never by the client. */
export interface PartnerApi {
  call(operationId: string, options?: CallOptions): Promise<Answer>
  /** Milliseconds the vendor's clock is ahead of ours, measured from Date headers. */
  readonly clockSkewMs: number
  close(): Promise<void>
}

export class PartnerError extends Error {
  readonly outcome: Exclude<Outcome, 'applied'>
  readonly value: AppErrorValue
  /** Seconds to wait, from Retry-After; null without one. */
  readonly retryAfterMs: number | null
  constructor(outcome: Exclude<Outcome, 'applied'>, value: AppErrorValue, retryAfterMs: number | null = null, cause?: unknown) {
    super(`${value.code}${value.vendor?.code ? ` ${value.vendor.code}` : ''}`, cause === undefined ? undefined : { cause })
    this.name = 'PartnerError'
    this.outcome = outcome
    this.value = value
    this.retryAfterMs = retryAfterMs
  }
}
