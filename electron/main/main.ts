/** The shell: boot order on one screen. Knows the operating system and nothing of customers or money. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Notification, powerMonitor, shell } from 'electron'
import type { Shell } from '#host/shell.ts'
import { reportFault } from './fault.ts'
import { fromOurPage, guardEverything, openOutside } from './guards.ts'
import { HostProcess } from './hostProcess.ts'
import { keyringStatus, unwrap, wrap } from './keyring.ts'
import { setMenu } from './menu.ts'
import { given } from './places.ts'
import { closePreview, paper } from './print.ts'
import { declareScheme, serveScheme } from './scheme.ts'
import { personsWindows, UnfinishedWork } from './unfinished.ts'
import { connectPage, openWindow } from './window.ts'

const phases: string[] = []
/** Milliseconds since the process began; each line repeats the ones before, for listeners that come late. */
const phase = (name: string): void => {
  phases.push(`PHASE ${name} ${Math.round(performance.now())}`)
  if (given.trace) process.stdout.write(`${phases.join(' ')}\n`)
}

if (given.dataDir) app.setPath('userData', given.dataDir)
// Under --no-sandbox (root only) the helper processes of a forced sandbox would refuse to run.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (given.withoutGpu) app.disableHardwareAcceleration()
declareScheme()
// Native fields (dates) speak the language that Chromium starts with; a change there waits for the next start.
const language = rememberedLanguage()
app.commandLine.appendSwitch('lang', language === 'en' ? 'en-US' : 'zh-CN')

// Before anything opens: a second start only brings the first one forward.
if (app.requestSingleInstanceLock()) void begin()
else {
  if (given.task) process.stderr.write('The program is open on this data folder: end it first.\n')
  app.exit(given.task ? 1 : 0)
}

function toFront(): void {
  const [window] = personsWindows()
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

/** Held until they are gone: a notice that nobody holds loses its click. */
const notices = new Set<Notification>()

async function begin(): Promise<void> {
  process.on('uncaughtException', (cause) => reportFault('uncaught', cause))
  process.on('unhandledRejection', (cause) => reportFault('unhandled', cause))
  app.on('second-instance', toFront)
  await app.whenReady()
  phase('ready')
  guardEverything()
  serveScheme()

  const unfinished = new UnfinishedWork(language, () => {
    const window = personsWindows()[0] ?? open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  // Pages that asked for a port; asked again whenever the host came back.
  const asking = new Set<BrowserWindow>()
  const host = new HostProcess({
    start: {
      kind: 'start',
      dataDir: app.getPath('userData'),
      demo: given.demo,
      runtime: {
        version: app.getVersion(),
        electron: process.versions['electron'] ?? '',
        chromium: process.versions['chrome'] ?? '',
        platform: `${process.platform} ${process.arch}`,
        packaged: app.isPackaged,
      },
      unhurried: given.unhurried,
      task: given.task,
    },
    shell: operatingSystem,
    onLanguage: (language) => {
      setMenu(language, sendCommand, () => void open())
      unfinished.speak(language)
    },
    onUnfinished: (now) => given.task || unfinished.set(now),
    onTaskEnded: (ok, message) => {
      ;(ok ? process.stdout : process.stderr).write(`${message}\n`)
      void host.stop().finally(() => app.exit(ok ? 0 : 1))
    },
    onReady: (() => {
      let again = false
      return () => {
        phase('host')
        if (again) for (const window of asking) connectPage(window, (port) => host.connect(port))
        again = true
      }
    })(),
    onGivenUp: (code) => reportFault('data process', new Error(`it ended ${code} again and again`)),
  })
  const open = (): BrowserWindow => {
    const window = openWindow()
    window.on('closed', () => {
      asking.delete(window)
      if (asking.size === 0) closePreview()
    })
    return window
  }

  ipcMain.on('port-please', (event) => {
    const window = fromOurPage(event.senderFrame) ? BrowserWindow.fromWebContents(event.sender) : null
    if (!window) return
    asking.add(window)
    connectPage(window, (port) => host.connect(port))
  })
  ipcMain.on('phase', (event, name: string) => {
    if (!fromOurPage(event.senderFrame)) return
    phase(name)
    if (given.selfCheck && name === 'data') {
      process.stdout.write(
        `self-check: Partner Workstation ${app.getVersion()} on Electron ${process.versions['electron']} starts\n`,
      )
      app.quit()
    }
  })
  if (given.selfCheck) setTimeout(() => app.exit(1), 60_000)

  powerMonitor.on('suspend', () => host.power('suspend'))
  powerMonitor.on('resume', () => host.power('resume'))
  let ending: 'no' | 'asked' | 'stopped' = 'no'
  const end = async (): Promise<void> => {
    if (!(await unfinished.mayEnd())) {
      ending = 'no'
      // The last window may have been closed before the question.
      if (personsWindows().length === 0) open()
      return
    }
    await host.stop()
    ending = 'stopped'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (ending === 'stopped') return
    event.preventDefault()
    if (ending === 'asked') return
    ending = 'asked'
    void end()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !given.task) app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  if (given.task) return
  setMenu(language, sendCommand, () => void open())
  open()
  phase('window')
}

/** As the host keeps it; Chinese where there is no such file yet or it is torn. */
function rememberedLanguage(): 'zh' | 'en' {
  try {
    const text = readFileSync(join(app.getPath('userData'), 'preferences.json'), 'utf8')
    return (JSON.parse(text) as { language?: unknown }).language === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

function sendCommand(command: string, contents: Electron.WebContents | undefined): void {
  contents?.send('menu', command)
}

/** What the host may ask. Paths chosen here never reach a page. */
const operatingSystem: Shell = {
  keyringStatus: async () => keyringStatus(),
  wrap: async (secret) => wrap(secret),
  unwrap: async (wrapped) => unwrap(wrapped),
  chooseSaveFile: async ({ defaultName, extension, title }) => {
    const options = {
      title,
      defaultPath: defaultName,
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    }
    const window = BrowserWindow.getFocusedWindow()
    const { canceled, filePath } = window
      ? await dialog.showSaveDialog(window, options)
      : await dialog.showSaveDialog(options)
    return canceled || !filePath ? null : filePath
  },
  chooseOpenFile: async ({ extensions, title }) => {
    const options: Electron.OpenDialogOptions = {
      title,
      properties: ['openFile'],
      filters: [{ name: extensions.join(', '), extensions: [...extensions] }],
    }
    const window = BrowserWindow.getFocusedWindow()
    const { canceled, filePaths } = window
      ? await dialog.showOpenDialog(window, options)
      : await dialog.showOpenDialog(options)
    return canceled ? null : (filePaths[0] ?? null)
  },
  showInFolder: async (path) => shell.showItemInFolder(path),
  notify: async (notice) => {
    if (!Notification.isSupported()) return
    const shown = new Notification(notice)
    notices.add(shown)
    const gone = (): void => void notices.delete(shown)
    shown.on('click', toFront).on('close', gone).on('failed', gone)
    shown.show()
  },
  openOutside,
  ...paper,
}
