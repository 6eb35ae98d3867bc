/** A grid over rows that are asked for by number alone: no order of one's own, no choosing, no kept columns. */
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { Cursor } from './cursor.ts'
import { Ledger } from './Ledger.tsx'
import { RowSource } from './rowSource.ts'
import { type ColumnSetting, type Density, type LedgerColumn, type RowMark, rowHeights } from './types.ts'

export interface NumberedPage<Row> {
  rows: readonly Row[]
  total: number
}

const nothing = (): void => {}

/** Head, status line and a bar for scrolling. */
const AROUND = 96
const SHOWN_MOST = 9
const SHOWN_LEAST = 2

/** Pixels of a grid among other things of a page: as high as its rows, within bounds. */
export const ledgerHeight = (rows: number): number =>
  AROUND + Math.min(SHOWN_MOST, Math.max(SHOWN_LEAST, rows)) * rowHeights.compact

export function PlainLedger<Row extends object>({
  label,
  columns,
  rowId,
  question,
  version,
  load,
  empty,
  density = 'compact',
  mark,
  onOpen = nothing,
}: {
  label: string
  columns: readonly LedgerColumn<Row>[]
  rowId: (row: Row) => string
  /** Another one begins at the top. */
  question: string
  /** Another one asks again for what is on screen. */
  version: number | string | null
  load: (at: number, limit: number) => Promise<NumberedPage<Row>>
  empty: ReactNode
  density?: Density
  mark?: (row: Row) => { mark: RowMark; text: string } | null
  onOpen?: (row: Row) => void
}) {
  const [source] = useState(() => new RowSource<Row>(() => Promise.reject(new Error('no question yet'))))
  const [cursor] = useState(() => new Cursor())
  const [settings, setSettings] = useState<ColumnSetting[] | null>(null)
  useSyncExternalStore(source.subscribe, source.version)
  const page = useMemo(() => ({ load }), [load])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is what names the rows
  useEffect(() => {
    source.restart(async ({ after, at, limit }) => {
      const from = at ?? (after === null ? 0 : Number(after))
      const { rows, total } = await page.load(from, limit)
      source.setTotal(total)
      const end = from + rows.length
      return { rows, next: end < total ? String(end) : null }
    })
  }, [source, question])
  // biome-ignore lint/correctness/useExhaustiveDependencies: it only says when
  useEffect(() => {
    if (source.answered) source.refresh()
  }, [source, version])
  return (
    <Ledger
      label={label}
      source={source}
      rowId={rowId}
      columns={columns}
      cursor={cursor}
      settings={settings}
      onSettings={setSettings}
      sort={null}
      onSort={nothing}
      density={density}
      {...(mark ? { mark } : {})}
      onOpen={onOpen}
      onPreview={onOpen}
      empty={source.answered ? empty : null}
    />
  )
}
