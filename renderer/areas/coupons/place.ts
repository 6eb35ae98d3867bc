/** A list as it was left; one workspace's rows are never seen in another. */
import { Cursor } from '#renderer/parts/ledger/cursor.ts'
import { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { Selection } from '#renderer/parts/ledger/selection.ts'
import type { ColumnSetting } from '#renderer/parts/ledger/types.ts'

export interface Place<Row> {
  readonly source: RowSource<Row>
  readonly selection: Selection
  readonly cursor: Cursor
  settings: readonly ColumnSetting[] | null
  offset: number
  /** Question of the rows in `source`. */
  question: string
  asOf: number | null
}

const places = new Map<string, Place<unknown>>()
let workspace = ''

/** The place of a list by its name. */
export function placeOf<Row>(workspaceId: string, list: string): Place<Row> {
  if (workspace !== workspaceId) places.clear()
  workspace = workspaceId
  const found = places.get(list) as Place<Row> | undefined
  if (found) return found
  const made: Place<Row> = {
    source: new RowSource<Row>(() => Promise.reject(new Error('no question yet'))),
    selection: new Selection(),
    cursor: new Cursor(),
    settings: null,
    offset: 0,
    question: '',
    asOf: null,
  }
  places.set(list, made as Place<unknown>)
  return made
}
