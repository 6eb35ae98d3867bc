/**
 * Tokens of customers by agency: what only a customer's own credential may call (R-PLAT-16) is called with the token
 * that the vendor's IAM gives the partner where that customer granted it. Tokens live in memory alone.
 */
import { isUtf8 } from 'node:buffer'
import type { Dispatcher } from 'undici'
import { type Asked, brokenFailure, failure } from '#host/partner-api/outcome.ts'
import { authenticated } from '#host/partner-api/sign.ts'
import { dispatcherFor, firstOf } from '#host/partner-api/transport.ts'
import type { Connection, PartnerError } from '#host/partner-api/types.ts'
import { parseInstant } from '#shared/time.ts'

const PATH = '/v3/auth/tokens'
/** Name that the vendor gives the agency between a customer and its partner. */
const AGENCY = 'partner'
/** A token is not used so close to its end, milliseconds. */
const MARGIN_MS = 5 * 60_000
const LARGEST_ANSWER = 256 * 1024

/** The IAM beside the vendor's BSS address; a gateway of the partner's own serves both. */
function iamOf(endpoint: string): URL {
  const url = new URL(endpoint)
  if (url.hostname.startsWith('bss.')) url.hostname = `iam.${url.hostname.slice('bss.'.length)}`
  return url
}

interface Kept {
  readonly token: string
  readonly until: number
}

export class Agencies {
  readonly #connection: Connection
  readonly #vendorNow: () => number
  readonly #url: URL
  readonly #timeoutMs: number
  #dispatcher: Dispatcher | null = null
  readonly #tokens = new Map<string, Promise<Kept>>()

  /** @param vendorNow UTC milliseconds by the vendor's clock */
  constructor(connection: Connection, timeoutMs: number, vendorNow: () => number) {
    this.#connection = connection
    this.#timeoutMs = timeoutMs
    this.#vendorNow = vendorNow
    this.#url = iamOf(connection.endpoint)
  }

  /** Throws PartnerError; whatever went wrong, the call itself was not sent. */
  async token(asked: Asked, customerId: string, signal?: AbortSignal): Promise<string> {
    const known = await this.#tokens.get(customerId)?.catch(() => null)
    if (known && known.until > this.#vendorNow()) return known.token
    const fetched = this.#fetch(asked, customerId, signal)
    this.#tokens.set(customerId, fetched)
    try {
      return (await fetched).token
    } catch (cause) {
      if (this.#tokens.get(customerId) === fetched) this.#tokens.delete(customerId)
      throw cause
    }
  }

  forget(customerId: string): void {
    this.#tokens.delete(customerId)
  }

  async close(): Promise<void> {
    this.#tokens.clear()
    await this.#dispatcher?.destroy()
  }

  async #fetch(asked: Asked, customerId: string, signal: AbortSignal | undefined): Promise<Kept> {
    const body = JSON.stringify({
      auth: {
        identity: { methods: ['assume_role'], assume_role: { domain_id: customerId, agency_name: AGENCY } },
      },
    })
    const headers = authenticated(
      {
        method: 'POST',
        path: PATH,
        query: '',
        body,
        headers: { host: this.#url.host, 'content-type': 'application/json' },
      },
      this.#connection.credential,
      this.#vendorNow(),
    )
    let answered: { http: number; requestId: string | null; token: string | null; body: Buffer }
    try {
      this.#dispatcher ??= dispatcherFor(this.#url, this.#timeoutMs)
      const answer = await this.#dispatcher.request({
        origin: this.#url.origin,
        path: PATH,
        method: 'POST',
        headers,
        body,
        ...(signal ? { signal } : {}),
      })
      answered = {
        http: answer.statusCode,
        requestId: firstOf(answer.headers['x-request-id']),
        token: firstOf(answer.headers['x-subject-token']),
        body: Buffer.from(await answer.body.arrayBuffer()),
      }
    } catch (cause) {
      throw brokenFailure(asked, cause, { sent: false, cancelled: signal?.aborted === true, http: 0, requestId: null })
    }
    const { http, token } = answered
    if (http === 201 && token !== null) return { token, until: untilOf(answered.body, this.#vendorNow()) - MARGIN_MS }
    throw refusalOf(asked, customerId, answered)
  }
}

function refusalOf(
  asked: Asked,
  customerId: string,
  { http, requestId }: { http: number; requestId: string | null },
): PartnerError {
  const said = { http, requestId, error: null }
  if (http === 403 || http === 404) return failure(asked, 'refused', 'no-agency', { ...said, detail: { customerId } })
  if (http === 401) return failure(asked, 'signed-out', 'signed-out', said)
  if (http === 429) return failure(asked, 'not-now', 'throttled', said)
  // The token service is out of order: the call itself never left.
  return failure(asked, 'not-now', 'offline', { ...said, detail: { reason: 'token-service' } })
}

/** Without a readable end the token serves this one call. */
function untilOf(body: Buffer, now: number): number {
  if (body.length > LARGEST_ANSWER || !isUtf8(body)) return now
  try {
    const { token } = JSON.parse(body.toString('utf8')) as { token?: { expires_at?: unknown } }
    const text = typeof token?.expires_at === 'string' ? token.expires_at : ''
    return parseInstant(text.replace(/(\.\d{3})\d*Z$/, '$1Z')) ?? now
  } catch {
    return now
  }
}
