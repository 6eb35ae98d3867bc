/** Own books as the other side of a statement: rows of files as they were told, and what the rules match. */
export const bookTables = `
CREATE TABLE book_files (
  id INTEGER PRIMARY KEY,
  -- line: against details. bill: against bills, as a bank tells payments.
  side TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  as_of INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  taken_by TEXT NOT NULL,
  findings TEXT NOT NULL,
  rows INTEGER NOT NULL,
  -- Taken by mistake: kept, and matched no more.
  withdrawn_at INTEGER
) STRICT;
CREATE TABLE book_rows (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES book_files (id),
  -- Row number in the file.
  line INTEGER NOT NULL,
  side TEXT NOT NULL,
  period TEXT NOT NULL,
  booked_at INTEGER,
  reference TEXT,
  customer_id TEXT,
  -- As the file names it, where that is nobody here.
  customer_text TEXT,
  amount INTEGER NOT NULL,
  memo TEXT,
  extra TEXT
) STRICT;
CREATE INDEX book_rows_of ON book_rows (period, side, id);
-- Rows told before are looked for one by one.
CREATE INDEX book_rows_alike ON book_rows (amount, reference);
CREATE INDEX book_rows_file ON book_rows (file);
CREATE TABLE book_runs (
  period TEXT NOT NULL,
  side TEXT NOT NULL,
  ran_at INTEGER NOT NULL,
  -- What both sides were; null = to be matched again.
  stamp TEXT,
  options TEXT NOT NULL,
  PRIMARY KEY (period, side)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_matches (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  side TEXT NOT NULL,
  -- Names it by its items: the same in every run.
  key TEXT NOT NULL,
  rule TEXT NOT NULL,
  verdict TEXT NOT NULL,
  difference INTEGER NOT NULL
) STRICT;
CREATE INDEX book_matches_of ON book_matches (period, side, verdict, id);
CREATE TABLE book_match_items (
  match INTEGER NOT NULL REFERENCES book_matches (id) ON DELETE CASCADE,
  period TEXT NOT NULL,
  side TEXT NOT NULL,
  -- left: a row of the books. right: a detail or a bill.
  pane TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (period, side, pane, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX book_match_items_of ON book_match_items (match);
`
