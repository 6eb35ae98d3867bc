// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot carry rows that are drawn by number and frozen columns
/** The drawn rows. Drawn anew by scrolling, by rows that came and by another look; not by the cursor. */
import { useLayoutEffect, useSyncExternalStore } from 'react'
import type { Cursor } from '#renderer/parts/ledger/cursor.ts'
import { LedgerRow, type RowLook } from '#renderer/parts/ledger/LedgerRow.tsx'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { LedgerView } from '#renderer/parts/ledger/view.ts'

interface LedgerBodyProps<Row> {
  view: LedgerView
  source: RowSource<Row>
  cursor: Cursor
  look: RowLook<Row>
  /** After each drawing: cursor and range are painted from outside. */
  onDrawn: () => void
}

export function LedgerBody<Row>({ view, source, cursor, look, onDrawn }: LedgerBodyProps<Row>) {
  const { rows } = useSyncExternalStore(view.subscribe, view.snapshot)
  useLayoutEffect(onDrawn)
  const { count } = source
  const last = Math.min(rows.last, count - 1)
  const { row: kept } = cursor.at
  const drawn: number[] = []
  // The row of the cursor is always drawn, or the focus would be lost when it scrolls away.
  if (kept >= 0 && kept < Math.min(rows.first, count)) drawn.push(kept)
  for (let index = rows.first; index <= last; index++) drawn.push(index)
  if (kept > last && kept < count) drawn.push(kept)
  return (
    <div
      className={`ledger-body${source.outdated ? ' ledger-outdated' : ''}`}
      role="rowgroup"
      style={{ height: view.height }}
    >
      {drawn.map((index) => (
        <LedgerRow key={index} index={index} top={view.top(index)} row={source.rowAt(index)} look={look} />
      ))}
    </div>
  )
}
