/** The bulk part of a first sync: indexes after the rows, statistics, then what the area builds of its own (P: "First sync"). */

import { guarded } from '#host/store/errors.ts'
import { checkpoint, kept, optimize } from '#host/store/open.ts'
import type { Db, Progress } from '#host/store/types.ts'
import type { TableCare } from '#host/sync/types.ts'
import { AppError } from '#shared/errors.ts'

const hasIndex = (db: Db, name: string): boolean =>
  kept(db, `SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`).get(name) !== undefined

/** True while the key has no unique index: rows then come in bulk. */
export const indexesMissing = (db: Db, care: TableCare): boolean =>
  care.indexes[0] !== undefined && !hasIndex(db, care.indexes[0].name)

export const isReady = (db: Db, care: TableCare): boolean =>
  care.indexes.every(({ name }) => hasIndex(db, name)) && (care.built?.(db) ?? true)

/** While indexes are made every one of them reads the whole table: kept in memory it costs a fifth less (200,000 customers). */
const INDEXING_CACHE_KIB = 131_072

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Repeatable after a kill; each index is a commit of its own. Throws `cancelled`, or what the store throws. */
export async function makeReady(db: Db, care: TableCare, progress: Progress, signal: AbortSignal): Promise<void> {
  // The unique index comes last: until it is there a resumed sync still maps keys in memory, with no index to keep.
  const due = [...care.indexes.slice(1), ...care.indexes.slice(0, 1)].filter(({ name }) => !hasIndex(db, name))
  const cache = db.pragma('cache_size', { simple: true }) as number
  db.pragma(`cache_size = -${INDEXING_CACHE_KIB}`)
  try {
    for (const [done, index] of due.entries()) {
      if (signal.aborted) throw new AppError('cancelled', { safe: 'kept-locally', retry: 'later' })
      progress(done, due.length, 'indexes')
      guarded(db.name, () => db.exec(index.sql))
      await turn()
    }
  } finally {
    db.pragma(`cache_size = ${cache}`)
  }
  progress(due.length, due.length, 'statistics')
  guarded(db.name, () => {
    optimize(db)
    checkpoint(db, 'PASSIVE')
  })
  await turn()
  if (!(care.built?.(db) ?? true)) await care.build?.(db, progress, signal)
}
