/** A range of cells as text that a spreadsheet takes: tabs and lines, and a table whose ids stay text. */

import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { type Fen, sumFen } from '#shared/money.ts'

/** A cell that a spreadsheet would run as a formula is led by an apostrophe; amounts and phone numbers pass. */
const disarm = (text: string): string => (/^([=@]|[+-](?![\d.]))/.test(text) ? `'${text}` : text)

function tabbed(text: string): string {
  const safe = disarm(text)
  return /[\t\r\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const isFigure = (column: LedgerColumn<never>): boolean => column.kind === 'number' || column.kind === 'money'

export interface CopiedRange {
  plain: string
  html: string
}

export function copyRange<Row>(rows: readonly Row[], columns: readonly LedgerColumn<Row>[]): CopiedRange {
  const cells = rows.map((row) => columns.map((column) => column.text(row)))
  const plain = cells.map((line) => line.map(tabbed).join('\t')).join('\r\n')
  const html = cells
    .map((line) => {
      const parts = line.map((text, at) => {
        const column = columns[at]
        const style = column && isFigure(column) ? '' : ` style="mso-number-format:'\\@'"`
        return `<td${style}>${escaped(text)}</td>`
      })
      return `<tr>${parts.join('')}</tr>`
    })
    .join('')
  return { plain, html: `<table>${html}</table>` }
}

export interface RangeFigures {
  cells: number
  /** Cells with an amount. */
  figures: number
  /** Exact sum; null where there is no figure or the sum leaves the exact range. */
  sum: Fen | null
}

export function rangeFigures<Row>(rows: readonly Row[], columns: readonly LedgerColumn<Row>[]): RangeFigures {
  const amounts: Fen[] = []
  for (const column of columns) {
    if (!column.fen) continue
    for (const row of rows) {
      const amount = column.fen(row)
      if (amount !== null) amounts.push(amount)
    }
  }
  return {
    cells: rows.length * columns.length,
    figures: amounts.length,
    sum: amounts.length ? exactSum(amounts) : null,
  }
}

function exactSum(amounts: Fen[]): Fen | null {
  try {
    return sumFen(amounts)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
