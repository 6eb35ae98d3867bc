/** Shapes the store's users share. The store knows no area: tables, indexes and search texts are handed to it. */
import type Database from 'better-sqlite3'

export type Db = Database.Database

export interface Migration {
  /** Ascending from 1 without gaps; also SQLite's user_version after it ran. */
  readonly id: number
  readonly name: string
  up(db: Db): void
}

/** A secondary index: made after a first sync in bulk, kept live afterwards. */
export interface IndexPart {
  readonly name: string
  readonly sql: string
}

/** Progress of long work: `total` null where it is not known. */
export type Progress = (done: number, total: number | null, step: string) => void

/** A search index over one table; see store/search. */
export interface SearchSpec {
  /** Prefix of its tables, e.g. `customer_search`. */
  readonly name: string
  readonly table: string
  /** Columns read to make the text. */
  readonly columns: readonly string[]
  /** The normalised text of a row: lines of lower-case fragments; pure. */
  textOf(row: Readonly<Record<string, string | number | null>>): string
}
