/** The cell cursor and the range it spans. Lives outside React: a move repaints two cells, not sixty rows. */
import type { CellPlace } from '#renderer/parts/ledger/types.ts'

export interface CellRange {
  top: number
  bottom: number
  left: number
  right: number
}

export interface Bounds {
  rows: number
  columns: number
  /** Rows a Page key moves. */
  page: number
}

/** Where a key takes the cursor; null where the key is no move. Row -1 is the head. */
export function moved(from: CellPlace, key: string, control: boolean, bounds: Bounds): CellPlace | null {
  const lastRow = bounds.rows - 1
  const lastColumn = bounds.columns - 1
  const row = (to: number) => ({ row: Math.min(Math.max(-1, to), lastRow), column: from.column })
  const column = (to: number) => ({ row: from.row, column: Math.min(Math.max(0, to), lastColumn) })
  switch (key) {
    case 'ArrowDown':
      return row(control ? lastRow : from.row + 1)
    case 'ArrowUp':
      return row(control ? Math.min(0, from.row) : from.row - 1)
    case 'ArrowRight':
      return column(control ? lastColumn : from.column + 1)
    case 'ArrowLeft':
      return column(control ? 0 : from.column - 1)
    case 'PageDown':
      return row(from.row + bounds.page)
    case 'PageUp':
      return row(Math.max(0, from.row - bounds.page))
    case 'Home':
      return control ? { row: Math.min(0, lastRow), column: 0 } : column(0)
    case 'End':
      return control ? { row: lastRow, column: lastColumn } : column(lastColumn)
    default:
      return null
  }
}

export class Cursor {
  private place: CellPlace = { row: 0, column: 0 }
  /** The other corner of the range, null where there is none. */
  private anchor: CellPlace | null = null
  private listeners = new Set<() => void>()
  private version = 0

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => void this.listeners.delete(heard)
  }

  readonly snapshot = (): number => this.version

  get at(): CellPlace {
    return this.place
  }

  moveTo(place: CellPlace): void {
    this.place = place
    this.anchor = null
    this.changed()
  }

  /** Keeps the corner where the range began. */
  extendTo(place: CellPlace): void {
    this.anchor ??= this.place
    this.place = { row: Math.max(0, place.row), column: place.column }
    this.changed()
  }

  clearRange(): boolean {
    if (!this.anchor) return false
    this.anchor = null
    this.changed()
    return true
  }

  /** More than one cell, else null. */
  get range(): CellRange | null {
    const { anchor, place } = this
    if (!anchor || (anchor.row === place.row && anchor.column === place.column)) return null
    return {
      top: Math.max(0, Math.min(anchor.row, place.row)),
      bottom: Math.max(anchor.row, place.row),
      left: Math.min(anchor.column, place.column),
      right: Math.max(anchor.column, place.column),
    }
  }

  private changed(): void {
    this.version++
    for (const heard of this.listeners) heard()
  }
}

/**
 * Marks the cursor's cell and the range in the drawn rows: cells carry `data-c`, rows `data-r`. Visits only what is or
 * was marked.
 */
export class CursorPainter {
  private marked = new Set<HTMLElement>()

  /** Answers whether the cursor's cell has the focus now. */
  paint(grid: HTMLElement, cursor: Cursor, focus: boolean): boolean {
    const { at, range } = cursor
    const next = new Set<HTMLElement>()
    const here = grid.querySelector<HTMLElement>(`[data-r="${at.row}"] > [data-c="${at.column}"]`)
    if (range) {
      for (const row of grid.querySelectorAll<HTMLElement>('[data-r]')) {
        const r = Number(row.dataset.r)
        if (r < range.top || r > range.bottom) continue
        for (const cell of row.children) {
          if (!(cell instanceof HTMLElement) || cell.dataset.c === undefined) continue
          const c = Number(cell.dataset.c)
          if (c < range.left || c > range.right) continue
          if (!cell.hasAttribute('data-range')) cell.setAttribute('data-range', '')
          next.add(cell)
        }
      }
    }
    for (const cell of this.marked) {
      if (!next.has(cell)) cell.removeAttribute('data-range')
      if (cell !== here && cell.hasAttribute('data-cursor')) {
        cell.removeAttribute('data-cursor')
        cell.tabIndex = -1
      }
    }
    if (here) {
      next.add(here)
      if (!here.hasAttribute('data-cursor')) {
        here.setAttribute('data-cursor', '')
        here.tabIndex = 0
      }
      if (focus && document.activeElement !== here) here.focus({ preventScroll: true })
    }
    this.marked = next
    return here !== null && document.activeElement === here
  }
}
