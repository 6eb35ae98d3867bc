/** What persons decide about matches: one step is one row, and taking it back leaves everything as it was before. */
import { signOffsOf } from '#host/areas/incentives/queries.ts'
import type { AuditDetail } from '#host/audit/audit.ts'
import { keyOfMatch } from '#host/evidence/books.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { BookSide } from '#shared/contract/books.ts'
import { AppError } from '#shared/errors.ts'

export interface BookItems {
  readonly left: readonly string[]
  readonly right: readonly string[]
}

export interface BookDecision {
  readonly decisionId: number
  readonly kind: 'accept' | 'manual' | 'reject'
  readonly key: string
  readonly items: BookItems
  readonly difference: string
  readonly note: string
  readonly by: string
  readonly at: number
}

/** Decisions of a period that stand, in their order. */
export const decisionsOf = (local: Db, period: string, side: BookSide): BookDecision[] =>
  kept<Omit<BookDecision, 'items'> & { items: string }>(
    local,
    `SELECT id AS decisionId, kind, key, items, difference, note, by, at FROM book_decisions
     WHERE period = ? AND side = ? AND undone_at IS NULL ORDER BY id`,
  )
    .all(period, side)
    .map((row) => ({ ...row, items: JSON.parse(row.items) as BookItems }))

/** Items that a person's word holds, and matches of the rules that are none. */
export interface Settled {
  readonly left: ReadonlySet<string>
  readonly right: ReadonlySet<string>
  readonly rejected: ReadonlySet<string>
}

export function settledBy(decisions: readonly BookDecision[]): Settled {
  const left = new Set<string>()
  const right = new Set<string>()
  const rejected = new Set<string>()
  for (const { kind, key, items } of decisions) {
    if (kind === 'reject') {
      rejected.add(key)
      continue
    }
    for (const item of items.left) left.add(item)
    for (const item of items.right) right.add(item)
  }
  return { left, right, rejected }
}

export interface BookDecisionParts {
  readonly local: Db
  readonly evidence: Db
  readonly by: string
  readonly now: number
  /** Appends inside the caller's transaction. */
  audit(action: string, target: string, detail: AuditDetail): void
}

const refuse = (reason: string, detail: Record<string, string> = {}): never => {
  throw new AppError('conflict', { retry: 'after-fix', detail: { reason, ...detail } })
}

/** Signed off by the reviewer, a period takes no file and no matching any more; throws `conflict`. */
export function refuseLocked(local: Db, period: string): void {
  if (signOffsOf(local, period).some(({ role }) => role === 'reviewer')) refuse('period-locked', { period })
}

const ITEMS: Readonly<Record<BookSide, { left: string; right: string }>> = {
  line: {
    left: `SELECT CAST(r.amount AS TEXT) FROM book_rows r JOIN book_files f ON f.id = r.file
      WHERE r.id = CAST(@item AS INTEGER) AND r.period = @period AND r.side = 'line' AND f.withdrawn_at IS NULL`,
    right: `SELECT CAST(incentive AS TEXT) FROM edition_lines WHERE period = @period AND data_id = @item AND last IS NULL`,
  },
  bill: {
    left: `SELECT CAST(r.amount AS TEXT) FROM book_rows r JOIN book_files f ON f.id = r.file
      WHERE r.id = CAST(@item AS INTEGER) AND r.period = @period AND r.side = 'bill' AND f.withdrawn_at IS NULL`,
    right: `SELECT CAST(total * 1000000 AS TEXT) FROM edition_bills WHERE period = @period AND bill_id = @item
      AND number = (SELECT max(number) FROM editions WHERE period = @period)`,
  },
}

/** Left minus right as the items stand now; null where one of them stands no more. */
export function differenceNow(evidence: Db, period: string, side: BookSide, items: BookItems): bigint | null {
  let difference = 0n
  for (const pane of ['left', 'right'] as const) {
    const amount = kept<string>(evidence, ITEMS[side][pane]).pluck()
    for (const item of items[pane]) {
      const found = amount.get({ period, item })
      if (found === undefined) return null
      difference += pane === 'left' ? BigInt(found) : -BigInt(found)
    }
  }
  return difference
}

/** Items of a match of the rules; throws `not-found`. */
function itemsOfMatch(evidence: Db, period: string, side: BookSide, key: string): BookItems {
  const rows = kept<{ pane: string; item: string }>(
    evidence,
    `SELECT i.pane, i.item FROM book_matches m JOIN book_match_items i ON i.match = m.id
     WHERE m.period = ? AND m.side = ? AND m.key = ? ORDER BY i.pane, i.item`,
  ).all(period, side, key)
  if (rows.length === 0) throw new AppError('not-found', { field: 'key' })
  const of = (pane: string): string[] => rows.flatMap((row) => (row.pane === pane ? row.item : []))
  return { left: of('left'), right: of('right') }
}

export type Decide = { readonly period: string; readonly side: BookSide; readonly note: string } & (
  | { readonly kind: 'accept' | 'reject'; readonly key: string }
  | ({ readonly kind: 'manual' } & BookItems)
)

export function decideBooks({ local, evidence, by, now, audit }: BookDecisionParts, given: Decide): number {
  const { period, side, kind, note } = given
  return local
    .transaction(() => {
      refuseLocked(local, period)
      const items =
        given.kind === 'manual'
          ? { left: given.left, right: given.right }
          : itemsOfMatch(evidence, period, side, given.key)
      const settled = settledBy(decisionsOf(local, period, side))
      const held = [
        ...items.left.filter((item) => settled.left.has(item)),
        ...items.right.filter((item) => settled.right.has(item)),
      ]
      const twice = new Set(items.left).size < items.left.length || new Set(items.right).size < items.right.length
      if (held.length > 0 || twice) refuse('settled-already')
      const key = given.kind === 'manual' ? keyOfMatch(items) : given.key
      if (settled.rejected.has(key) && kind !== 'manual') refuse('settled-already')
      const difference = differenceNow(evidence, period, side, items)
      if (difference === null) throw new AppError('not-found', { field: 'items' })
      const { lastInsertRowid } = kept(
        local,
        `INSERT INTO book_decisions (period, side, kind, key, items, difference, note, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(period, side, kind, key, JSON.stringify(items), String(difference), note, by, now)
      audit('books.decide', `period:${period}`, {
        side,
        kind,
        key,
        difference: String(difference),
        note: note.slice(0, 200),
      })
      return Number(lastInsertRowid)
    })
    .immediate()
}

export function undoBooks({ local, now, audit }: BookDecisionParts, decisionId: number): void {
  local
    .transaction(() => {
      const found = kept<{ period: string; key: string }>(
        local,
        'SELECT period, key FROM book_decisions WHERE id = ? AND undone_at IS NULL',
      ).get(decisionId)
      if (!found) throw new AppError('not-found', { field: 'decisionId' })
      refuseLocked(local, found.period)
      kept(local, 'UPDATE book_decisions SET undone_at = ? WHERE id = ?').run(now, decisionId)
      audit('books.undo', `period:${found.period}`, { key: found.key })
    })
    .immediate()
}

/** Throws `conflict` where a person's match holds a row of the file. */
export function refuseWithdrawal(local: Db, evidence: Db, fileId: number): void {
  const of = kept<{ period: string; side: BookSide }>(
    evidence,
    'SELECT DISTINCT period, side FROM book_rows WHERE file = ?',
  ).all(fileId)
  if (of.length === 0) throw new AppError('not-found', { field: 'fileId' })
  const rows = new Set(
    kept<string>(evidence, 'SELECT CAST(id AS TEXT) FROM book_rows WHERE file = ?').pluck().all(fileId),
  )
  for (const { period, side } of of) {
    refuseLocked(local, period)
    for (const item of settledBy(decisionsOf(local, period, side)).left)
      if (rows.has(item)) refuse('settled-already', { period })
  }
}
