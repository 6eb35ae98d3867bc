/**
 * Customers in the cache file. Tag and balance are columns of the same row, so that every list filter and order has a
 * composite index; their collections update rows in id order, which is cheap. `id` is the order of arrival.
 */
export const customerTables = `
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  customer_id TEXT NOT NULL,
  name TEXT,
  account_name TEXT NOT NULL,
  association_type TEXT,
  associated_at INTEGER,
  label TEXT,
  telephone TEXT,
  country_code TEXT,
  email TEXT,
  verified_status TEXT,
  customer_type TEXT,
  frozen TEXT,
  manager TEXT,
  more_managers TEXT,
  level TEXT,
  xaccount_id TEXT,
  xaccount_type TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER,
  tag_type TEXT,
  new_tag TEXT,
  tag_from TEXT,
  tag_until TEXT,
  tag_as_of INTEGER,
  amount INTEGER,
  debt INTEGER,
  currency TEXT,
  balance_as_of INTEGER
) STRICT;
`
