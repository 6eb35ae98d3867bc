// `npm start [-- --data DIR] [--size s|m|l] [--stay]`: the demo. Starts the embedded partner API on loopback with
// state of its own, then the program on a workspace connected to it. Where nobody can see a window it uses a virtual
// screen, saves a picture after the first sync and ends (unless `--stay`).
import './lib/plain-errors.ts'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../vite/targets.ts'
import { savePicture } from './lib/picture.ts'
import { prepareWindow } from './lib/prepare.ts'
import { say, timed } from './lib/say.mjs'

const {
  values: { data, size, stay },
} = parseArgs({
  options: {
    data: { type: 'string' },
    size: { type: 'string', default: 'm' },
    stay: { type: 'boolean', default: false },
  },
})

/** The user's data folder of the demo. */
function standardFolder(): string {
  const base =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'))
  return join(base, 'partner-workstation', 'demo')
}

const freePort = (wanted: number) =>
  new Promise<number>((done, fail) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && wanted !== 0) done(freePort(0))
      else fail(error)
    })
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** The same port on every start where it is free, because the workspace remembers its address. */
async function demoPort(folder: string): Promise<number> {
  const file = join(folder, 'port')
  const last = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
  const port = await freePort(Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0)
  writeFileSync(file, String(port))
  return port
}

const children: ChildProcess[] = []

/** What the embedded partner API prints when it listens. */
interface DemoApi {
  url: string
  accessKey: string
  secretKey: string
}

async function startPartnerApi(folder: string): Promise<DemoApi> {
  const state = join(folder, `partner-api-${size}.sqlite`)
  const script = join(projectFolder, 'test', 'partner-api', 'main.ts')
  const options = ['--port', String(await demoPort(folder)), '--size', size, '--state', state]
  // The channel (ipc) is never spoken on: the server ends when it closes, however this process ends.
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  children.push(server)
  return await timed(
    existsSync(state) ? 'starting the demo partner API' : 'making the demo data',
    () =>
      new Promise<DemoApi>((done, fail) => {
        let line = ''
        server.stdout?.on('data', (chunk) => {
          line += String(chunk)
          if (line.includes('\n')) done(JSON.parse(line) as DemoApi)
        })
        server.once('error', fail)
        server.once('exit', (code) => fail(new Error(`the demo partner API ended (exit code ${code})`)))
      }),
  )
}

const folder = resolve(data ?? standardFolder())
mkdirSync(folder, { recursive: true })
const window = await prepareWindow()

function stopAll(): void {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill()
  window.stop()
}
process.once('exit', stopAll)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

const api = await startPartnerApi(folder)
say(`demo partner API on ${api.url}, data in ${folder}`)
const args = [...window.switches, projectFolder]
const environment = {
  ...process.env,
  ...window.environment,
  PARTNER_WORKSTATION_DATA: join(folder, 'workstation'),
  PARTNER_WORKSTATION_DEMO: JSON.stringify({
    endpoint: api.url,
    ak: api.accessKey,
    sk: api.secretKey,
    name: '演示工作区',
  }),
}

/** The window on this machine's screen; ends as the program ends. */
function show(): void {
  const program = spawn(window.runtime.executable, args, { cwd: projectFolder, stdio: 'inherit', env: environment })
  children.push(program)
  program.once('error', (error) => {
    say(`cannot start ${window.runtime.executable}: ${error.message}`)
    process.exit(1)
  })
  program.once('exit', (code) => process.exit(code ?? 1))
}

/** The window where nobody sees it, driven as the tests drive it: a picture after the first sync. */
async function showUnseen(): Promise<void> {
  say('this machine has no screen: the window opens on a virtual one')
  const { _electron } = await import('playwright-core')
  const given = { executablePath: window.runtime.executable, args, cwd: projectFolder }
  const app = await _electron.launch({ ...given, env: environment as Record<string, string>, timeout: 60_000 })
  const program = app.process()
  children.push(program)
  program.stdout?.pipe(process.stdout)
  const ended = new Promise<number>((done) => program.once('exit', (code) => done(code ?? 1)))
  const picture = join(folder, 'window.png')
  const complete = await savePicture(await app.firstWindow({ timeout: 60_000 }), picture)
  say(`${complete ? 'picture after the sync' : 'picture (the sync had not ended)'}: ${picture}`)
  if (stay) {
    say('running on the virtual screen; Ctrl+C ends it')
    process.exit(await ended)
  }
  await app.close()
  process.exit(complete ? 0 : 1)
}

if (window.unseen) await showUnseen()
else show()
