/** Tables of the sync engine, in the cache file beside the facts they speak of. */
export const syncTables = `
-- What is known of each collection as a whole.
CREATE TABLE sync_collections (
  name TEXT PRIMARY KEY,
  -- Start of the last complete reading.
  as_of INTEGER,
  pass INTEGER NOT NULL,
  total INTEGER,
  permitted INTEGER NOT NULL,
  error TEXT,
  failures INTEGER NOT NULL,
  retry_at INTEGER
) STRICT, WITHOUT ROWID;
-- A reading under way: stored in one transaction with the rows it has brought.
CREATE TABLE sync_passes (
  collection TEXT PRIMARY KEY,
  pass INTEGER NOT NULL,
  round INTEGER NOT NULL,
  reason TEXT NOT NULL,
  -- Of the round: what was read before says nothing about later.
  started_at INTEGER NOT NULL,
  position INTEGER NOT NULL,
  total INTEGER,
  -- Rows shifted under the reader: this round cannot say what vanished.
  moved INTEGER NOT NULL,
  -- Rows that were refused and are not in the table either.
  absent INTEGER NOT NULL,
  -- Set while a mass deletion waits for a person.
  pending_rows INTEGER,
  pending_of INTEGER
) STRICT, WITHOUT ROWID;
-- Rows seen by the round: bits by rowid, or keys as JSON where a table has none.
CREATE TABLE sync_seen (
  collection TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  bits BLOB NOT NULL,
  PRIMARY KEY (collection, chunk)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_runs (
  id INTEGER PRIMARY KEY,
  collection TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  pages INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  vanished INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  error TEXT
) STRICT;
CREATE TABLE sync_refused (
  id INTEGER PRIMARY KEY,
  collection TEXT NOT NULL,
  pass INTEGER NOT NULL,
  key TEXT,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sync_refused_of ON sync_refused (collection, pass, key);
`

/** When the list of each owner was last read (collections of kind `owned`). */
export const syncOwnerTables = `
CREATE TABLE sync_owners (
  collection TEXT NOT NULL,
  owner TEXT NOT NULL,
  as_of INTEGER NOT NULL,
  PRIMARY KEY (collection, owner)
) STRICT, WITHOUT ROWID;
`
