/** Copies of a store file: made while it is in use, opened and checked before they count, thinned by age. */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { guarded, storeError } from '#host/store/errors.ts'
import { openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

const DAY_MS = 86_400_000

/** Reads every page and the structure of the file; throws `store-damaged`. Seconds for a large file: not on start. */
export function quickCheck(db: Db): void {
  guarded(db.name, () => {
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok')
      throw new AppError('store-damaged', {
        retry: 'after-fix',
        detail: { file: basename(db.name), found: String(found).slice(0, 200) },
      })
  })
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes a rename durable where the system can; elsewhere a power cut leaves the copy before. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * A consistent copy of an open database (`VACUUM INTO`, same key) at `target`: written under a temporary name, opened
 * and checked, then renamed. `whole` reads every page of the copy; without it only its schema is read.
 */
export function copyStore(db: Db, key: Uint8Array, target: string, check: 'whole' | 'schema' = 'whole'): void {
  const temporary = `${target}.part`
  try {
    mkdirSync(dirname(target), { recursive: true })
    rmSync(temporary, { force: true })
    // It writes only the new file, but a handle that must not write refuses it unless told.
    const guarding = db.pragma('query_only', { simple: true })
    db.pragma('query_only = OFF')
    try {
      db.prepare('VACUUM INTO ?').run(temporary)
    } finally {
      db.pragma(`query_only = ${guarding}`)
    }
    const copy = openReader({ file: temporary, key })
    try {
      if (check === 'whole') quickCheck(copy)
      else copy.prepare('SELECT count(*) FROM sqlite_schema').get()
    } finally {
      copy.close()
    }
    flush(temporary)
    renameSync(temporary, target)
    flushFolder(dirname(target))
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw storeError(cause, target)
  }
}

export interface Copy {
  readonly file: string
  readonly at: number
}

/** `20261121T052456123Z`: sorts by time and is a file name everywhere. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:.]/g, '')

const stampPattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/

function timeOf(text: string): number | null {
  const parts = stampPattern.exec(text)
  if (!parts) return null
  const [, year, month, day, hour, minute, second, milli] = parts.map(Number)
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, milli)
  return Number.isNaN(at) ? null : at
}

/** Where the copy of `name` (`local`, `cache`) made at `at` lies. */
export const copyPath = (folder: string, name: string, at: number): string => join(folder, `${name}-${stamp(at)}.db`)

/** Copies of `name` in the folder, newest first. */
export function listCopies(folder: string, name: string): Copy[] {
  let files: string[]
  try {
    files = readdirSync(folder)
  } catch {
    return []
  }
  return files
    .flatMap((file) => {
      if (!file.startsWith(`${name}-`) || !file.endsWith('.db')) return []
      const at = timeOf(file.slice(name.length + 1, -3))
      return at === null ? [] : [{ file: join(folder, file), at }]
    })
    .sort((a, b) => b.at - a.at)
}

/** Kept: the newest five, then the newest of each day for two weeks and of each week for eight. Answers the rest. */
export function tooMany(copies: readonly Copy[], now: number): Copy[] {
  const kept = new Set<string>()
  return [...copies]
    .sort((a, b) => b.at - a.at)
    .filter(({ at }, place) => {
      if (place < 5) return false
      const days = Math.floor((now - at) / DAY_MS)
      const slot = days < 14 ? `day ${days}` : days < 70 ? `week ${Math.floor(days / 7)}` : null
      if (slot === null || kept.has(slot)) return true
      kept.add(slot)
      return false
    })
}

/** Copies the local file into the folder and lets old copies go; answers the new one. */
export function backUp(
  db: Db,
  key: Uint8Array,
  folder: string,
  name: string,
  now: number,
  check: 'whole' | 'schema' = 'whole',
): Copy {
  const file = copyPath(folder, name, now)
  copyStore(db, key, file, check)
  for (const old of tooMany(listCopies(folder, name), now)) rmSync(old.file, { force: true })
  return { file, at: now }
}
