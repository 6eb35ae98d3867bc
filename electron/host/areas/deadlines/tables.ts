/** What the guard of the confirmation deadline keeps: its limit, and which warnings were told. In the local file. */
export const deadlineLocalTables = `
CREATE TABLE deadline_guard (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  open_limit INTEGER NOT NULL
) STRICT;
CREATE TABLE deadline_warnings (
  period TEXT NOT NULL,
  until INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  PRIMARY KEY (period, until)
) STRICT, WITHOUT ROWID;
`
