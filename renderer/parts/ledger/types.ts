/** What a ledger is made of: columns, rows by index, marks. Knows no area. */
import type { ReactNode } from 'react'
import type { Fen } from '#shared/money.ts'

export interface LedgerColumn<Row> {
  key: string
  title: string
  /** Pixels before the person changes it. */
  width: number
  minWidth?: number
  /** Numbers and money stand right; ids are copied as text so that a spreadsheet keeps every digit. */
  kind?: 'text' | 'id' | 'number' | 'money' | 'date'
  /** Name the sort is asked by; absent = cannot be ordered by this column. */
  sort?: string
  frozen?: 'start' | 'end'
  /** Hidden until the person shows it. */
  hidden?: boolean
  /** Never hidden. */
  required?: boolean
  /** What the cell says, copies and shows in its tip; masked values stay masked. */
  text(row: Row): string
  /** Exact amount for the status line's sum. */
  fen?(row: Row): Fen | null
  /** Richer content than `text`. */
  cell?(row: Row): ReactNode
  /** Beside the title: the eye of a masked column. */
  headExtra?: ReactNode
  /** Out of the copied text and the column settings: a column of buttons. */
  actions?: boolean
}

export interface LedgerSort {
  column: string
  descending: boolean
}

/** ✓ in step, ↑ waiting, ! needs you, ? uncertain. */
export type RowMark = 'in-step' | 'waiting' | 'needs-you' | 'uncertain'

export type Density = 'compact' | 'middle'

/** Pixels of a row. */
export const rowHeights: Record<Density, number> = { compact: 28, middle: 36 }

/** This person's columns: order of the list, width, shown or not (the shape that the settings call keeps). */
export interface ColumnSetting {
  key: string
  visible: boolean
  width: number | null
}

/** A cell by row number and number among the shown columns; row -1 is the head. */
export interface CellPlace {
  row: number
  column: number
}
