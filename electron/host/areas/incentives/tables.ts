/** Incentives 激励 as the desk API tells them, and the vendor's policies they follow. Details in 10^-8 yuan, bills in fen. */
export const incentiveTables = `
CREATE TABLE incentive_policies (
  policy_key TEXT PRIMARY KEY,
  month TEXT NOT NULL,
  service_type_code TEXT NOT NULL,
  service_type_name TEXT,
  -- 0 not specific, 1 specific, 2 no performance and no rebate, 13 performance without rebate (R-INC-09).
  incentive_policy TEXT,
  allow_discount TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE incentive_plans (
  plan_key TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  plan_code TEXT NOT NULL,
  plan_name TEXT,
  association_type TEXT,
  incentive_policy TEXT NOT NULL,
  -- Ten-thousandths of the base.
  rate INTEGER NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE incentive_bills (
  bill_id TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  plan_code TEXT,
  plan_name TEXT,
  association_type TEXT,
  total INTEGER NOT NULL,
  payable INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  frozen_reason TEXT,
  status TEXT,
  announce_end INTEGER,
  detail_count INTEGER,
  feedback TEXT,
  updated_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE incentive_details (
  id INTEGER PRIMARY KEY,
  data_id TEXT NOT NULL,
  period TEXT NOT NULL,
  bill_id TEXT NOT NULL,
  performance_period TEXT,
  plan_code TEXT,
  customer_id TEXT NOT NULL,
  account_manager TEXT,
  trade_id TEXT,
  trade_at INTEGER,
  service_type_code TEXT NOT NULL,
  association_type TEXT,
  charging_mode TEXT,
  bill_detail_type TEXT,
  payment INTEGER NOT NULL,
  coupon INTEGER NOT NULL,
  card INTEGER NOT NULL,
  base INTEGER NOT NULL,
  rate INTEGER,
  incentive INTEGER NOT NULL,
  status TEXT,
  frozen_reason TEXT,
  performance_account TEXT,
  dealer_status TEXT,
  in_plan INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX incentive_details_key ON incentive_details (data_id);
CREATE INDEX incentive_details_period ON incentive_details (period, id) WHERE gone_at IS NULL;
`
