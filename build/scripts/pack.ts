// `npm run pack`: an unpacked application for this platform in dist/, then proof that it starts and that its fuses are
// as stated.
import './lib/plain-errors.ts'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build, Platform } from 'electron-builder'
import { fuses, packConfiguration } from '../pack/electron-builder.ts'
import { projectFolder } from '../vite/targets.ts'
import { type Prepared, prepareWindow } from './lib/prepare.ts'
import { say, timed } from './lib/say.mjs'

const fuseNumbers: Record<keyof typeof fuses, FuseV1Options> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** The program inside the folder that electron-builder made. */
function packedProgram(): string {
  const dist = join(projectFolder, 'dist')
  const folder = readdirSync(dist).find((name) => /^(?:linux|win|mac)(?:-\w+)?(?:-unpacked)?$/.test(name))
  if (folder === undefined) throw new Error(`no packed application in ${dist}`)
  if (process.platform === 'darwin') {
    return join(dist, folder, 'Partner Workstation.app', 'Contents', 'MacOS', 'Partner Workstation')
  }
  return join(dist, folder, process.platform === 'win32' ? 'partner-workstation.exe' : 'partner-workstation')
}

async function checkFuses(program: string): Promise<void> {
  const wire: Partial<Record<FuseV1Options, unknown>> = await getCurrentFuseWire(program)
  for (const [name, wanted] of Object.entries(fuses)) {
    const state = Number(wire[fuseNumbers[name as keyof typeof fuses]])
    // The wire holds the characters '0' and '1'; anything else means that this runtime does not have the fuse.
    if (state !== (wanted ? 0x31 : 0x30))
      throw new Error(`fuse ${name} is not ${wanted ? 'on' : 'off'} (state ${state})`)
  }
  say(`${Object.keys(fuses).length} fuses are as stated`)
}

/** The data process and its threads are started by path, outside the archive: each must lie there. */
function checkThreads(program: string): void {
  const resources =
    process.platform === 'darwin' ? join(dirname(program), '..', 'Resources') : join(dirname(program), 'resources')
  for (const name of ['host.js', 'sync-worker.js', 'job-thread.js'])
    if (!existsSync(join(resources, 'app.asar.unpacked', 'out', 'host', name)))
      throw new Error(`${name} is not beside the archive`)
}

/** Starts it with `--self-check` on an empty data folder: it shows its frame, says so and ends with 0. */
async function checkStart(program: string, window: Prepared): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'partner-workstation-pack-'))
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(program, [...window.switches, '--log-level=3', '--self-check'], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...window.environment, PARTNER_WORKSTATION_DATA: data },
      })
      const limit = setTimeout(() => child.kill('SIGKILL'), 90_000)
      child.once('error', reject)
      child.once('exit', (exitCode) => {
        clearTimeout(limit)
        resolve(exitCode)
      })
    })
    if (code !== 0) throw new Error(`the packed application does not start (exit code ${code})`)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

const window = await prepareWindow()
try {
  rmSync(join(projectFolder, 'dist'), { recursive: true, force: true })
  await timed('packing', () =>
    build({
      targets: Platform.current().createTarget('dir'),
      config: packConfiguration(window.runtime),
      publish: 'never',
    }),
  )
  const program = packedProgram()
  await checkFuses(program)
  checkThreads(program)
  await checkStart(program, window)
  say(`packed: ${program}`)
} finally {
  window.stop()
}
