// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot carry rows that are drawn by number and frozen columns
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { columnTracks, MAX_WIDTH, minWidthOf, type ShownColumn } from '#renderer/parts/ledger/columns.ts'
import type { LedgerSort } from '#renderer/parts/ledger/types.ts'

export interface LedgerHeadProps<Row> {
  columns: readonly ShownColumn<Row>[]
  lead: readonly number[]
  selectable: boolean
  sort: LedgerSort | null
  pageChosen: 'none' | 'some' | 'all'
  onSort: (sort: LedgerSort) => void
  onResize: (key: string, width: number) => void
  onMove: (key: string, beforeKey: string | null) => void
  onChoosePage: () => void
  root: () => HTMLElement | null
}

/** First click ascending for texts, then the other way round. */
export const nextSort = (sort: LedgerSort | null, column: string): LedgerSort => ({
  column,
  descending: sort?.column === column ? !sort.descending : false,
})

function LedgerHeadPlain<Row>(props: LedgerHeadProps<Row>) {
  const { t } = useTranslation('parts')
  const { columns, lead, sort } = props
  const dragged = useRef<string | null>(null)

  // The tracks are set on the root while dragging: no row is drawn anew for it.
  const startResize = (event: React.PointerEvent, column: ShownColumn<Row>): void => {
    event.preventDefault()
    event.stopPropagation()
    const grip = event.currentTarget
    grip.setPointerCapture(event.pointerId)
    const from = event.clientX
    const outward = column.frozen === 'end' ? -1 : 1
    let width = column.width
    const move = (e: Event): void => {
      if (!(e instanceof PointerEvent)) return
      width = Math.min(MAX_WIDTH, Math.max(minWidthOf(column.def), column.width + (e.clientX - from) * outward))
      const widths = columns.map((c) => (c === column ? { ...c, width } : c))
      props.root()?.style.setProperty('--ledger-tracks', columnTracks(lead, widths))
    }
    const end = (): void => {
      grip.removeEventListener('pointermove', move)
      if (width !== column.width) props.onResize(column.def.key, width)
    }
    grip.addEventListener('pointermove', move)
    grip.addEventListener('lostpointercapture', end, { once: true })
  }

  return (
    <div className="ledger-head" role="row" tabIndex={-1} aria-rowindex={1} data-r={-1}>
      {props.selectable && (
        <div className="ledger-cell ledger-lead ledger-check" role="columnheader" tabIndex={-1} aria-colindex={1}>
          <input
            type="checkbox"
            checked={props.pageChosen === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = props.pageChosen === 'some'
            }}
            onChange={props.onChoosePage}
            aria-label={t('ledger.choosePage')}
            title={t('ledger.choosePage')}
          />
        </div>
      )}
      <div
        className="ledger-cell ledger-lead ledger-mark"
        role="columnheader"
        tabIndex={-1}
        aria-colindex={lead.length}
        style={{ left: props.selectable ? 36 : 0 }}
      >
        <span className="only-spoken">{t('ledger.marks')}</span>
      </div>
      {columns.map((column, at) => {
        const { def } = column
        const sorted = def.sort !== undefined && sort?.column === def.sort ? sort : null
        return (
          <div
            key={def.key}
            className={column.className}
            role="columnheader"
            tabIndex={-1}
            aria-colindex={lead.length + at + 1}
            aria-sort={
              def.sort === undefined ? undefined : sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'
            }
            data-c={at}
            data-key={def.key}
            style={column.style}
            draggable={column.frozen === null}
            onDragStart={(event) => {
              dragged.current = def.key
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragOver={(event) => {
              if (dragged.current && column.frozen === null) event.preventDefault()
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged.current && column.frozen === null) props.onMove(dragged.current, def.key)
              dragged.current = null
            }}
            onDragEnd={() => {
              dragged.current = null
            }}
          >
            {def.sort === undefined ? (
              <span className="ledger-title" title={def.title}>
                {def.title}
              </span>
            ) : (
              <button
                type="button"
                className="ledger-title"
                tabIndex={-1}
                title={t('ledger.sortBy', { title: def.title })}
                onClick={() => props.onSort(nextSort(sort, def.sort as string))}
              >
                <span>{def.title}</span>
                <span className="ledger-sort" aria-hidden="true">
                  {sorted ? (sorted.descending ? '▼' : '▲') : '⇅'}
                </span>
              </button>
            )}
            {def.headExtra}
            {!def.actions && (
              <span className="ledger-grip" aria-hidden="true" onPointerDown={(event) => startResize(event, column)} />
            )}
          </div>
        )
      })}
    </div>
  )
}

export const LedgerHead = memo(LedgerHeadPlain) as typeof LedgerHeadPlain
