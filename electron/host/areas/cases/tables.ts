/** Cases of the vendor's other incentive and invoice processes, each kind a chain of states; amounts in fen. */
export const caseTables = `
CREATE TABLE incentive_cases (
  case_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT,
  period TEXT,
  customer_id TEXT,
  amount INTEGER,
  status TEXT,
  status_at INTEGER,
  reject_reason TEXT,
  deadline_at INTEGER,
  contract_party TEXT,
  medium TEXT,
  invoice_kind TEXT,
  invoice_number TEXT,
  ticked INTEGER,
  to_account TEXT,
  tag TEXT,
  created_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
`
/** What a person ticked off of a case's checklist, and when to be reminded of it. In the local file. */
export const caseLocalTables = `
CREATE TABLE case_steps (
  case_id TEXT NOT NULL,
  step TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (case_id, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_reminders (
  case_id TEXT PRIMARY KEY,
  remind_on TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  told_at INTEGER
) STRICT, WITHOUT ROWID;
`
