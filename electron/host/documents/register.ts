/** The print register: one statement each, in the caller's transaction where it says so. */
import { randomInt } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { canonical, type Frozen, hashOf } from '#host/documents/frozen.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { PrintCopy, PrintRow } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'
import { billingMonth } from '#shared/time.ts'

interface StoredPrint {
  number: string
  document: string
  title: string
  period: string
  row_count: number
  pages: number
  total: number
  operator: string
  issued_at: number
  data_as_of: number | null
  hash: string
  voided_at: number | null
  voided_by: string | null
  void_reason: string | null
  copies: number
}

const columns = `p.number, p.document, p.title, p.period, p.row_count, p.pages, p.total, p.operator, p.issued_at,
  p.data_as_of, p.hash, p.voided_at, p.voided_by, p.void_reason,
  (SELECT count(*) FROM print_copies c WHERE c.number = p.number) AS copies`

const rowOf = (row: StoredPrint): PrintRow => ({
  number: row.number,
  document: row.document,
  title: row.title,
  period: row.period,
  state: row.voided_at !== null ? 'void' : row.copies > 0 ? 'printed' : 'issued',
  rows: row.row_count,
  pages: row.pages,
  total: row.total,
  copies: row.copies,
  operator: row.operator,
  issuedAt: row.issued_at,
  asOf: row.data_as_of,
  hash: row.hash,
  voidedAt: row.voided_at,
  voidedBy: row.voided_by,
  voidReason: row.void_reason,
})

/** Without letters and digits that are read for one another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Made once: two machines of one workspace never give the same number. Inside a transaction. */
function registerCode(tx: Db): string {
  const code = Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  kept(tx, 'INSERT OR IGNORE INTO print_register (only, code) VALUES (1, ?)').run(code)
  return kept<string>(tx, 'SELECT code FROM print_register').pluck().get() as string
}

/** Numbers given from here on have a code of their own: those before may be unknown here. */
export const beginNewSeries = (db: Db): void => void kept(db, 'DELETE FROM print_register').run()

/** The next number of a series, e.g. `DZ-7K2M-2026-00001`; inside the transaction that stores its print. */
export function nextNumber(tx: Db, prefix: string, now: number): { number: string; series: string; place: number } {
  if (!tx.inTransaction) throw new Error('a number is reserved with its print')
  const series = `${prefix}-${registerCode(tx)}-${billingMonth(now).slice(0, 4)}`
  const last = kept<number | null>(tx, 'SELECT max(place) FROM prints WHERE series = ?').pluck().get(series) ?? 0
  return { number: `${series}-${String(last + 1).padStart(5, '0')}`, series, place: last + 1 }
}

/** Inside the transaction of `nextNumber`. */
export function storePrint(
  tx: Db,
  at: { series: string; place: number },
  print: { frozen: Frozen; document: string; pages: number; total: number },
): PrintRow {
  const { frozen } = print
  const text = canonical(frozen)
  kept(
    tx,
    `INSERT INTO prints (number, series, place, document, title, period, row_count, pages, total, operator, issued_at,
       data_as_of, hash, content)
     VALUES (@number, @series, @place, @document, @title, @period, @rows, @pages, @total, @operator, @issuedAt, @asOf,
       @hash, @content)`,
  ).run({
    number: frozen.number,
    series: at.series,
    place: at.place,
    document: print.document,
    title: frozen.title,
    period: frozen.period,
    rows: frozen.rows.length,
    pages: print.pages,
    total: print.total,
    operator: frozen.operator,
    issuedAt: frozen.issuedAt,
    asOf: frozen.asOf,
    hash: hashOf(text),
    content: deflateRawSync(text),
  })
  return findPrint(tx, frozen.number) as PrintRow
}

export function findPrint(db: Db, number: string): PrintRow | null {
  const row = kept<StoredPrint>(db, `SELECT ${columns} FROM prints p WHERE p.number = ?`).get(number)
  return row ? rowOf(row) : null
}

/** The archived content; throws `store-damaged` where it no longer is what its hash says. */
export function archived(db: Db, number: string): Frozen {
  const row = kept<{ content: Buffer; hash: string }>(db, 'SELECT content, hash FROM prints WHERE number = ?').get(
    number,
  )
  if (!row) throw new AppError('not-found', { field: 'number' })
  const text = inflateRawSync(row.content).toString('utf8')
  if (hashOf(text) !== row.hash) throw new AppError('store-damaged', { detail: { reason: 'archive', number } })
  return JSON.parse(text) as Frozen
}

/** Throws `invalid-input` where the text is none of our cursors. */
function placeOf(cursor: string): [at: number, number: string] {
  const match = /^\[(\d{1,16}),"([A-Z0-9-]{1,64})"\]$/.exec(cursor)
  if (!match) throw new AppError('invalid-input', { retry: 'after-fix', field: 'after' })
  return [Number(match[1]), match[2] ?? '']
}

/** Newest first. `operator` null = of everybody; `text` looks in number, title and period. */
export function listPrints(
  db: Db,
  { operator, text, after, limit }: { operator: string | null; text: string; after: string | null; limit: number },
): { rows: PrintRow[]; next: string | null } {
  const [at, number] = after === null ? [null, null] : placeOf(after)
  const rows = kept<StoredPrint>(
    db,
    `SELECT ${columns} FROM prints p
     WHERE (@operator IS NULL OR p.operator = @operator)
       AND (@text = '' OR instr(p.number, upper(@text)) > 0 OR instr(p.title, @text) > 0 OR instr(p.period, @text) > 0)
       AND (@at IS NULL OR (p.issued_at, p.number) < (@at, @number))
     ORDER BY p.issued_at DESC, p.number DESC LIMIT @limit`,
  ).all({ operator, text, at, number, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(rowOf),
    next: rows.length > limit && last ? JSON.stringify([last.issued_at, last.number]) : null,
  }
}

export const copiesOf = (db: Db, number: string): PrintCopy[] =>
  kept<PrintCopy>(
    db,
    'SELECT copy, at, operator, way, target, outcome FROM print_copies WHERE number = ? ORDER BY copy LIMIT 1000',
  ).all(number)

/** Takes the next copy before anything leaves the program. */
export function beginCopy(
  tx: Db,
  number: string,
  copy: Omit<PrintCopy, 'copy' | 'outcome'> & { fileHash: string | null },
): number {
  const next =
    (kept<number | null>(tx, 'SELECT max(copy) FROM print_copies WHERE number = ?').pluck().get(number) ?? 0) + 1
  kept(
    tx,
    `INSERT INTO print_copies (number, copy, at, operator, way, target, outcome, file_hash)
     VALUES (@number, @next, @at, @operator, @way, @target, 'begun', @fileHash)`,
  ).run({ ...copy, number, next })
  return next
}

export function endCopy(tx: Db, number: string, copy: number, outcome: 'done' | 'failed'): void {
  kept(tx, 'UPDATE print_copies SET outcome = ? WHERE number = ? AND copy = ?').run(outcome, number, copy)
}

export function voidPrint(tx: Db, number: string, by: { at: number; operator: string; reason: string }): void {
  kept(
    tx,
    'UPDATE prints SET voided_at = ?, voided_by = ?, void_reason = ? WHERE number = ? AND voided_at IS NULL',
  ).run(by.at, by.operator, by.reason, number)
}

/** The copy that was written as this very file. */
export const copyOfFile = (db: Db, fileHash: string): { number: string; copy: number } | undefined =>
  kept<{ number: string; copy: number }>(
    db,
    'SELECT number, copy FROM print_copies WHERE file_hash = ? ORDER BY copy LIMIT 1',
  ).get(fileHash)

export const hasCopy = (db: Db, number: string, copy: number): boolean =>
  kept(db, 'SELECT 1 FROM print_copies WHERE number = ? AND copy = ?').get(number, copy) !== undefined

export interface Offsets {
  readonly offsetX: number
  readonly offsetY: number
}

export const offsetsOf = (db: Db, printer: string): Offsets =>
  kept<Offsets>(db, 'SELECT offset_x AS offsetX, offset_y AS offsetY FROM print_offsets WHERE printer = ?').get(
    printer,
  ) ?? {
    offsetX: 0,
    offsetY: 0,
  }

export function saveOffsets(tx: Db, printer: string, { offsetX, offsetY }: Offsets): void {
  kept(
    tx,
    `INSERT INTO print_offsets (printer, offset_x, offset_y) VALUES (?, ?, ?)
     ON CONFLICT (printer) DO UPDATE SET offset_x = excluded.offset_x, offset_y = excluded.offset_y`,
  ).run(printer, offsetX, offsetY)
}
