/** A collection as the engine remembers it between runs, what is due next, and how it looks from outside. */

import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { isReady } from '#host/sync/care.ts'
import {
  allRefused,
  type CollectionRecord,
  type Pass,
  passUnderWay,
  readCollection,
  readPass,
} from '#host/sync/records.ts'
import { liveRows } from '#host/sync/rows.ts'
import { type Collection, LONGEST_RETRY_MS, type TableCare } from '#host/sync/types.ts'
import type { CollectionStatus } from '#shared/contract/sync.ts'

export interface Item {
  readonly collection: Collection
  readonly care: TableCare | null
  record: CollectionRecord
  /** A reading under way, interrupted or waiting for a person. */
  pass: Pass | null
  /** Name of the collection or window that is being read. */
  part: string | null
  /** A person, the start or a change of ours asked for it: patience and freshness do not count. */
  asked: 'person' | 'start' | 'change' | null
  rows: number
  refused: number
  done: number
  total: number | null
}

export function loadItem(db: Db, collection: Collection, care: TableCare | null): Item {
  const item: Item = {
    collection,
    care,
    record: readCollection(db, collection.name),
    pass: null,
    part: null,
    asked: null,
    rows: 0,
    refused: 0,
    done: 0,
    total: null,
  }
  recount(db, item)
  return item
}

/** Whether it is anything to this partner; while the kinds are unknown (null), the partner's own word decides. */
export const concerns = ({ onlyKind }: Collection, kinds: readonly string[] | null): boolean =>
  onlyKind === undefined || kinds === null || kinds.includes(onlyKind)

/** Stands behind everything else, and nothing waits for it. */
export const inBackground = ({ collection }: Item): boolean =>
  collection.kind === 'owned' || collection.background === true

/** Read only for what somebody looks at: there is no reading of it as a whole to speak of. */
export const onlyAsked = ({ collection }: Item): boolean => collection.kind === 'owned' && collection.reads === 'asked'

/** Reads again what a run has changed. */
export function recount(db: Db, item: Item): void {
  const { collection } = item
  item.part = passUnderWay(db, collection.name)
  item.pass = item.part === null ? null : readPass(db, item.part)
  item.refused = allRefused(db, collection.name)
  item.rows =
    collection.kind !== 'keyed'
      ? liveRows(db, collection.target)
      : (kept<number>(db, `SELECT count(*) FROM ${collection.target.table} WHERE ${collection.asOfColumn} IS NOT NULL`)
          .pluck()
          .get() as number)
}

/**
 * When its next reading may begin by itself; null = never before something else happens. A reading of the future or a
 * wait longer than any tells that the machine's clock was put back: neither counts.
 */
export function dueAt(item: Item, now: number): number | null {
  const { collection, record, pass } = item
  if (pass?.pending || onlyAsked(item)) return null
  const { asOf, failures } = record
  const fresh = pass || asOf === null || asOf > now || failures > 0 ? 0 : asOf + collection.freshForMs
  const retryAt = record.retryAt ?? 0
  return Math.max(fresh, retryAt > now + LONGEST_RETRY_MS ? 0 : retryAt)
}

/** Why it is due. */
export function reasonOf({ asked, pass, record }: Item): string {
  if (pass && !pass.pending) return asked === 'person' ? 'asked, resumed' : 'resumed'
  if (asked === 'person') return 'asked'
  if (asked === 'start' && record.asOf !== null) return 'start'
  if (asked === 'change' && record.asOf !== null) return 'changed'
  if (record.failures > 0) return 'again'
  return record.asOf === null ? 'first' : 'due'
}

/** Those that may run now, in the order they were declared: whatever others need comes first. */
export function runnable(items: readonly Item[], now: number): Item[] {
  const read = new Set(items.filter((item) => item.record.asOf !== null).map((item) => item.collection.name))
  return items.filter((item) => {
    const due = dueAt(item, now)
    return (
      (item.asked !== null || (due !== null && due <= now)) &&
      (item.collection.after ?? []).every((name) => read.has(name))
    )
  })
}

const tableOf = ({ collection }: Item): string => collection.target.table
/** Keyed collections write columns of rows that are there; all others may add rows. */
const addsRows = ({ collection }: Item): boolean => collection.kind !== 'keyed'

/** A table that comes before all others, and is not there whole yet. */
const leads = (db: Db, { care }: Item): boolean => care?.leads === true && !isReady(db, care)

/**
 * Those of the candidates that begin beside what runs, `most` in all. What others build on is read before them; nobody
 * adds rows to a table that another adds to; what stands behind everything else waits until nothing else is due.
 */
export function mayBegin(db: Db, candidates: readonly Item[], running: readonly Item[], most: number): Item[] {
  const begun: Item[] = []
  const lead = [...running, ...candidates].find((item) => leads(db, item))
  for (const [place, item] of candidates.entries()) {
    const others = [...running, ...begun]
    if (inBackground(item)) return others.length === 0 ? [item] : begun
    if (others.filter((other) => !inBackground(other)).length >= most) break
    const passed = lead !== undefined && (running.includes(lead) || candidates.indexOf(lead) <= place)
    if (passed && tableOf(item) !== tableOf(lead)) break
    const waits = [...running, ...candidates.slice(0, place)].some(
      (other) =>
        item.collection.after?.includes(other.collection.name) ||
        (addsRows(item) && addsRows(other) && tableOf(item) === tableOf(other)),
    )
    if (!waits) begun.push(item)
  }
  return begun
}

/**
 * A table whose list is in but whose indexes or search are not, while nothing more comes for it. What has failed before
 * is not waited for, as it may fail for ever, nor is what stands behind everything else.
 */
export function unready(
  db: Db,
  items: readonly Item[],
  candidates: readonly Item[],
  running: readonly Item[],
): TableCare | null {
  const comes = [...candidates.filter((item) => item.record.failures === 0 && !inBackground(item)), ...running]
  for (const { collection, care, record } of items) {
    if (!care || collection.kind === 'keyed' || record.asOf === null || isReady(db, care)) continue
    if (!comes.some((item) => tableOf(item) === care.table)) return care
  }
  return null
}

export interface Moment {
  readonly now: number
  readonly paused: boolean
  readonly running: readonly Item[]
  /** Table that is being made ready. */
  readonly finishing: string | null
}

function stateOf(item: Item, { now, paused, running, finishing }: Moment): CollectionStatus['state'] {
  const { record, pass, collection } = item
  if (running.includes(item)) return 'running'
  if (finishing === collection.target.table) return 'finishing'
  if (pass?.pending) return 'needs-you'
  if (!record.permitted) return 'not-permitted'
  if (paused && (pass || item.asked)) return 'paused'
  if (item.asked) return 'waiting'
  if (record.error) return record.error.retry === 'later' ? 'waiting' : 'failed'
  if (record.asOf === null) return pass ? 'waiting' : 'never'
  return now < record.asOf + collection.freshForMs && !pass ? 'fresh' : 'stale'
}

export const statusOf = (item: Item, moment: Moment): CollectionStatus => ({
  name: item.collection.name,
  state: stateOf(item, moment),
  rows: item.rows,
  asOf: item.record.asOf,
  dueAt: dueAt(item, moment.now) || null,
  done: item.done,
  total: item.total ?? item.record.total,
  error: item.record.error,
  refusedRows: item.refused,
  pendingDeletion: item.pass?.pending ?? null,
  background: inBackground(item),
})
