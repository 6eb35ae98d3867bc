// The server's state: one SQLite file of its own, seeded when new, kept through restarts.
import Database from 'better-sqlite3'
import { schemaParts } from './schema/index.ts'

export type Size = 's' | 'm' | 'l'

/** Tables of one area. Indexes are made after the seed, because bulk inserts are several times faster without. */
export interface SchemaPart {
  readonly tables: string
  readonly indexes: string
}

export interface SeedOptions {
  /** s 50, m 2,000, l 200,000 customers. */
  readonly size: Size
  readonly seed: number
  /** Time of seeding, UTC milliseconds: the newest rows lie just before it. */
  readonly at: number
}

/** Fills an empty state, in the transaction of the caller; the same options give the same rows. */
export type Seeder = (state: Database.Database, options: SeedOptions) => void

/**
 * Opens the state file, or makes and seeds it.
 * @param file path, or `:memory:`
 * @throws Error when the file was seeded with another size or seed
 */
export const openState = (file: string, options: SeedOptions, seeder: Seeder): Database.Database => {
  const state = new Database(file)
  const seeded = state.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'seeded_with'`).get()
  if (!seeded) {
    state.pragma('journal_mode = OFF')
    state.pragma('synchronous = OFF')
    state.transaction(() => {
      for (const part of schemaParts) state.exec(part.tables)
      seeder(state, options)
      for (const part of schemaParts) state.exec(part.indexes)
      state.exec(
        'CREATE TABLE seeded_with (size TEXT NOT NULL, seed INTEGER NOT NULL, at INTEGER NOT NULL, last_id INTEGER NOT NULL) STRICT',
      )
      state.prepare('INSERT INTO seeded_with VALUES (?, ?, ?, 0)').run(options.size, options.seed, options.at)
    })()
  }
  const row = state.prepare('SELECT size, seed FROM seeded_with').get() as { size: string; seed: number }
  if (row.size !== options.size || row.seed !== options.seed) {
    state.close()
    throw new Error(`state file holds size ${row.size}, seed ${row.seed}; asked for ${options.size}, ${options.seed}`)
  }
  state.pragma('journal_mode = WAL')
  state.pragma('synchronous = NORMAL')
  return state
}
