/** The partner client: signs at the moment of sending, keeps to its pace, reads the answer whole and exactly. */
import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { Agencies } from '#host/partner-api/agency.ts'
import { type Operation, operations } from '#host/partner-api/catalog.ts'
import { parseExact } from '#host/partner-api/json.ts'
import { Limits, LONGEST_HOLD_MS } from '#host/partner-api/limits.ts'
import {
  type Asked,
  answeredFailure,
  brokenFailure,
  failedItems,
  failure,
  saidError,
} from '#host/partner-api/outcome.ts'
import { authenticated, canonicalQuery, percentEncode, type QueryValues } from '#host/partner-api/sign.ts'
import { dispatcherFor, firstOf, isLoopback } from '#host/partner-api/transport.ts'
import {
  type Answer,
  type CallOptions,
  type Connection,
  type OperationId,
  type PartnerApi,
  PartnerError,
} from '#host/partner-api/types.ts'

const unzip = promisify(gunzip)

const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_LIMIT_SHARE = 0.5
const ANSWER_LIMIT_BYTES = 32 * 1024 * 1024
/** Date headers count whole seconds; less than this is no skew. */
const SKEW_NOTICED_MS = 2_000
/** The gateway refuses dates 15 minutes off; a refusal with less than this between the clocks has another reason. */
const SKEW_REFUSED_MS = 5 * 60_000
const THROTTLED_WAIT_MS = 2_000
const nothingSaid = { http: 0, requestId: null, error: null } as const

interface Raw {
  readonly http: number
  readonly requestId: string | null
  readonly body: Buffer
  readonly date: number | null
  readonly retryAfterMs: number | null
}

function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Math.max(Date.parse(value) - now, 0)
  return Number.isNaN(ms) ? null : Math.min(ms, LONGEST_HOLD_MS)
}

async function readWhole(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > ANSWER_LIMIT_BYTES) throw new RangeError('the answer is too large')
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)
}

function pathOf({ path }: Operation, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => percentEncode(String(values[name] ?? '')))
}

class Client implements PartnerApi {
  readonly #connection: Connection
  readonly #url: URL
  readonly #dispatcher: Dispatcher
  readonly #limits: Limits
  readonly #timeoutMs: number
  readonly #now: () => number
  readonly #agencies: Agencies
  #skewMs = 0

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection
    this.#url = new URL(connection.endpoint)
    this.#timeoutMs = connection.timeoutMs ?? DEFAULT_TIMEOUT_MS
    this.#dispatcher = dispatcherFor(this.#url, this.#timeoutMs)
    this.#limits = new Limits(connection.limitShare === undefined ? DEFAULT_LIMIT_SHARE : connection.limitShare)
    this.#now = now
    this.#agencies = new Agencies(connection, this.#timeoutMs, () => now() + this.#skewMs)
  }

  get clockSkewMs(): number {
    return this.#skewMs
  }

  async call<Id extends OperationId>(operationId: Id, options: CallOptions<Id> = {}): Promise<Answer<Id>> {
    const operation = operations[operationId]
    const asked: Asked = { operationId, operation }
    if (operation.customerOnly && options.actingFor === undefined)
      throw failure(asked, 'refused', 'no-agency', nothingSaid)
    const usedSkew = this.#skewMs
    let raw = await this.#send(asked, options)
    // A refused date means nothing was done: once more with the vendor's own time.
    if (raw.http === 401 && raw.date !== null && Math.abs(this.#skewMs - usedSkew) > SKEW_REFUSED_MS)
      raw = await this.#send(asked, options)
    // A customer's token that is over was never let in: once more with a new one.
    if (raw.http === 401 && options.actingFor !== undefined) {
      this.#agencies.forget(options.actingFor)
      raw = await this.#send(asked, options)
    }
    return this.#judge<Id>(asked, raw)
  }

  releaseHolds(): void {
    this.#limits.release()
  }

  async close(): Promise<void> {
    await Promise.all([this.#dispatcher.destroy(), this.#agencies.close()])
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
      if (wrong.value.code === 'throttled') this.#limits.hold(asked.operationId, raw.retryAfterMs ?? THROTTLED_WAIT_MS)
      const clockOff = wrong.outcome === 'signed-out' && raw.date !== null && Math.abs(this.#skewMs) > SKEW_REFUSED_MS
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

  #headers(
    asked: Asked,
    target: { readonly path: string; readonly query: string; readonly body: string; readonly token: string | null },
    given: object,
  ): Record<string, string> {
    const headers: Record<string, string> = { host: this.#url.host }
    for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value)
    if (target.body !== '') headers['content-type'] = 'application/json'
    const { token, ...rest } = target
    const credential = token === null ? this.#connection.credential : ({ kind: 'token', token } as const)
    const signed = authenticated(
      { method: asked.operation.method, ...rest, headers },
      credential,
      this.#now() + this.#skewMs,
    )
    signed.accept = 'application/json'
    // On loopback there is nothing to save.
    if (!isLoopback(this.#url)) signed['accept-encoding'] = 'gzip'
    return signed
  }

  async #send<Id extends OperationId>(asked: Asked, options: CallOptions<Id>): Promise<Raw> {
    const { operation, operationId } = asked
    const { signal } = options
    let sent = false
    let http = 0
    let requestId: string | null = null
    const ended = new AbortController()
    const abort = (): void => ended.abort(signal?.reason)
    let timer: NodeJS.Timeout | undefined
    try {
      const token =
        options.actingFor === undefined ? null : await this.#agencies.token(asked, options.actingFor, signal)
      await this.#limits.admit(operationId, operation.perSecond, signal)
      const path = pathOf(operation, options.path ?? {})
      const query = canonicalQuery((options.query ?? {}) as QueryValues)
      const body = options.body === undefined ? '' : JSON.stringify(options.body)
      const headers = this.#headers(asked, { path, query, body, token }, options.headers ?? {})
      signal?.addEventListener('abort', abort, { once: true })
      // A body that drips for ever keeps every other clock from striking.
      timer = setTimeout(() => ended.abort(new Error('the answer took too long')), this.#timeoutMs * 4)
      const began = this.#now()
      sent = true
      const answer = await this.#dispatcher.request({
        origin: this.#url.origin,
        path: query === '' ? path : `${path}?${query}`,
        method: operation.method,
        headers,
        ...(body === '' ? {} : { body }),
        signal: ended.signal,
      })
      http = answer.statusCode
      requestId = firstOf(answer.headers['x-request-id'])
      const date = Date.parse(firstOf(answer.headers.date) ?? '')
      if (!Number.isNaN(date)) this.#measureSkew(date, began)
      const packed = await readWhole(answer.body)
      const zipped = firstOf(answer.headers['content-encoding']) === 'gzip'
      return {
        http,
        requestId,
        body: zipped ? await unzip(packed, { maxOutputLength: ANSWER_LIMIT_BYTES }) : packed,
        date: Number.isNaN(date) ? null : date,
        retryAfterMs: parseRetryAfter(firstOf(answer.headers['retry-after']), this.#now() + this.#skewMs),
      }
    } catch (cause) {
      if (cause instanceof PartnerError) throw cause
      throw brokenFailure(asked, cause, { sent, cancelled: signal?.aborted === true, http, requestId })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  /** The header was written about half way between sending and receiving, and cuts off the fraction of its second. */
  #measureSkew(date: number, began: number): void {
    const measured = date + 500 - (began + this.#now()) / 2
    if (Math.abs(measured - this.#skewMs) > SKEW_NOTICED_MS)
      this.#skewMs = Math.abs(measured) > SKEW_NOTICED_MS ? Math.round(measured) : 0
  }
}

/** @param now UTC milliseconds of this machine's clock. */
export const createPartnerApi = (connection: Connection, now: () => number = Date.now): PartnerApi =>
  new Client(connection, now)
