// The server's state: one SQLite file of its own, seeded when new, kept through restarts.
import { createHash } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { dataIndexes, dataSchema } from '#test/data/schema/index.ts'
import { seedState } from '#test/data/seed.ts'
import { seedPartnerPayments } from './operations/partner-payments.ts'
import { serverIndexes, serverTables } from './schema/index.ts'

export type Size = 's' | 'm' | 'l'

export interface StateOptions {
  /** Path, or `:memory:`. */
  readonly file: string
  /** s 50, m 2,000, l 200,000 customers. */
  readonly size: Size
  readonly seed: number
  /** Time of seeding, UTC milliseconds: the newest rows lie just before it. */
  readonly now: number
}

/** Tells states of other tables apart; kept as the file's `user_version`. */
const tablesVersion =
  createHash('sha256')
    .update([dataSchema, serverTables, dataIndexes, serverIndexes].join('\n'))
    .digest()
    .readUInt32BE() >>> 1

/** Opens a state that is there; null, and the file put aside, where it was made with other tables. */
const reopened = (file: string): Database.Database | null => {
  const state = new Database(file)
  if (state.pragma('user_version', { simple: true }) === tablesVersion) return state
  state.close()
  const aside = `${file}.older`
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(aside + ending, { force: true })
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
  }
  process.stderr.write(`the state was made by another version: kept as ${aside}, a new one is made\n`)
  return null
}

/**
 * Opens the state file, or makes and seeds it.
 * @throws Error when the file was seeded with another size or seed
 */
export const openState = (options: StateOptions): Database.Database => {
  const { file, size, seed } = options
  const state = (file !== ':memory:' && existsSync(file) ? reopened(file) : null) ?? make(options)
  const row = state.prepare('select size, seed from seed_info').get() as { size: string; seed: number }
  if (row.size !== size || row.seed !== seed) {
    state.close()
    throw new Error(`state file ${file} holds size ${row.size}, seed ${row.seed}; asked for ${size}, ${seed}`)
  }
  state.pragma('journal_mode = WAL')
  state.pragma('synchronous = NORMAL')
  state.pragma('mmap_size = 1073741824')
  return state
}

/** Seeds under another name and renames at the end: an interrupted start leaves no half-made state. */
const make = ({ file, size, seed, now }: StateOptions): Database.Database => {
  const draft = file === ':memory:' ? file : `${file}.new`
  if (draft !== file) rmSync(draft, { force: true })
  const state = new Database(draft)
  state.pragma('journal_mode = OFF')
  state.pragma('synchronous = OFF')
  state.transaction(() => {
    state.exec(dataSchema)
    state.exec(serverTables)
    seedState(state, { size, seed, now })
    // Indexes come after the rows: bulk inserts are several times faster without.
    state.exec(dataIndexes)
    state.exec(serverIndexes)
    seedPartnerPayments(state)
    state.pragma(`user_version = ${tablesVersion}`)
  })()
  if (draft === file) return state
  state.close()
  renameSync(draft, file)
  return new Database(file)
}
