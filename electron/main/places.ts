/** Where things lie, in a checkout and in a packed application; what the environment may change, and when. */

import { join, resolve } from 'node:path'
import { app } from 'electron'

/** `out/` of a checkout, or the same folder inside the packed application's archive. */
const out = resolve(import.meta.dirname, '..')

/** Files that a plain Node process must read cannot stay inside the archive. */
const unpacked = (path: string): string => path.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2')

export const places = {
  renderer: join(out, 'renderer'),
  preload: join(out, 'preload', 'preload.cjs'),
  host: unpacked(join(out, 'host', 'host.js')),
}

export interface Demo {
  endpoint: string
  ak: string
  sk: string
  name: string
}

function demoOf(text: string | undefined): Demo | null {
  if (!text) return null
  const { endpoint, ak, sk, name } = JSON.parse(text) as Demo
  return { endpoint, ak, sk, name }
}

function taskOf(word: string | undefined): string[] | null {
  if (!word) return null
  const words: unknown = JSON.parse(word.slice('--task='.length))
  return Array.isArray(words) ? words.map(String) : null
}

/**
 * What a developer, a test or `npm start` may set. A packed application takes no program, no key and no address from
 * its environment; only the data folder may be moved.
 */
export const given = {
  dataDir: process.env['PARTNER_WORKSTATION_DATA'],
  demo: app.isPackaged ? null : demoOf(process.env['PARTNER_WORKSTATION_DEMO']),
  /** Node for the host where this Electron is too old to run it (see hostProcess.ts). */
  node: app.isPackaged ? join(process.resourcesPath, 'node') : process.env['PARTNER_WORKSTATION_NODE'],
  /** Test machines without a keyring: keys are kept beside a plain file that protects nothing. */
  plainKeyring: !app.isPackaged && process.env['PARTNER_WORKSTATION_PLAIN_KEYRING'] === '1',
  /** Tests against a partner API without limits; the vendor's are kept otherwise. */
  unhurried: !app.isPackaged && process.env['PARTNER_WORKSTATION_UNHURRIED'] === '1',
  /**
   * A virtual screen: Chromium draws by itself. Its graphics process may die there at the start on a busy machine, and
   * the window then waits for it forever.
   */
  withoutGpu: process.env['PARTNER_WORKSTATION_WITHOUT_GPU'] === '1',
  /** Phases of the start go to standard output, for measurements. */
  trace: process.env['PARTNER_WORKSTATION_TRACE'] === '1',
  /** Start, wait for the frame, say so, end: proves that a packed application works. */
  selfCheck: process.argv.includes('--self-check'),
  /** Words of a task for the data process, as JSON: no window opens, and the program ends with it. */
  task: taskOf(process.argv.find((word) => word.startsWith('--task='))),
}
