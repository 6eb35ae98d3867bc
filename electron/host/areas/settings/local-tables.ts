/** What a person set up for themselves in this workspace: columns of a ledger and saved views. */
export const settingsLocalTables = `
CREATE TABLE ledger_settings (
  ledger TEXT PRIMARY KEY,
  settings TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_views (
  view_id TEXT PRIMARY KEY,
  ledger TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
