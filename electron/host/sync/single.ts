/** Reads a few rows of a paged list again by their keys, beside any run: something was just done to them. */
import { guarded } from '#host/store/errors.ts'
import type { Db } from '#host/store/types.ts'
import { indexesMissing } from '#host/sync/care.ts'
import { markVanished, type RowId, TableRows } from '#host/sync/rows.ts'
import { checkCurrent, numbers, type Run } from '#host/sync/run.ts'
import type { PagedCollection, Target } from '#host/sync/types.ts'

/** Where more were changed, the whole list costs less calls than its rows. */
export const SINGLE_MOST = 200

/** The partner was asked for this one row and tells it no more. */
function goneOf(db: Db, target: Target, id: RowId, at: number): RowId[] {
  markVanished(db, target, [id], at)
  return [id]
}

/**
 * Answers false where the list must be read whole all the same: a row is new, or cannot be read. Throws PartnerError where
 * a row cannot be asked now.
 */
export async function refreshRows(
  { db, api, now, care, signal }: Pick<Run, 'db' | 'api' | 'now' | 'care' | 'signal'>,
  collection: PagedCollection,
  keys: readonly string[],
  changed: () => void,
): Promise<boolean> {
  const { target, one, map } = collection
  if (!one || keys.length > SINGLE_MOST || (care && indexesMissing(db, care))) return false
  let whole = true
  for (const key of keys) {
    const { rows } = await one(api, key, signal)
    checkCurrent({ signal })
    const row = rows.map((told) => map(told)).find((told) => told.ok && told.key === key)
    const table = new TableRows(db, target, false)
    const ids = table.idsOf([key])
    if (!ids.has(key) || (!row?.ok && rows.length > 0)) {
      whole = false
      continue
    }
    const touched = guarded(db.name, () =>
      db.transaction(() => {
        const written = row?.ok
          ? table.write([row], ids, now()).changed
          : goneOf(db, target, ids.get(key) as RowId, now())
        if (written.length > 0) care?.changed?.(db, numbers(written))
        return written.length
      })(),
    )
    if (touched > 0) changed()
  }
  return whole
}
