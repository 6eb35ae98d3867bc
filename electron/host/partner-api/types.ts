/** The partner client as the engines see it: typed by the catalogs, one answer = one outcome. */

import type { DeskOperations } from '#host/partner-api/desk.ts'
import type { Credential } from '#shared/contract/workspaces.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import type { operations } from '#shared/partner-api/wire.d.ts'

/** Exactly one of five (Law 4 of the outbox): what may be believed about a call. */
export type Outcome = 'applied' | 'refused' | 'not-now' | 'signed-out' | 'unknown'

export interface Connection {
  readonly endpoint: string
  readonly credential: Credential
  readonly site: 'china' | 'international'
  /** Share of the vendor's limit that is used; 0.5 unless a benchmark says otherwise; null = no limit of our own. */
  readonly limitShare?: number | null
  /** The vendor's answer must begin within this time, and the whole of it within four times that; milliseconds. */
  readonly timeoutMs?: number
}

type AllOperations = operations & DeskOperations
/** operationId of openapi.json or desk.openapi.json. */
export type OperationId = keyof AllOperations

type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined
type Parameters<Id extends OperationId> = AllOperations[Id] extends { parameters: infer P } ? P : never
type Part<Id extends OperationId, Name extends string> =
  Parameters<Id> extends { [K in Name]?: infer V } ? NonNullable<V> : never
export type Query<Id extends OperationId> = Part<Id, 'query'>
export type Body<Id extends OperationId> = AllOperations[Id] extends { requestBody: infer R } ? Json<R> : undefined
/** What the catalog promises; the wire may differ (open enums, exact numbers as text): `wire.ts` of an area checks it. */
export type Success<Id extends OperationId> = AllOperations[Id] extends { responses: { 200: infer R } }
  ? Json<R>
  : undefined

export interface CallOptions<Id extends OperationId = OperationId> {
  readonly query?: Query<Id>
  readonly path?: Part<Id, 'path'>
  /** Values of headers that the catalog names as parameters, e.g. `X-Language`. */
  readonly headers?: Part<Id, 'header'>
  readonly body?: Body<Id>
  /**
   * The customer as whom the call is made (R-PLAT-16, R-ORD-29): its token is swapped through the agency that it granted.
   * A `customer` operation needs it, a partner operation must not have it; which is which, the catalog's x-caller says.
   * Throws before anything leaves: `wrong-caller`, or `no-agency` where the customer granted no agency.
   */
  readonly actingFor?: string
  readonly signal?: AbortSignal
}

export interface Answer<Id extends OperationId = OperationId> {
  /** Parsed exactly: numbers with more than 15 significant digits come as their text, see json.ts. */
  readonly body: Success<Id>
  /** Items that failed while the call as a whole did not (x-partial-failure): a batch can half succeed. */
  readonly failures: readonly unknown[]
  /** Of the body, after decompression. */
  readonly bytes: number
  readonly requestId: string | null
  readonly http: number
  /** The vendor's time of the answer (Date header), UTC milliseconds in whole seconds; null without the header. */
  readonly answeredAt: number | null
}

/** Throws `PartnerError`; calls are repeated with back-off by the client's caller (the engines), never by the client. */
export interface PartnerApi {
  call<Id extends OperationId>(operationId: Id, options?: CallOptions<Id>): Promise<Answer<Id>>
  /** Milliseconds the vendor's clock is ahead of ours, measured from Date headers; 0 within two seconds. */
  readonly clockSkewMs: number
  /** Forgets the token of this customer, or of all: at a revocation, and when nobody acts for the customer any more. */
  forgetCustomer(customerId: string | null): void
  /** A person asks again: what an answer of 429 holds back may be tried at once. */
  releaseHolds(): void
  close(): Promise<void>
}

export class PartnerError extends Error {
  readonly outcome: Exclude<Outcome, 'applied'>
  readonly value: AppErrorValue
  /** Milliseconds to wait, from Retry-After, at most 15 minutes; null without one. */
  readonly retryAfterMs: number | null
  constructor(
    outcome: Exclude<Outcome, 'applied'>,
    value: AppErrorValue,
    retryAfterMs: number | null = null,
    cause?: unknown,
  ) {
    super(
      `${value.code}${value.vendor?.code ? ` ${value.vendor.code}` : ''}`,
      cause === undefined ? undefined : { cause },
    )
    this.name = 'PartnerError'
    this.outcome = outcome
    this.value = value
    this.retryAfterMs = retryAfterMs
  }
}
