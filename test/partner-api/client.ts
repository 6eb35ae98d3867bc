// An independent client for tests: the vendor's own signer, and nothing of ours.

import { type Agent, type IncomingHttpHeaders, request } from 'node:http'
import { createRequire } from 'node:module'
import { customerPassword } from './access.ts'
import { type CredentialName, credentials } from './identities.ts'

// The package is CommonJS with a TypeScript 4 build; only this one function of it is used.
const { AKSKSigner } = createRequire(import.meta.url)('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js') as {
  AKSKSigner: {
    sign(
      request: {
        endpoint: string
        method: string
        queryParams: object
        headers: Record<string, string>
        data?: unknown
      },
      credential: { getAk(): string; getSk(): string },
    ): Record<string, string>
  }
}

export type QueryValues = Readonly<Record<string, string | number | readonly (string | number)[]>>

export interface CallOptions {
  readonly method: string
  readonly path: string
  readonly query?: QueryValues
  /** Sent as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Changes the signed headers before they are sent. */
  readonly tamper?: (headers: Record<string, string>) => void
  readonly agent?: Agent
  readonly timeoutMs?: number
}

export interface CallResult {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

export interface Keys {
  readonly accessKey: string
  readonly secretKey: string
}

const unreserved = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Headers of the vendor's signer for one call; `headers` may carry an X-Sdk-Date. */
export const vendorHeaders = (endpoint: string, call: CallOptions, keys: Keys): Record<string, string> =>
  AKSKSigner.sign(
    {
      endpoint: `${endpoint}${call.path}`,
      method: call.method,
      queryParams: structuredClone(call.query ?? {}),
      headers: { 'content-type': 'application/json', ...call.headers },
      ...(call.body === undefined ? {} : { data: call.body }),
    },
    { getAk: () => keys.accessKey, getSk: () => keys.secretKey },
  )

export const queryText = (query: QueryValues = {}): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => `${unreserved(name)}=${unreserved(String(one))}`),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Sends without signing. @throws the connection's error */
export const sendCall = (
  endpoint: string,
  call: CallOptions,
  headers: Readonly<Record<string, string>>,
): Promise<CallResult> =>
  new Promise((resolve, reject) => {
    const data = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body))
    const outgoing = request(
      `${endpoint}${call.path}${queryText(call.query)}`,
      {
        method: call.method,
        headers: { ...headers, ...(data ? { 'content-length': String(data.length) } : {}) },
        ...(call.agent ? { agent: call.agent } : {}),
        ...(call.timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(call.timeoutMs) }),
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(data)
  })

/** Signs with the vendor's signer and sends. */
export const signedCall = (endpoint: string, as: CredentialName | Keys, call: CallOptions): Promise<CallResult> => {
  const headers = vendorHeaders(endpoint, call, typeof as === 'string' ? credentials[as] : as)
  call.tamper?.(headers)
  return sendCall(endpoint, call, headers)
}

/** Sends with a token instead of a signature. */
export const tokenCall = (endpoint: string, token: string, call: CallOptions): Promise<CallResult> =>
  sendCall(endpoint, call, { 'content-type': 'application/json', 'x-auth-token': token, ...call.headers })

/** A customer's own token, by its name and password: the customer itself acts, whatever it granted the partner. */
export const customerToken = async (endpoint: string, customerId: string): Promise<string> => {
  const user = { name: customerId, password: customerPassword(customerId) }
  const result = await sendCall(
    endpoint,
    {
      method: 'POST',
      path: '/v3/auth/tokens',
      body: { auth: { identity: { methods: ['password'], password: { user } } } },
    },
    { 'content-type': 'application/json' },
  )
  return String(result.headers['x-subject-token'] ?? '')
}

/** A customer's token, swapped by the administrator through the agency. */
export const agencyToken = async (
  endpoint: string,
  customerId: string,
): Promise<CallResult & { readonly token: string }> => {
  const result = await signedCall(endpoint, 'administrator', {
    method: 'POST',
    path: '/v3/auth/tokens',
    body: {
      auth: { identity: { methods: ['assume_role'], assume_role: { domain_id: customerId, agency_name: 'partner' } } },
    },
  })
  return { ...result, token: String(result.headers['x-subject-token'] ?? '') }
}
