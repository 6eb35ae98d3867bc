/**
 * What an area declares to have something mirrored. The engine does paging, limits, resume after a crash, duplicates,
 * vanished rows, progress, and says which tables changed.
 */
import { LONGEST_HOLD_MS } from '#host/partner-api/limits.ts'
import type { OperationId, PartnerApi } from '#host/partner-api/types.ts'
import type { Db, IndexPart, Progress } from '#host/store/types.ts'

/** SQLite values of one row, in the order of `columns`. */
export type RowValues = readonly (string | number | null)[]

/** `values` begins with the key. A refused row is kept and shown; `key` null where not even that can be read. */
export type Mapped = { ok: true; key: string; values: RowValues } | { ok: false; key: string | null; reason: string }

interface Common {
  readonly name: string
  /** operationId whose permission and limit it needs. */
  readonly operationId: OperationId
  /** Milliseconds after which a complete reading is due again. */
  readonly freshForMs: number
  /** Read at every start, however fresh: tells whether the service is there and who may do what. */
  readonly atStart?: true
  /** Only for partners of this kind, by the desk API's name of it: others are not asked for it. */
  readonly onlyKind?: string
  /** Collections that must have been read once before, and are read before it whenever both are due. */
  readonly after?: readonly string[]
  /** Stands behind everything else: neither the first sync nor the age of the data waits for it. */
  readonly background?: true
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
  /** Rows that the partner no longer tells: kept with `gone_at`, or deleted where a table has no such column. */
  readonly vanished: 'mark' | 'delete'
  /** The reading speaks only of rows with this value; others can neither be met nor vanish. */
  readonly scope?: { readonly column: string; readonly value: string }
}

export interface Fetched {
  readonly rows: readonly unknown[]
  /** The partner's count of the whole list; null where it does not tell one. */
  readonly total: number | null
  readonly bytes: number
}

export interface PagedCollection extends Common {
  readonly kind: 'paged'
  readonly target: Target
  readonly pageSize: number
  /** `fetch` answers the whole list at once, however many calls that takes: it has no offset (marker paging). */
  readonly whole?: true
  /** Asks for rows from `offset`. */
  fetch(
    api: PartnerApi,
    page: { readonly offset: number; readonly limit: number },
    signal: AbortSignal,
  ): Promise<Fetched>
  /** Asks for the row of one key, where the partner can be asked so: what an act of ours changed need not wait for all. */
  one?(api: PartnerApi, key: string, signal: AbortSignal): Promise<Pick<Fetched, 'rows'>>
  /** Checks and maps one wire row; a row that does not fit is refused alone, kept and shown. */
  map(row: unknown): Mapped
}

/** A stretch of a long list that is asked for by itself, a month as a rule. */
export interface Window {
  /** Value of the target's window column in all rows of it; letters, digits, `-`, `.` and `:`. */
  readonly key: string
  /** UTC milliseconds after which its rows no longer change: read whole after that, it is not read again. */
  readonly closedAt: number
}

/** A list that is asked for window by window, each of them a paged list of its own; newest first. */
export interface WindowedCollection<W extends Window = Window> extends Common {
  readonly kind: 'windowed'
  readonly target: Omit<Target, 'scope'>
  /** Column that holds the window's key. */
  readonly windowColumn: string
  readonly pageSize: number
  /** As for a paged list. */
  readonly whole?: true
  /** The windows to be read, newest first. `known` has the keys of those that were ever read. */
  windows(now: number, known: readonly string[]): readonly W[]
  /** A window that a person may ask for by its key; null for a key that is none. Without it nobody may. */
  windowOf?(key: string): W | null
  fetch(
    api: PartnerApi,
    page: { readonly offset: number; readonly limit: number },
    window: W,
    signal: AbortSignal,
  ): Promise<Fetched>
  map(row: unknown, window: W): Mapped
}

/** Facts asked by keys of rows already here (balances, tags); they land in columns of those rows. */
export interface KeyedCollection extends Common {
  readonly kind: 'keyed'
  readonly target: Omit<Target, 'vanished'> & { readonly rowid: string }
  /** SQL condition on the target's rows that are asked at all, e.g. `association_type = '2' AND gone_at IS NULL`. */
  readonly where: string
  /** Of those, the only ones that are read without being named, e.g. because each costs a call of its own. */
  readonly unasked?: string
  readonly batch: number
  /** Column that takes the time of the answer. */
  readonly asOfColumn: string
  fetch(api: PartnerApi, keys: readonly string[], signal: AbortSignal): Promise<Omit<Fetched, 'total'>>
  map(row: unknown): Mapped
}

/**
 * A list that the partner tells of one owner at a time (a customer's resources). Owners are asked one after the other, as
 * slowly as the limits say: hours for a large book. So it stands behind everything else, what
 * becomes due is read beside it, and neither the first sync nor the age of the data waits for it; whoever looks at one owner has that one read at once.
 * Rows of an owner that are not met any more are marked without a brake: they come back with the next reading.
 */
export interface OwnedCollection extends Common {
  readonly kind: 'owned'
  readonly target: Omit<Target, 'scope' | 'rowid' | 'vanished'> & { readonly rowid: string; readonly vanished: 'mark' }
  /** Column of the target that holds the owner's key. */
  readonly ownerColumn: string
  /** Rows of a table already here; `where` says which are asked at all. */
  readonly owners: { readonly table: string; readonly key: string; readonly rowid: string; readonly where: string }
  /** `asked`: never by itself, only for owners that somebody looks at. */
  readonly reads: 'all' | 'asked'
  readonly pageSize: number
  fetch(
    api: PartnerApi,
    owner: string,
    page: { readonly offset: number; readonly limit: number },
    signal: AbortSignal,
  ): Promise<Fetched>
  map(row: unknown, owner: string): Mapped
}

/** What an area keeps beside its tables: built in bulk after a first sync, then kept in step. */
export interface TableCare {
  readonly table: string
  /** What a person looks at first: until it is read and ready nothing behind it begins. */
  readonly leads?: true
  /** The first of them is the unique index of the key. */
  readonly indexes: readonly IndexPart[]
  /** Called in the transaction that changed these rows; before the build has begun it does nothing. */
  changed?(db: Db, rowids: readonly number[]): void
  /** Called once after a first sync, outside any transaction; must be repeatable after a kill. */
  build?(db: Db, progress: Progress, signal: AbortSignal): void | Promise<void>
  /** True once `build` has finished. */
  built?(db: Db): boolean
}

export type Collection = PagedCollection | WindowedCollection | KeyedCollection | OwnedCollection

/** No wait is longer: a later date than this comes of a clock that was put back. Milliseconds. */
export const LONGEST_RETRY_MS = LONGEST_HOLD_MS

/** The engine's patience; a test shortens it. Milliseconds unless said. */
export interface Pace {
  /** Collections that are read side by side. */
  readonly beside: number
  /** Requests in flight ahead of the page that is being stored. */
  readonly ahead: number
  readonly pagesACommit: number
  /** Of a first reading: no answer waits longer for its commit. */
  readonly commitWithinMs: number
  /** A run without progress for so long ends itself (R4). */
  readonly noProgressMs: number
  /** Repeats of one page within a run; later the run ends and its next one is put off. */
  readonly retries: number
  readonly retryFirstMs: number
  readonly retryMostMs: number
  /** Where nothing can be reached: the returned network is noticed soon, and no battery is emptied over it. */
  readonly offlineFirstMs: number
  readonly offlineMostMs: number
  /** After a refusal that only a person can help with. */
  readonly retryRefusedMs: number
  /** Readings of a list whose total moves under the reader. */
  readonly rounds: number
  readonly statusEveryMs: number
}

export const defaultPace: Pace = {
  beside: 5,
  ahead: 6,
  pagesACommit: 10,
  commitWithinMs: 100,
  noProgressMs: 60_000,
  retries: 4,
  retryFirstMs: 1_000,
  retryMostMs: 300_000,
  offlineFirstMs: 10_000,
  offlineMostMs: 120_000,
  retryRefusedMs: LONGEST_RETRY_MS,
  rounds: 3,
  statusEveryMs: 200,
}
