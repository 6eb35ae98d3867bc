/** From an answer to the rows of a page; an answer without a readable list or total is not believed. */
import { unreadable } from '#host/sync/run.ts'
import type { Fetched } from '#host/sync/types.ts'
import { listOf, type WireRow } from '#host/sync/wire.ts'

interface Body {
  readonly body: unknown
  readonly bytes: number
}

/** Throws `answer-unreadable`. An absent list is an empty one: the vendor leaves empty fields out. */
export function rowsOf({ body, bytes }: Body, items: string): Omit<Fetched, 'total'> {
  const rows = listOf(body, items)
  if (rows === null) throw unreadable(`${items} is no list`)
  return { rows, bytes }
}

/** Throws `answer-unreadable`. */
export function pageOf(answer: Body, items: string, total: string): Fetched {
  const count = (answer.body as WireRow | undefined)?.[total]
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) throw unreadable(`${total} is no count`)
  return { ...rowsOf(answer, items), total: count }
}
