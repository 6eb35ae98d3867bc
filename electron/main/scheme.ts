/**
 * The program's own scheme: serves the built pages and nothing else, each with a strict policy. A path that leaves the
 * folder is refused; what is refused looks like what is absent.
 */

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { places } from './places.ts'

export const SCHEME = 'workstation'
export const ORIGIN = `${SCHEME}://app`

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** No connection of its own: the page reaches data only through its port. antd's styles carry the nonce. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const headers = (type: string, nonce: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy(nonce),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
})

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** The file a URL of ours means, or null: another host, a folder, an unknown ending, a way out of the folder. */
export function fileOf(url: string, root: string = places.renderer): string | null {
  let parsed: URL
  let path: string
  try {
    parsed = new URL(url)
    path = decodeURIComponent(parsed.pathname)
  } catch {
    return null
  }
  if (parsed.protocol !== `${SCHEME}:` || parsed.host !== 'app' || path.includes('\0') || path.includes('\\'))
    return null
  const file = normalize(join(root, path === '/' ? 'index.html' : path))
  if (!file.startsWith(root + sep) || !(extname(file) in types)) return null
  return file
}

export function serveScheme(): void {
  protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url) : null
    const nonce = randomBytes(16).toString('base64')
    const absent = new Response('Not found', { status: 404, headers: headers('text/plain', nonce) })
    if (!file) return absent
    try {
      const content = await readFile(file)
      const type = types[extname(file)] ?? 'application/octet-stream'
      if (!type.startsWith('text/html')) return new Response(new Uint8Array(content), { headers: headers(type, nonce) })
      return new Response(content.toString('utf8').replaceAll('__CSP_NONCE__', nonce), {
        headers: headers(type, nonce),
      })
    } catch {
      return absent
    }
  })
}
