/** Starts the built program in real Electron, as a person would, on a data folder of its own. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, errors, type Page } from 'playwright-core'
import { projectFolder } from '../../build/vite/targets.ts'

export interface Demo {
  endpoint: string
  ak: string
  sk: string
  name: string
}

export interface LaunchOptions {
  /** Kept when given; otherwise a fresh folder that `close` removes. */
  dataDir?: string
  demo?: Demo | null
  /** Instead of the fallback for test machines: no keyring at all. */
  withoutKeyring?: boolean
  /** Keeps to half of the vendor's limits, as a person's program does; tests' partner APIs have none. */
  paced?: boolean
  env?: Record<string, string>
  args?: string[]
}

export interface Workstation {
  app: ElectronApplication
  page: Page
  dataDir: string
  /** Milliseconds from the start of the main process to each phase it passed. */
  phases: Map<string, number>
  /** Errors of the page's console and uncaught ones. */
  consoleErrors: string[]
  /** Ends the program in order, as a person who says Quit where something is unfinished. */
  close(): Promise<void>
  /** kill -9 of the whole program; the folder stays. */
  kill(): void
}

/** Set by whoever prepared the machine (test/support/e2e-setup.ts, build/scripts/smoke.ts). */
function prepared(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: start this through npm test, npm run smoke or npm run bench`)
  return value
}

/**
 * On a busy machine the driver now and then never attaches to a program that runs well (its window stands, its data is
 * there): that says nothing of the program, so it is ended and started once more, and the output says so.
 */
async function attached(options: Parameters<typeof electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await electron.launch(options)
  } catch (cause) {
    if (!(cause instanceof errors.TimeoutError)) throw cause
    process.stderr.write('the driver did not attach to the program; once more\n')
    return await electron.launch(options)
  }
}

export async function launch(options: LaunchOptions = {}): Promise<Workstation> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'workstation-'))
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    PARTNER_WORKSTATION_DATA: dataDir,
    PARTNER_WORKSTATION_TRACE: '1',
    ...(options.paced ? {} : { PARTNER_WORKSTATION_UNHURRIED: '1' }),
    ...(options.withoutKeyring ? {} : { PARTNER_WORKSTATION_PLAIN_KEYRING: '1' }),
    ...(options.demo ? { PARTNER_WORKSTATION_DEMO: JSON.stringify(options.demo) } : {}),
    ...options.env,
  }
  const app = await attached({
    executablePath: prepared('PARTNER_WORKSTATION_ELECTRON'),
    args: [...(asRoot ? ['--no-sandbox'] : []), projectFolder, ...(options.args ?? [])],
    env,
    timeout: 30_000,
  })
  const phases = new Map<string, number>()
  const consoleErrors: string[] = []
  app.process().stdout?.on('data', (chunk: Buffer) => {
    for (const [, name, at] of chunk.toString().matchAll(/PHASE (\S+) (\d+)/g))
      if (name && !phases.has(name)) phases.set(name, Number(at))
  })
  const page = await app.firstWindow({ timeout: 60_000 })
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text())
  })
  page.on('pageerror', (error) => consoleErrors.push(String(error)))
  const forget = (): void => {
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
  return {
    app,
    page,
    dataDir,
    phases,
    consoleErrors,
    close: async () => {
      // Where the main process hangs there is nobody to ask; closing it says so.
      await app
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
        })
        .catch(() => {})
      await app.close()
      forget()
    },
    kill: () => void app.process().kill('SIGKILL'),
  }
}

/** Opens a page of the program by its address, as a link inside it would. */
export const goTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => window.location.assign(`#${to}`), address)
