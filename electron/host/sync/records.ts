/** The engine's own rows: collections, readings under way, history, refused rows. One statement each, no decisions. */

import { redactRow } from '#host/log/redact.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { SyncRun } from '#shared/contract/sync.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** Runs kept in the history. */
const RUNS_KEPT = 1_000
/** Refused rows kept of one collection. */
const REFUSED_KEPT = 1_000

/** A collection and its windows: `sums`, `sums#2026-11`, … */
const OF_COLLECTION = `(collection = @name OR (collection > @name || '#' AND collection < @name || '$'))`

/** Keys of the windows that were ever read, of a windowed collection. */
export const knownWindows = (db: Db, name: string): string[] =>
  kept<string>(
    db,
    `SELECT substr(name, length(@name) + 2) FROM sync_collections WHERE name > @name || '#' AND name < @name || '$'`,
  )
    .pluck()
    .all({ name })

export interface CollectionRecord {
  asOf: number | null
  pass: number
  total: number | null
  permitted: boolean
  error: AppErrorValue | null
  failures: number
  retryAt: number | null
}

interface CollectionRow {
  as_of: number | null
  pass: number
  total: number | null
  permitted: number
  error: string | null
  failures: number
  retry_at: number | null
}

export function readCollection(db: Db, name: string): CollectionRecord {
  const row = kept<CollectionRow>(db, 'SELECT * FROM sync_collections WHERE name = ?').get(name)
  if (!row) return { asOf: null, pass: 0, total: null, permitted: true, error: null, failures: 0, retryAt: null }
  return {
    asOf: row.as_of,
    pass: row.pass,
    total: row.total,
    permitted: row.permitted === 1,
    error: row.error === null ? null : (JSON.parse(row.error) as AppErrorValue),
    failures: row.failures,
    retryAt: row.retry_at,
  }
}

export function writeCollection(db: Db, name: string, record: CollectionRecord): void {
  kept(
    db,
    `INSERT OR REPLACE INTO sync_collections (name, as_of, pass, total, permitted, error, failures, retry_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    name,
    record.asOf,
    record.pass,
    record.total,
    record.permitted ? 1 : 0,
    record.error === null ? null : JSON.stringify(record.error),
    record.failures,
    record.retryAt,
  )
}

/** When the list of this owner was last read whole, UTC milliseconds; null before that. */
export const ownerReadAt = (db: Db, collection: string, owner: string): number | null =>
  kept<number>(db, 'SELECT as_of FROM sync_owners WHERE collection = ? AND owner = ?').pluck().get(collection, owner) ??
  null

export function writeOwnerReadAt(db: Db, collection: string, owner: string, asOf: number): void {
  kept(db, 'INSERT OR REPLACE INTO sync_owners (collection, owner, as_of) VALUES (?, ?, ?)').run(
    collection,
    owner,
    asOf,
  )
}

/** A reading under way. */
export interface Pass {
  readonly pass: number
  round: number
  reason: string
  startedAt: number
  /** Rows of a list that were read; of a keyed collection the last rowid asked for. */
  position: number
  total: number | null
  moved: boolean
  absent: number
  pending: { rows: number; of: number } | null
}

export const newPass = (record: CollectionRecord, reason: string, startedAt: number): Pass => ({
  pass: record.pass + 1,
  round: 1,
  reason,
  startedAt,
  position: 0,
  total: null,
  moved: false,
  absent: 0,
  pending: null,
})

interface PassRow {
  pass: number
  round: number
  reason: string
  started_at: number
  position: number
  total: number | null
  moved: number
  absent: number
  pending_rows: number | null
  pending_of: number | null
}

export function readPass(db: Db, collection: string): Pass | null {
  const row = kept<PassRow>(db, 'SELECT * FROM sync_passes WHERE collection = ?').get(collection)
  if (!row) return null
  const { pass, round, reason, position, total, absent } = row
  const pending =
    row.pending_rows === null || row.pending_of === null ? null : { rows: row.pending_rows, of: row.pending_of }
  return { pass, round, reason, startedAt: row.started_at, position, total, moved: row.moved === 1, absent, pending }
}

/** Name of the collection or window with a reading under way, one that waits for a person first; null without any. */
export const passUnderWay = (db: Db, collection: string): string | null =>
  kept<string>(
    db,
    `SELECT collection FROM sync_passes WHERE ${OF_COLLECTION} ORDER BY pending_rows IS NULL, collection LIMIT 1`,
  )
    .pluck()
    .get({ name: collection }) ?? null

export function writePass(db: Db, collection: string, pass: Pass): void {
  kept(
    db,
    `INSERT OR REPLACE INTO sync_passes
    (collection, pass, round, reason, started_at, position, total, moved, absent, pending_rows, pending_of)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    collection,
    pass.pass,
    pass.round,
    pass.reason,
    pass.startedAt,
    pass.position,
    pass.total,
    pass.moved ? 1 : 0,
    pass.absent,
    pass.pending?.rows ?? null,
    pass.pending?.of ?? null,
  )
}

export function dropPass(db: Db, collection: string): void {
  kept(db, 'DELETE FROM sync_passes WHERE collection = ?').run(collection)
}

export interface Counts {
  pages: number
  rows: number
  added: number
  changed: number
  vanished: number
  refused: number
}

export const noCounts = (): Counts => ({ pages: 0, rows: 0, added: 0, changed: 0, vanished: 0, refused: 0 })

export function beginRun(db: Db, collection: string, at: number, reason: string): number {
  const { lastInsertRowid } = kept(
    db,
    `INSERT INTO sync_runs (collection, started_at, outcome, reason, pages, rows, added, changed, vanished, refused)
    VALUES (?, ?, 'running', ?, 0, 0, 0, 0, 0, 0)`,
  ).run(collection, at, reason.slice(0, 80))
  kept(db, 'DELETE FROM sync_runs WHERE id <= ?').run(Number(lastInsertRowid) - RUNS_KEPT)
  return Number(lastInsertRowid)
}

/** Counts go into the page's transaction, so that a killed run tells what it had done. */
export function countRun(db: Db, id: number, counts: Counts): void {
  kept(
    db,
    'UPDATE sync_runs SET pages = ?, rows = ?, added = ?, changed = ?, vanished = ?, refused = ? WHERE id = ?',
  ).run(counts.pages, counts.rows, counts.added, counts.changed, counts.vanished, counts.refused, id)
}

export function endRun(
  db: Db,
  id: number,
  end: { at: number; outcome: SyncRun['outcome']; reason: string; error: AppErrorValue | null },
): void {
  kept(db, 'UPDATE sync_runs SET ended_at = ?, outcome = ?, reason = ?, error = ? WHERE id = ?').run(
    end.at,
    end.outcome,
    end.reason.slice(0, 80),
    end.error === null ? null : JSON.stringify(end.error),
    id,
  )
}

/** Runs that a kill or a power cut left behind. */
export function interruptRuns(db: Db, at: number): void {
  kept(db, `UPDATE sync_runs SET outcome = 'interrupted', ended_at = ? WHERE outcome = 'running'`).run(at)
}

interface RunRow extends Counts {
  id: number
  collection: string
  started_at: number
  ended_at: number | null
  outcome: SyncRun['outcome']
  reason: string
  error: string | null
}

/** Newest first. */
export function history(db: Db, limit: number): SyncRun[] {
  return kept<RunRow>(db, 'SELECT * FROM sync_runs ORDER BY id DESC LIMIT ?')
    .all(limit)
    .map((row) => ({
      runId: String(row.id),
      collection: row.collection,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      outcome: row.outcome,
      pages: row.pages,
      rows: row.rows,
      added: row.added,
      changed: row.changed,
      vanished: row.vanished,
      refusedRows: row.refused,
      reason: row.reason,
      error: row.error === null ? null : (JSON.parse(row.error) as AppErrorValue),
    }))
}

export interface RefusedRow {
  key: string | null
  reason: string
  raw: string
  at: number
}

/** Keeps a row that does not fit, persons' data masked; the same key once a reading. */
export function keepRefused(
  db: Db,
  collection: string,
  pass: number,
  row: { key: string | null; reason: string; raw: unknown; at: number },
): void {
  if (row.key !== null)
    kept(db, 'DELETE FROM sync_refused WHERE collection = ? AND pass = ? AND key = ?').run(collection, pass, row.key)
  if (refusedCount(db, collection, pass) >= REFUSED_KEPT) return
  kept(db, 'INSERT INTO sync_refused (collection, pass, key, reason, raw, at) VALUES (?, ?, ?, ?, ?, ?)').run(
    collection,
    pass,
    row.key?.slice(0, 200) ?? null,
    row.reason.slice(0, 400),
    JSON.stringify(redactRow(row.raw)).slice(0, 4000).toWellFormed(),
    row.at,
  )
}

export const refusedCount = (db: Db, collection: string, pass: number): number =>
  kept<number>(db, 'SELECT count(*) FROM sync_refused WHERE collection = ? AND pass = ?')
    .pluck()
    .get(collection, pass) as number

/** Whether this reading has refused the key before. */
export const wasRefused = (db: Db, collection: string, pass: number, key: string): boolean =>
  kept(db, 'SELECT 1 FROM sync_refused WHERE collection = ? AND pass = ? AND key = ?').get(collection, pass, key) !==
  undefined

/** A round that is read again refuses anew. */
export function forgetRefusedOf(db: Db, collection: string, pass: number): void {
  kept(db, 'DELETE FROM sync_refused WHERE collection = ? AND pass = ?').run(collection, pass)
}

/** A complete reading replaces what earlier ones refused. */
export function forgetRefusedBefore(db: Db, collection: string, pass: number): void {
  kept(db, 'DELETE FROM sync_refused WHERE collection = ? AND pass < ?').run(collection, pass)
}

export const allRefused = (db: Db, collection: string): number =>
  kept<number>(db, `SELECT count(*) FROM sync_refused WHERE ${OF_COLLECTION}`)
    .pluck()
    .get({ name: collection }) as number

export function refusedRows(db: Db, collection: string): RefusedRow[] {
  return kept<RefusedRow>(
    db,
    `SELECT key, reason, raw, at FROM sync_refused WHERE ${OF_COLLECTION} ORDER BY id DESC LIMIT 200`,
  ).all({ name: collection })
}
