/**
 * The audit chain (R-ORG-16): rows are only ever appended; each carries the hash of the one before it. `at` is UTC
 * milliseconds, `online` 0 or 1, `device` the name of the machine, `detail` JSON text of flat facts. The triggers refuse
 * what the program itself never does; what somebody does with the file by other means shows in `verify`.
 */
export const auditTables = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL,
  result TEXT NOT NULL,
  online INTEGER NOT NULL,
  device TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_target ON audit (target, seq DESC);
CREATE TRIGGER audit_keeps_rows BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END;
CREATE TRIGGER audit_loses_no_row BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END;
`
