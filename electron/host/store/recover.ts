/**
 * What can be done about damaged files. The cache is set aside and fetched again. The local file holds what nobody else
 * has: its readable rows are merged onto the newest good copy, and everything replaced is kept.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyPath, listCopies, quickCheck } from '#host/store/backup.ts'
import { guarded } from '#host/store/errors.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal, openReader, type StoreFile } from '#host/store/open.ts'
import type { Db, Migration } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

type Value = string | number | bigint | Uint8Array | null

interface RescuedTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  /** False where a damaged page hid rows. */
  readonly whole: boolean
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function readUntilDamage(db: Db, sql: string): { rows: Value[][]; whole: boolean } {
  const rows: Value[][] = []
  try {
    for (const row of db.prepare<[], Value[]>(sql).safeIntegers().raw().iterate()) rows.push(row)
    return { rows, whole: true }
  } catch {
    return { rows, whole: false }
  }
}

/** Reads a table from its beginning and, where a damaged page stops that, from its end. */
function rescueTable(db: Db, name: string): RescuedTable | null {
  let columns: { name: string; pk: number }[]
  try {
    columns = db.pragma(`table_info(${quoted(name)})`) as { name: string; pk: number }[]
  } catch {
    return null
  }
  const key = columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map((column) => quoted(column.name))
  const ahead = readUntilDamage(db, `SELECT * FROM ${quoted(name)}`)
  const names = columns.map((column) => column.name)
  if (ahead.whole || key.length === 0) return { name, columns: names, ...ahead }
  const back = readUntilDamage(
    db,
    `SELECT * FROM ${quoted(name)} ORDER BY ${key.map((column) => `${column} DESC`).join(', ')}`,
  )
  const places = columns.flatMap(({ pk }, place) => (pk > 0 ? [place] : []))
  const keyOf = (row: readonly Value[]): string => places.map((place) => String(row[place])).join('\u0000')
  const known = new Set(ahead.rows.map(keyOf))
  return {
    name,
    columns: names,
    rows: [...ahead.rows, ...back.rows.filter((row) => !known.has(keyOf(row))).reverse()],
    whole: false,
  }
}

/** Everything readable of a store file; null where it cannot be opened with this key at all. */
function rescueRows(store: StoreFile): RescuedTable[] | null {
  let db: Db
  try {
    db = openReader(store)
  } catch {
    return null
  }
  try {
    const names = readUntilDamage(
      db,
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    return names.rows.flatMap(([name]) => rescueTable(db, String(name)) ?? [])
  } finally {
    db.close()
  }
}

function isGood(store: StoreFile): boolean {
  try {
    const db = openReader(store)
    try {
      quickCheck(db)
      return true
    } finally {
      db.close()
    }
  } catch {
    return false
  }
}

export interface LocalRecovery {
  /** Time of the copy it began from; null where there was none. */
  readonly copyAt: number | null
  /** Rows read from the damaged file and laid over the copy. */
  readonly rescuedRows: number
  /** Tables of the damaged file that could not be read to the end. */
  readonly damagedTables: readonly string[]
  /** Where the damaged file is kept. */
  readonly keptAs: string
}

const besides = (file: string): string[] => [`${file}-wal`, `${file}-shm`]
const recoveredName = (file: string): string => `${file}.recovered`

/** Second half of a recovery, also after a kill between the halves: the finished file takes the damaged one's name. */
export function finishRecovery(file: string): void {
  if (!existsSync(recoveredName(file))) return
  // A log left behind would be replayed into the new file.
  for (const beside of besides(file)) rmSync(beside, { force: true })
  renameSync(recoveredName(file), file)
}

function merge(db: Db, tables: readonly RescuedTable[]): number {
  let count = 0
  const lay = db.transaction(() => {
    for (const table of tables) {
      const here = new Set(
        (db.pragma(`table_info(${quoted(table.name)})`) as { name: string }[]).map(({ name }) => name),
      )
      const shared = table.columns.flatMap((name, place) => (here.has(name) ? [{ name, place }] : []))
      if (shared.length === 0) continue
      const insert = db.prepare(
        `INSERT OR REPLACE INTO ${quoted(table.name)} (${shared.map(({ name }) => quoted(name)).join(', ')}) VALUES (${shared.map(() => '?').join(', ')})`,
      )
      for (const row of table.rows) count += insert.run(...shared.map(({ place }) => row[place] ?? null)).changes
    }
  })
  lay()
  return count
}

/**
 * Puts a good local file in the place of a damaged or missing one: newest copy that checks well, brought to today's
 * schema, with every row laid over it that can still be read. Throws `store-damaged` where neither exists, unless
 * `allowEmpty`.
 */
export function recoverLocal(
  store: StoreFile,
  options: { folder: string; now: number; migrations: readonly Migration[]; allowEmpty: boolean },
): LocalRecovery {
  const { file, key } = store
  return guarded(file, () => {
    const rescued = rescueRows(store) ?? []
    const copy = listCopies(options.folder, 'local').find((candidate) => isGood({ file: candidate.file, key })) ?? null
    const whole = rescued.length > 0 && rescued.every((table) => table.whole)
    if (!copy && !whole && !options.allowEmpty) {
      throw new AppError('store-damaged', { retry: 'after-fix', detail: { file: basename(file), copies: 0 } })
    }
    const part = `${file}.part`
    for (const name of [part, ...besides(part)]) rmSync(name, { force: true })
    if (copy) copyFileSync(copy.file, part)
    const db = openLocal({ file: part, key })
    let rescuedRows: number
    try {
      migrate(db, options.migrations)
      rescuedRows = merge(db, rescued)
      quickCheck(db)
      // The new file must be whole without its log.
      db.pragma('journal_mode = DELETE')
    } finally {
      db.close()
    }
    const keptAs = copyPath(dirname(file), 'local-damaged', options.now)
    for (const [from, to] of [
      [file, keptAs],
      [`${file}-wal`, `${keptAs}-wal`],
    ] as const)
      if (existsSync(from)) copyFileSync(from, to)
    renameSync(part, recoveredName(file))
    finishRecovery(file)
    return {
      copyAt: copy?.at ?? null,
      rescuedRows,
      damagedTables: rescued.filter((table) => !table.whole).map((table) => table.name),
      keptAs,
    }
  })
}

/**
 * Renames a damaged cache, so that the next start makes an empty one and fetches everything again. Only the newest such
 * file is kept. All connections must be closed.
 */
export function setAsideCache(file: string, now: number): string | null {
  return guarded(file, () => {
    if (!existsSync(file)) return null
    const folder = dirname(file)
    for (const name of readdirSync(folder))
      if (name.startsWith('cache-damaged-')) rmSync(join(folder, name), { force: true })
    const keptAs = copyPath(folder, 'cache-damaged', now)
    // The log first: a log without its file would be taken for the new file's.
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${keptAs}-wal`)
    rmSync(`${file}-shm`, { force: true })
    renameSync(file, keptAs)
    return keptAs
  })
}

const jsonValue = (value: Value): string | number | null | { readonly base64: string } => {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value
}

function writeWhole(target: string, text: string): void {
  guarded(target, () => {
    const part = `${target}.part`
    try {
      const descriptor = openSync(part, 'w', 0o600)
      try {
        writeFileSync(descriptor, text)
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      renameSync(part, target)
    } catch (cause) {
      rmSync(part, { force: true })
      throw cause
    }
  })
}

export interface Rescue {
  readonly tables: number
  readonly rows: number
  /** Tables that a damaged page cut short. */
  readonly damagedTables: readonly string[]
  /** Set where the local file could not be read and the newest good copy was written instead. */
  readonly copyAt: number | null
}

/**
 * Writes every table of the local file (notes, views, audit, whatever later versions add) as JSON, readable without this
 * program; in plain text, to the place the person chose. Falls back to the newest good copy; throws `store-unreadable`
 * where neither opens with this key.
 */
export function rescueLocal(dir: string, key: Uint8Array, targetFile: string): Rescue {
  let copyAt: number | null = null
  let tables = rescueRows({ file: join(dir, 'local.db'), key })
  if (!tables || tables.length === 0) {
    for (const copy of listCopies(join(dir, 'backups'), 'local')) {
      const rows = rescueRows({ file: copy.file, key })
      if (!rows || rows.length === 0) continue
      tables = rows
      copyAt = copy.at
      break
    }
  }
  if (!tables || tables.length === 0)
    throw new AppError('store-unreadable', { retry: 'no', detail: { file: 'local.db' } })
  const content = {
    format: 'partner-workstation-local',
    version: 1,
    copyAt,
    tables: Object.fromEntries(
      tables.map(({ name, columns, rows, whole }) => [
        name,
        { columns, whole, rows: rows.map((row) => row.map(jsonValue)) },
      ]),
    ),
  }
  writeWhole(targetFile, `${JSON.stringify(content, null, 1)}\n`)
  return {
    tables: tables.length,
    rows: tables.reduce((sum, table) => sum + table.rows.length, 0),
    damagedTables: tables.filter((table) => !table.whole).map((table) => table.name),
    copyAt,
  }
}
