/**
 * Verdicts as whole numbers: a million of them are written and joined in a third of the time that texts take. What a
 * line shares with many others (product, plan, month …) is one number, given when the line comes; verdicts name their reason by its
 * code. `match_lines` shows them as they read.
 */
import type { Db } from '#host/store/types.ts'

const tables = `
CREATE TABLE line_kinds (
  id INTEGER PRIMARY KEY,
  -- Month of the performance.
  month TEXT NOT NULL,
  service_type_code TEXT NOT NULL,
  -- Of these, empty = none.
  plan_code TEXT NOT NULL,
  association_type TEXT NOT NULL,
  charging_mode TEXT NOT NULL,
  UNIQUE (service_type_code, plan_code, month, association_type, charging_mode)
) STRICT;
-- null = a line that came without; it is given one before it is judged.
ALTER TABLE edition_lines ADD COLUMN kind INTEGER;
CREATE INDEX edition_lines_kindless ON edition_lines (period) WHERE kind IS NULL;
CREATE TABLE match_periods (id INTEGER PRIMARY KEY, period TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE match_reasons (code INTEGER PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
DROP TABLE match_lines;
CREATE TABLE line_verdicts (
  line INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  -- Told less expected.
  difference INTEGER NOT NULL,
  -- Code of the reason; below 40 where there is something to look at.
  reason INTEGER NOT NULL
) STRICT;
CREATE INDEX line_verdicts_found ON line_verdicts (period, reason, line) WHERE reason < 40;
CREATE VIEW match_lines (line, period, expected, difference, state, reason, code) AS
  SELECT v.line, p.period, (SELECT incentive FROM edition_lines WHERE id = v.line) - v.difference, v.difference,
    r.state, r.reason, v.reason
  FROM line_verdicts v JOIN match_periods p ON p.id = v.period JOIN match_reasons r ON r.code = v.reason;
-- Lines of a period by cause: what a page shows without reading them all.
CREATE TABLE match_causes (
  period TEXT NOT NULL,
  code INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  difference INTEGER NOT NULL,
  PRIMARY KEY (period, code)
) STRICT, WITHOUT ROWID;
-- Everything is matched anew; nothing that a person said stands in these tables.
DELETE FROM matches;
`

const KIND = 'month, service_type_code, plan_code, association_type, charging_mode'
const kindOf = (of: string): string =>
  `ifnull(${of}.performance_period, ${of}.period), ${of}.service_type_code, ifnull(${of}.plan_code, ''),
    ifnull(${of}.association_type, ''), ifnull(${of}.charging_mode, '')`

/** SQL: the number of the kind of a detail, `of` its table; `rememberKinds` comes first. */
export const kindNumber = (of: string): string => `(SELECT id FROM line_kinds WHERE (${KIND}) = (${kindOf(of)}))`

/** SQL that gives numbers to new kinds of details; `from` names them as `of`. */
export const rememberKinds = (of: string, from: string): string =>
  `INSERT OR IGNORE INTO line_kinds (${KIND}) SELECT DISTINCT ${kindOf(of)} FROM ${from}`

/** Gives lines of a period their kind that came without. */
export function settleKinds(db: Db, period: string): void {
  const kindless = 'edition_lines l INDEXED BY edition_lines_kindless WHERE l.period = ? AND l.kind IS NULL'
  if (db.prepare(`SELECT 1 FROM ${kindless}`).get(period) === undefined) return
  db.prepare(rememberKinds('l', kindless)).run(period)
  db.prepare(`UPDATE edition_lines AS l SET kind = ${kindNumber('l')} WHERE period = ? AND kind IS NULL`).run(period)
}

export const verdictTables = (db: Db): void => void db.exec(tables)
