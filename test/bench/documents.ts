/** A printed list of sixty pages: from the data to the PDF that is the preview. */

import { amountText, layOut } from '#host/documents/layout.ts'
import { renderCopy } from '#host/documents/pages.ts'
import type { Sheet } from '#host/shell.ts'
import { fen } from '#shared/money.ts'
import { frozenList } from '#test/host/documents/contents.ts'
import { printSheets } from '#test/support/paper.ts'
import { prepareWindow } from '../../build/scripts/lib/prepare.ts'
import { type Bench, informs, median, promised, timedNow } from './harness.ts'

const LINES = 460
const ROUNDS = 3
/** What somebody waits for the first page, milliseconds (product: jobs and their targets). */
const FIRST_PAGE_MS = 3000

/** The same rows as one bare table, which Chromium breaks into pages as it likes. */
function bareTable(): Sheet {
  const { frozen } = frozenList(LINES)
  const cells = (row: (typeof frozen.rows)[number]): string =>
    row
      .map(
        (cell) => `<td>${typeof cell === 'number' ? amountText(fen(cell)) : (cell ?? '').replaceAll('<', '&lt;')}</td>`,
      )
      .join('')
  const head = frozen.columns.map(({ heading }) => `<th>${heading}</th>`).join('')
  const body = frozen.rows.map((row) => `<tr>${cells(row)}</tr>`).join('')
  const style =
    '@page{size:297mm 210mm;margin:20mm}table{font-size:11px;border-collapse:collapse}td,th{border:1px solid}'
  return {
    html: `<!doctype html><meta charset="utf-8"><style>${style}</style><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
    widthMm: 297,
    heightMm: 210,
  }
}

export const documents: Bench = {
  name: 'documents',
  run: async ({ say }) => {
    const window = await prepareWindow()
    Object.assign(process.env, window.environment)
    try {
      const { frozen, hash } = frozenList(LINES)
      const facts = { copy: 1, operator: 'finance01', at: 0, void: false, offsetX: 0, offsetY: 0 }
      let sheet: Sheet | null = null
      let pages = 0
      const laid = Array.from({ length: ROUNDS }, () =>
        timedNow(() => {
          const layout = layOut(frozen)
          pages = layout.pages.length
          sheet = renderCopy(frozen, hash, layout, facts)
        }),
      )
      if (!sheet) throw new Error('no sheet')
      say(`${pages} pages`)
      const bare = bareTable()
      // The first two warm the shell up; then by turns.
      const order: Sheet[] = [
        bare,
        sheet,
        ...Array.from({ length: ROUNDS }, () => [bare, sheet as unknown as Sheet]).flat(),
      ]
      const printed = await printSheets(order)
      printed.remove()
      const [bares, ours] = [0, 1].map((side) => median(printed.times.filter((_, n) => n > 1 && n % 2 === side)))
      const whole = median(laid) + (ours ?? Number.NaN)
      return [
        informs({ name: `layout of ${pages} pages in the data process`, value: median(laid), unit: 'ms' }),
        promised({
          name: `first page of ${pages} (and all others)`,
          value: whole,
          unit: 'ms',
          comparedTo: 'the same rows as one bare table, printed by the same runtime',
          ratio: whole / (bares ?? Number.NaN),
          goal: `≤ 1.5x, guard ${FIRST_PAGE_MS} ms`,
          met: whole <= 1.5 * (bares ?? 0) && whole <= FIRST_PAGE_MS,
        }),
      ]
    } finally {
      window.stop()
    }
  },
}
