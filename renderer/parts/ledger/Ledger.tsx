// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot carry rows that are drawn by number and frozen columns
/**
 * The grid of every ledger: server-paged rows by number, a cell cursor, ranges, row selection, columns of one's own.
 * A move of the cursor paints two cells; only rows whose data, place or columns change are drawn anew.
 */
import {
  type CSSProperties,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'

import { useTranslation } from 'react-i18next'
import { isTyping } from '#renderer/parts/fold.ts'
import { arrange, columnTracks, minWidthOf, reorder, resize, useShownColumns } from '#renderer/parts/ledger/columns.ts'
import { type Cursor, CursorPainter } from '#renderer/parts/ledger/cursor.ts'
import { LedgerBody } from '#renderer/parts/ledger/LedgerBody.tsx'
import { LedgerHead, nextSort } from '#renderer/parts/ledger/LedgerHead.tsx'
import type { RowLook } from '#renderer/parts/ledger/LedgerRow.tsx'
import { LedgerStatus } from '#renderer/parts/ledger/LedgerStatus.tsx'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import type {
  CellPlace,
  ColumnSetting,
  Density,
  LedgerColumn,
  LedgerSort,
  RowMark,
} from '#renderer/parts/ledger/types.ts'
import { rowHeights } from '#renderer/parts/ledger/types.ts'
import { useChoosing } from '#renderer/parts/ledger/useChoosing.ts'
import { useLedgerKeys } from '#renderer/parts/ledger/useLedgerKeys.ts'
import { useLedgerPointer } from '#renderer/parts/ledger/useLedgerPointer.ts'
import { type Copied, useCopy } from '#renderer/parts/ledger/useRange.ts'
import { LedgerView, type ViewOptions } from '#renderer/parts/ledger/view.ts'
import type { RowWindow } from '#renderer/parts/ledger/window.ts'
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
  /** F2. */
  onEdit?: (row: Row, index: number) => void
  onEscape?: () => void
  /** `/`. */
  onFilter?: () => void
  /** Shown in place of rows where there is none. */
  empty: ReactNode
  initialOffset?: number
  onOffset?: (offset: number) => void
  /** The first rows are in the page. */
  onFirstRows?: () => void
  /** Hears once how to ask which rows are on screen. */
  onView?: (seen: () => RowWindow) => void
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
  const getRoot = useCallback(() => root.current, [])
  /** `auto` gives way to a person who is typing elsewhere by then. */
  const focusWanted = useRef<'no' | 'auto' | 'asked'>(props.autoFocus ? 'auto' : 'no')

  const lead = useMemo(() => (selection ? [CHECK, MARK] : [MARK]), [selection])
  const settings = useMemo(() => arrange(declared, props.settings), [declared, props.settings])
  const columns = useShownColumns(
    declared,
    settings,
    lead.reduce((sum, width) => sum + width, 0),
  )
  const tracks = columnTracks(lead, columns)
  const width = lead.reduce((sum, w) => sum + w, 0) + columns.reduce((sum, column) => sum + column.width, 0)

  const { mark, faded } = props
  const look = useMemo(
    (): RowLook<Row> => ({
      columns,
      selection,
      rowId,
      mark,
      faded,
      chooseText: t('ledger.chooseRow'),
    }),
    [columns, selection, rowId, mark, faded, t],
  )

  const viewOptions: ViewOptions = { source, count, rowHeight, headHeight: HEAD, onOffset: props.onOffset }
  const [view] = useState(() => new LedgerView(viewOptions, props.initialOffset ?? 0))
  view.setOptions(viewOptions)
  const { onView } = props
  useEffect(() => onView?.(view.seen), [onView, view])
  useLayoutEffect(() => view.settle())

  const [painter] = useState(() => new CursorPainter())
  const paint = useCallback(() => {
    if (focusWanted.current === 'auto' && isTyping(document.activeElement)) focusWanted.current = 'no'
    if (root.current && painter.paint(root.current, cursor, focusWanted.current !== 'no')) focusWanted.current = 'no'
  }, [cursor, painter])
  useEffect(() => cursor.subscribe(paint), [cursor, paint])

  const show = useCallback(
    (place: CellPlace): void => {
      focusWanted.current = 'asked'
      if (place.row >= 0) view.scrollToRow(place.row)
      showColumn(view.element, columns, lead, place.column)
      paint()
    },
    [view, columns, lead, paint],
  )

  const [copied, setCopied] = useState<Copied | null>(null)
  const onCopy = useCopy(cursor, source, columns, setCopied)
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
  const onResize = useCallback(
    (key: string, to: number) => onSettings(resize(settings, key, to)),
    [onSettings, settings],
  )
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
    edit: props.onEdit && ((index) => props.onEdit && withRow(index, props.onEdit)),
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
      focusWanted.current = 'asked'
      onMove(column.def.key, target?.def.key ?? null)
    },
    filter: props.onFilter,
    escape: () => props.onEscape?.(),
  })
  const pointer = useLedgerPointer(cursor, {
    show,
    open,
    toggle: choosing.toggle,
    element: () => view.element,
    rows: count,
  })

  const first = useRef(true)
  const { onFirstRows } = props
  useEffect(() => {
    if (!first.current || !onFirstRows || source.rowAt(0) === undefined) return
    first.current = false
    // After the frame that paints them.
    requestAnimationFrame(() => requestAnimationFrame(onFirstRows))
  })

  const style: CSSProperties & Record<`--${string}`, string> = {
    '--ledger-tracks': tracks,
    '--ledger-row': `${rowHeight}px`,
    '--ledger-width': `${width}px`,
  }
  const isEmpty = count === 0 && (source.answered || source.failure !== null)
  return (
    <div className="ledger" style={style} ref={root}>
      <div
        className="ledger-scroll"
        ref={view.attach}
        role="grid"
        aria-label={props.label}
        aria-rowcount={source.total === null ? -1 : source.total + 1}
        aria-colcount={lead.length + columns.length}
        aria-multiselectable={selection !== null || undefined}
        aria-busy={source.outdated || !source.answered}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
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
          root={getRoot}
        />
        <LedgerBody view={view} source={source} cursor={cursor} look={look} onDrawn={paint} />
        {!isEmpty && count === 0 && <LedgerSkeleton rows={12} />}
      </div>
      {isEmpty && <div className="ledger-empty">{props.empty}</div>}
      <LedgerStatus copied={copied} cursor={cursor} source={source} columns={columns} selection={selection} />
    </div>
  )
}

/** Scrolls sideways until a column that is not frozen stands clear of the frozen ones. */
function showColumn(
  scrolled: HTMLElement | null,
  columns: readonly { width: number; frozen: 'start' | 'end' | null }[],
  lead: readonly number[],
  at: number,
): void {
  const column = columns[at]
  if (!scrolled || !column || column.frozen !== null) return
  const widthOf = (list: readonly { width: number }[]): number => list.reduce((sum, { width }) => sum + width, 0)
  const leading = lead.reduce((sum, width) => sum + width, 0)
  // Frozen columns stand first, so everything before lies to the left.
  const start = leading + widthOf(columns.slice(0, at))
  const clearFrom = leading + widthOf(columns.filter(({ frozen }) => frozen === 'start'))
  const clearTo = scrolled.clientWidth - widthOf(columns.filter(({ frozen }) => frozen === 'end'))
  if (start - clearFrom < scrolled.scrollLeft) scrolled.scrollLeft = start - clearFrom
  else if (start + column.width > scrolled.scrollLeft + clearTo) scrolled.scrollLeft = start + column.width - clearTo
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
