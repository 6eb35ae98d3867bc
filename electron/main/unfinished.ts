/**
 * What is not finished: its number in tray and titles, and a question before the program ends. What is counted only the
 * host knows; here it is a number and sentences. The system's own shutdown is never held up.
 */
import { app, BrowserWindow, dialog, Menu, nativeImage, powerMonitor, Tray } from 'electron'
import type { Unfinished } from '#host/shell.ts'
import { trayIcon } from './tray-icon.ts'

const words = { open: ['打开窗口', 'Open Window'], quit: ['退出', 'Quit'] } as const

/** Without those that only work behind the scenes. */
export const personsWindows = (): BrowserWindow[] =>
  BrowserWindow.getAllWindows().filter((window) => window.isVisible() || window.isMinimized())

export class UnfinishedWork {
  readonly #openWindow: () => void
  #language: 'zh' | 'en'
  #now: Unfinished | null = null
  #tray: Tray | null = null
  #noTray = false
  /** Nobody is asked any more: the system ends, or the person said so. */
  readonly #agreed = new AbortController()

  constructor(language: 'zh' | 'en', openWindow: () => void) {
    this.#language = language
    this.#openWindow = openWindow
    const agree = (): void => this.#agreed.abort()
    powerMonitor.on('shutdown', agree)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        agree()
        app.quit()
      })
    }
    app.on('browser-window-created', (_event, window) => {
      if (process.platform === 'win32') window.on('query-session-end', agree)
      window.on('page-title-updated', (event, title) => {
        event.preventDefault()
        window.setTitle(this.#titled(title))
      })
    })
  }

  speak(language: 'zh' | 'en'): void {
    this.#language = language
    this.#showTray()
  }

  set(now: Unfinished): void {
    this.#now = now
    for (const window of BrowserWindow.getAllWindows()) window.setTitle(this.#titled(window.webContents.getTitle()))
    app.setBadgeCount(now.count)
    this.#showTray()
  }

  /** Whether the program may end now; asks where something is unfinished. */
  async mayEnd(): Promise<boolean> {
    const leave = this.#now?.leave
    const { signal } = this.#agreed
    if (!leave || signal.aborted) return true
    const question = {
      type: 'warning' as const,
      message: leave.message,
      detail: leave.detail,
      buttons: [leave.quit, leave.stay],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    }
    const window = BrowserWindow.getFocusedWindow() ?? personsWindows()[0]
    const asked = window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question)
    const agreed = new Promise<'agreed'>((resolve) =>
      signal.addEventListener('abort', () => resolve('agreed'), { once: true }),
    )
    const answer = await Promise.race([asked, agreed])
    return answer === 'agreed' || answer.response === 0
  }

  #titled(title: string): string {
    const count = this.#now?.count ?? 0
    return count > 0 ? `(${count}) ${title}` : title
  }

  /** A platform without a tray goes without. */
  #showTray(): void {
    if (this.#noTray || !this.#now) return
    try {
      this.#tray ??= this.#makeTray()
      this.#tray.setToolTip(`${app.getName()} · ${this.#now.text}`)
      if (process.platform === 'darwin') this.#tray.setTitle(this.#now.count > 0 ? String(this.#now.count) : '')
      const at = this.#language === 'zh' ? 0 : 1
      this.#tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: this.#now.text, enabled: false },
          { type: 'separator' },
          { label: words.open[at], click: () => this.#openWindow() },
          { label: words.quit[at], click: () => app.quit() },
        ]),
      )
    } catch {
      this.#noTray = true
    }
  }

  #makeTray(): Tray {
    const image = nativeImage.createFromDataURL(trayIcon)
    const tray = new Tray(process.platform === 'darwin' ? image.resize({ width: 18, height: 18 }) : image)
    tray.on('click', () => this.#openWindow())
    return tray
  }
}
