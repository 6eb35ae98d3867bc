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
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
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
