/**
 * Reads a list owner by owner, in the order of the owners' rowids: all pages of one owner are fetched before any is stored,
 * so that an owner is read whole or not at all. What is stored and how far the reading came is one commit.
 */
import { PartnerError } from '#host/partner-api/types.ts'
import { guarded } from '#host/store/errors.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { Ahead } from '#host/sync/ahead.ts'
import { concludePass } from '#host/sync/conclude.ts'
import {
  type CollectionRecord,
  countRun,
  keepRefused,
  newPass,
  ownerReadAt,
  type Pass,
  readPass,
  writeOwnerReadAt,
  writePass,
} from '#host/sync/records.ts'
import { markVanished, type NewRow, TableRows } from '#host/sync/rows.ts'
import { checkCurrent, patiently, type Run, unreadable } from '#host/sync/run.ts'
import type { OwnedCollection, Target } from '#host/sync/types.ts'

interface Owner {
  readonly id: number
  readonly key: string
}

interface Answered {
  readonly rows: readonly unknown[]
  readonly at: number
  /** The partner does not tell this owner's list. */
  readonly refused: PartnerError | null
}

/** So many owners refused in a row, and none told: then it is the right that is missing, not the owner. */
const REFUSED_IN_A_ROW = 5

const targetOf = ({ target }: OwnedCollection): Target => ({ ...target, vanished: 'mark' })

type Asking = Pick<Run, 'api' | 'now' | 'signal'> & {
  /** One call, repeated or not. */
  patiently<T>(ask: () => Promise<T>): Promise<T>
  received(bytes: number): void
  readonly rounds: number
}

/** The whole list of one owner; one that moves under the reader is read again, and in the end believed in no part. */
async function askOwner(asking: Asking, collection: OwnedCollection, owner: string): Promise<Answered> {
  const { api, signal, now } = asking
  for (let round = 1; ; round += 1) {
    const rows: unknown[] = []
    let total: number | null = null
    let moved = false
    do {
      const page = { offset: rows.length, limit: collection.pageSize }
      const answer = await asking.patiently(() => collection.fetch(api, owner, page, signal))
      asking.received(answer.bytes)
      moved ||= total !== null && answer.total !== total
      total = answer.total
      rows.push(...answer.rows)
      if (answer.rows.length === 0) break
    } while (total !== null && rows.length < total)
    if (!moved && rows.length === (total ?? rows.length)) return { rows, at: now(), refused: null }
    if (round >= asking.rounds) throw unreadable('total-moved')
  }
}

interface Stored {
  readonly added: number
  readonly changed: number
  readonly vanished: number
  readonly refused: readonly { readonly key: string | null; readonly reason: string; readonly raw: unknown }[]
}

/** Inside a transaction. Made anew each time: a look at one owner writes between the commits of a long reading. */
function storeOwner(db: Db, collection: OwnedCollection, owner: string, { rows, at }: Answered): Stored {
  const target = targetOf(collection)
  const table = new TableRows(db, target, false)
  const fit: NewRow[] = []
  const refused: Stored['refused'][number][] = []
  for (const row of rows) {
    const mapped = collection.map(row, owner)
    if (mapped.ok) fit.push(mapped)
    else refused.push({ key: mapped.key, reason: mapped.reason, raw: row })
  }
  const ids = table.idsOf(fit.map(({ key }) => key))
  const { added, changed } = table.write(fit, ids, at)
  const met = new Set([...ids.values()])
  // A row that did not fit this time is still the partner's: what is here of it stays.
  const spared = new Set(refused.map(({ key }) => key))
  const gone = (
    kept<{ id: number; key: string }>(
      db,
      `SELECT ${target.rowid} AS id, ${target.key} AS key FROM ${target.table} WHERE ${collection.ownerColumn} = ? AND gone_at IS NULL`,
    ).all(owner) as { id: number; key: string }[]
  ).flatMap(({ id, key }) => (met.has(id) || spared.has(key) ? [] : [id]))
  markVanished(db, target, gone, at)
  writeOwnerReadAt(db, collection.name, owner, at)
  return { added: added.length, changed: changed.length, vanished: gone.length, refused }
}

/** Ends with every owner asked; one that the partner refuses is noted and left as it was. */
export async function readOwners(
  run: Run,
  collection: OwnedCollection,
  record: CollectionRecord,
  reason: string,
): Promise<CollectionRecord> {
  const { db, pace, counts } = run
  const { name, owners, target } = collection
  const pass: Pass = readPass(db, name) ?? newPass(record, reason, run.now())
  const among = `FROM ${owners.table} WHERE (${owners.where})`
  const total = db.prepare(`SELECT count(*) ${among}`).pluck().get() as number
  let done = db.prepare(`SELECT count(*) ${among} AND ${owners.rowid} <= ?`).pluck().get(pass.position) as number
  pass.total = total
  run.progress(done, total)

  const after = kept<Owner>(
    db,
    `SELECT ${owners.rowid} AS id, ${owners.key} AS key FROM ${owners.table} NOT INDEXED
     WHERE ${owners.rowid} > ? AND (${owners.where}) ORDER BY ${owners.rowid} LIMIT 1`,
  )
  let planned = pass.position
  const next = (): Owner | null => {
    for (;;) {
      const owner = after.get(planned)
      if (!owner) return null
      planned = owner.id
      // Somebody has looked at this one meanwhile.
      if ((ownerReadAt(db, name, owner.key) ?? 0) < pass.startedAt) return owner
    }
  }
  const asking: Asking = {
    ...run,
    rounds: pace.rounds,
    patiently: (ask) => patiently(run, name, ask),
  }
  let told = false
  let refusedInARow = 0
  const ask = async ({ key }: Owner): Promise<Answered> => {
    try {
      return await askOwner(asking, collection, key)
    } catch (cause) {
      if (!(cause instanceof PartnerError) || cause.outcome !== 'refused') throw cause
      return { rows: [], at: run.now(), refused: cause }
    }
  }
  const apply = ({ id, key }: Owner, answer: Answered): number => {
    pass.position = id
    done += 1
    counts.pages += 1
    if (answer.refused) {
      refusedInARow += 1
      const { code, vendor } = answer.refused.value
      keepRefused(db, name, pass.pass, { key, reason: vendor?.code ?? code, raw: {}, at: answer.at })
      counts.refused += 1
      return 0
    }
    told = true
    refusedInARow = 0
    // Asked for by itself while this answer was on its way: what that one told is newer.
    if ((ownerReadAt(db, name, key) ?? 0) > answer.at) return 0
    const stored = storeOwner(db, collection, key, answer)
    for (const row of stored.refused) keepRefused(db, name, pass.pass, { ...row, at: answer.at })
    counts.rows += answer.rows.length
    counts.refused += stored.refused.length
    counts.added += stored.added
    counts.changed += stored.changed
    counts.vanished += stored.vanished
    return stored.added + stored.changed + stored.vanished
  }

  const ahead = new Ahead(pace.ahead, next, ask, run.signal)
  try {
    for (;;) {
      const taken = await ahead.takeSome(pace.pagesACommit, pace.commitWithinMs)
      checkCurrent(run)
      if (taken.length === 0) return concludePass(run, collection, record, pass, [])
      for (const { answer } of taken) {
        if (answer.refused && !told && refusedInARow + 1 >= REFUSED_IN_A_ROW) throw answer.refused
      }
      let changed = 0
      guarded(db.name, () =>
        db.transaction(() => {
          for (const { request, answer } of taken) changed += apply(request, answer)
          writePass(db, name, pass)
          countRun(db, run.id, counts)
        })(),
      )
      run.touched(target.table, changed)
      run.progress(done, total)
    }
  } finally {
    ahead.reset()
  }
}

/**
 * Reads the lists of a few owners at once, beside any run: somebody looks at them, or something was just done to them.
 * Owners that are not asked at all are left out. Answers how many were told; throws PartnerError.
 */
export async function refreshOwners(
  { db, api, now, signal }: Pick<Run, 'db' | 'api' | 'now' | 'signal'>,
  collection: OwnedCollection,
  keys: readonly string[],
): Promise<number> {
  const { owners } = collection
  const asked = kept<string>(
    db,
    `SELECT ${owners.key} FROM ${owners.table} WHERE ${owners.key} IN (SELECT value FROM json_each(?)) AND (${owners.where})`,
  )
    .pluck()
    .all(JSON.stringify(keys)) as string[]
  const asking: Asking = { api, now, signal, rounds: 3, patiently: (ask) => ask(), received: () => {} }
  for (const key of asked) {
    const answer = await askOwner(asking, collection, key)
    checkCurrent({ signal })
    guarded(db.name, () => db.transaction(() => void storeOwner(db, collection, key, answer))())
  }
  return asked.length
}
