/**
 * Notes of our own about customers, in the local file: no sync ever touches them. `done` is 0 or 1; a follow-up counts
 * while it is not done.
 */
export const customerLocalTables = `
CREATE TABLE customer_notes (
  note_id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL,
  text TEXT NOT NULL,
  follow_up_at INTEGER,
  done INTEGER NOT NULL DEFAULT 0,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_notes_by_customer ON customer_notes (customer_id, created_at DESC);
CREATE INDEX customer_notes_due ON customer_notes (follow_up_at, customer_id) WHERE follow_up_at IS NOT NULL AND done = 0;
`
