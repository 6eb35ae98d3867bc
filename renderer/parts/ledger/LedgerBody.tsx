// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot carry rows that are drawn by number and frozen columns
/** The drawn rows. Drawn anew by scrolling, by rows that came and by other columns; not by the cursor. */
import { useLayoutEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownColumn } from '#renderer/parts/ledger/columns.ts'
import type { Cursor } from '#renderer/parts/ledger/cursor.ts'
import { LedgerRow } from '#renderer/parts/ledger/LedgerRow.tsx'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import type { RowMark } from '#renderer/parts/ledger/types.ts'
import type { LedgerView } from '#renderer/parts/ledger/view.ts'

interface LedgerBodyProps<Row> {
  view: LedgerView
  source: RowSource<Row>
  cursor: Cursor
  columns: readonly ShownColumn<Row>[]
  selection: Selection | null
  rowId: (row: Row) => string
  mark: ((row: Row) => { mark: RowMark; text: string } | null) | undefined
  faded: ((row: Row) => boolean) | undefined
  /** After each drawing: cursor and range are painted from outside. */
  onDrawn: () => void
}

export function LedgerBody<Row>(props: LedgerBodyProps<Row>) {
  const { t } = useTranslation('parts')
  const { view, source, cursor, rowId, mark, faded } = props
  const { rows } = useSyncExternalStore(view.subscribe, view.snapshot)
  useLayoutEffect(props.onDrawn)
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
      {drawn.map((index) => {
        const row = source.rowAt(index)
        const marked = row === undefined ? null : (mark?.(row) ?? null)
        return (
          <LedgerRow
            key={index}
            index={index}
            top={view.top(index)}
            row={row}
            id={row === undefined ? null : rowId(row)}
            columns={props.columns}
            selection={props.selection}
            mark={marked?.mark ?? null}
            markText={marked?.text ?? ''}
            selectText={t('ledger.chooseRow', { n: index + 1 })}
            faded={row !== undefined && (faded?.(row) ?? false)}
          />
        )
      })}
    </div>
  )
}
