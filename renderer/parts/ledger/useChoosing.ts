/** Checkboxes: one row, a Shift range from the last one, the rows on screen. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import { RANGE_LIMIT } from '#renderer/parts/ledger/useRange.ts'
import type { RowWindow } from '#renderer/parts/ledger/window.ts'

const never = (): (() => void) => () => {}

export function useChoosing<Row>(options: {
  selection: Selection | null
  source: RowSource<Row>
  rowId: (row: Row) => string
  /** Rows really on screen: "this page". */
  seen: () => RowWindow
  /** Of the source, so that the head's box follows the rows. */
  version: number
}) {
  const { selection } = options
  const now = useRef(options)
  now.current = options
  const lastToggled = useRef<number | null>(null)

  const onScreen = useCallback((): string[] => {
    const { source, rowId, seen } = now.current
    const { first, last } = seen()
    const ids: string[] = []
    for (let index = first; index <= last; index++) {
      const row = source.rowAt(index)
      if (row !== undefined) ids.push(rowId(row))
    }
    return ids
  }, [])

  const pageChosen = useSyncExternalStore(selection?.subscribe ?? never, (): 'none' | 'some' | 'all' => {
    if (!selection) return 'none'
    const ids = onScreen()
    const chosen = ids.filter((id) => selection.has(id)).length
    return chosen === 0 ? 'none' : chosen === ids.length ? 'all' : 'some'
  })

  const toggle = useCallback((index: number, range: boolean): void => {
    const { selection: kept, source, rowId } = now.current
    const row = source.rowAt(index)
    if (!kept || row === undefined) return
    const from = lastToggled.current
    lastToggled.current = index
    if (!range || from === null) {
      kept.toggle(rowId(row))
      return
    }
    const on = !kept.has(rowId(row))
    const start = Math.min(from, index)
    const end = Math.min(Math.max(from, index), start + RANGE_LIMIT - 1)
    // Rows between that left the window are read again; where that fails nothing is chosen.
    source.rows(start, end).then(
      (rows) => kept.set(rows.map(rowId), on),
      () => kept.toggle(rowId(row)),
    )
  }, [])

  const choosePage = useCallback((): void => {
    const kept = now.current.selection
    if (!kept) return
    const ids = onScreen()
    kept.set(ids, !ids.every((id) => kept.has(id)))
  }, [onScreen])

  return { toggle, choosePage, pageChosen }
}
