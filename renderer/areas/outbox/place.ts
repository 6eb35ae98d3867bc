/** Cursor, selection and rows of the page, as they were left: a look at a customer and back changes nothing. */
import { Cursor } from '#renderer/parts/ledger/cursor.ts'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { Selection } from '#renderer/parts/ledger/selection.ts'
import { forgetNames, newSource, type PendingRow } from './rows.ts'

export interface Place {
  workspaceId: string
  source: RowSource<PendingRow>
  selection: Selection
  cursor: Cursor
  offset: number
  /** Filter of the rows in `source`. */
  question: string
}

let place: Place | null = null

/** One workspace's rows are never seen in another. */
export function placeOf(workspaceId: string): Place {
  if (place?.workspaceId !== workspaceId) {
    forgetNames()
    place = {
      workspaceId,
      source: newSource(),
      selection: new Selection(),
      cursor: new Cursor(),
      offset: 0,
      question: '',
    }
  }
  return place
}

/** Nothing was left: the next list begins at its top. */
export function forgetPlace(): void {
  place = null
}
