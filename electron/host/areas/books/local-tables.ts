/** What persons decided about matches of own books: in the local file, for nobody else has them. */
export const bookLocalTables = `
CREATE TABLE book_decisions (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  side TEXT NOT NULL,
  -- accept: a match that the rules suggested. manual: one that a person put together. reject: one that is none.
  kind TEXT NOT NULL,
  -- The match by its items.
  key TEXT NOT NULL,
  items TEXT NOT NULL,
  -- Left minus right when it was decided, in 10^-8 yuan: another difference is another question.
  difference TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX book_decisions_of ON book_decisions (period, side) WHERE undone_at IS NULL;
`
