/** Asks facts of rows that are already here, in the order of their rowids; they land in columns of those rows. */
import { guarded } from '#host/store/errors.ts'
import { kept } from '#host/store/open.ts'
import { Ahead } from '#host/sync/ahead.ts'
import { concludePass } from '#host/sync/conclude.ts'
import {
  type CollectionRecord,
  countRun,
  keepRefused,
  newPass,
  type Pass,
  readPass,
  writePass,
} from '#host/sync/records.ts'
import { KeyedColumns } from '#host/sync/rows.ts'
import { checkCurrent, patiently, type Run } from '#host/sync/run.ts'
import type { KeyedCollection } from '#host/sync/types.ts'

interface Batch {
  /** Key to rowid. */
  readonly ids: ReadonlyMap<string, number>
  readonly last: number
}

interface Answered {
  readonly rows: readonly unknown[]
  readonly at: number
}

/** Ends with everything stored. Rows that the partner drops silently keep what they had, with its age. */
export async function readKeyed(
  run: Run,
  collection: KeyedCollection,
  record: CollectionRecord,
  reason: string,
): Promise<CollectionRecord> {
  const { db, api, pace, counts, care } = run
  const { name, target, batch, asOfColumn } = collection
  const where =
    collection.unasked === undefined ? collection.where : `(${collection.where}) AND (${collection.unasked})`
  const { table, key, rowid } = target
  const pass: Pass = readPass(db, name) ?? newPass(record, reason, run.now())
  const first = record.asOf === null
  const total = db.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get() as number
  let done =
    pass.position === 0
      ? 0
      : (db
          .prepare(`SELECT count(*) FROM ${table} WHERE (${where}) AND ${rowid} <= ?`)
          .pluck()
          .get(pass.position) as number)
  pass.total = total
  run.progress(done, total)

  const facts = new KeyedColumns(db, { table, rowid, columns: target.columns, asOfColumn })
  let planned = pass.position
  // By rowid and nothing else: an index of the condition would be sorted whole for each batch.
  const batchAfter = kept<[number, string]>(
    db,
    `SELECT ${rowid}, ${key} FROM ${table} NOT INDEXED WHERE ${rowid} > ? AND (${where}) ORDER BY ${rowid} LIMIT ?`,
  ).raw()
  const next = (): Batch | null => {
    const found = batchAfter.all(planned, batch) as [number, string][]
    const last = found.at(-1)?.[0]
    if (last === undefined) return null
    planned = last
    return { ids: new Map(found.map(([id, one]) => [one, id])), last }
  }
  const ask = async ({ ids }: Batch, signal: AbortSignal): Promise<Answered> => {
    const answer = await patiently(run, name, () => collection.fetch(api, [...ids.keys()], signal))
    run.received(answer.bytes)
    return { rows: answer.rows, at: run.now() }
  }
  const apply = ({ ids, last }: Batch, { rows, at }: Answered): number[] => {
    const known: { id: number; values: readonly (string | number | null)[] }[] = []
    for (const row of rows) {
      const mapped = collection.map(row)
      const id = mapped.key === null ? undefined : ids.get(mapped.key)
      if (mapped.ok && id !== undefined) {
        known.push({ id, values: mapped.values })
      } else {
        keepRefused(db, name, pass.pass, {
          key: mapped.key,
          reason: mapped.ok ? 'nobody asked for this row' : mapped.reason,
          raw: row,
          at,
        })
        counts.refused += 1
      }
    }
    const touched = first ? facts.fill(known, at) : facts.write(known, at)
    counts.pages += 1
    counts.rows += known.length
    counts.changed += touched.length
    pass.position = last
    done += ids.size
    return touched
  }
  /** One commit: facts, position, what was refused. */
  const store = (taken: readonly { request: Batch; answer: Answered }[]): void => {
    const before = counts.rows
    guarded(db.name, () =>
      db.transaction(() => {
        const touched = taken.flatMap(({ request, answer }) => apply(request, answer))
        if (touched.length > 0) care?.changed?.(db, touched)
        writePass(db, name, pass)
        countRun(db, run.id, counts)
      })(),
    )
    run.touched(table, counts.rows - before)
    run.progress(done, total)
  }

  const ahead = new Ahead(pace.ahead, next, ask, run.signal)
  // A first reading holds nobody up: fewer commits take less of its time.
  const most = first ? pace.pagesACommit : 1
  try {
    for (;;) {
      const taken = await ahead.takeSome(most, pace.commitWithinMs)
      checkCurrent(run)
      if (taken.length === 0) return concludePass(run, collection, record, pass, [])
      store(taken)
    }
  } finally {
    ahead.reset()
  }
}

/**
 * Asks facts of a few keys at once, beside any run: something was just done to them. Keys without a row here, and rows
 * that are not asked at all, are left out; what does not fit is the next reading's to tell. Answers how many rows were
 * told.
 */
export async function refreshKeys(
  { db, api, now, care, signal }: Pick<Run, 'db' | 'api' | 'now' | 'care' | 'signal'>,
  { target, where, batch, asOfColumn, fetch, map }: KeyedCollection,
  keys: readonly string[],
): Promise<number> {
  const { table, key, rowid, columns } = target
  const facts = new KeyedColumns(db, { table, rowid, columns, asOfColumn })
  let told = 0
  for (let at = 0; at < keys.length; at += batch) {
    const found = kept<[number, string]>(
      db,
      `SELECT ${rowid}, ${key} FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?)) AND (${where})`,
    )
      .raw()
      .all(JSON.stringify(keys.slice(at, at + batch))) as [number, string][]
    if (found.length === 0) continue
    const ids = new Map(found.map(([id, one]) => [one, id]))
    const { rows } = await fetch(api, [...ids.keys()], signal)
    checkCurrent({ signal })
    const known = rows.flatMap((row) => {
      const mapped = map(row)
      const id = mapped.ok ? ids.get(mapped.key) : undefined
      return mapped.ok && id !== undefined ? [{ id, values: mapped.values }] : []
    })
    guarded(db.name, () =>
      db.transaction(() => {
        const touched = facts.write(known, now())
        if (touched.length > 0) care?.changed?.(db, touched)
      })(),
    )
    told += known.length
  }
  return told
}
