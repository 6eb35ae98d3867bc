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
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const stop = () => {
      server.kill()
    }
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`the virtual screen (Xvfb) did not start (exit code ${code})`)))
    process.once('exit', stop)
    // It writes the number and a line end once it accepts windows.
    const number = server.stdio[3] as Readable
    let text = ''
    number.on('data', (chunk) => {
      text += String(chunk)
      if (!text.endsWith('\n')) return
      number.destroy()
      server.unref()
      resolve({ display: `:${text.trim()}`, stop })
    })
  })
}
