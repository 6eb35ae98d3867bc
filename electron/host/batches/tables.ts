/** Terms of batches kept under a name, as JSON that the contract reads again. */
export const batchTables = `
CREATE TABLE batch_templates (
  template_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  terms TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
