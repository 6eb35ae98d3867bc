/** What a spreadsheet does to ids of many digits: rounded, shortened, their leading zeros lost. Named, never mended. */
import { cellText } from './mapping.ts'
import type { Cell } from './types.ts'

/** Digits that a spreadsheet keeps. */
const KEPT_DIGITS = 15
const EXACT = 10 ** KEPT_DIGITS
/** How it shows a long number: `1.23E+17`. */
const shortened = /^\d(\.\d+)?E\+\d+$/i

/** Certainly broken: a number of more digits than it keeps, or a shortened one. */
export const idBroken = (cell: Cell | undefined): boolean =>
  (typeof cell === 'number' && Math.abs(cell) >= EXACT) || shortened.test(cellText(cell))

/** Rounded to fifteen digits and saved as text: the rest are zeros. One id may end so by chance; most of a column do not. */
const rounded = (text: string): boolean =>
  /^\d+$/.test(text) && text.length > KEPT_DIGITS && /^0+$/.test(text.slice(KEPT_DIGITS))

export interface IdColumn {
  /** Why this one cannot be the id that was meant; null where nothing speaks against it. */
  suspect(cell: Cell | undefined): 'id-broken' | 'id-rounded' | 'id-short' | null
}

const MOST = 0.8

/** @param cells the whole column: what one cell cannot tell, its neighbours do */
export function idColumn(cells: readonly (Cell | undefined)[]): IdColumn {
  let digits = 0
  let long = 0
  let cut = 0
  const lengths = new Map<number, number>()
  for (const cell of cells) {
    const text = cellText(cell)
    if (!/^\d+$/.test(text)) continue
    digits += 1
    lengths.set(text.length, (lengths.get(text.length) ?? 0) + 1)
    if (text.length <= KEPT_DIGITS) continue
    long += 1
    if (rounded(text)) cut += 1
  }
  const columnRounded = long > 1 && cut / long > 0.5
  const [usual = 0, count = 0] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? []
  // All ids of one length but a few shorter ones: theirs began with zeros.
  const fixed = digits > 2 && count / digits >= MOST ? usual : null
  return {
    suspect: (cell) => {
      if (idBroken(cell)) return 'id-broken'
      const text = cellText(cell)
      if (columnRounded && rounded(text)) return 'id-rounded'
      if (fixed !== null && text !== '' && /^\d+$/.test(text) && text.length < fixed) return 'id-short'
      return null
    },
  }
}
