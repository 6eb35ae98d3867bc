/** What the spanned range holds: figures for the status line, text for the clipboard. */
import { type ClipboardEvent, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { ShownColumn } from '#renderer/parts/ledger/columns.ts'
import { type CopiedRange, copyRange, type RangeFigures, rangeFigures } from '#renderer/parts/ledger/copyText.ts'
import type { CellRange, Cursor } from '#renderer/parts/ledger/cursor.ts'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'

/** Rows a range may span for sums and copying. */
export const RANGE_LIMIT = 20_000

/** Held keys pass many ranges; only the one that stays is loaded. */
const REST_MS = 150

export type RangeState =
  | { kind: 'none' | 'loading' | 'failed' }
  | { kind: 'too-long'; limit: number }
  | { kind: 'ready'; figures: RangeFigures }

export type Copied = { kind: 'copied'; cells: number } | { kind: 'failed' } | { kind: 'too-long'; limit: number }

const none: RangeState = { kind: 'none' }

function keptRows<Row>(source: RowSource<Row>, from: number, to: number): Row[] | null {
  const rows: Row[] = []
  for (let index = from; index <= to; index++) {
    const row = source.rowAt(index)
    if (row === undefined) return null
    rows.push(row)
  }
  return rows
}

const defsOf = <Row>(columns: readonly ShownColumn<Row>[], range: CellRange): LedgerColumn<Row>[] =>
  columns.slice(range.left, range.right + 1).flatMap(({ def }) => (def.actions ? [] : [def]))

export function useRangeState<Row>(
  cursor: Cursor,
  source: RowSource<Row>,
  columns: readonly ShownColumn<Row>[],
): RangeState {
  const moves = useSyncExternalStore(cursor.subscribe, cursor.snapshot)
  const [state, setState] = useState<RangeState>(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moves` stands for the cursor, which is no React state
  useEffect(() => {
    const range = cursor.range
    if (!range) return setState(none)
    if (range.bottom - range.top >= RANGE_LIMIT) return setState({ kind: 'too-long', limit: RANGE_LIMIT })
    const rows = keptRows(source, range.top, range.bottom)
    if (rows) return setState({ kind: 'ready', figures: rangeFigures(rows, defsOf(columns, range)) })
    setState({ kind: 'loading' })
    let current = true
    const timer = setTimeout(() => {
      source.rows(range.top, range.bottom).then(
        (all) => current && setState({ kind: 'ready', figures: rangeFigures(all, defsOf(columns, range)) }),
        () => current && setState({ kind: 'failed' }),
      )
    }, REST_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [moves, cursor, source, columns])
  return state
}

/** Answers Ctrl+C: the range, or the cell of the cursor. Rows that are not at hand are read first. */
export function useCopy<Row>(
  cursor: Cursor,
  source: RowSource<Row>,
  columns: readonly ShownColumn<Row>[],
  onCopied: (copied: Copied) => void,
): (event: ClipboardEvent) => void {
  /** Text made after its rows were loaded, waiting for the copy that is about to be repeated. */
  const pending = useRef<CopiedRange | null>(null)
  return useCallback(
    (event) => {
      const selected = window.getSelection()
      if (selected && !selected.isCollapsed && !pending.current) return
      const { at } = cursor
      if (at.row < 0) return
      const range = cursor.range ?? { top: at.row, bottom: at.row, left: at.column, right: at.column }
      const defs = defsOf(columns, range)
      event.preventDefault()
      if (range.bottom - range.top >= RANGE_LIMIT) return onCopied({ kind: 'too-long', limit: RANGE_LIMIT })
      const rows = keptRows(source, range.top, range.bottom)
      const made = pending.current ?? (rows ? copyRange(rows, defs) : null)
      pending.current = null
      if (made) {
        event.clipboardData.setData('text/plain', made.plain)
        event.clipboardData.setData('text/html', made.html)
        return onCopied({ kind: 'copied', cells: (range.bottom - range.top + 1) * defs.length })
      }
      source.rows(range.top, range.bottom).then(
        (all) => {
          pending.current = copyRange(all, defs)
          // Only a copy event may write the clipboard; the gesture still counts a few seconds later.
          if (!document.execCommand('copy')) onCopied({ kind: 'failed' })
          pending.current = null
        },
        () => onCopied({ kind: 'failed' }),
      )
    },
    [cursor, source, columns, onCopied],
  )
}
