/** Marketplace goods and offers in the cache file: amounts in fen, times UTC milliseconds, the link as it came. */
export const growthTables = `
CREATE TABLE marketplace_shares (
  share_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  seller TEXT,
  price INTEGER,
  share_rate INTEGER,
  link TEXT,
  valid_until INTEGER,
  updated_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE marketplace_plan (
  plan_code TEXT PRIMARY KEY,
  joined INTEGER NOT NULL,
  distributor_joined INTEGER,
  distributor_business_info INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
`

/** What was shared from here; nobody else tells it. */
export const growthLocalTables = `
CREATE TABLE share_log (
  id INTEGER PRIMARY KEY,
  share_id TEXT NOT NULL,
  name TEXT NOT NULL,
  how TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX share_log_of_share ON share_log (share_id, at);
`
