/**
 * What an area declares to have something mirrored. The engine does paging, limits, resume after a crash, duplicates,
 * vanished rows, progress, and says which tables changed.
 */
import type { Db, IndexPart, Progress } from '#host/store/types.ts'
import type { PartnerApi } from '#host/partner-api/types.ts'

/** SQLite values of one row, in the order of `columns`. */
export type RowValues = readonly (string | number | null)[]

export type Mapped = { ok: true; key: string; values: RowValues } | { ok: false; key: string | null; reason: string }

interface Common {
  readonly name: string
  /** Tables named in "these tables changed". */
  readonly tables: readonly string[]
  /** operationId whose permission and limit it needs. */
  readonly operationId: string
  /** Milliseconds after which a complete reading is due again. */
  readonly freshForMs: number
  /** Collections that must have been read once before. */
  readonly after?: readonly string[]
}

/** Rows of a table keyed by one text column. */
export interface Target {
  readonly table: string
  /** Column of the vendor's key; unique among rows. */
  readonly key: string
  /** Columns written, key first; `as_of` and `gone_at` are the engine's. */
  readonly columns: readonly string[]
  /** Integer primary key of the table, where it has one: random text keys are then mapped in memory on a first sync. */
  readonly rowid?: string
}

export interface PagedCollection extends Common {
  readonly kind: 'paged'
  readonly target: Target
  readonly pageSize: number
  /** Asks for rows from `offset`; total null where the vendor does not tell one. */
  fetch(api: PartnerApi, page: { offset: number; limit: number }, signal: AbortSignal): Promise<{ rows: readonly unknown[]; total: number | null; bytes: number }>
  /** Checks and maps one wire row; a row that does not fit is refused alone, kept and shown. */
  map(row: unknown): Mapped
}

/** Facts asked by keys of rows already here (balances, tags); they land in columns of those rows. */
export interface KeyedCollection extends Common {
  readonly kind: 'keyed'
  readonly target: Target & { readonly rowid: string }
  /** SQL condition on the target's rows that are asked at all, e.g. `association_type = '2' AND gone_at IS NULL`. */
  readonly where: string
  readonly batch: number
  /** Column that takes the time of the answer. */
  readonly asOfColumn: string
  fetch(api: PartnerApi, keys: readonly string[], signal: AbortSignal): Promise<{ rows: readonly unknown[]; bytes: number }>
  map(row: unknown): Mapped
}

/** What an area keeps beside its tables: built in bulk after a first sync, then kept in step. */
export interface TableCare {
  readonly table: string
  readonly indexes: readonly IndexPart[]
  /** Called in the transaction that changed these rows, once the bulk part exists. */
  changed?(db: Db, rowids: readonly number[]): void
  /** Called once after a first sync, outside any transaction; must be repeatable after a kill. */
  build?(db: Db, progress: Progress, signal: AbortSignal): void | Promise<void>
  /** True once `build` has finished. */
  built?(db: Db): boolean
}

export type Collection = PagedCollection | KeyedCollection
