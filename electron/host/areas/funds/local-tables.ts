/**
 * Balances as they were, one row a day in Beijing time (the last of the day): nobody tells them again. `balance_owners`
 * holds the newest observation with the rate of spending, so that what runs dry soon is one range of an index. Owners are
 * `customer:<id>` and `account:<id>`; amounts in fen, `net` as `netOf` has it.
 */
export const fundsLocalTables = `
CREATE TABLE balance_owners (
  id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL UNIQUE,
  net INTEGER NOT NULL,
  at INTEGER NOT NULL,
  -- Fen a day; null while the observation is too short.
  per_day INTEGER,
  runs_out_at INTEGER
) STRICT;
CREATE INDEX balance_owners_running_out ON balance_owners (runs_out_at) WHERE runs_out_at IS NOT NULL;
CREATE TABLE balance_days (
  owner INTEGER NOT NULL REFERENCES balance_owners (id),
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  debt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (owner, day)
) STRICT, WITHOUT ROWID;
-- How far the cache's log of changes and its records were followed; a log of another source begins anew.
CREATE TABLE balance_feed (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  source INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record INTEGER NOT NULL
) STRICT;
CREATE TABLE funds_thresholds (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  partner_low INTEGER NOT NULL,
  customer_low INTEGER NOT NULL,
  days INTEGER NOT NULL
) STRICT;
`
