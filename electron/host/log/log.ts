/** The host's log: one file a day (UTC), fourteen kept, one JSON line an event, redacted before it is written. */
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { redact, redactText } from '#host/log/redact.ts'

export const levels = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof levels)[number]

export interface Log {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  /** `cause` in the facts keeps its stack and its own causes. */
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
  close(): void
}

const filePattern = /^host-\d{4}-\d{2}-\d{2}\.log$/

/** An error and the errors behind it, as text. */
export function causeText(cause: unknown, depth = 0): string {
  if (!(cause instanceof Error)) return String(cause)
  const behind = cause.cause === undefined || depth > 4 ? '' : `\ncaused by ${causeText(cause.cause, depth + 1)}`
  return `${cause.stack ?? `${cause.name}: ${cause.message}`}${behind}`
}

/**
 * Opens the log in `folder`, making it where needed. Lines are written at once, so that a kill loses none; a log that
 * cannot be written (full disk, read-only folder) is silent, for it must never stop the program.
 */
export function openLog(
  folder: string,
  { now = Date.now, keep = 14, level = 'info' as Level }: { now?: () => number; keep?: number; level?: Level } = {},
): Log {
  let file: { day: string; descriptor: number } | null = null

  const thin = (): void => {
    const files = readdirSync(folder)
      .filter((name) => filePattern.test(name))
      .sort()
    for (const name of files.slice(0, Math.max(files.length - keep, 0))) rmSync(join(folder, name), { force: true })
  }

  const descriptorOf = (at: number): number => {
    const day = new Date(at).toISOString().slice(0, 10)
    if (file?.day === day) return file.descriptor
    if (file) closeSync(file.descriptor)
    file = null
    mkdirSync(folder, { recursive: true })
    file = { day, descriptor: openSync(join(folder, `host-${day}.log`), 'a', 0o600) }
    thin()
    return file.descriptor
  }

  const write = (of: Level, message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    if (levels.indexOf(of) < levels.indexOf(level)) return
    const at = now()
    const { cause, ...rest } = facts
    const line = {
      at: new Date(at).toISOString(),
      level: of,
      message: redactText(message),
      ...(redact(rest) as object),
      ...(cause === undefined ? {} : { cause: redactText(causeText(cause)) }),
    }
    try {
      writeSync(descriptorOf(at), `${JSON.stringify(line)}\n`)
    } catch {
      // See above: nowhere to write is no reason to fail.
    }
  }

  return {
    debug: (message, facts) => write('debug', message, facts),
    info: (message, facts) => write('info', message, facts),
    warn: (message, facts) => write('warn', message, facts),
    error: (message, facts) => write('error', message, facts),
    close: () => {
      if (file) closeSync(file.descriptor)
      file = null
    },
  }
}
