/**
 * Paper: script-free markup to PDF or to a printer in a hidden page without scripts and without a network, and a window
 * that shows a PDF and can do nothing else with it. One print at a time.
 */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, type Session, session } from 'electron'
import type { Sheet, Shell } from '#host/shell.ts'
import { allowViewer, PDF_VIEWER } from './guards.ts'
import { SCHEME } from './scheme.ts'

const SHEET_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** Pages that never finish are given up. */
const PATIENCE_MS = 60_000

interface Served {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly type: string
  readonly policy?: string
}

const served = new Map<string, Served>()

/** A session that reaches what is served here and nothing else. */
function closedSession(name: string, also: readonly string[]): Session {
  const ses = session.fromPartition(name)
  if (ses.protocol.isProtocolHandled(SCHEME)) return ses
  ses.protocol.handle(SCHEME, ({ url, method }) => {
    const found = method === 'GET' ? served.get(new URL(url).pathname) : undefined
    if (!found) return new Response('Not found', { status: 404 })
    return new Response(found.body, {
      headers: {
        'content-type': found.type,
        'x-content-type-options': 'nosniff',
        ...(found.policy ? { 'content-security-policy': found.policy } : {}),
      },
    })
  })
  ses.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: ![`${SCHEME}://print/`, ...also].some((start) => url.startsWith(start)) }),
  )
  ses.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  ses.setPermissionCheckHandler(() => false)
  ses.setDevicePermissionHandler(() => false)
  ses.on('will-download', (event) => event.preventDefault())
  return ses
}

/** Serves something under an address of its own while `work` runs. */
async function serving<T>(what: Served, ending: string, work: (address: string) => Promise<T>): Promise<T> {
  const path = `/${randomUUID()}.${ending}`
  served.set(path, what)
  try {
    return await work(`${SCHEME}://print${path}`)
  } finally {
    served.delete(path)
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('the page did not come in time')), PATIENCE_MS)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** A queue of its own for each kind of work: a list of printers that takes its time holds up no print. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}
const printing = oneAtATime()
const asking = oneAtATime()
const showing = oneAtATime()

/** Runs `work` on the hidden page of a sheet; the page is gone afterwards, whatever happened. */
const onPage = <T>(
  sheet: Sheet,
  work: (contents: Electron.WebContents) => Promise<T>,
  queue: <R>(work: () => Promise<R>) => Promise<R> = printing,
): Promise<T> =>
  queue(() =>
    serving({ body: sheet.html, type: 'text/html; charset=utf-8', policy: SHEET_POLICY }, 'html', async (address) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: closedSession('sheets', []),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          javascript: false,
          webviewTag: false,
          spellcheck: false,
          devTools: false,
        },
      })
      try {
        await withinPatience(window.loadURL(address))
        return await withinPatience(work(window.webContents))
      } finally {
        window.destroy()
      }
    }),
  )

const microns = (mm: number): number => Math.round(mm * 1000)

const makePdf: Shell['makePdf'] = (sheet) =>
  onPage(sheet, (contents) =>
    contents.printToPDF({
      pageSize: { width: sheet.widthMm / 25.4, height: sheet.heightMm / 25.4 },
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      preferCSSPageSize: true,
      printBackground: true,
      // Tags double the time and make five times the file; the content lies in the archive for whoever cannot see it.
      generateTaggedPDF: false,
    }),
  )

const printers: Shell['printers'] = () =>
  onPage(
    { html: '', widthMm: 210, heightMm: 297 },
    async (contents) =>
      (await contents.getPrintersAsync()).map(({ name, displayName, ...facts }) => ({
        name,
        label: displayName || name,
        standard: 'isDefault' in facts && facts.isDefault === true,
      })),
    asking,
  )

const printSheet: Shell['printSheet'] = (sheet, printer) =>
  onPage(
    sheet,
    (contents) =>
      new Promise<void>((resolve, reject) =>
        contents.print(
          {
            silent: true,
            deviceName: printer,
            printBackground: true,
            margins: { marginType: 'none' },
            landscape: sheet.widthMm > sheet.heightMm,
            scaleFactor: 100,
            // A printer knows paper by its upright form.
            pageSize: {
              width: microns(Math.min(sheet.widthMm, sheet.heightMm)),
              height: microns(Math.max(sheet.widthMm, sheet.heightMm)),
            },
          },
          (done, reason) => (done ? resolve() : reject(new Error(reason || 'the printer refused'))),
        ),
      ),
  )

let shown: { window: BrowserWindow; path: string } | null = null

/**
 * One window for previews: the newest one stands in it. Saving and printing from here would pass by the register. One
 * after the other: an address that another one overtakes is refused as aborted, and its person told of a failure.
 */
const showPdf: Shell['showPdf'] = ({ title, bytes }) => showing(() => show(title, bytes))

async function show(title: string, bytes: Uint8Array): Promise<void> {
  const path = `/${randomUUID()}.pdf`
  served.set(path, { body: new Uint8Array(bytes), type: 'application/pdf' })
  if (shown) served.delete(shown.path)
  // Named to persist: Chromium has no viewer in a session without a folder. Nothing of a page is ever stored.
  const ses = closedSession('persist:preview', [PDF_VIEWER, 'chrome://resources/'])
  allowViewer(ses)
  const window =
    shown?.window ??
    new BrowserWindow({
      width: 1000,
      height: 900,
      title,
      backgroundColor: '#525659',
      webPreferences: {
        session: ses,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        plugins: true,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
      },
    })
  if (!shown) {
    window.removeMenu()
    window.on('page-title-updated', (event) => event.preventDefault())
    window.webContents.on('before-input-event', (event, { key, control, meta }) => {
      const command = control || meta
      if (key === 'Escape' || (command && key.toLowerCase() === 'w')) window.close()
      if (command && ['p', 's', 'o', 'r'].includes(key.toLowerCase())) event.preventDefault()
    })
    window.on('closed', () => {
      if (shown) served.delete(shown.path)
      shown = null
    })
  }
  shown = { window, path }
  window.setTitle(title)
  // Closed while it loads, its promise would never settle.
  const closed = new Promise<void>((resolve) => window.once('closed', resolve))
  await withinPatience(
    Promise.race([window.loadURL(`${SCHEME}://print${path}#toolbar=0&navpanes=0&view=FitH`), closed]),
  )
  if (window.isDestroyed()) return
  window.show()
  window.focus()
}

/** A preview does not outlive the program's windows. */
export const closePreview = (): void => shown?.window.close()

/** What the host may ask of paper. */
export const paper: Pick<Shell, 'makePdf' | 'showPdf' | 'printers' | 'printSheet'> = {
  makePdf,
  showPdf,
  printers,
  printSheet,
}
