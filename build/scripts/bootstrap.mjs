// The first step of every command on a fresh clone: plain Node 20 or newer, no packages needed.
//   node build/scripts/bootstrap.mjs TASK [arguments]   installs what is missing, then runs build/scripts/TASK.ts
// on the Node that the lockfile pins.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, timed } from './lib/say.mjs'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const binFolder = join(projectFolder, 'node_modules', '.bin')
const pinnedNode = join(
  projectFolder,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} Packages */

/**
 * @param {string} file
 * @returns {Packages}
 */
const packagesIn = (file) => JSON.parse(readFileSync(join(projectFolder, file), 'utf8')).packages

/**
 * True when what npm says it installed is what the lockfile asks for. npm writes its own record last, so an
 * interrupted installation has none; packages for other platforms are optional and may be absent.
 */
function packagesAreInstalled() {
  try {
    const installed = packagesIn('node_modules/.package-lock.json')
    return Object.entries(packagesIn('package-lock.json')).every(([path, wanted]) => {
      if (path === '') return true
      const found = installed[path]
      if (found === undefined) return wanted.optional === true
      return found.version === wanted.version && found.integrity === wanted.integrity
    })
  } catch {
    return false
  }
}

/**
 * Runs npm quietly; its output is shown only when it fails.
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function npm(args) {
  // Under `npm start` npm names its own script, which needs no shell on any platform.
  const script = process.env.npm_execpath
  const direct = script?.endsWith('.js') === true && existsSync(script)
  const command = direct ? process.execPath : 'npm'
  return new Promise((resolve, reject) => {
    const child = spawn(command, direct ? [script, ...args] : args, {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !direct && process.platform === 'win32',
    })
    /** @type {string[]} */
    const output = []
    child.stdout.on('data', (chunk) => output.push(String(chunk)))
    child.stderr.on('data', (chunk) => output.push(String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      process.stderr.write(output.join(''))
      reject(new Error(`npm ${args.join(' ')} failed (exit code ${code})`))
    })
  })
}

/** The version of the pinned Node, or undefined while its binary is missing (scripts were off at installation). */
function pinnedNodeVersion() {
  const run = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return run.status === 0 ? run.stdout.trim() : undefined
}

async function installPackages() {
  if (!packagesAreInstalled()) {
    await timed('installing packages from the lockfile', () => npm(['ci', '--no-audit', '--no-fund']))
  }
  const wanted = `v${packagesIn('package-lock.json')['node_modules/node']?.version}`
  if (pinnedNodeVersion() !== wanted) {
    await timed(`fetching Node ${wanted}`, () => npm(['rebuild', 'node', '--ignore-scripts=false']))
  }
  const version = pinnedNodeVersion()
  if (version !== wanted)
    throw new Error(`node_modules holds Node ${version ?? '(none)'}, the lockfile asks for ${wanted}`)
}

/**
 * Runs a task on the pinned Node and ends as it ends.
 * @param {string} task
 * @param {string[]} args
 */
function runTask(task, args) {
  const file = join(dirname(fileURLToPath(import.meta.url)), `${task}.ts`)
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', file, ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH ?? ''}` },
  })
  // A terminal sends Ctrl+C to both; the task decides how to stop. Signals sent to this process alone are handed on.
  process.on('SIGINT', () => {})
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}

const [task, ...args] = process.argv.slice(2)
try {
  await installPackages()
  if (task !== undefined) runTask(task, args)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
