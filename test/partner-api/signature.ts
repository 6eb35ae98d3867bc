// SDK-HMAC-SHA256 as the gateway computes it, written from the catalog's README and not from our client.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface SignedRequest {
  readonly method: string
  /** Path as received, without the query. */
  readonly path: string
  /** Query string as received, without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Authorization {
  readonly accessKey: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/** Undefined when the header is not of this algorithm or incomplete. */
export const parseAuthorization = (header: string): Authorization | undefined => {
  const match = /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(header)
  if (!match?.[1] || !match[2] || !match[3]) return undefined
  return { accessKey: match[1], signedHeaders: match[2].split(';'), signature: match[3] }
}

const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const percentDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const canonicalPath = (path: string): string => {
  const encoded = path
    .split('/')
    .map((segment) => percentEncode(percentDecode(segment)))
    .join('/')
  return encoded.endsWith('/') ? encoded : `${encoded}/`
}

const canonicalQuery = (query: string): string => {
  if (query === '') return ''
  const pairs = query.split('&').map((pair) => {
    const cut = pair.indexOf('=')
    const [name, value] = cut < 0 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)]
    return [percentDecode(name), percentDecode(value)] as const
  })
  return pairs
    .sort((a, b) => byCodeUnits(a[0], b[0]) || byCodeUnits(a[1], b[1]))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** Step 6 of the README. */
export const canonicalRequest = (request: SignedRequest, signedHeaders: readonly string[]): string => {
  const names = [...signedHeaders].map((name) => name.toLowerCase()).sort(byCodeUnits)
  const headers = names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('')
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers,
    names.join(';'),
    sha256(request.body),
  ].join('\n')
}

/** Lower-case hex signature of a request under a secret key; the date is taken from `x-sdk-date`. */
export const signatureOf = (request: SignedRequest, signedHeaders: readonly string[], secretKey: string): string => {
  const date = String(request.headers['x-sdk-date'] ?? '')
  const toSign = `SDK-HMAC-SHA256\n${date}\n${sha256(canonicalRequest(request, signedHeaders))}`
  return createHmac('sha256', secretKey).update(toSign).digest('hex')
}

/** What must be signed whenever it is sent, beside `host` and `x-sdk-date`, which always must. */
const signedWhenSent = ['content-type', 'x-security-token']

/** Name of a header that should have been signed and was not, or undefined. */
export const unsignedHeader = (headers: IncomingHttpHeaders, signedHeaders: readonly string[]): string | undefined => {
  const signed = new Set(signedHeaders)
  return ['host', 'x-sdk-date', ...signedWhenSent.filter((name) => headers[name] !== undefined)].find(
    (name) => !signed.has(name),
  )
}

/** UTC milliseconds of `YYYYMMDDTHHMMSSZ`; NaN when it has another form. */
export const sdkDateMillis = (text: string): number => {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match) return Number.NaN
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number)
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)
}

export const sameSignature = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b))
