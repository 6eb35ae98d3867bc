/** Sums of a content's columns, exact; checks before anything gets a number. */
import type { Cell, Content } from '#host/documents/types.ts'
import { AppError } from '#shared/errors.ts'
import { type Fen, fen, sumFen } from '#shared/money.ts'

type Rows = readonly (readonly Cell[])[]

/** Sum of one column of amounts, fen. */
export const sumOf = (rows: Rows, column: number): Fen =>
  sumFen(rows.flatMap((row) => (typeof row[column] === 'number' ? [fen(row[column])] : [])))

/** Sums of all summed columns; null for the others. */
export const sumsOf = (columns: Content['columns'], rows: Rows): (Fen | null)[] =>
  columns.map(({ summed }, n) => (summed ? sumOf(rows, n) : null))

/** Throws `sums-differ` with both figures where the column does not add up to what the paper must state (R-INC-30). */
export function requireSum(rows: Rows, column: number, expected: Fen): void {
  const found = sumOf(rows, column)
  if (found === expected) return
  throw new AppError('sums-differ', {
    retry: 'after-fix',
    detail: { found, expected, difference: found - expected, rows: rows.length },
  })
}

/** Rows of one print: more is a file's job, not paper's. */
const MOST_ROWS = 5_000

/** Throws where there is nothing to print, or more than paper is for. */
export function requirePrintable({ rows, columns, totalColumn }: Content): void {
  if (rows.length === 0) throw new AppError('not-found', { detail: { reason: 'nothing-to-print' } })
  if (rows.length > MOST_ROWS)
    throw new AppError('invalid-input', { retry: 'after-fix', detail: { reason: 'too-many-rows', rows: rows.length } })
  if (!columns[totalColumn]?.summed || rows.some((row) => row.length !== columns.length))
    throw new Error('a declared document whose rows do not fit its columns')
}
