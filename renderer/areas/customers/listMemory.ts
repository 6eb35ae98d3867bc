/**
 * The list as it was left: back from a card it stands on the same row and place. One workspace's rows are never seen in
 * another: the memory belongs to one.
 */
import { Cursor } from '#renderer/parts/ledger/cursor.ts'
import { type LoadPage, RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { Selection } from '#renderer/parts/ledger/selection.ts'
import type { CustomerPage, CustomerRow } from '#shared/contract/customers.ts'

export interface PageFacts {
  asOf: number | null
  search: CustomerPage['search']
}

export interface ListMemory {
  workspaceId: string
  source: RowSource<CustomerRow>
  selection: Selection
  cursor: Cursor
  offset: number
  /** Question of the rows in `source`; see questionKey. */
  question: string
  /** Its filter alone: another order keeps what is chosen. */
  filterKey: string
  /** Of the last page that came. */
  facts: PageFacts | null
  /** When the count of that question was last answered: a newer one means that the tables changed. */
  countedAt: number
  filterOpen: boolean
  previewOpen: boolean
}

const never: LoadPage<CustomerRow> = () => Promise.reject(new Error('no question yet'))

let memory: ListMemory | null = null

export function listMemory(workspaceId: string): ListMemory {
  if (memory?.workspaceId !== workspaceId) {
    memory = {
      workspaceId,
      source: new RowSource(never),
      selection: new Selection(),
      cursor: new Cursor(),
      offset: 0,
      question: '',
      filterKey: '',
      facts: null,
      countedAt: 0,
      filterOpen: false,
      previewOpen: false,
    }
  }
  return memory
}

/** Nothing was left: the next list begins at its top. */
export function forgetList(): void {
  memory = null
}
