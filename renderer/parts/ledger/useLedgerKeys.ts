/** The keyboard of the grid (product conventions, Keys). Quiet while an input method composes. */
import { type KeyboardEvent, useCallback, useRef } from 'react'
import { foldWidth, isComposing, isTyping } from '#renderer/parts/fold.ts'
import { type Cursor, moved } from '#renderer/parts/ledger/cursor.ts'
import type { CellPlace } from '#renderer/parts/ledger/types.ts'

export interface LedgerActions {
  rows: number
  columns: number
  pageRows(): number
  /** Brings a cell on screen and focuses it. */
  show(place: CellPlace): void
  open(row: number): void
  preview(row: number): void
  toggle(row: number, range: boolean): void
  /** Enter or Space on the head. */
  sort(column: number): void
  resize(column: number, by: number): void
  shift(column: number, by: -1 | 1): void
  /** F2. */
  edit: ((row: number) => void) | undefined
  filter: (() => void) | undefined
  /** Escape with no range to drop. */
  escape(): void
}

/** Answers true where the key was taken. */
export function pressKey(event: KeyboardEvent, cursor: Cursor, actions: LedgerActions): boolean {
  if (isComposing(event) || isTyping(event.target) || event.altKey) return false
  const key = foldWidth(event.key)
  const control = event.ctrlKey || event.metaKey
  const { at } = cursor
  const onHead = at.row < 0
  if (onHead && event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    const by = key === 'ArrowLeft' ? -1 : 1
    if (control) actions.shift(at.column, by)
    else actions.resize(at.column, by * 16)
    return true
  }
  const bounds = { rows: actions.rows, columns: actions.columns, page: actions.pageRows() }
  const to = actions.columns === 0 ? null : moved(at, key, control, bounds)
  if (to) {
    if (event.shiftKey && !onHead) cursor.extendTo({ row: Math.max(0, to.row), column: to.column })
    else cursor.moveTo(to)
    actions.show(cursor.at)
    return true
  }
  if (key === 'Escape') {
    if (!cursor.clearRange()) actions.escape()
    return true
  }
  if (key === '/' && !control && actions.filter) {
    actions.filter()
    return true
  }
  if (key === 'F2' && !control && !onHead && actions.edit && at.row < actions.rows) {
    actions.edit(at.row)
    return true
  }
  if (control || (key !== ' ' && key !== 'Enter')) return false
  // A checkbox or a button in the cell keeps its own meaning of these keys.
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement) return false
  if (onHead) actions.sort(at.column)
  else if (at.row >= actions.rows) return false
  else if (key === 'Enter') actions.open(at.row)
  else if (event.shiftKey) actions.toggle(at.row, false)
  else actions.preview(at.row)
  return true
}

export function useLedgerKeys(cursor: Cursor, actions: LedgerActions): (event: KeyboardEvent) => void {
  const now = useRef(actions)
  now.current = actions
  return useCallback(
    (event) => {
      if (pressKey(event, cursor, now.current)) event.preventDefault()
    },
    [cursor],
  )
}
