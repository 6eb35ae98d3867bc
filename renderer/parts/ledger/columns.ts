/** The shown columns in order with their widths: the person's settings over the declared ones, kept by TanStack Table. */
import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type CSSProperties, useMemo } from 'react'
import type { ColumnSetting, LedgerColumn } from '#renderer/parts/ledger/types.ts'

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
})

const noRows: never[] = []
const MIN_WIDTH = 48
export const MAX_WIDTH = 1200

export interface ShownColumn<Row> {
  def: LedgerColumn<Row>
  width: number
  frozen: 'start' | 'end' | null
  /** Of its cells, made once for all rows. */
  className: string
  style: CSSProperties | undefined
}

/** Class and place of a column's cells; frozen ones stand `inset` pixels from their edge. */
function lookOf(
  def: { kind?: string },
  frozen: 'start' | 'end' | null,
  inset: number,
): { className: string; style: CSSProperties | undefined } {
  const figure = def.kind === 'number' || def.kind === 'money' ? ' ledger-figure' : ''
  const className = `ledger-cell${figure}${frozen ? ` ledger-frozen-${frozen}` : ''}`
  if (frozen === null) return { className, style: undefined }
  return { className, style: frozen === 'start' ? { left: inset } : { right: inset } }
}

export const minWidthOf = (column: { minWidth?: number }): number => column.minWidth ?? MIN_WIDTH

/** Settings for every declared column: kept ones in their order, new ones after; keys that are gone fall away. */
export function arrange<Row>(
  columns: readonly LedgerColumn<Row>[],
  kept: readonly ColumnSetting[] | null,
): ColumnSetting[] {
  const known = new Map(columns.map((column) => [column.key, column]))
  const arranged: ColumnSetting[] = []
  for (const setting of kept ?? []) {
    const column = known.get(setting.key)
    if (!column) continue
    known.delete(setting.key)
    arranged.push({ ...setting, visible: setting.visible || column.required === true })
  }
  for (const column of known.values()) arranged.push({ key: column.key, visible: !column.hidden, width: null })
  return arranged
}

/** Moves a column next to another place among the settings. */
export function reorder(settings: readonly ColumnSetting[], key: string, beforeKey: string | null): ColumnSetting[] {
  const moving = settings.find((setting) => setting.key === key)
  if (!moving || key === beforeKey) return [...settings]
  const rest = settings.filter((setting) => setting.key !== key)
  const at = beforeKey === null ? rest.length : rest.findIndex((setting) => setting.key === beforeKey)
  rest.splice(at < 0 ? rest.length : at, 0, moving)
  return rest
}

export const resize = (settings: readonly ColumnSetting[], key: string, width: number): ColumnSetting[] =>
  settings.map((setting) =>
    setting.key === key ? { ...setting, width: Math.round(Math.min(width, MAX_WIDTH)) } : setting,
  )

/** `lead` is the width of the mark and checkbox columns before the first one. */
export function useShownColumns<Row extends object>(
  columns: readonly LedgerColumn<Row>[],
  settings: readonly ColumnSetting[],
  lead: number,
): ShownColumn<Row>[] {
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.key,
        size: column.width,
        minSize: minWidthOf(column),
        maxSize: MAX_WIDTH,
      })),
    [columns],
  )
  const state = useMemo(
    () => ({
      columnOrder: settings.map((setting) => setting.key),
      columnVisibility: Object.fromEntries(settings.map((setting) => [setting.key, setting.visible])),
      columnSizing: Object.fromEntries(
        settings.flatMap((setting) => (setting.width === null ? [] : [[setting.key, setting.width]])),
      ),
      columnPinning: {
        start: columns.filter((column) => column.frozen === 'start').map((column) => column.key),
        end: columns.filter((column) => column.frozen === 'end').map((column) => column.key),
      },
    }),
    [columns, settings],
  )
  const table = useTable({ features, columns: definitions, data: noRows, state })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `table` is a new object in each render; it follows the rest
  return useMemo(() => {
    const byKey = new Map(columns.map((column) => [column.key, column]))
    const ordered = [
      ...table.getStartLeafColumns(),
      ...table.getCenterLeafColumns(),
      ...table.getEndLeafColumns(),
    ].filter((column) => state.columnVisibility[column.id] !== false)
    let start = lead
    const shown: ShownColumn<Row>[] = []
    for (const column of ordered) {
      const def = byKey.get(column.id)
      if (!def) continue
      const pinned = column.getIsPinned()
      const width = column.getSize()
      const frozen = pinned === false ? null : pinned
      const inset = frozen === 'start' ? start : frozen === 'end' ? column.getAfter('end') : 0
      shown.push({ def, width, frozen, ...lookOf(def, frozen, inset) })
      if (frozen === 'start') start += width
    }
    // The stretching track before the columns frozen at the end has no cell: they are placed from the end.
    const ends = shown.filter((column) => column.frozen === 'end')
    for (const [at, column] of ends.entries()) column.style = { ...column.style, gridColumnEnd: -(ends.length - at) }
    return shown
  }, [columns, state, lead])
}

/** The grid's column tracks; a stretching track before the columns frozen at the end fills a wide window. */
export function columnTracks(
  lead: readonly number[],
  shown: readonly { width: number; frozen: 'start' | 'end' | null }[],
): string {
  const tracks = lead.map((width) => `${width}px`)
  const ends: string[] = []
  for (const column of shown) (column.frozen === 'end' ? ends : tracks).push(`${column.width}px`)
  return [...tracks, 'minmax(0,1fr)', ...ends].join(' ')
}
