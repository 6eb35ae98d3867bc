/** SDK-HMAC-SHA256 as the catalog's README describes it, step by step. */
import { createHash, createHmac } from 'node:crypto'
import type { Credential } from '#shared/contract/workspaces.ts'

export interface ToSign {
  readonly method: string
  /** As it will be sent, encoded or not, without the query. */
  readonly path: string
  /** Made by `canonicalQuery`; the same text goes into the URL. */
  readonly query: string
  /** Lower-case names; every one of them is signed. `host` and `x-sdk-date` must be among them. */
  readonly headers: Readonly<Record<string, string>>
  /** The exact body; empty without one. */
  readonly body: string | Uint8Array
}

export type QueryValues = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Unreserved characters `A-Za-z0-9-_.~` stay, all others become %XX of their UTF-8 bytes. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Step 3: sorted by name, then by value; an array repeats its name; undefined is left out. */
export function canonicalQuery(query: QueryValues): string {
  const pairs: [string, string][] = []
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? (value as readonly (string | number)[]) : [value]) {
      pairs.push([percentEncode(name), percentEncode(String(one))])
    }
  }
  return pairs
    .sort((a, b) => byCodeUnits(a[0], b[0]) || byCodeUnits(a[1], b[1]))
    .map((pair) => pair.join('='))
    .join('&')
}

/** Step 2; the closing slash is in the signature only. */
function canonicalPath(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => percentEncode(percentDecode(segment)))
    .join('/')
  return encoded.endsWith('/') ? encoded : `${encoded}/`
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

const signedNames = (headers: ToSign['headers']): string[] => Object.keys(headers).sort(byCodeUnits)

/** Steps 4 to 6. */
export function canonicalRequest(request: ToSign): string {
  const names = signedNames(request.headers)
  const headers = names.map((name) => `${name}:${request.headers[name]?.trim()}\n`).join('')
  return [
    request.method,
    canonicalPath(request.path),
    request.query,
    headers,
    names.join(';'),
    sha256(request.body),
  ].join('\n')
}

/** `20260105T083000Z` of UTC milliseconds. */
export const sdkDate = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Steps 7 to 9: the value of the Authorization header. */
export function authorization(request: ToSign, credential: { readonly ak: string; readonly sk: string }): string {
  const toSign = `SDK-HMAC-SHA256\n${request.headers['x-sdk-date']}\n${sha256(canonicalRequest(request))}`
  const signature = createHmac('sha256', credential.sk).update(toSign).digest('hex')
  return `SDK-HMAC-SHA256 Access=${credential.ak}, SignedHeaders=${signedNames(request.headers).join(';')}, Signature=${signature}`
}

/**
 * The headers of a request with the credential in them: a token as it is, or everything signed by access key.
 * @param at UTC milliseconds by the vendor's clock
 */
export function authenticated(request: ToSign, credential: Credential, at: number): Record<string, string> {
  if (credential.kind === 'token') return { ...request.headers, 'x-auth-token': credential.token }
  const headers = {
    ...request.headers,
    ...(credential.securityToken ? { 'x-security-token': credential.securityToken } : {}),
    'x-sdk-date': sdkDate(at),
  }
  return { ...headers, authorization: authorization({ ...request, headers }, credential) }
}
