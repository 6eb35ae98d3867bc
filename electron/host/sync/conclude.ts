/** The end of a reading: what vanished, the brake on mass deletion, and the record that it is complete. */
import { guarded } from '#host/store/errors.ts'
import {
  type CollectionRecord,
  countRun,
  dropPass,
  forgetRefusedBefore,
  type Pass,
  writeCollection,
  writePass,
} from '#host/sync/records.ts'
import { markVanished, type RowId, unseenRows } from '#host/sync/rows.ts'
import { numbers, type Run } from '#host/sync/run.ts'
import { forgetSeen, type Seen } from '#host/sync/seen.ts'
import type { Collection, PagedCollection } from '#host/sync/types.ts'

/** Habit 18: more than a tenth of a table, and more than a handful, stops and asks. */
const BRAKE_SHARE = 0.1
const BRAKE_ROWS = 20

export const brakes = (rows: number, of: number): boolean => rows > BRAKE_ROWS && rows > of * BRAKE_SHARE

/** One commit with the last state of the collection; answers the record to go on with. */
export function concludePass(
  run: Run,
  collection: Collection,
  record: CollectionRecord,
  pass: Pass,
  vanished: readonly RowId[],
): CollectionRecord {
  const { db, care, counts } = run
  const { name, target } = collection
  const done: CollectionRecord = {
    ...record,
    asOf: pass.startedAt,
    pass: pass.pass,
    total: pass.total,
    permitted: true,
    error: null,
    failures: 0,
    retryAt: null,
  }
  guarded(db.name, () =>
    db.transaction(() => {
      if (collection.kind === 'paged' && vanished.length > 0) {
        markVanished(db, collection.target, vanished, run.now())
        counts.vanished += vanished.length
        care?.changed?.(db, numbers(vanished))
      }
      writeCollection(db, name, done)
      dropPass(db, name)
      forgetSeen(db, name)
      forgetRefusedBefore(db, name, pass.pass)
      countRun(db, run.id, counts)
    })(),
  )
  run.touched(target.table, vanished.length)
  return done
}

/** @param allowed a person has agreed to a mass deletion */
export function decideVanished(
  run: Run,
  collection: PagedCollection,
  record: CollectionRecord,
  pass: Pass,
  seen: Seen<never>,
  allowed = false,
): { outcome: 'complete' | 'needs-you'; record: CollectionRecord } {
  const { unseen, of } = unseenRows(run.db, collection.target, seen)
  if (!allowed && brakes(unseen.length, of)) {
    pass.pending = { rows: unseen.length, of }
    guarded(run.db.name, () => writePass(run.db, collection.name, pass))
    run.note('brake on mass deletion', { collection: collection.name, rows: unseen.length, of })
    return { outcome: 'needs-you', record }
  }
  return { outcome: 'complete', record: concludePass(run, collection, record, pass, unseen) }
}
