/** What was written to a log: pages by the table or index they belong to. */
import { existsSync, readFileSync } from 'node:fs'
import type { Db } from '#host/store/types.ts'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

export interface Log {
  /** Of the round: changes whenever the log begins anew. */
  readonly salt: string
  readonly pageBytes: number
  /** Number of the page that each frame holds. */
  readonly pages: readonly number[]
}

/** Frame headers are plain in an encrypted file too; frames of an older round have another salt. */
export function readLog(walFile: string): Log {
  const log = existsSync(walFile) ? readFileSync(walFile) : Buffer.alloc(0)
  if (log.length < HEADER_BYTES) return { salt: '', pageBytes: 0, pages: [] }
  const pageBytes = log.readUInt32BE(8)
  const salt = log.toString('hex', 16, 24)
  const pages: number[] = []
  for (let at = HEADER_BYTES; at + FRAME_HEADER_BYTES + pageBytes <= log.length; at += FRAME_HEADER_BYTES + pageBytes) {
    if (log.toString('hex', at + 8, at + 16) !== salt) break
    pages.push(log.readUInt32BE(at))
  }
  return { salt, pageBytes, pages }
}

/**
 * Bytes written between two looks, by name of table or index; nothing may have begun the log anew but before its first
 * new frame.
 * @param db any connection to the file after the writing
 */
export function writtenBetween(db: Db, before: Log, after: Log): Record<string, number> {
  const owners = new Map(db.prepare('SELECT pageno, name FROM dbstat').raw().all() as [number, string][])
  const found: Record<string, number> = {}
  for (const page of after.pages.slice(before.salt === after.salt ? before.pages.length : 0)) {
    const name = owners.get(page) ?? 'free'
    found[name] = (found[name] ?? 0) + after.pageBytes
  }
  return found
}
