/** The partner client: the right credential for each call, and every answer judged whole and exactly. */
import { isUtf8 } from 'node:buffer'
import {
  type AgencyToken,
  AgencyTokens,
  iamOrigin,
  readToken,
  refuseCaller,
  refusedToken,
  SWAP,
  swapBody,
  swapFailure,
  swapOperation,
} from '#host/partner-api/agency.ts'
import { type Operation, operations } from '#host/partner-api/catalog.ts'
import { parseExact } from '#host/partner-api/json.ts'
import {
  type Asked,
  answeredFailure,
  brokenFailure,
  failedItems,
  failure,
  saidError,
} from '#host/partner-api/outcome.ts'
import { type Outgoing, type Raw, Sender, SKEW_REFUSED_MS } from '#host/partner-api/sender.ts'
import { canonicalQuery, percentEncode, type QueryValues } from '#host/partner-api/sign.ts'
import {
  type Answer,
  type CallOptions,
  type Connection,
  type OperationId,
  type PartnerApi,
  PartnerError,
} from '#host/partner-api/types.ts'

const THROTTLED_WAIT_MS = 2_000

function pathOf({ path }: Operation, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => percentEncode(String(values[name] ?? '')))
}

class Client implements PartnerApi {
  readonly #sender: Sender
  readonly #tokens: AgencyTokens

  constructor(connection: Connection, now: () => number) {
    this.#sender = new Sender(connection, now)
    this.#tokens = new AgencyTokens(
      (customerId) => this.#swap(customerId),
      () => this.#sender.vendorNow(),
    )
  }

  get clockSkewMs(): number {
    return this.#sender.clockSkewMs
  }

  async call<Id extends OperationId>(operationId: Id, options: CallOptions<Id> = {}): Promise<Answer<Id>> {
    const operation = operations[operationId]
    const asked: Asked = { operationId, operation }
    const { actingFor, signal } = options
    const wrong = refuseCaller(asked, actingFor)
    if (wrong) throw wrong
    const body = options.body === undefined ? '' : JSON.stringify(options.body)
    const outgoing: Outgoing = {
      origin: this.#sender.url.origin,
      path: pathOf(operation, options.path ?? {}),
      query: canonicalQuery((options.query ?? {}) as QueryValues),
      body,
      headers: options.headers ?? {},
      token: null,
      signal,
    }
    if (actingFor === undefined) return this.#judge<Id>(asked, await this.#sender.sendInTime(asked, outgoing))
    const first = await this.#tokenFor(asked, actingFor, signal)
    try {
      return this.#judge<Id>(asked, await this.#sender.send(asked, { ...outgoing, token: first }))
    } catch (cause) {
      if (!(cause instanceof PartnerError) || cause.outcome !== 'signed-out') throw cause
      await this.#tokens.drop(actingFor, first)
    }
    // Refused at the door, nothing was done: the token ran out early or the agency went. A new one tells which.
    const token = await this.#tokenFor(asked, actingFor, signal)
    try {
      return this.#judge<Id>(asked, await this.#sender.send(asked, { ...outgoing, token }))
    } catch (cause) {
      if (!(cause instanceof PartnerError) || cause.outcome !== 'signed-out') throw cause
      await this.#tokens.drop(actingFor, token)
      // Not the partner's credential: the queue must not pause for it.
      throw refusedToken(asked, actingFor, cause)
    }
  }

  forgetCustomer(customerId: string | null): void {
    this.#tokens.forget(customerId)
  }

  releaseHolds(): void {
    this.#sender.limits.release()
  }

  async close(): Promise<void> {
    this.#tokens.forget(null)
    await this.#sender.close()
  }

  #judge<Id extends OperationId>(asked: Asked, raw: Raw): Answer<Id> {
    const { http, requestId } = raw
    const succeeded = http >= 200 && http < 300
    const unreadable = (reason: string, cause?: unknown): PartnerError =>
      failure(asked, 'unknown', 'answer-unreadable', { http, requestId, error: null, detail: { reason } }, cause)
    if (http >= 300 && http < 400) throw unreadable('redirect')
    let body: unknown
    if (raw.body.length > 0) {
      try {
        if (!isUtf8(raw.body)) throw new SyntaxError('no UTF-8')
        body = parseExact(raw.body.toString('utf8'))
      } catch (cause) {
        // An error page may be no JSON; its status still says what happened.
        if (succeeded) throw unreadable('no-json', cause)
      }
      if (succeeded && (typeof body !== 'object' || body === null || Array.isArray(body))) throw unreadable('no-object')
    }
    const error = saidError(body, !succeeded)
    if (!succeeded || error) {
      const wrong = answeredFailure(asked, { http, requestId, error, retryAfterMs: raw.retryAfterMs })
      if (wrong.value.code === 'throttled')
        this.#sender.limits.hold(asked.operationId, raw.retryAfterMs ?? THROTTLED_WAIT_MS)
      const clockOff =
        wrong.outcome === 'signed-out' && raw.date !== null && Math.abs(this.#sender.clockSkewMs) > SKEW_REFUSED_MS
      if (clockOff && error?.code.endsWith('.0301'))
        throw failure(asked, 'signed-out', 'clock-skew', { http, requestId, error })
      throw wrong
    }
    return {
      body: body as Answer<Id>['body'],
      failures: failedItems(asked.operation, body),
      bytes: raw.body.length,
      requestId,
      http,
      answeredAt: raw.date,
    }
  }

  /** Waits for the customer's token, though no longer than its caller does. */
  async #tokenFor(asked: Asked, customerId: string, signal: AbortSignal | undefined): Promise<string> {
    const ended = Promise.withResolvers<never>()
    const end = (): void =>
      ended.reject(brokenFailure(asked, signal?.reason, { sent: false, cancelled: true, http: 0, requestId: null }))
    if (signal?.aborted) end()
    signal?.addEventListener('abort', end, { once: true })
    ended.promise.catch(() => {})
    try {
      return await Promise.race([this.#tokens.of(customerId), ended.promise])
    } catch (cause) {
      throw cause instanceof PartnerError && cause.value.vendor?.operationId === SWAP
        ? swapFailure(asked, customerId, cause)
        : cause
    } finally {
      signal?.removeEventListener('abort', end)
    }
  }

  /** Under the partner's own credential; 403 = the customer granted no agency. */
  async #swap(customerId: string): Promise<AgencyToken> {
    const asked: Asked = { operationId: SWAP, operation: swapOperation }
    const raw = await this.#sender.sendInTime(asked, {
      origin: iamOrigin(this.#sender.url),
      path: swapOperation.path,
      query: '',
      body: JSON.stringify(swapBody(customerId)),
      headers: {},
      token: null,
      signal: undefined,
    })
    const { body } = this.#judge(asked, raw)
    const issued = readToken(raw.subjectToken, body, this.#sender.vendorNow())
    if (issued) return issued
    const said = { http: raw.http, requestId: raw.requestId, error: null, detail: { reason: 'no-token' } }
    throw failure(asked, 'unknown', 'answer-unreadable', said)
  }
}

/** @param now UTC milliseconds of this machine's clock. */
export const createPartnerApi = (connection: Connection, now: () => number = Date.now): PartnerApi =>
  new Client(connection, now)
