/** What the spanned range holds: figures for the status line, text for the clipboard. */
import { type ClipboardEvent, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type CopiedRange, copyRange, type RangeFigures, rangeFigures } from '#renderer/parts/ledger/copyText.ts'
import type { CellRange, Cursor } from '#renderer/parts/ledger/cursor.ts'
import type { ShownColumn } from '#renderer/parts/ledger/columns.ts'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'

/** Rows a range may span for sums and copying. */
export const RANGE_LIMIT = 20_000

export type RangeState =
  | { kind: 'none' }
  | { kind: 'too-long'; limit: number }
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'ready'; figures: RangeFigures }

export type Copied = { kind: 'copied'; cells: number } | { kind: 'failed' } | { kind: 'too-long'; limit: number }

function keptRows<Row>(source: RowSource<Row>, from: number, to: number): Row[] | null {
  const rows: Row[] = []
  for (let index = from; index <= to; index++) {
    const row = source.rowAt(index)
    if (row === undefined) return null
    rows.push(row)
  }
  return rows
}

export function useRange<Row>(
  cursor: Cursor,
  source: RowSource<Row>,
  columns: readonly ShownColumn<Row>[],
  onCopied: (copied: Copied) => void,
) {
  const moves = useSyncExternalStore(cursor.subscribe, cursor.snapshot)
  const [state, setState] = useState<RangeState>({ kind: 'none' })

  const defsOf = useCallback(
    (range: CellRange) => columns.slice(range.left, range.right + 1).flatMap(({ def }) => (def.actions ? [] : [def])),
    [columns],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moves` stands for the cursor, which is no React state
  useEffect(() => {
    const range = cursor.range
    if (!range) return setState((old) => (old.kind === 'none' ? old : { kind: 'none' }))
    if (range.bottom - range.top >= RANGE_LIMIT) return setState({ kind: 'too-long', limit: RANGE_LIMIT })
    const rows = keptRows(source, range.top, range.bottom)
    if (rows) return setState({ kind: 'ready', figures: rangeFigures(rows, defsOf(range)) })
    setState({ kind: 'loading' })
    let current = true
    // Held keys pass many ranges; only the one that stays is loaded.
    const timer = setTimeout(() => {
      source.rows(range.top, range.bottom).then(
        (all) => current && setState({ kind: 'ready', figures: rangeFigures(all, defsOf(range)) }),
        () => current && setState({ kind: 'failed' }),
      )
    }, 150)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [moves, cursor, source, defsOf])

  /** Text made after its rows were loaded, waiting for the copy that is about to be repeated. */
  const pending = useRef<CopiedRange | null>(null)

  const onCopy = useCallback(
    (event: ClipboardEvent) => {
      const selected = window.getSelection()
      if (selected && !selected.isCollapsed && !pending.current) return
      const { at } = cursor
      if (at.row < 0) return
      const range = cursor.range ?? { top: at.row, bottom: at.row, left: at.column, right: at.column }
      const defs = defsOf(range)
      event.preventDefault()
      if (range.bottom - range.top >= RANGE_LIMIT) return onCopied({ kind: 'too-long', limit: RANGE_LIMIT })
      const rows = keptRows(source, range.top, range.bottom)
      const made = pending.current ?? (rows ? copyRange(rows, defs) : null)
      pending.current = null
      const cells = (range.bottom - range.top + 1) * defs.length
      if (made) {
        event.clipboardData.setData('text/plain', made.plain)
        event.clipboardData.setData('text/html', made.html)
        onCopied({ kind: 'copied', cells })
        return
      }
      source.rows(range.top, range.bottom).then(
        (all) => {
          pending.current = copyRange(all, defs)
          // Only a copy event may write the clipboard; the gesture still counts a few seconds later.
          if (!document.execCommand('copy')) onCopied({ kind: 'failed' })
        },
        () => onCopied({ kind: 'failed' }),
      )
    },
    [cursor, source, defsOf, onCopied],
  )

  return { state, onCopy }
}
