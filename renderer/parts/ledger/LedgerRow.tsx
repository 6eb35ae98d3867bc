// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot carry rows that are drawn by number and frozen columns
import { memo, useCallback, useSyncExternalStore } from 'react'
import type { ShownColumn } from '#renderer/parts/ledger/columns.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import type { RowMark } from '#renderer/parts/ledger/types.ts'

const signs: Record<RowMark, string> = { 'in-step': '✓', waiting: '↑', 'needs-you': '!', uncertain: '?' }

export interface LedgerRowProps<Row> {
  index: number
  top: number
  row: Row | undefined
  id: string | null
  columns: readonly ShownColumn<Row>[]
  selection: Selection | null
  mark: RowMark | null
  markText: string
  selectText: string
  faded: boolean
}

const never = (): (() => void) => () => {}

/** Drawn anew only when its own row, place or columns change; the cursor is painted from outside. */
function LedgerRowPlain<Row>(props: LedgerRowProps<Row>) {
  const { index, row, id, columns, selection, mark } = props
  const chosen = useSyncExternalStore(
    selection?.subscribe ?? never,
    useCallback(() => id !== null && (selection?.has(id) ?? false), [selection, id]),
  )
  const lead = (selection ? 1 : 0) + 1
  return (
    <div
      className={`ledger-row${index % 2 ? ' ledger-odd' : ''}${props.faded ? ' ledger-faded' : ''}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selection ? chosen : undefined}
      data-r={index}
      style={{ transform: `translateY(${props.top}px)` }}
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
            aria-label={props.selectText}
          />
        </div>
      )}
      <div
        className={`ledger-cell ledger-lead ledger-mark${mark ? ` ledger-mark-${mark}` : ''}`}
        role="gridcell"
        tabIndex={-1}
        aria-colindex={lead}
        style={{ left: selection ? 36 : 0 }}
        title={props.markText || undefined}
      >
        {mark && (
          <span role="img" aria-label={props.markText}>
            {signs[mark]}
          </span>
        )}
      </div>
      {columns.map((column, at) => {
        const { def } = column
        const text = row === undefined ? '' : def.text(row)
        const figure = def.kind === 'number' || def.kind === 'money'
        return (
          <div
            key={def.key}
            className={`ledger-cell${figure ? ' ledger-figure' : ''}${column.frozen ? ` ledger-frozen-${column.frozen}` : ''}`}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={lead + at + 1}
            data-c={at}
            style={
              column.frozen === 'start'
                ? { left: column.inset }
                : column.frozen === 'end'
                  ? { right: column.inset, gridColumnEnd: -1 - columns.slice(at + 1).length }
                  : undefined
            }
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
