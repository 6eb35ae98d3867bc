/** Which heading meant which field, as a person said it once; by kind of file and its folded headings. */
export const importTables = `
CREATE TABLE import_mappings (
  kind TEXT NOT NULL,
  headings TEXT NOT NULL,
  mapping TEXT NOT NULL,
  learned_at INTEGER NOT NULL,
  PRIMARY KEY (kind, headings)
) STRICT, WITHOUT ROWID;
`
