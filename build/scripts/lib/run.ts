import { type SpawnOptions, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

export interface Ran {
  code: number
  output: string
}

/** Runs a program to its end and keeps what it printed (both streams together). Never throws for an exit code. */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: unknown) => {
      output += String(chunk)
    }
    // A character may come in two pieces.
    child.stdout?.setEncoding('utf8').on('data', keep)
    child.stderr?.setEncoding('utf8').on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Runs npm; under `npm start` by the script that npm names, which needs no shell on any platform. */
export function npm(args: string[], options: SpawnOptions = {}): Promise<Ran> {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js') && existsSync(script)) return run(process.execPath, [script, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** True for a user whose Electron cannot use Chromium's sandbox: only root on Linux. */
export const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0

/** Runs a script on this Node with the terminal's own streams, hands signals on, and answers its exit code. */
export function runNode(args: string[], environment: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    // Ctrl+C reaches both; the script decides how to stop.
    process.on('SIGINT', () => {})
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
