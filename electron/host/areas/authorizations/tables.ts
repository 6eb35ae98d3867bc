/**
 * Authorizations in the cache file, one row a customer that was ever asked; states as they came, times UTC milliseconds.
 * A trigger notes each change of a state, so that a decision of a customer is noticed once (R-AUTH-04).
 */
export const authorizationTables = `
CREATE TABLE authorizations (
  id INTEGER PRIMARY KEY,
  customer_id TEXT NOT NULL,
  state TEXT NOT NULL,
  waits_for TEXT,
  letter_accepted INTEGER NOT NULL,
  requested_by TEXT,
  requested_at INTEGER,
  decided_by TEXT,
  decided_at INTEGER,
  reason TEXT,
  updated_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER,
  updated_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(updated_at, -1)) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX authorizations_key ON authorizations (customer_id);
CREATE INDEX authorizations_by_time ON authorizations (updated_order, id, state, customer_id, gone_at);
CREATE TABLE authorization_changes (
  id INTEGER PRIMARY KEY,
  customer_id TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX authorization_changes_by_time ON authorization_changes (at);
CREATE TRIGGER authorization_changed AFTER UPDATE OF state, gone_at ON authorizations
  WHEN new.state <> old.state OR (new.gone_at IS NULL) <> (old.gone_at IS NULL) BEGIN
  INSERT INTO authorization_changes (customer_id, from_state, to_state, at)
    VALUES (new.customer_id, iif(old.gone_at IS NULL, old.state, 'NONE'), iif(new.gone_at IS NULL, new.state, 'NONE'),
      ifnull(new.gone_at, new.as_of));
END;
`

/** Up to when the changes were looked at on this machine. */
export const authorizationLocalTables = `
CREATE TABLE authorization_news (one INTEGER PRIMARY KEY CHECK (one = 1), seen_until INTEGER NOT NULL) STRICT;
`
