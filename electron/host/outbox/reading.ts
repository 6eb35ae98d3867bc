/** Reading lists whole for a live check or a look: an answer that cannot be read is no answer (PartnerError `unknown`). */
import { type OperationId, PartnerError } from '#host/partner-api/types.ts'
import { listOf, type WireRow } from '#host/sync/wire.ts'

export const PAGE = 100
/** Pages of one reading: what is read here is narrowed to one customer or quota and a short time. */
const PAGES_MOST = 50

export const unreadableAnswer = (operationId: OperationId, reason: string): PartnerError =>
  new PartnerError('unknown', {
    code: 'answer-unreadable',
    safe: 'nothing-changed',
    retry: 'later',
    detail: { reason },
    vendor: { operationId, http: 200, code: null, message: null, requestId: null },
    ref: '',
  })

/** Rows of an answer's list as objects. Throws PartnerError where it is no list of objects. */
export function rowsIn(operationId: OperationId, body: unknown, items: string): WireRow[] {
  const list = listOf(body, items)
  if (list === null) throw unreadableAnswer(operationId, `${items} is no list`)
  return list.map((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw unreadableAnswer(operationId, `${items} has no object`)
    return row as WireRow
  })
}

/** Every row of an offset list, read until a page is not full; a row that shifts between pages comes twice at most. */
export async function readAll(
  operationId: OperationId,
  items: string,
  page: (offset: number) => Promise<{ body: unknown }>,
): Promise<WireRow[]> {
  const all: WireRow[] = []
  for (let number = 0; number < PAGES_MOST; number += 1) {
    const rows = rowsIn(operationId, (await page(number * PAGE)).body, items)
    all.push(...rows)
    if (rows.length < PAGE) return all
  }
  throw unreadableAnswer(operationId, 'the list does not end')
}

/** Runs a mapping of wire fields; what does not fit makes the answer unreadable. */
export function readable<T>(operationId: OperationId, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof PartnerError) throw cause
    throw unreadableAnswer(operationId, cause instanceof Error ? cause.message.slice(0, 200) : 'unknown')
  }
}
