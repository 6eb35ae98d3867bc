/** Decisions on differences and sign-offs of periods: in the local file, for nobody else has them. */
export const incentiveLocalTables = `
CREATE TABLE incentive_decisions (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  level TEXT NOT NULL,
  key TEXT NOT NULL,
  -- What was decided on, in 10^-8 yuan: another difference is another question.
  difference TEXT NOT NULL,
  decision TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX incentive_decisions_of ON incentive_decisions (period, level, key) WHERE undone_at IS NULL;
CREATE TABLE incentive_sign_offs (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  role TEXT NOT NULL,
  edition INTEGER NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  taken_back_at INTEGER
) STRICT;
CREATE INDEX incentive_sign_offs_of ON incentive_sign_offs (period, role) WHERE taken_back_at IS NULL;
`

/** Who looks after an open item, and what is known so far: a word upon the other, the last one counts. */
export const incentiveOwnerTables = `
CREATE TABLE incentive_owners (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  level TEXT NOT NULL,
  key TEXT NOT NULL,
  -- Account name; empty = nobody.
  owner TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX incentive_owners_of ON incentive_owners (period, level, key);
`
