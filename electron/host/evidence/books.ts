/** Own books beside the statements: files taken and withdrawn, and both sides matched by the rules of shared/rules/matching.ts. */
import { createHash } from 'node:crypto'
import type { FactValues } from '#host/imports/types.ts'
import type { Db } from '#host/store/types.ts'
import {
  type Match,
  type MatchItem,
  type MatchOptions,
  matchKey,
  matchSides,
  standardOptions,
} from '#shared/rules/matching.ts'
import { BEIJING_OFFSET_MS } from '#shared/time.ts'

export type BookSide = 'line' | 'bill'

export interface TakenBooks {
  readonly side: BookSide
  readonly name: string
  readonly hash: string
  readonly asOf: number
  readonly by: string
  readonly findings: string
  readonly rows: readonly (FactValues & { readonly line: number })[]
}

/** What is done to the books before they are matched again. */
export type BookChange =
  | { readonly take: TakenBooks }
  /** `at` null = it counts again. */
  | { readonly withdraw: number; readonly at: number | null }
  | { readonly period: string; readonly side: BookSide; readonly options: MatchOptions }

const ROW = ['period', 'booked_at', 'reference', 'customer_id', 'customer_text', 'amount', 'memo', 'extra'] as const

function take(evidence: Db, { rows, ...file }: TakenBooks, now: number): void {
  const id = evidence
    .prepare(
      `INSERT INTO book_files (side, name, hash, as_of, taken_at, taken_by, findings, rows)
       VALUES (@side, @name, @hash, @asOf, @now, @by, @findings, @count)`,
    )
    .run({ ...file, now, count: rows.length }).lastInsertRowid
  const insert = evidence.prepare(
    `INSERT INTO book_rows (file, line, side, ${ROW.join(', ')}) VALUES (?, ?, ?, ${ROW.map(() => '?').join(', ')})`,
  )
  for (const row of rows) insert.run(id, row.line, file.side, ...ROW.map((column) => row[column] ?? null))
}

export function changeBooks(evidence: Db, change: BookChange, now: number): void {
  evidence
    .transaction(() => {
      if ('take' in change) take(evidence, change.take, now)
      else if ('withdraw' in change)
        evidence.prepare('UPDATE book_files SET withdrawn_at = ? WHERE id = ?').run(change.at, change.withdraw)
      else
        evidence
          .prepare(
            `INSERT INTO book_runs (period, side, ran_at, stamp, options) VALUES (@period, @side, @now, NULL, @options)
             ON CONFLICT (period, side) DO UPDATE SET stamp = NULL, options = excluded.options`,
          )
          .run({ period: change.period, side: change.side, now, options: JSON.stringify(change.options) })
    })
    .immediate()
}

const DAY_MS = 86_400_000
const dayOf = (at: number | null): number | null => (at === null ? null : Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS))

interface ItemRow {
  readonly id: string
  readonly amount: number
  readonly at: number | null
  readonly customer: string | null
  readonly one: string | null
  readonly other: string | null
}

const itemOf = ({ id, amount, at, customer, one, other }: ItemRow): MatchItem => ({
  id,
  amount,
  day: dayOf(at),
  customer: customer ?? '',
  references: [...new Set([one, other].filter((reference) => reference !== null && reference !== ''))] as string[],
})

/** A bank names neither customer nor plan: all of the vendor's payments and bills may fit each other. */
const VENDOR = `'*'`

const LEFT = {
  line: `SELECT CAST(r.id AS TEXT) AS id, r.amount, r.booked_at AS at, r.customer_id AS customer, r.reference AS one, NULL AS other`,
  bill: `SELECT CAST(r.id AS TEXT) AS id, r.amount, r.booked_at AS at, ${VENDOR} AS customer, r.reference AS one, NULL AS other`,
} as const
const OF_BOOKS = `FROM book_rows r JOIN book_files f ON f.id = r.file
  WHERE r.period = @period AND r.side = @side AND f.withdrawn_at IS NULL`
const RIGHT: Readonly<Record<BookSide, string>> = {
  line: `SELECT data_id AS id, incentive AS amount, trade_at AS at, customer_id AS customer, data_id AS one, trade_id AS other
    FROM edition_lines WHERE period = @period AND last IS NULL`,
  bill: `SELECT bill_id AS id, total * 1000000 AS amount, NULL AS at, ${VENDOR} AS customer, bill_id AS one, NULL AS other
    FROM edition_bills WHERE period = @period
      AND number = (SELECT max(number) FROM editions WHERE period = @period)`,
}

export interface Sides {
  readonly left: readonly MatchItem[]
  readonly right: readonly MatchItem[]
}

export const sidesOf = (evidence: Db, period: string, side: BookSide): Sides => ({
  left: evidence.prepare<[object], ItemRow>(`${LEFT[side]} ${OF_BOOKS}`).all({ period, side }).map(itemOf),
  right: evidence.prepare<[object], ItemRow>(RIGHT[side]).all({ period }).map(itemOf),
})

/** Short, and the same for the same items. */
export const keyOfMatch = (match: Pick<Match, 'left' | 'right'>): string =>
  createHash('sha256').update(matchKey(match)).digest('hex')

function store(evidence: Db, period: string, side: BookSide, matches: readonly Match[]): void {
  const match = evidence.prepare(
    'INSERT INTO book_matches (period, side, key, rule, verdict, difference) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const item = evidence.prepare('INSERT INTO book_match_items (match, period, side, pane, item) VALUES (?, ?, ?, ?, ?)')
  for (const one of matches) {
    const id = match.run(period, side, keyOfMatch(one), one.rule, one.verdict, one.difference).lastInsertRowid
    for (const left of one.left) item.run(id, period, side, 'left', left)
    for (const right of one.right) item.run(id, period, side, 'right', right)
  }
}

interface Due {
  readonly period: string
  readonly side: BookSide
  readonly options: string | null
  readonly old: string | null
  readonly stamp: string
}

/** Every period that books speak of, with what its sides are now and what they were when they were matched. */
const STANDS = `
SELECT d.period, d.side, u.options, u.stamp AS old,
  (SELECT ifnull(max(number), 0) FROM editions e WHERE e.period = d.period) || ' ' ||
  (SELECT group_concat(id) FROM (SELECT DISTINCT f.id FROM book_rows r JOIN book_files f ON f.id = r.file
    WHERE r.period = d.period AND r.side = d.side AND f.withdrawn_at IS NULL ORDER BY f.id)) AS stamp
FROM (SELECT DISTINCT period, side FROM book_rows) d LEFT JOIN book_runs u ON u.period = d.period AND u.side = d.side
ORDER BY d.period, d.side`

/** Matches what changed since it was matched; answers how many periods. */
export function matchBooks(evidence: Db, now: number): number {
  const due = evidence
    .prepare<[], Due>(STANDS)
    .all()
    .filter(({ old, stamp }) => old !== (stamp ?? ''))
  for (const { period, side, options, stamp } of due) {
    const how = options === null ? standardOptions : (JSON.parse(options) as MatchOptions)
    const { left, right } = sidesOf(evidence, period, side)
    const matches = matchSides(left, right, how)
    evidence
      .transaction(() => {
        evidence.prepare('DELETE FROM book_match_items WHERE period = ? AND side = ?').run(period, side)
        evidence.prepare('DELETE FROM book_matches WHERE period = ? AND side = ?').run(period, side)
        store(evidence, period, side, matches)
        evidence
          .prepare('INSERT OR REPLACE INTO book_runs (period, side, ran_at, stamp, options) VALUES (?, ?, ?, ?, ?)')
          .run(period, side, now, stamp ?? '', JSON.stringify(how))
      })
      .immediate()
  }
  return due.length
}
