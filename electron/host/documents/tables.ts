/**
 * The print register in the local file: numbers without a gap, the archived content of each, every copy that left the
 * program. Numbers are never given back; a print that is not wanted is void. Times are UTC milliseconds, offsets tenths
 * of a millimetre. `code` tells this machine's numbers from those of every other one.
 */
export const documentTables = `
CREATE TABLE print_register (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  code TEXT NOT NULL
) STRICT;
CREATE TABLE prints (
  number TEXT PRIMARY KEY,
  series TEXT NOT NULL,
  place INTEGER NOT NULL,
  document TEXT NOT NULL,
  title TEXT NOT NULL,
  period TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  total INTEGER NOT NULL,
  operator TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  data_as_of INTEGER,
  hash TEXT NOT NULL,
  -- The frozen content as canonical JSON, deflated.
  content BLOB NOT NULL,
  voided_at INTEGER,
  voided_by TEXT,
  void_reason TEXT,
  UNIQUE (series, place)
) STRICT;
CREATE INDEX prints_newest ON prints (issued_at DESC, number DESC);
CREATE TABLE print_copies (
  number TEXT NOT NULL,
  copy INTEGER NOT NULL,
  at INTEGER NOT NULL,
  operator TEXT NOT NULL,
  way TEXT NOT NULL,
  target TEXT NOT NULL,
  outcome TEXT NOT NULL,
  -- SHA-256 of the file, where it was one.
  file_hash TEXT,
  PRIMARY KEY (number, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_copies_by_file ON print_copies (file_hash) WHERE file_hash IS NOT NULL;
CREATE TABLE print_offsets (
  printer TEXT PRIMARY KEY,
  offset_x INTEGER NOT NULL,
  offset_y INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER prints_keep_numbers BEFORE DELETE ON prints BEGIN SELECT RAISE(ABORT, 'a number once given stays'); END;
CREATE TRIGGER prints_keep_content BEFORE UPDATE OF number, series, place, hash, content, total, row_count ON prints
BEGIN SELECT RAISE(ABORT, 'what was issued does not change'); END;
`
