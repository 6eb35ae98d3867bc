/** What a page may not do, whatever runs in it: permissions, navigation, redirects, windows, downloads, requests. */
import { app, type Session, session, shell, type WebContents } from 'electron'
import { ORIGIN, SCHEME } from './scheme.ts'

/** Hosts that may be opened in the system's browser; the page names a link, the host its address, this list the end. */
const outsideHosts = new Set([
  'www.huaweicloud.com',
  'support.huaweicloud.com',
  'console.huaweicloud.com',
  'partner.huaweicloud.com',
  'account.huaweicloud.com',
  'www.huaweicloud.com.cn',
])

/** Chromium's own viewer of PDFs is an extension that comes with it; its page stands in a frame. */
export const PDF_VIEWER = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'

const viewing = new WeakSet<Session>()
/** Pages of this session may hold the viewer; those of every other may hold no frame at all. */
export const allowViewer = (ses: Session): void => void viewing.add(ses)

const isOurs = (url: string): boolean => url === ORIGIN || url.startsWith(`${ORIGIN}/`)

/** The only way out of the program. Returns false where the address is not on the list. */
export async function openOutside(url: string): Promise<boolean> {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return false
  }
  if (parsed.protocol !== 'https:' || parsed.username || parsed.password || parsed.port) return false
  if (!outsideHosts.has(parsed.hostname)) return false
  await shell.openExternal(parsed.href)
  return true
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    const viewer = !event.isMainFrame && viewing.has(contents.session) && event.url.startsWith(PDF_VIEWER)
    if (!viewer && (!event.isMainFrame || !isOurs(event.url))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function guardSession(ses: Session): void {
  // Writing the clipboard is what copying a range needs; reading it, and all else, is denied.
  const allowed = (permission: string, origin: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOurs(origin)
  ses.setPermissionRequestHandler((contents, permission, answer) => answer(allowed(permission, contents.getURL())))
  ses.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin))
  ses.setDevicePermissionHandler(() => false)
  ses.on('will-download', (event) => event.preventDefault())
  ses.webRequest.onBeforeRequest((details, answer) => {
    const inside =
      details.url.startsWith(`${SCHEME}:`) ||
      details.url.startsWith('data:') ||
      details.url.startsWith('devtools:') ||
      details.url.startsWith('blob:')
    answer({ cancel: !inside })
  })
}

/** For every page that will ever exist; before the first window. */
export function guardEverything(): void {
  guardSession(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** A message counts only from the top frame of a page of ours. */
export const fromOurPage = (frame: { url: string; parent: unknown } | null | undefined): boolean =>
  Boolean(frame && frame.parent === null && isOurs(frame.url))
