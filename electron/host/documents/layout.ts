/**
 * Pages of a print, computed before anything is rendered: which rows stand on which page and how tall they are, so that
 * heads repeat, no row is ever cut, and the seal area never stands without rows. Lengths are CSS pixels (1/96 inch) and
 * whole, so that nothing drifts over a page; pure.
 */
import type { Frozen } from '#host/documents/frozen.ts'
import { emsOf, linesOf } from '#host/documents/lines.ts'
import { sumsOf } from '#host/documents/sums.ts'
import { type Cell, type Column, papers } from '#host/documents/types.ts'
import { type Fen, fen, sumFen, yuanText } from '#shared/money.ts'

export const MM = 96 / 25.4

/** Product rules for paper: at least 10 mm, binding side 20 mm; seal area 45 × 45 mm. */
export const MARGIN_MM = { left: 20, right: 10, top: 10, bottom: 10 } as const
export const SEAL_MM = 45
/** Side of the code; a phone and a scanner read it at this size from any office printer. */
export const CODE_MM = 20

export const PADDING = 5
const HEADER = 84
const FOOTER = 20
/** Grand total with its capitals, then the seal area with notes and signatures beside it. */
const TOTAL_LINE = 28
const CLOSING = TOTAL_LINE + Math.ceil(SEAL_MM * MM) + 6
const SLACK = 6
/** Room above and below the lines of a row, and its rule. */
const ROW_EXTRA = 7
/** Rows that come along when the closing does not fit below the last ones. */
const ROWS_WITH_SEAL = 3

export interface LaidRow {
  readonly height: number
  /** Lines of each cell. */
  readonly cells: readonly (readonly string[])[]
}

export interface LaidPage {
  readonly rows: readonly LaidRow[]
  /** 本页小计 and 累计 of each summed column; null for the others. */
  readonly subtotal: readonly (Fen | null)[]
  readonly running: readonly (Fen | null)[]
}

export interface Layout {
  readonly widthMm: number
  readonly heightMm: number
  readonly font: number
  readonly lineHeight: number
  readonly rowHeight: number
  readonly widths: readonly number[]
  readonly head: LaidRow
  readonly facts: readonly string[]
  readonly factsHeight: number
  readonly pages: readonly LaidPage[]
}

/** `1,234,567.89`, `−12.00`: amounts inside a table, whose head names the unit. */
export const amountText = (amount: Fen): string =>
  `${amount < 0 ? '−' : ''}${yuanText(fen(Math.abs(amount))).replace(/\B(?=(\d{3})+\.)/g, ',')}`

const cellText = (cell: Cell | undefined): string =>
  typeof cell === 'number' ? amountText(fen(cell)) : (cell ?? '').toWellFormed()

/** Amounts as wide as their widest figure, the rest shares what is left. */
function widthsOf(frozen: Frozen, width: number, font: number): number[] {
  const totals = sumsOf(frozen.columns, frozen.rows)
  const fixed = frozen.columns.map(({ kind, heading }, n) => {
    if (kind !== 'amount') return null
    const figures = frozen.rows.map((row) => cellText(row[n]))
    const widest = Math.max(...[...figures, amountText(totals[n] ?? fen(0))].map(emsOf), Math.min(emsOf(heading), 5))
    return Math.ceil(widest * font) + 2 * PADDING + 1
  })
  const left = width - fixed.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  const weights = frozen.columns.reduce((sum, { weight }, n) => sum + (fixed[n] === null ? weight : 0), 0)
  return frozen.columns.map(({ weight }, n) => fixed[n] ?? Math.floor((left * weight) / weights))
}

function rowOf(
  texts: readonly string[],
  layout: Pick<Layout, 'widths' | 'font' | 'lineHeight'>,
  most: number,
): LaidRow {
  const cells = texts.map((text, n) => linesOf(text, ((layout.widths[n] ?? 0) - 2 * PADDING - 1) / layout.font, most))
  return { cells, height: Math.max(...cells.map(({ length }) => length)) * layout.lineHeight + ROW_EXTRA }
}

/** Fills pages in order; then the closing takes its rows along where it needs a page of its own. */
function paged(rows: readonly LaidRow[], room: (page: number) => number): LaidRow[][] {
  const pages: LaidRow[][] = []
  let page: LaidRow[] = []
  let used = 0
  for (const row of rows) {
    if (page.length > 0 && used + row.height > room(pages.length)) {
      pages.push(page)
      page = []
      used = 0
    }
    page.push(row)
    used += row.height
  }
  pages.push(page)
  const fits = (some: readonly LaidRow[], at: number): boolean =>
    some.reduce((sum, { height }) => sum + height, 0) + CLOSING <= room(at)
  if (!fits(page, pages.length - 1)) {
    // A row alone leaves the first page to the facts above the table: later pages have room for it and the closing.
    let taken = Math.min(ROWS_WITH_SEAL, Math.max(page.length - 1, pages.length === 1 ? 1 : 0))
    while (taken > 1 && !fits(page.slice(-taken), pages.length)) taken -= 1
    if (taken > 0) pages.push(page.splice(-taken))
  }
  return pages
}

const plus = (a: readonly (Fen | null)[], b: readonly (Fen | null)[]): (Fen | null)[] =>
  a.map((value, n) => (value === null ? null : sumFen([value, b[n] ?? fen(0)])))

/** The whole print on its paper: portrait up to seven columns, landscape beyond; a voucher always lies. */
export function layOut(frozen: Frozen): Layout {
  const { short, long } = papers[frozen.paper]
  const lying = frozen.paper === 'voucher' || frozen.columns.length > 7
  const [widthMm, heightMm] = lying ? [long, short] : [short, long]
  const font = frozen.columns.length > 7 ? 11 : 12
  const lineHeight = font + 3
  const rowHeight = lineHeight + ROW_EXTRA
  const width = Math.floor((widthMm - MARGIN_MM.left - MARGIN_MM.right) * MM)
  const widths = widthsOf(frozen, width, font)
  const measure = { widths, font, lineHeight }
  const head = rowOf(
    frozen.columns.map(({ heading }) => heading),
    measure,
    3,
  )
  const facts = frozen.facts.flatMap(({ label, text }) => linesOf(`${label}：${text}`, width / 12, 4))
  const factsHeight = facts.length * 17 + (facts.length > 0 ? 4 : 0)
  const inside = Math.floor((heightMm - MARGIN_MM.top - MARGIN_MM.bottom) * MM) - HEADER - FOOTER - SLACK
  const room = (page: number): number => inside - (page === 0 ? factsHeight : 0) - head.height - 2 * rowHeight
  // A single row always fits above the closing of a later page, so that no row is cut and no seal stands alone.
  const roomForOne = Math.min(room(0), room(1) - CLOSING)
  const most = Math.max(1, Math.floor((roomForOne - ROW_EXTRA) / lineHeight))
  const laid = frozen.rows.map((row) => rowOf(row.map(cellText), measure, most))
  let first = 0
  let running: (Fen | null)[] = sumsOf(frozen.columns, [])
  const pages = paged(laid, room).map((rows): LaidPage => {
    const subtotal = sumsOf(frozen.columns, frozen.rows.slice(first, first + rows.length))
    first += rows.length
    running = plus(running, subtotal)
    return { rows, subtotal, running }
  })
  return { widthMm, heightMm, font, lineHeight, rowHeight, widths, head, facts, factsHeight, pages }
}

/** How many columns before the first summed one carry the label of a sum row. */
export const labelSpan = (columns: readonly Column[]): number => columns.findIndex(({ summed }) => summed)
