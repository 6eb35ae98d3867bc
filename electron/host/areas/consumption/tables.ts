/** Monthly consumption sums 消费汇总 of resale customers (R-CUST-39); amounts in fen. */
export const consumptionTables = `
CREATE TABLE consumption_sums (
  id INTEGER PRIMARY KEY,
  -- Digest of what makes a sum one of its own: the vendor gives it no id.
  sum_key TEXT NOT NULL,
  -- Month and charge mode, as they are asked for: 2026-11:3.
  part TEXT NOT NULL,
  month TEXT NOT NULL,
  charge_mode TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  service_type_code TEXT NOT NULL,
  service_type_name TEXT,
  resource_type_code TEXT,
  resource_type_name TEXT,
  -- 0 spending, 1 refund at unsubscription, 2 other refund.
  bill_type TEXT NOT NULL,
  amount INTEGER NOT NULL,
  debt INTEGER NOT NULL,
  adjustment INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  cash INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  coupon INTEGER NOT NULL,
  -- Means of payment that the program does not know, as JSON.
  other_means TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
-- From the start: rows come as slowly as the partner's limits let them, and a month is read beside others.
CREATE UNIQUE INDEX consumption_sums_key ON consumption_sums (sum_key);
CREATE INDEX consumption_sums_part ON consumption_sums (part, id) WHERE gone_at IS NULL;
CREATE INDEX consumption_sums_customer ON consumption_sums (customer_id, month) WHERE gone_at IS NULL;
`
