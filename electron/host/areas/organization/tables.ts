/** Members and account managers as the desk API tells them; roles and unknown fields as JSON text. */
export const organizationTables = `
CREATE TABLE members (
  account_name TEXT PRIMARY KEY,
  name TEXT,
  telephone TEXT,
  email TEXT,
  roles TEXT NOT NULL,
  director TEXT,
  status TEXT,
  created_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE account_managers (
  account_name TEXT PRIMARY KEY,
  name TEXT,
  director TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
-- The member this credential belongs to: at most one row.
CREATE TABLE own_member (
  account_name TEXT PRIMARY KEY,
  name TEXT,
  roles TEXT NOT NULL,
  permission_items TEXT NOT NULL,
  partner_kinds TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
