/**
 * Intents and their history, in the local file. Times are UTC milliseconds of this machine, `sent_vendor_at` of the
 * partner's clock. `intent_id` is also the reference that travels where a call has a place for one. `hold` 1: later
 * intents of the target wait. `maybe` 1: it may have had an effect whose record nobody has claimed yet.
 */
export const outboxTables = `
CREATE TABLE intents (
  seq INTEGER PRIMARY KEY,
  intent_id TEXT NOT NULL UNIQUE,
  request_id TEXT NOT NULL,
  item INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  command TEXT NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  basis TEXT,
  target TEXT NOT NULL,
  twin TEXT NOT NULL,
  customer_id TEXT,
  amount INTEGER,
  author TEXT NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  detail TEXT,
  released INTEGER NOT NULL,
  hold INTEGER NOT NULL DEFAULT 0,
  maybe INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  accepted_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  sent_at INTEGER,
  sent_vendor_at INTEGER,
  snapshot TEXT,
  effect_id TEXT,
  result TEXT,
  error TEXT,
  UNIQUE (request_id, item)
) STRICT;
CREATE INDEX intents_by_state ON intents (state, seq);
CREATE INDEX intents_by_group ON intents (group_id, seq);
CREATE INDEX intents_due ON intents (target, seq) WHERE state = 'queued' AND released = 1;
CREATE INDEX intents_holding ON intents (target) WHERE hold = 1;
CREATE INDEX intents_looking ON intents (not_before) WHERE state IN ('sent', 'uncertain', 'waiting');
CREATE INDEX intents_maybe ON intents (twin) WHERE maybe = 1;
CREATE INDEX intents_by_effect ON intents (effect_id) WHERE effect_id IS NOT NULL;
CREATE TABLE intent_log (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES intents (seq),
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX intent_log_by_intent ON intent_log (seq, id);
CREATE TABLE outbox_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/**
 * Groups: what one person submitted together; `total` items are announced, and may come in several requests. The index
 * of a group answers its counts and sums alone; that of what is due, the oldest intent of each target. `code_until`: the one-time code that an intent was released with is good
 * until then, UTC milliseconds of the partner's clock.
 */
export const outboxGroupTables = `
CREATE TABLE intent_groups (
  number INTEGER PRIMARY KEY,
  group_id TEXT NOT NULL UNIQUE,
  command TEXT NOT NULL,
  label TEXT NOT NULL,
  total INTEGER NOT NULL,
  author TEXT NOT NULL,
  accepted_at INTEGER NOT NULL
) STRICT;
INSERT INTO intent_groups (group_id, command, label, total, author, accepted_at)
  SELECT group_id, command, '', count(*), author, min(accepted_at) FROM intents GROUP BY group_id ORDER BY min(seq);
CREATE INDEX intents_of_group ON intents (group_id, state, released, amount);
DROP INDEX intents_due;
CREATE INDEX intents_due ON intents (target, seq, not_before) WHERE state = 'queued' AND released = 1;
ALTER TABLE intents ADD COLUMN code_until INTEGER;
`
