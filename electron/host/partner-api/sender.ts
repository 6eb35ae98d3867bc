/** One request on its way: paced, signed at the moment of sending, read whole; measures the vendor's clock. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { Limits, LONGEST_HOLD_MS } from '#host/partner-api/limits.ts'
import { type Asked, brokenFailure } from '#host/partner-api/outcome.ts'
import { authenticated } from '#host/partner-api/sign.ts'
import { dispatcherFor, firstOf, isLoopback } from '#host/partner-api/transport.ts'
import type { Connection } from '#host/partner-api/types.ts'

const unzip = promisify(gunzip)

const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_LIMIT_SHARE = 0.5
const ANSWER_LIMIT_BYTES = 32 * 1024 * 1024
/** Date headers count whole seconds; less than this is no skew. */
const SKEW_NOTICED_MS = 2_000
/** The gateway refuses dates 15 minutes off; a refusal with less than this between the clocks has another reason. */
export const SKEW_REFUSED_MS = 5 * 60_000

/** A request before it is signed. */
export interface Outgoing {
  readonly origin: string
  readonly path: string
  readonly query: string
  readonly body: string
  readonly headers: object
  /** A customer's; null = the connection's own credential. */
  readonly token: string | null
  readonly signal: AbortSignal | undefined
}

export interface Raw {
  readonly http: number
  readonly subjectToken: string | null
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

export class Sender {
  readonly limits: Limits
  readonly #connection: Connection
  readonly #url: URL
  readonly #dispatcher: Dispatcher
  readonly #timeoutMs: number
  readonly #now: () => number
  #iam: Dispatcher | null = null
  #skewMs = 0

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection
    this.#url = new URL(connection.endpoint)
    this.#timeoutMs = connection.timeoutMs ?? DEFAULT_TIMEOUT_MS
    this.#dispatcher = dispatcherFor(this.#url, this.#timeoutMs)
    this.limits = new Limits(connection.limitShare === undefined ? DEFAULT_LIMIT_SHARE : connection.limitShare)
    this.#now = now
  }

  get clockSkewMs(): number {
    return this.#skewMs
  }

  get url(): URL {
    return this.#url
  }

  /** The vendor's UTC milliseconds. */
  vendorNow(): number {
    return this.#now() + this.#skewMs
  }

  async close(): Promise<void> {
    await Promise.all([this.#dispatcher.destroy(), this.#iam?.destroy()])
  }

  /** A refused date means nothing was done: once more with the vendor's own time. */
  async sendInTime(asked: Asked, outgoing: Outgoing): Promise<Raw> {
    const usedSkew = this.#skewMs
    const raw = await this.send(asked, outgoing)
    const moved = raw.http === 401 && raw.date !== null && Math.abs(this.#skewMs - usedSkew) > SKEW_REFUSED_MS
    return moved ? this.send(asked, outgoing) : raw
  }

  async send(asked: Asked, outgoing: Outgoing): Promise<Raw> {
    const { operation, operationId } = asked
    const { origin, path, query, body, signal } = outgoing
    let sent = false
    let http = 0
    let requestId: string | null = null
    const ended = new AbortController()
    const abort = (): void => ended.abort(signal?.reason)
    let timer: NodeJS.Timeout | undefined
    try {
      await this.limits.admit(operationId, operation.perSecond, signal)
      const headers = this.#headers(asked, outgoing)
      signal?.addEventListener('abort', abort, { once: true })
      // A body that drips for ever keeps every other clock from striking.
      timer = setTimeout(() => ended.abort(new Error('the answer took too long')), this.#timeoutMs * 4)
      const began = this.#now()
      sent = true
      const answer = await this.#dispatcherOf(origin).request({
        origin,
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
        subjectToken: firstOf(answer.headers['x-subject-token']),
        body: zipped ? await unzip(packed, { maxOutputLength: ANSWER_LIMIT_BYTES }) : packed,
        date: Number.isNaN(date) ? null : date,
        retryAfterMs: parseRetryAfter(firstOf(answer.headers['retry-after']), this.#now() + this.#skewMs),
      }
    } catch (cause) {
      throw brokenFailure(asked, cause, { sent, cancelled: signal?.aborted === true, http, requestId })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  #headers(
    { operation }: Asked,
    { origin, path, query, body, headers: given, token }: Outgoing,
  ): Record<string, string> {
    const headers: Record<string, string> = { host: new URL(origin).host }
    for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value)
    if (body !== '') headers['content-type'] = 'application/json'
    const credential = token === null ? this.#connection.credential : ({ kind: 'token', token } as const)
    const signed = authenticated({ method: operation.method, path, query, headers, body }, credential, this.vendorNow())
    signed.accept = 'application/json'
    // On loopback there is nothing to save.
    if (!isLoopback(this.#url)) signed['accept-encoding'] = 'gzip'
    return signed
  }

  /** A pool keeps to one origin; IAM's is made when the first customer's token is wanted. */
  #dispatcherOf(origin: string): Dispatcher {
    if (origin === this.#url.origin) return this.#dispatcher
    this.#iam ??= dispatcherFor(new URL(origin), this.#timeoutMs)
    return this.#iam
  }

  /** The header was written about half way between sending and receiving, and cuts off the fraction of its second. */
  #measureSkew(date: number, began: number): void {
    const measured = date + 500 - (began + this.#now()) / 2
    if (Math.abs(measured - this.#skewMs) > SKEW_NOTICED_MS)
      this.#skewMs = Math.abs(measured) > SKEW_NOTICED_MS ? Math.round(measured) : 0
  }
}
