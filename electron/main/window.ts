/** A window: sandboxed, placed where it was, shown when it has something to show. */

import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, MessageChannelMain, screen } from 'electron'
import { places } from './places.ts'
import { ORIGIN } from './scheme.ts'

interface Placed {
  x?: number
  y?: number
  width: number
  height: number
  maximized: boolean
}

const standard: Placed = { width: 1360, height: 860, maximized: false }
const file = (): string => join(app.getPath('userData'), 'window.json')

/** Where the last window stood; a torn file or a screen that is gone means the standard place. */
function remembered(): Placed {
  try {
    const { x, y, width, height, maximized } = JSON.parse(readFileSync(file(), 'utf8')) as Placed
    if (!(width >= 640 && height >= 480)) return standard
    if (x === undefined || y === undefined) return { width, height, maximized }
    const area = screen.getDisplayMatching({ x, y, width, height }).workArea
    const seen =
      x < area.x + area.width - 80 && x + width > area.x + 80 && y >= area.y - 20 && y < area.y + area.height - 80
    return seen ? { x, y, width, height, maximized } : { width, height, maximized }
  } catch {
    return standard
  }
}

function remember(window: BrowserWindow): void {
  const placed: Placed = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  try {
    writeFileSync(`${file()}.new`, JSON.stringify(placed))
    renameSync(`${file()}.new`, file())
  } catch {
    // A window's place is not worth a message.
  }
}

export function openWindow(): BrowserWindow {
  const { maximized, ...bounds } = BrowserWindow.getAllWindows().length === 0 ? remembered() : standard
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 880,
    minHeight: 560,
    show: false,
    backgroundColor: '#f4f6f9',
    title: '伙伴工作台',
    webPreferences: {
      preload: places.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => remember(window))
  void window.loadURL(`${ORIGIN}/`)
  return window
}

/** Gives the page a port; the other end goes to the data process. */
export function connectPage(window: BrowserWindow, connect: (port: Electron.MessagePortMain) => void): void {
  if (window.isDestroyed()) return
  const { port1, port2 } = new MessageChannelMain()
  connect(port2)
  window.webContents.postMessage('port', null, [port1])
}
