/**
 * Evidence: statements in editions and what was found by matching them. A line is kept once with the editions it was
 * told in (`first` to `last`), so that another download of a statement stores only what changed, and none overwrites.
 */
export const evidenceTables = `
CREATE TABLE editions (
  period TEXT NOT NULL,
  -- 1, 2, 3 … of a period.
  number INTEGER NOT NULL,
  -- When the statement was read, UTC milliseconds.
  as_of INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  vanished INTEGER NOT NULL,
  PRIMARY KEY (period, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE edition_bills (
  period TEXT NOT NULL,
  number INTEGER NOT NULL,
  bill_id TEXT NOT NULL,
  plan_code TEXT,
  plan_name TEXT,
  association_type TEXT,
  total INTEGER NOT NULL,
  payable INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  detail_count INTEGER,
  PRIMARY KEY (period, number, bill_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE edition_lines (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  -- Last edition that told it so; null = it still stands.
  last INTEGER,
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
  extra TEXT
) STRICT;
CREATE UNIQUE INDEX edition_lines_standing ON edition_lines (period, data_id) WHERE last IS NULL;
CREATE INDEX edition_lines_ended ON edition_lines (period, last) WHERE last IS NOT NULL;
CREATE INDEX edition_lines_first ON edition_lines (period, first);
CREATE TABLE matches (
  period TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  ran_at INTEGER NOT NULL,
  -- What both sides were when they were matched: the same again need not run again.
  stamp TEXT NOT NULL,
  -- Lines by state and their sums in 10^-8 yuan: what a list of periods shows.
  equal INTEGER NOT NULL,
  explained INTEGER NOT NULL,
  open INTEGER NOT NULL,
  incentive INTEGER NOT NULL,
  expected INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE match_lines (
  line INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  expected INTEGER NOT NULL,
  difference INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX match_lines_found ON match_lines (period, state, reason, line) WHERE state <> 'equal';
-- Of a customer's consumption of a product, where it is not simply equal to the performance.
CREATE TABLE match_groups (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  service_type_code TEXT NOT NULL,
  charging_mode TEXT NOT NULL,
  consumption INTEGER NOT NULL,
  performance INTEGER NOT NULL,
  later INTEGER NOT NULL,
  difference INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX match_groups_found ON match_groups (period, state, reason, id);
CREATE TABLE match_bills (
  period TEXT NOT NULL,
  bill_id TEXT NOT NULL,
  -- Total of the bill and sum of its details, both in 10^-8 yuan.
  total INTEGER NOT NULL,
  details INTEGER NOT NULL,
  difference INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (period, bill_id)
) STRICT, WITHOUT ROWID;
`

/** What an edition keeps of a detail beside its key: all that was read of it. */
export const lineFacts = [
  'period',
  'bill_id',
  'performance_period',
  'plan_code',
  'customer_id',
  'account_manager',
  'trade_id',
  'trade_at',
  'service_type_code',
  'association_type',
  'charging_mode',
  'bill_detail_type',
  'payment',
  'coupon',
  'card',
  'base',
  'rate',
  'incentive',
  'status',
  'frozen_reason',
  'performance_account',
  'dealer_status',
  'in_plan',
  'extra',
] as const
