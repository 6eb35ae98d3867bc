import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** Whether windows can be seen here: always on a desktop system, on Linux where a display server is named. */
export function hasScreen(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

export interface Screen {
  /** For DISPLAY. */
  display: string
  stop(): void
}

/**
 * Starts a virtual screen of 1440 × 900 on a free display number; only this machine can reach it.
 *
 * @throws when Xvfb is missing or ends at once
 */
export function virtualScreen(): Promise<Screen> {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    const stop = () => {
      server.kill()
    }
    let complaint = ''
    server.stderr?.on('data', (chunk) => {
      complaint += String(chunk)
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`the virtual screen did not start: ${complaint.trim()}`)))
    process.once('exit', stop)
    const number = server.stdio[3] as Readable
    number.once('data', (chunk) => {
      server.unref()
      resolve({ display: `:${String(chunk).trim()}`, stop })
    })
  })
}
