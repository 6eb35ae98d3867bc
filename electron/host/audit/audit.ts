/** Appends to and proves the audit chain (R-ORG-16). The caller's transaction decides whether an entry stands. */
import { createHash } from 'node:crypto'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>

export interface AuditEntry {
  /** UTC milliseconds. */
  readonly at: number
  /** Account name of the member, or '' where it is not known yet. */
  readonly actor: string
  /** The contract's name of the call, e.g. `customers.reveal`. */
  readonly action: string
  /** `customer:<id>`, `workspace:<id>`, `collection:<name>`, … */
  readonly target: string
  readonly detail: AuditDetail
  readonly result: 'done' | 'refused'
  readonly online: boolean
  readonly device: string
}

interface AuditRow {
  seq: number
  at: number
  actor: string
  action: string
  target: string
  detail: string
  result: 'done' | 'refused'
  online: 0 | 1
  device: string
  prev_hash: string
  hash: string
}

/** What the first entry names as the one before it. */
const genesis = '0'.repeat(64)

/** A JSON array has one text for one row: no field can slide into its neighbour. */
const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        row.prev_hash,
        row.seq,
        row.at,
        row.actor,
        row.action,
        row.target,
        row.detail,
        row.result,
        row.online,
        row.device,
      ]),
    )
    .digest('hex')

/** Detail with its keys in order, so that the same facts are the same text. */
const detailText = (detail: AuditDetail): string =>
  JSON.stringify(Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))))

/** Appends in the caller's transaction on the local file; returns the entry's number. Throws outside a transaction. */
export function append(tx: Db, entry: AuditEntry): number {
  // The link to the entry before it must be read and written as one.
  if (!tx.inTransaction) throw new Error('an audit entry belongs to a transaction')
  const last = kept<{ seq: number; hash: string }>(tx, 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get()
  const row: Omit<AuditRow, 'hash'> = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    target: entry.target,
    detail: detailText(entry.detail),
    result: entry.result,
    online: entry.online ? 1 : 0,
    device: entry.device,
    prev_hash: last?.hash ?? genesis,
  }
  kept(
    tx,
    `INSERT INTO audit (seq, at, actor, action, target, detail, result, online, device, prev_hash, hash)
     VALUES (@seq, @at, @actor, @action, @target, @detail, @result, @online, @device, @prev_hash, @hash)`,
  ).run({ ...row, hash: hashOf(row) })
  return row.seq
}

export type AuditProof =
  | { ok: true; entries: number }
  | { ok: false; brokenAt: number; reason: 'hash' | 'link' | 'gap' }

/** Walks the whole chain: every hash, every link, no number missing. The end cannot prove that nothing was cut off it. */
export function verify(db: Db): AuditProof {
  let before = { seq: 0, hash: genesis }
  for (const { hash, ...row } of db.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq').iterate()) {
    if (row.seq !== before.seq + 1) return { ok: false, brokenAt: row.seq, reason: 'gap' }
    if (row.prev_hash !== before.hash) return { ok: false, brokenAt: row.seq, reason: 'link' }
    if (hashOf(row) !== hash) return { ok: false, brokenAt: row.seq, reason: 'hash' }
    before = { seq: row.seq, hash }
  }
  return { ok: true, entries: before.seq }
}

/** Entries about one target, newest first. */
export function entriesOf(db: Db, target: string, limit: number): AuditEntry[] {
  return kept<AuditRow>(db, 'SELECT * FROM audit WHERE target = ? ORDER BY seq DESC LIMIT ?')
    .all(target, limit)
    .map((row) => ({
      at: row.at,
      actor: row.actor,
      action: row.action,
      target: row.target,
      detail: JSON.parse(row.detail) as AuditDetail,
      result: row.result,
      online: row.online === 1,
      device: row.device,
    }))
}
