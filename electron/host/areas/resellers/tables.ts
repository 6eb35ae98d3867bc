/** Quotas 额度 that a distributor gave to its resellers, the records of that, and the resellers 云经销商 themselves. */
export const resellerTables = `
CREATE TABLE resellers (
  reseller_id TEXT PRIMARY KEY,
  account_name TEXT,
  name TEXT,
  telephone TEXT,
  email TEXT,
  associated_at INTEGER,
  manager TEXT,
  manager_name TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE reseller_quotas (
  quota_id TEXT PRIMARY KEY,
  parent_quota_id TEXT,
  reseller_id TEXT NOT NULL,
  reseller_name TEXT,
  reseller_account TEXT,
  quota_type TEXT NOT NULL,
  status TEXT NOT NULL,
  value INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  effective_at INTEGER,
  expires_at INTEGER,
  created_at INTEGER,
  updated_at INTEGER,
  limits TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX reseller_quotas_of_parent ON reseller_quotas (parent_quota_id);
CREATE TABLE quota_records (
  record_id TEXT PRIMARY KEY,
  month TEXT NOT NULL,
  operation_type TEXT NOT NULL,
  quota_id TEXT,
  parent_quota_id TEXT,
  reseller_id TEXT,
  reseller_name TEXT,
  amount INTEGER NOT NULL,
  operator TEXT,
  operated_at INTEGER,
  result TEXT,
  remark TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX quota_records_of_parent ON quota_records (parent_quota_id, operated_at);
CREATE INDEX quota_records_by_time ON quota_records (operated_at);
CREATE INDEX quota_records_of_month ON quota_records (month, gone_at);
`
