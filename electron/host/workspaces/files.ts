/**
 * Small settings files that survive a torn write: the new text goes to a temporary file, reaches the disk and then
 * takes the name; a second copy of the last good text stands beside it.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

const lastGood = (path: string): string => `${path}.last-good`

function replace(path: string, text: string): void {
  const temporary = `${path}.new`
  const descriptor = openSync(temporary, 'w', 0o600)
  try {
    // Goes on after a short write.
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(temporary, path)
}

/** Writes the file and then its copy; throws what the file system throws. */
export function writeSettings(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const text = `${JSON.stringify(value, null, 2)}\n`
  replace(path, text)
  replace(lastGood(path), text)
}

/** absent: no file. whole: as written. restored: the file was torn, the last good copy is used. torn: both are. */
export type SettingsRead<T> =
  | { found: 'absent' }
  | { found: 'whole'; value: T }
  | { found: 'restored'; value: T; cause: unknown }
  | { found: 'torn'; cause: unknown }

export function readSettings<S extends z.ZodType>(path: string, schema: S): SettingsRead<z.infer<S>> {
  const read = (from: string): z.infer<S> => schema.parse(JSON.parse(readFileSync(from, 'utf8')))
  if (!existsSync(path) && !existsSync(lastGood(path))) return { found: 'absent' }
  try {
    return { found: 'whole', value: read(path) }
  } catch (cause) {
    try {
      return { found: 'restored', value: read(lastGood(path)), cause }
    } catch {
      return { found: 'torn', cause }
    }
  }
}
