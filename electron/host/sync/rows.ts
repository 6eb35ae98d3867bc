/**
 * Writes mapped rows into their table: ten a statement, an unchanged row writes nothing. On a first sync, while the
 * unique index of the key does not exist, keys are mapped to rowids in memory.
 */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { RowValues, Target } from '#host/sync/types.ts'

const ROWS_A_STATEMENT = 10

export interface NewRow {
  readonly key: string
  readonly values: RowValues
}

/** Rowid, or the key where a table has none. */
export type RowId = number | string

export interface Written {
  readonly added: readonly RowId[]
  readonly changed: readonly RowId[]
}

const tuple = (width: number): string => `(${Array.from({ length: width }, () => '?').join(', ')})`
const tuples = (width: number, rows: number): string => Array.from({ length: rows }, () => tuple(width)).join(', ')

/** The text of a statement for so many rows, made once: it is as long as ten rows are wide. */
function forRows(make: (rows: number) => string): (rows: number) => string {
  const made = new Map<number, string>()
  return (rows) => {
    const sql = made.get(rows) ?? make(rows)
    made.set(rows, sql)
    return sql
  }
}

/** Calls `write` with runs of ten and what is left over: pages are alike, so few statements are ever prepared. */
function inTens<T>(rows: readonly T[], write: (part: readonly T[]) => void): void {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) write(rows.slice(at, at + ROWS_A_STATEMENT))
}

export class TableRows {
  readonly #db: Db
  readonly #target: Target
  readonly #id: string
  readonly #columns: readonly string[]
  /** Key to rowid while no unique index exists; null afterwards. */
  readonly #known: Map<string, number> | null
  readonly #insert: (rows: number) => string
  readonly #upsert: (rows: number) => string
  #nextId: number

  /** @param bulk the key has no unique index yet */
  constructor(db: Db, target: Target, bulk: boolean) {
    this.#db = db
    this.#target = target
    this.#id = target.rowid ?? target.key
    this.#columns = target.rowid === undefined ? target.columns : [target.rowid, ...target.columns]
    const width = this.#columns.length + 1
    this.#insert = forRows(
      (rows) => `INSERT INTO ${target.table} (${this.#columns.join(', ')}, as_of) VALUES ${tuples(width, rows)}`,
    )
    this.#upsert = forRows((rows) => this.#upsertSql(width, rows))
    this.#known = bulk && target.rowid !== undefined ? new Map() : null
    if (this.#known) {
      const rows = db.prepare(`SELECT ${target.key}, ${target.rowid} FROM ${target.table}`).raw().iterate() as Iterable<
        [string, number]
      >
      for (const [key, id] of rows) this.#known.set(key, id)
    }
    this.#nextId =
      target.rowid === undefined
        ? 0
        : ((db.prepare(`SELECT max(${target.rowid}) FROM ${target.table}`).pluck().get() as number | null) ?? 0) + 1
  }

  /** Ids of the keys that are in the table; the others are missing from the map. */
  idsOf(keys: readonly string[]): Map<string, RowId> {
    const found = new Map<string, RowId>()
    if (this.#known) {
      for (const key of keys) {
        const id = this.#known.get(key)
        if (id !== undefined) found.set(key, id)
      }
      return found
    }
    const { table, key } = this.#target
    const sql = `SELECT ${key}, ${this.#id} FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?))`
    const rows = kept<[string, RowId]>(this.#db, sql).raw().all(JSON.stringify(keys)) as [string, RowId][]
    for (const [one, id] of rows) found.set(one, id)
    return found
  }

  /** Inside a transaction. `ids` (of `idsOf`) takes the ids of new rows; a key twice among the rows counts once, the last wins. */
  write(rows: readonly NewRow[], ids: Map<string, RowId>, asOf: number): Written {
    const added: RowId[] = []
    const fresh: NewRow[] = []
    const others: NewRow[] = []
    const once = new Map<string, NewRow>()
    for (const row of rows) once.set(row.key, row)
    for (const row of once.values()) {
      if (ids.has(row.key)) {
        others.push(row)
        continue
      }
      const id = this.#target.rowid === undefined ? row.key : this.#nextId++
      ids.set(row.key, id)
      this.#known?.set(row.key, id as number)
      added.push(id)
      fresh.push(row)
    }
    inTens(fresh, (part) => {
      kept(this.#db, this.#insert(part.length)).run(this.#flat(part, ids, asOf))
    })
    const changed: RowId[] = []
    inTens(others, (part) => {
      for (const id of kept<RowId>(this.#db, this.#upsert(part.length))
        .pluck()
        .all(this.#flat(part, ids, asOf)) as RowId[])
        changed.push(id)
    })
    return { added, changed }
  }

  #flat(part: readonly NewRow[], ids: Map<string, RowId>, asOf: number): unknown[] {
    const flat: unknown[] = []
    for (const row of part) {
      if (this.#target.rowid !== undefined) flat.push(ids.get(row.key))
      for (const value of row.values) flat.push(value)
      flat.push(asOf)
    }
    return flat
  }

  /** A row that comes back loses `gone_at`; `as_of` moves only with the values, or an unchanged row would be written. */
  #upsertSql(width: number, rows: number): string {
    const { table, columns, vanished } = this.#target
    const mark = vanished === 'mark'
    const differs = columns.map((column) => `t.${column} IS NOT excluded.${column}`)
    return `INSERT INTO ${table} AS t (${this.#columns.join(', ')}, as_of) VALUES ${tuples(width, rows)}
      ON CONFLICT (${this.#id}) DO UPDATE SET
        ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}, as_of = excluded.as_of${mark ? ', gone_at = NULL' : ''}
      WHERE ${[...differs, ...(mark ? ['t.gone_at IS NOT NULL'] : [])].join(' OR ')}
      RETURNING ${this.#id}`
  }
}

/** Live rows of the target's scope; the value is one of the declared windows' keys, made of letters, digits, `-` and `:`. */
function live({ table, vanished, scope }: Target): string {
  const conditions = [
    ...(scope ? [`${scope.column} = '${scope.value}'`] : []),
    ...(vanished === 'mark' ? ['gone_at IS NULL'] : []),
  ]
  return conditions.length > 0 ? `${table} WHERE ${conditions.join(' AND ')}` : table
}

export const liveRows = (db: Db, target: Target): number =>
  kept<number>(db, `SELECT count(*) FROM ${live(target)}`)
    .pluck()
    .get() as number

/** Live rows that a reading did not meet. */
export function unseenRows(
  db: Db,
  target: Target,
  seen: { readonly count: number; has(id: never): boolean },
): { unseen: RowId[]; of: number } {
  const ids = kept<RowId>(db, `SELECT ${target.rowid ?? target.key} FROM ${live(target)}`).pluck()
  const unseen: RowId[] = []
  let of = 0
  for (const id of ids.iterate() as Iterable<RowId>) {
    of += 1
    if (!seen.has(id as never)) unseen.push(id)
  }
  return { unseen, of }
}

/** Inside a transaction. History stays readable (R-CUST-26): rows are marked, not deleted, where the table can. */
export function markVanished(db: Db, target: Target, ids: readonly RowId[], at: number): void {
  const condition = `WHERE ${target.rowid ?? target.key} = ?`
  if (target.vanished === 'mark') {
    const mark = kept(db, `UPDATE ${target.table} SET gone_at = ? ${condition}`)
    for (const id of ids) mark.run(at, id)
  } else {
    const remove = kept(db, `DELETE FROM ${target.table} ${condition}`)
    for (const id of ids) remove.run(id)
  }
}

interface FactRow {
  readonly id: number
  /** Key first. */
  readonly values: RowValues
}

/** Writes facts into columns of rows that exist. */
export class KeyedColumns {
  readonly #db: Db
  /** Of rows that differ; answers their ids. */
  readonly #update: (rows: number) => string
  readonly #fill: (rows: number) => string
  readonly #confirm: string

  /** @param columns key first, as the rows' values are */
  constructor(
    db: Db,
    target: {
      readonly table: string
      readonly rowid: string
      readonly columns: readonly string[]
      readonly asOfColumn: string
    },
  ) {
    this.#db = db
    const { table, rowid, asOfColumn } = target
    const columns = target.columns.slice(1)
    const place = (column: number): string => `v.column${column + 2}`
    const set = (rows: number): string =>
      `UPDATE ${table} AS t SET ${columns.map((column, n) => `${column} = ${place(n)}`).join(', ')}, ${asOfColumn} = ${place(columns.length)}
        FROM (VALUES ${tuples(columns.length + 2, rows)}) AS v WHERE t.${rowid} = v.column1`
    this.#fill = forRows(set)
    this.#update = forRows(
      (rows) =>
        `${set(rows)} AND (${columns.map((column, n) => `t.${column} IS NOT ${place(n)}`).join(' OR ')}) RETURNING ${rowid}`,
    )
    this.#confirm = `UPDATE ${table} SET ${asOfColumn} = ? WHERE ${rowid} IN (SELECT value FROM json_each(?))`
  }

  /** Inside a transaction: rows that had no facts yet, each written without a look at what it holds; answers their ids. */
  fill(rows: readonly FactRow[], at: number): number[] {
    inTens(rows, (part) => void kept(this.#db, this.#fill(part.length)).run(this.#flat(part, at)))
    return rows.map(({ id }) => id)
  }

  /** Inside a transaction; answers the rowids whose values changed. */
  write(rows: readonly FactRow[], at: number): number[] {
    const changed = new Set<number>()
    inTens(rows, (part) => {
      const update = kept<number>(this.#db, this.#update(part.length)).pluck()
      for (const id of update.all(this.#flat(part, at)) as number[]) changed.add(id)
    })
    // The same value is a fact of now as well: its age is shown (R-CUST-06).
    const same = rows.flatMap(({ id }) => (changed.has(id) ? [] : [id]))
    if (same.length > 0) kept(this.#db, this.#confirm).run(at, JSON.stringify(same))
    return [...changed]
  }

  #flat(part: readonly FactRow[], at: number): unknown[] {
    const flat: unknown[] = []
    for (const { id, values } of part) {
      flat.push(id)
      for (let n = 1; n < values.length; n += 1) flat.push(values[n])
      flat.push(at)
    }
    return flat
  }
}
