/**
 * The grid of every ledger: server-paged rows by number, a cell cursor, ranges, row selection, columns of one's own.
 * A move of the cursor paints two cells; only rows whose data, place or columns change are drawn anew.
 */
import { type CSSProperties, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { arrange, columnTracks, minWidthOf, reorder, resize, useShownColumns } from '#renderer/parts/ledger/columns.ts'
import { type Cursor, paintCursor } from '#renderer/parts/ledger/cursor.ts'
import { LedgerHead, nextSort } from '#renderer/parts/ledger/LedgerHead.tsx'
import { LedgerRow } from '#renderer/parts/ledger/LedgerRow.tsx'
import { LedgerStatus } from '#renderer/parts/ledger/LedgerStatus.tsx'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import type { CellPlace, ColumnSetting, Density, LedgerColumn, LedgerSort, RowMark } from '#renderer/parts/ledger/types.ts'
import { rowHeights } from '#renderer/parts/ledger/types.ts'
import { useChoosing } from '#renderer/parts/ledger/useChoosing.ts'
import { useLedgerKeys } from '#renderer/parts/ledger/useLedgerKeys.ts'
import { useLedgerPointer } from '#renderer/parts/ledger/useLedgerPointer.ts'
import { useLedgerView } from '#renderer/parts/ledger/useLedgerView.ts'
import { type Copied, useRange } from '#renderer/parts/ledger/useRange.ts'
import '#renderer/parts/parts.css'
import './ledger.css'

const CHECK = 36
const MARK = 24
const HEAD = 36

export interface LedgerProps<Row extends object> {
  /** Name of the grid for assistive technology. */
  label: string
  source: RowSource<Row>
  rowId: (row: Row) => string
  columns: readonly LedgerColumn<Row>[]
  cursor: Cursor
  /** Absent = rows cannot be chosen. */
  selection?: Selection
  settings: readonly ColumnSetting[] | null
  onSettings: (settings: ColumnSetting[]) => void
  sort: LedgerSort | null
  onSort: (sort: LedgerSort) => void
  density?: Density
  /** What is true of the row now; null = nothing to say. */
  mark?: (row: Row) => { mark: RowMark; text: string } | null
  /** A row that is no more: kept, but set back. */
  faded?: (row: Row) => boolean
  onOpen: (row: Row, index: number) => void
  onPreview: (row: Row, index: number) => void
  onEscape?: () => void
  /** `/`. */
  onFilter?: () => void
  /** Shown in place of rows where there is none. */
  empty: ReactNode
  initialOffset?: number
  onOffset?: (offset: number) => void
  /** The first rows are in the page. */
  onFirstRows?: () => void
  /** Takes the focus once at the beginning. */
  autoFocus?: boolean
}

export function Ledger<Row extends object>(props: LedgerProps<Row>) {
  const { t } = useTranslation('parts')
  const { source, cursor, rowId, columns: declared, onSettings, onSort } = props
  const selection = props.selection ?? null
  const version = useSyncExternalStore(source.subscribe, source.version)
  const count = source.count
  const rowHeight = rowHeights[props.density ?? 'middle']
  const root = useRef<HTMLDivElement>(null)
  const focusWanted = useRef(props.autoFocus ?? false)

  const lead = useMemo(() => (selection ? [CHECK, MARK] : [MARK]), [selection])
  const settings = useMemo(() => arrange(declared, props.settings), [declared, props.settings])
  const columns = useShownColumns(declared, settings, lead.reduce((sum, width) => sum + width, 0))
  const tracks = columnTracks(lead, columns)
  const width = lead.reduce((sum, w) => sum + w, 0) + columns.reduce((sum, column) => sum + column.width, 0)

  const view = useLedgerView({
    source,
    count,
    rowHeight,
    headHeight: HEAD,
    initialOffset: props.initialOffset ?? 0,
    onOffset: props.onOffset,
  })

  const show = useCallback(
    (place: CellPlace): void => {
      focusWanted.current = true
      if (place.row >= 0) view.scrollToRow(place.row)
      const scrolled = view.element()
      const column = columns[place.column]
      if (scrolled && column && column.frozen === null) {
        const before = (c: (typeof columns)[number]) => c.frozen === 'start' || columns.indexOf(c) < place.column
        const start = columns.filter(before).reduce((sum, c) => sum + c.width, lead.reduce((sum, w) => sum + w, 0))
        const frozenStart = columns.filter((c) => c.frozen === 'start').reduce((sum, c) => sum + c.width, 60)
        const frozenEnd = columns.filter((c) => c.frozen === 'end').reduce((sum, c) => sum + c.width, 0)
        if (start - frozenStart < scrolled.scrollLeft) scrolled.scrollLeft = Math.max(0, start - frozenStart)
        else if (start + column.width > scrolled.scrollLeft + scrolled.clientWidth - frozenEnd) {
          scrolled.scrollLeft = start + column.width - scrolled.clientWidth + frozenEnd
        }
      }
      paint()
    },
    // biome-ignore lint/correctness/useExhaustiveDependencies: view and paint read only what stays the same
    [columns, lead],
  )

  const paint = useCallback(() => {
    const grid = root.current
    if (!grid) return
    // The focus follows the cursor only while it is in the grid or was asked for.
    const focus = focusWanted.current
    paintCursor(grid, cursor, focus)
    if (focus && document.activeElement?.hasAttribute('data-cursor')) focusWanted.current = false
  }, [cursor])
  useLayoutEffect(paint)
  useEffect(() => cursor.subscribe(paint), [cursor, paint])

  const [copied, setCopied] = useState<Copied | null>(null)
  const range = useRange(cursor, source, columns, setCopied)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(null), 3000)
    return () => clearTimeout(timer)
  }, [copied])

  const choosing = useChoosing({ selection, source, rowId, seen: view.seen, version })
  const withRow = (index: number, act: (row: Row, index: number) => void): void => {
    const row = source.rowAt(index)
    if (row !== undefined) act(row, index)
  }
  const onResize = useCallback((key: string, to: number) => onSettings(resize(settings, key, to)), [onSettings, settings])
  const onMove = useCallback(
    (key: string, beforeKey: string | null) => onSettings(reorder(settings, key, beforeKey)),
    [onSettings, settings],
  )
  const open = (index: number): void => withRow(index, props.onOpen)

  const onKeyDown = useLedgerKeys(cursor, {
    rows: count,
    columns: columns.length,
    pageRows: view.pageRows,
    show,
    open,
    preview: (index) => withRow(index, props.onPreview),
    toggle: choosing.toggle,
    sort: (at) => {
      const name = columns[at]?.def.sort
      if (name !== undefined) onSort(nextSort(props.sort, name))
    },
    resize: (at, by) => {
      const column = columns[at]
      if (column) onResize(column.def.key, Math.max(minWidthOf(column.def), column.width + by))
    },
    shift: (at, by) => {
      const column = columns[at]
      const target = columns[by < 0 ? at - 1 : at + 2]
      const neighbour = columns[at + by]
      if (!column || column.frozen !== null || !neighbour || neighbour.frozen !== null) return
      cursor.moveTo({ row: -1, column: at + by })
      focusWanted.current = true
      onMove(column.def.key, target?.def.key ?? null)
    },
    filter: props.onFilter,
    escape: () => props.onEscape?.(),
  })
  const pointer = useLedgerPointer(cursor, { show, open, toggle: choosing.toggle, element: view.element, rows: count })

  const first = useRef(true)
  const { onFirstRows } = props
  useEffect(() => {
    if (!first.current || !onFirstRows || source.rowAt(0) === undefined) return
    first.current = false
    // After the frame that paints them.
    requestAnimationFrame(() => requestAnimationFrame(onFirstRows))
  })

  const drawn: number[] = []
  const last = Math.min(view.drawn.last, count - 1)
  // The row of the cursor is always drawn, or the focus would be lost when it scrolls away.
  if (cursor.at.row >= 0 && cursor.at.row < Math.min(view.drawn.first, count)) drawn.push(cursor.at.row)
  for (let index = view.drawn.first; index <= last; index++) drawn.push(index)
  if (cursor.at.row > last && cursor.at.row < count) drawn.push(cursor.at.row)

  const style: CSSProperties & Record<`--${string}`, string> = {
    '--ledger-tracks': tracks,
    '--ledger-row': `${rowHeight}px`,
    '--ledger-width': `${width}px`,
  }
  const isEmpty = count === 0 && (source.answered || source.failure !== null)
  return (
    <div className="ledger" style={style} ref={root}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot carry drawn-by-number rows */}
      <div
        className="ledger-scroll"
        ref={view.ref}
        role="grid"
        aria-label={props.label}
        aria-rowcount={source.total === null ? -1 : source.total + 1}
        aria-colcount={lead.length + columns.length}
        aria-multiselectable={selection !== null || undefined}
        aria-busy={source.outdated || !source.answered}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onCopy={range.onCopy}
        {...pointer}
      >
        <LedgerHead
          columns={columns}
          lead={lead}
          selectable={selection !== null}
          sort={props.sort}
          pageChosen={choosing.pageChosen}
          onSort={onSort}
          onResize={onResize}
          onMove={onMove}
          onChoosePage={choosing.choosePage}
          root={() => root.current}
        />
        <div className={`ledger-body${source.outdated ? ' ledger-outdated' : ''}`} role="rowgroup" style={{ height: view.height }}>
          {drawn.map((index) => {
            const row = source.rowAt(index)
            const mark = row === undefined ? null : (props.mark?.(row) ?? null)
            const id = row === undefined ? null : rowId(row)
            return (
              <LedgerRow
                key={index}
                index={index}
                top={view.top(index)}
                row={row}
                id={id}
                columns={columns}
                selection={selection}
                mark={mark?.mark ?? null}
                markText={mark?.text ?? ''}
                selectText={t('ledger.chooseRow', { n: index + 1 })}
                faded={row !== undefined && (props.faded?.(row) ?? false)}
              />
            )
          })}
        </div>
        {!isEmpty && count === 0 && <LedgerSkeleton rows={12} />}
      </div>
      {isEmpty && <div className="ledger-empty">{props.empty}</div>}
      <LedgerStatus
        total={source.total}
        loading={source.loading}
        range={range.state}
        copied={copied}
        selection={selection}
      />
    </div>
  )
}

function LedgerSkeleton({ rows }: { rows: number }) {
  return (
    <div className="ledger-waiting" aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={at} className="ledger-waiting-row">
          <span className="ledger-skeleton" />
        </div>
      ))}
    </div>
  )
}
