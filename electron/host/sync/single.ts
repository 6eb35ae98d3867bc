/** Reads a few rows of a paged list again by their keys, beside any run: something was just done to them. */
import { guarded } from '#host/store/errors.ts'
import { indexesMissing } from '#host/sync/care.ts'
import { TableRows } from '#host/sync/rows.ts'
import { checkCurrent, numbers, type Run } from '#host/sync/run.ts'
import type { PagedCollection } from '#host/sync/types.ts'

/** Where more were changed, the whole list costs less calls than its rows. */
export const SINGLE_MOST = 200

/**
 * Answers false where the list must be read whole all the same: a row is new, or is told no more. Throws PartnerError where
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
    if (!row?.ok || !ids.has(key)) {
      whole = false
      continue
    }
    const touched = guarded(db.name, () =>
      db.transaction(() => {
        const written = table.write([row], ids, now()).changed
        if (written.length > 0) care?.changed?.(db, numbers(written))
        return written.length
      })(),
    )
    if (touched > 0) changed()
  }
  return whole
}
