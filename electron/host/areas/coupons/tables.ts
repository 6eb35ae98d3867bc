/**
 * Coupons in the cache file: amounts in fen, times UTC milliseconds, codes as they came, limits and unknown fields as JSON.
 * Tens of thousands of rows at most, so their indexes are kept from the start. A generated column orders a list: a missing
 * value is the lowest, so that a place in an order is always a plain pair (value, id).
 */
const couponsBy = (name: string, column: string): string =>
  `CREATE INDEX coupons_by_${name} ON coupons (${column}, id, status, coupon_type, customer_id, gone_at, expires_order, balance);`

export const couponTables = `
CREATE TABLE coupon_quotas (
  quota_id TEXT PRIMARY KEY,
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
CREATE TABLE coupons (
  id INTEGER PRIMARY KEY,
  coupon_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  coupon_type TEXT,
  status TEXT,
  frozen TEXT,
  face_value INTEGER NOT NULL,
  balance INTEGER,
  effective_at INTEGER,
  expires_at INTEGER,
  active_at INTEGER,
  last_used_at INTEGER,
  created_at INTEGER,
  order_id TEXT,
  lock_order_id TEXT,
  plan_name TEXT,
  plan_description TEXT,
  use_limits TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER,
  created_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(created_at, -1)) VIRTUAL,
  expires_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(expires_at, -1)) VIRTUAL,
  used_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(last_used_at, -1)) VIRTUAL,
  balance_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(balance, -1)) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX coupons_key ON coupons (coupon_id);
${couponsBy('created', 'created_order')}
${couponsBy('expires', 'expires_order').replace(', expires_order, balance', ', balance')}
${couponsBy('used', 'used_order')}
${couponsBy('face', 'face_value')}
${couponsBy('balance', 'balance_order')}
CREATE INDEX coupons_of_customer ON coupons (customer_id, id);
CREATE INDEX coupons_of_order ON coupons (order_id) WHERE order_id IS NOT NULL;
CREATE TABLE coupon_records (
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  -- Beijing month of the reading that brought it.
  month TEXT NOT NULL,
  operation_type TEXT NOT NULL,
  quota_id TEXT,
  quota_type TEXT,
  coupon_id TEXT,
  customer_id TEXT,
  amount INTEGER NOT NULL,
  operated_at INTEGER,
  result TEXT,
  remark TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER,
  operated_order INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(operated_at, -1)) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX coupon_records_key ON coupon_records (record_id);
CREATE INDEX coupon_records_by_time ON coupon_records (operated_order, id, operation_type, quota_id, customer_id, result);
CREATE INDEX coupon_records_of_month ON coupon_records (month, gone_at);
CREATE INDEX coupon_records_of_coupon ON coupon_records (coupon_id, operation_type, quota_id);
CREATE INDEX coupon_records_of_customer ON coupon_records (customer_id, operated_order);
CREATE INDEX coupon_records_of_quota ON coupon_records (quota_id, operated_order, operation_type, result, amount);
`
