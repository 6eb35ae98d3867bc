/** Reference lists of the vendor. */
export const productTables = `
CREATE TABLE service_types (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  abbreviation TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE resource_types (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT,
  service_type_code TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
`
