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

/** What a quote is made of: specs of the lists that were read, units with their conversions, usage types. */
export const catalogueTables = `
CREATE TABLE resource_specs (
  spec_key TEXT PRIMARY KEY,
  /** Service, resource, region and charge mode: the vendor tells specs of nothing less. */
  list TEXT NOT NULL,
  service_type TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  region TEXT NOT NULL,
  charge_mode TEXT NOT NULL,
  spec TEXT NOT NULL,
  name TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_specs_list ON resource_specs (list, spec);
CREATE TABLE measures (
  measure_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  abbreviation TEXT,
  measure_type TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE conversions (
  pair TEXT PRIMARY KEY,
  measure_id TEXT NOT NULL,
  ref_measure_id TEXT NOT NULL,
  ratio INTEGER NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_types (
  usage_key TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  service_type TEXT,
  resource_type TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
`
