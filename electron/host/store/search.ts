/**
 * Search by fragments of any length over one table (see SearchSpec). Beside a narrow table of folded text stands one
 * contentless full-text index of trigrams. Words of three and more characters are phrases of it; shorter ones are the
 * beginning of a trigram and are read from its vocabulary. Both are exact: what the index answers equals `instr` over
 * every text.
 */

import { bulkMode, kept, steadyMode } from '#host/store/open.ts'
import type { Db, Progress, SearchSpec } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

/** Changes when the tables below or the folding change; the index is then built anew. */
const LAYOUT = 2
/** A few hundred milliseconds of the worker's time; an abort waits no longer. */
const ROWS_A_COMMIT = 4_000

const states = `CREATE TABLE IF NOT EXISTS search_states (
  name TEXT PRIMARY KEY, layout INTEGER NOT NULL, position INTEGER NOT NULL, built INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

/** Behind each text, so that even its last character begins a trigram. */
const END = '\n\n'

const tables = (name: string): string => `
  CREATE TABLE ${name}_text (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE ${name}_trigrams USING fts5(
    text, content='', contentless_delete=1, detail=full, tokenize='trigram case_sensitive 1');
  CREATE VIRTUAL TABLE ${name}_vocabulary USING fts5vocab(${name}_trigrams, instance);`

const drop = (name: string): string => `
  DROP TABLE IF EXISTS ${name}_text; DROP TABLE IF EXISTS ${name}_vocabulary; DROP TABLE IF EXISTS ${name}_trigrams;`

interface State {
  layout: number
  position: number
  built: number
}

function stateOf(db: Db, spec: SearchSpec): State | null {
  const exists = kept(db, `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'search_states'`).get()
  if (!exists) return null
  const state = kept<State>(db, 'SELECT layout, position, built FROM search_states WHERE name = ?').get(spec.name)
  return state?.layout === LAYOUT ? state : null
}

/** True once the index answers; until then a caller scans the columns. */
export const searchBuilt = (db: Db, spec: SearchSpec): boolean => stateOf(db, spec)?.built === 1

type Row = Record<string, string | number | null> & { id: number }

function writerOf(db: Db, spec: SearchSpec) {
  const { name } = spec
  const read = kept<string>(db, `SELECT text FROM ${name}_text WHERE id = ?`).pluck()
  const text = kept(
    db,
    `INSERT INTO ${name}_text (id, text) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text`,
  )
  const insert = kept(db, `INSERT INTO ${name}_trigrams (rowid, text) VALUES (?, ?)`)
  const forget = kept(db, `DELETE FROM ${name}_trigrams WHERE rowid = ?`)
  return {
    put(row: Row): void {
      const now = spec.textOf(row)
      const before = read.get(row.id)
      if (before === now) return
      if (before !== undefined) forget.run(row.id)
      text.run(row.id, now)
      insert.run(row.id, now + END)
    },
    remove(id: number): void {
      if (read.get(id) === undefined) return
      forget.run(id)
      kept(db, `DELETE FROM ${name}_text WHERE id = ?`).run(id)
    },
  }
}

/**
 * Brings the index in step with rows that were added, changed or deleted; repeatable, inside the caller's transaction.
 * While the index is being built, rows behind the build's position are updated and the others left to it; before the
 * build has begun nothing is done.
 */
export function updateSearch(db: Db, spec: SearchSpec, rowids: readonly number[]): void {
  const state = stateOf(db, spec)
  if (!state) return
  const read = kept<Row>(db, `SELECT id, ${spec.columns.join(', ')} FROM ${spec.table} WHERE id = ?`)
  const writer = writerOf(db, spec)
  // In the order of ids: the index writes a segment of its own wherever a row lies before the one it took last.
  for (const id of [...new Set(rowids)].sort((a, b) => a - b)) {
    if (state.built === 0 && id > state.position) continue
    const row = read.get(id)
    if (row) writer.put(row)
    else writer.remove(id)
  }
}

/** Makes the tables, or makes them anew where their layout is an older one. */
function begin(db: Db, spec: SearchSpec): State {
  const found = stateOf(db, spec)
  if (found) return found
  db.transaction(() => {
    db.exec(`${states};${drop(spec.name)}${tables(spec.name)}`)
    db.prepare('INSERT OR REPLACE INTO search_states (name, layout, position, built) VALUES (?, ?, 0, 0)').run(
      spec.name,
      LAYOUT,
    )
  })()
  return { layout: LAYOUT, position: 0, built: 0 }
}

/**
 * Builds the index in commits of some thousand rows, each with its position, so it goes on after a kill where it was.
 * Call it outside a transaction; other work of this connection may run between its turns. Throws `cancelled`.
 */
export async function buildSearch(db: Db, spec: SearchSpec, progress: Progress, signal: AbortSignal): Promise<void> {
  const state = begin(db, spec)
  if (state.built === 1) return
  const total = db.prepare(`SELECT count(*) FROM ${spec.table}`).pluck().get() as number
  let done = db.prepare(`SELECT count(*) FROM ${spec.table} WHERE id <= ?`).pluck().get(state.position) as number
  const read = kept<Row>(
    db,
    `SELECT id, ${spec.columns.join(', ')} FROM ${spec.table} WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const move = db.prepare('UPDATE search_states SET position = ?, built = ? WHERE name = ?')
  const { name } = spec
  // Rows behind the position are new to the index, so nothing is looked up or forgotten.
  const text = db.prepare(`INSERT INTO ${name}_text (id, text) VALUES (?, ?)`)
  const index = db.prepare(
    `INSERT INTO ${name}_trigrams (rowid, text) SELECT id, text || '${END}' FROM ${name}_text WHERE id > ? AND id <= ?`,
  )
  let position = state.position
  const configure = (settings: string): void =>
    void db.exec(`INSERT INTO ${name}_trigrams (${name}_trigrams, rank) VALUES ${settings}`)
  // A leaf fits one encrypted page, where the default spills an eighth of it into another. No merges while everything is
  // new; one merge of all at the end, of half as many parts as the usual memory (1 MB) would leave.
  configure(`('pgsz', 3900), ('hashsize', 2097152), ('automerge', 0), ('crisismerge', 1000)`)
  bulkMode(db)
  try {
    while (true) {
      if (signal.aborted) throw new AppError('cancelled', { safe: 'kept-locally', retry: 'later' })
      const rows = db.transaction(() => {
        const chunk = read.all(position, ROWS_A_COMMIT)
        for (const row of chunk) text.run(row.id, spec.textOf(row))
        const last = chunk.at(-1)?.id ?? position
        index.run(position, last)
        position = last
        if (chunk.length === 0) {
          // Later changes are few and scattered, so their merges cost more than their rows: half as many of them.
          configure(`('optimize', NULL), ('hashsize', 1048576), ('automerge', 8), ('crisismerge', 16)`)
        }
        move.run(position, chunk.length === 0 ? 1 : 0, spec.name)
        return chunk.length
      })()
      if (rows === 0) break
      done += rows
      progress(Math.min(done, total), total, spec.name)
      await new Promise((next) => setImmediate(next))
    }
  } finally {
    steadyMode(db)
  }
}

/** Condition of rows that hold every word: `instr` over the folded text of alias `text`. */
export const holdsAll = (words: readonly string[], text: string): string =>
  words.map(() => `instr(${text}.text, ?) > 0`).join(' AND ')

/** A whole id has thirty trigrams; ten of them leave a row or two to verify. */
const ASKED_CHARACTERS = 12

const phrase = (token: string): string => `"${token.replaceAll('"', '""')}"`

export interface Candidates {
  /** A query of `id`s: every row that holds all words, and perhaps others; `exact` where there are no others. */
  readonly sql: string
  readonly params: readonly string[]
  readonly exact: boolean
}

/** Beyond every trigram that begins with the word it stands behind. */
const TOP = '\u{10ffff}'.repeat(3)

/** Asks the index for words made by `foldWords`: the long ones together, or one short word alone. */
function ask(
  { name }: SearchSpec,
  long: readonly (readonly string[])[],
  short: string | null,
  all: number,
): Candidates {
  if (short !== null) {
    const sql = `SELECT DISTINCT doc AS id FROM ${name}_vocabulary WHERE term >= ? AND term < ?`
    return { sql, params: [short, short + TOP], exact: all === 1 }
  }
  return {
    sql: `SELECT rowid AS id FROM ${name}_trigrams WHERE ${name}_trigrams MATCH ?`,
    params: [long.map((word) => phrase(word.slice(0, ASKED_CHARACTERS).join(''))).join(' AND ')],
    exact: long.length === all && long.every((word) => word.length <= ASKED_CHARACTERS),
  }
}

/** Above this a search walks its list in order instead of collecting and sorting: at 200,000 rows about as dear. */
export const MANY = 2_000

/** Number of candidates, counted no further than one above `limit`. */
export function countCandidates(db: Db, candidates: Candidates, limit = MANY): number {
  return kept<number>(db, `SELECT count(*) FROM (${candidates.sql} LIMIT ?)`)
    .pluck()
    .get(...candidates.params, limit + 1) as number
}

/**
 * The candidates for words made by `foldWords`, at least one. Where the index can be asked in several ways, the way with
 * the fewest rows, each counted up to `limit`.
 */
export function candidatesFor(db: Db, spec: SearchSpec, words: readonly string[], limit = MANY): Candidates {
  const split = words.map((word) => [...word])
  const long = split.filter((word) => word.length >= 3)
  const ways = words
    .filter((_word, at) => (split[at]?.length ?? 0) < 3)
    .map((word) => ask(spec, [], word, words.length))
  if (long.length > 0 || ways.length === 0) ways.unshift(ask(spec, long, null, words.length))
  let best: { way: Candidates; count: number } | null = null
  if (ways.length > 1) {
    for (const way of ways) {
      const count = countCandidates(db, way, Math.min(limit, (best?.count ?? limit + 1) - 1))
      if (!best || count < best.count) best = { way, count }
    }
  }
  return best?.way ?? (ways[0] as Candidates)
}
