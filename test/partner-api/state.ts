// The server's state: one SQLite file of its own, seeded when new, kept through restarts.
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

/**
 * Opens the state file, or makes and seeds it.
 * @throws Error when the file was seeded with another size or seed
 */
export const openState = (options: StateOptions): Database.Database => {
  const { file, size, seed } = options
  const state = file === ':memory:' || !existsSync(file) ? make(options) : new Database(file)
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
  })()
  if (draft === file) return state
  state.close()
  renameSync(draft, file)
  return new Database(file)
}
