/** Reads a list window by window: each is a paged list with its own position, so that a closed one is never read again. */
import { guarded } from '#host/store/errors.ts'
import type { Ending } from '#host/sync/conclude.ts'
import { PagedReading } from '#host/sync/paged.ts'
import {
  type CollectionRecord,
  dropPass,
  knownWindows,
  newPass,
  readCollection,
  readPass,
  writeCollection,
  writePass,
} from '#host/sync/records.ts'
import type { Run } from '#host/sync/run.ts'
import type { Collection, PagedCollection, Window, WindowedCollection } from '#host/sync/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'

const partName = (collection: string, window: string): string => `${collection}#${window}`

export function listOfWindow(collection: WindowedCollection, window: Window): PagedCollection {
  if (!/^[\w.:-]+$/.test(window.key)) throw new Error(`window key ${window.key}`)
  const { windowColumn, target, ...common } = collection
  return {
    ...common,
    kind: 'paged',
    name: partName(collection.name, window.key),
    target: { ...target, scope: { column: windowColumn, value: window.key } },
    fetch: (api, page, signal) => collection.fetch(api, page, window, signal),
    map: (row) => collection.map(row, window),
  }
}

/** The paged list of that name: the collection itself or one of its windows; null where it has none of this name. */
export function pagedPart(collection: Collection, name: string): PagedCollection | null {
  if (collection.kind === 'paged') return collection
  if (collection.kind === 'keyed' || collection.kind === 'owned' || !name.startsWith(`${collection.name}#`)) return null
  const key = name.slice(collection.name.length + 1)
  return listOfWindow(collection, { key, closedAt: 0 })
}

/** Reads every window that is not closed and read; ends early where one of them waits for a person. */
export async function readWindows(
  run: Run,
  collection: WindowedCollection,
  record: CollectionRecord,
  reason: string,
): Promise<Ending> {
  const { db } = run
  const { name } = collection
  const pass = readPass(db, name) ?? newPass(record, reason, run.now())
  guarded(db.name, () => writePass(db, name, pass))
  const due = collection
    .windows(run.now(), knownWindows(db, name))
    .map((window) => ({ window, record: readCollection(db, partName(name, window.key)) }))
    // Closed and read after that, or read before this reading was cut off.
    .filter(({ window, record: { asOf } }) => asOf === null || (asOf < window.closedAt && asOf < pass.startedAt))
  let done = 0
  // What is not known yet counts as nothing: the total grows as windows tell theirs.
  let expected = due.reduce((sum, { record: { total } }) => sum + (total ?? 0), 0)
  let unsteady: { readonly error: AppErrorValue | null; readonly reason: string | undefined } | null = null
  for (const { window, record: before } of due) {
    let total = before.total ?? 0
    const part: Run = {
      ...run,
      progress: (position, told) => {
        expected += (told ?? total) - total
        total = told ?? total
        run.progress(done + position, expected)
      },
    }
    const end = await new PagedReading(part, listOfWindow(collection, window), before, reason).read()
    if (end.outcome === 'needs-you') return { ...end, record }
    if (end.error) unsteady = { error: end.error, reason: end.reason }
    done += total
  }
  const failed = unsteady !== null && record.asOf !== null
  const after: CollectionRecord = {
    ...record,
    asOf: failed ? record.asOf : pass.startedAt,
    pass: pass.pass,
    total: expected,
    permitted: true,
    error: unsteady?.error ?? null,
    failures: unsteady ? record.failures + 1 : 0,
    retryAt: unsteady ? run.now() + run.pace.retryMostMs : null,
  }
  guarded(db.name, () =>
    db.transaction(() => {
      writeCollection(db, name, after)
      dropPass(db, name)
    })(),
  )
  return {
    outcome: failed ? 'failed' : 'complete',
    error: after.error,
    record: after,
    ...(unsteady?.reason === undefined ? {} : { reason: unsteady.reason }),
  }
}
