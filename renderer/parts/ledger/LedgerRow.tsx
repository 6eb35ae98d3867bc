// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot carry rows that are drawn by number and frozen columns
import { memo, useCallback, useSyncExternalStore } from 'react'
import type { ShownColumn } from '#renderer/parts/ledger/columns.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import type { RowMark } from '#renderer/parts/ledger/types.ts'

const signs: Record<RowMark, string> = { 'in-step': '✓', waiting: '↑', 'needs-you': '!', uncertain: '?' }

/** What is the same for all rows of a ledger; must stay the same object, or all rows are drawn anew. */
export interface RowLook<Row> {
  columns: readonly ShownColumn<Row>[]
  selection: Selection | null
  rowId: (row: Row) => string
  mark: ((row: Row) => { mark: RowMark; text: string } | null) | undefined
  faded: ((row: Row) => boolean) | undefined
  chooseText: string
}

const never = (): (() => void) => () => {}
const afterCheck = { left: 36 }

/** Drawn anew only when its own row, place or look change; the cursor is painted from outside. */
function LedgerRowPlain<Row>({
  index,
  top,
  row,
  look,
}: {
  index: number
  top: number
  row: Row | undefined
  look: RowLook<Row>
}) {
  const { columns, selection } = look
  const id = row === undefined ? null : look.rowId(row)
  const chosen = useSyncExternalStore(
    selection?.subscribe ?? never,
    useCallback(() => id !== null && (selection?.has(id) ?? false), [selection, id]),
  )
  const mark = row === undefined ? null : look.mark?.(row)
  const faded = row !== undefined && look.faded?.(row)
  const lead = (selection ? 1 : 0) + 1
  return (
    <div
      className={faded ? 'ledger-row ledger-faded' : 'ledger-row'}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selection ? chosen : undefined}
      data-r={index}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selection && (
        <div
          className="ledger-cell ledger-lead ledger-check"
          role="gridcell"
          tabIndex={-1}
          aria-colindex={1}
          data-check=""
        >
          <input
            type="checkbox"
            tabIndex={-1}
            readOnly
            checked={chosen}
            disabled={id === null}
            aria-label={look.chooseText}
          />
        </div>
      )}
      <div
        className={
          mark ? `ledger-cell ledger-lead ledger-mark ledger-mark-${mark.mark}` : 'ledger-cell ledger-lead ledger-mark'
        }
        role="gridcell"
        tabIndex={-1}
        aria-colindex={lead}
        style={selection ? afterCheck : undefined}
        title={mark?.text}
      >
        {mark && (
          <span role="img" aria-label={mark.text}>
            {signs[mark.mark]}
          </span>
        )}
      </div>
      {columns.map(({ def, className, style }, at) => {
        const text = row === undefined ? '' : def.text(row)
        return (
          <div
            key={def.key}
            className={className}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={lead + at + 1}
            data-c={at}
            style={style}
            title={text || undefined}
          >
            {row === undefined ? <span className="ledger-skeleton" aria-hidden="true" /> : (def.cell?.(row) ?? text)}
          </div>
        )
      })}
    </div>
  )
}

export const LedgerRow = memo(LedgerRowPlain) as typeof LedgerRowPlain
