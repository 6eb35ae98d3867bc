/** Connections to the vendor's addresses: time limits, TLS, and the machine's proxy. */
import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'

const CONNECT_TIMEOUT_MS = 10_000
/** Connections kept: calls in flight of the sync and a person's own beside them. */
const CONNECTIONS = 16

export const isLoopback = (url: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)

export function dispatcherFor(url: URL, timeoutMs: number): Dispatcher {
  const options = {
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs), minVersion: 'TLSv1.2' as const },
    headersTimeout: timeoutMs,
    // Between two pieces of a body: a body that stops half way ends here.
    bodyTimeout: Math.max(Math.ceil(timeoutMs / 2), 1),
    keepAliveTimeout: 30_000,
    connections: CONNECTIONS,
  }
  const { env } = process
  const proxied =
    !isLoopback(url) && [env.https_proxy, env.HTTPS_PROXY, env.http_proxy, env.HTTP_PROXY].some((value) => value)
  return proxied ? new EnvHttpProxyAgent(options) : new Pool(url.origin, options)
}

export const firstOf = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? (value[0] ?? null) : (value ?? null)
