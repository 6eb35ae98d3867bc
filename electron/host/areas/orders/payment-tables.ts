/** Orders that customers ask the partner to pay 代付, in the cache file: amounts in fen, times UTC milliseconds, states as they came. */
export const partnerPaymentTables = `
CREATE TABLE partner_payments (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  service_code TEXT,
  service_name TEXT,
  amount INTEGER NOT NULL,
  state TEXT NOT NULL,
  requested_at INTEGER,
  expires_at INTEGER,
  reason TEXT,
  decided_by TEXT,
  decided_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX partner_payments_key ON partner_payments (order_id);
CREATE INDEX partner_payments_by_deadline ON partner_payments (state, expires_at, id) WHERE gone_at IS NULL;
`
