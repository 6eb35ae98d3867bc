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
import { numbers, type Run, unreadable } from '#host/sync/run.ts'
import { forgetSeen, type Seen } from '#host/sync/seen.ts'
import type { Collection, PagedCollection } from '#host/sync/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** Habit 18: more than a tenth of a table, and more than a handful, stops and asks. */
const BRAKE_SHARE = 0.1
const BRAKE_ROWS = 20

export const brakes = (rows: number, of: number): boolean => rows > BRAKE_ROWS && rows > of * BRAKE_SHARE

/** How a reading ended that was not cut off. */
export interface Ending {
  readonly outcome: 'complete' | 'needs-you' | 'failed'
  /** Set where the run is to tell another reason than the one it began with. */
  readonly reason?: string
  /** What a person is to know of it. */
  readonly error: AppErrorValue | null
  readonly record: CollectionRecord
}

/** One commit with the last state of the collection; answers the record to go on with. */
export function concludePass(
  run: Run,
  collection: Collection,
  record: CollectionRecord,
  pass: Pass,
  vanished: readonly RowId[],
): CollectionRecord {
  const done = { ...readBy(record, pass), asOf: pass.startedAt, error: null, failures: 0, retryAt: null }
  return commitPass(run, collection, done, pass, vanished)
}

/**
 * The end of a list that never stood still or never came whole: what was read stays, nobody vanishes, and it is read
 * again soon. A first reading counts nevertheless, with a warning, or whatever builds on it would wait for ever.
 *
 * @param reason why a later reading does not count
 */
export function concludeUnstable(
  run: Run,
  collection: PagedCollection,
  record: CollectionRecord,
  pass: Pass,
  reason: string,
): Ending {
  const first = record.asOf === null
  const why = first ? 'unstable' : reason
  const error = { ...unreadable(why).value, safe: 'kept-locally' as const }
  const done = {
    ...readBy(record, pass),
    asOf: first ? pass.startedAt : record.asOf,
    error,
    failures: record.failures + 1,
    retryAt: run.now() + run.pace.retryMostMs,
  }
  return {
    outcome: first ? 'complete' : 'failed',
    reason: why,
    error,
    record: commitPass(run, collection, done, pass, []),
  }
}

const readBy = (record: CollectionRecord, pass: Pass): CollectionRecord => ({
  ...record,
  pass: pass.pass,
  total: pass.total,
  permitted: true,
})

function commitPass(
  run: Run,
  collection: Collection,
  done: CollectionRecord,
  pass: Pass,
  vanished: readonly RowId[],
): CollectionRecord {
  const { db, care, counts } = run
  const { name, target } = collection
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
): Ending {
  const { unseen, of } = unseenRows(run.db, collection.target, seen)
  if (!allowed && brakes(unseen.length, of)) {
    pass.pending = { rows: unseen.length, of }
    guarded(run.db.name, () => writePass(run.db, collection.name, pass))
    run.note('brake on mass deletion', { collection: collection.name, rows: unseen.length, of })
    return { outcome: 'needs-you', reason: 'mass-deletion', error: null, record }
  }
  return { outcome: 'complete', error: null, record: concludePass(run, collection, record, pass, unseen) }
}
