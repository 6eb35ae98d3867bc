/**
 * Resources of customers in the cache file, read customer by customer: times UTC milliseconds, codes as they came, unknown
 * fields as JSON. Rows come as slowly as the partner's limits let them, so their indexes are kept from the start.
 */
export const resourceTables = `
-- Yearly/monthly 包年/包月.
CREATE TABLE period_resources (
  id INTEGER PRIMARY KEY,
  resource_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  name TEXT,
  region_code TEXT,
  service_type_code TEXT,
  service_type_name TEXT,
  resource_type_code TEXT,
  resource_type_name TEXT,
  spec_code TEXT,
  spec_text TEXT,
  -- 1 main resource; 0 hangs on another one.
  main INTEGER NOT NULL,
  parent_id TEXT,
  -- 2 in use, 3 closed, 4 frozen, 5 expired.
  status TEXT,
  effective_at INTEGER,
  expire_at INTEGER,
  -- 0 grace period, 1 to on demand, 2 delete at once, 3 auto-renew, 4 freeze, 5 delete after retention.
  expire_policy TEXT,
  project_name TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX period_resources_key ON period_resources (resource_id);
CREATE INDEX period_resources_customer ON period_resources (customer_id, gone_at);
CREATE INDEX period_resources_due ON period_resources (expire_at, customer_id, service_type_code, status, expire_policy)
  WHERE main = 1 AND gone_at IS NULL;
-- On demand 按需.
CREATE TABLE on_demand_resources (
  id INTEGER PRIMARY KEY,
  resource_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  name TEXT,
  region_code TEXT,
  service_type_code TEXT,
  service_type_name TEXT,
  resource_type_code TEXT,
  resource_type_name TEXT,
  spec_code TEXT,
  spec_text TEXT,
  -- 1 normal, 2 grace period, 3 frozen, 4 changing, 5 closing, 6 closed.
  status TEXT,
  effective_at INTEGER,
  expire_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX on_demand_resources_key ON on_demand_resources (resource_id);
CREATE INDEX on_demand_resources_customer ON on_demand_resources (customer_id, gone_at);
`

export const packageTables = `
-- Resource packages 资源包: told by a customer's own credential alone, so only of customers that somebody looked at.
CREATE TABLE resource_packages (
  id INTEGER PRIMARY KEY,
  package_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  name TEXT,
  region_code TEXT,
  service_type_code TEXT,
  service_type_name TEXT,
  -- 0 not yet, 1 in force, 2 used up, 3 lapsed, 4 unsubscribed.
  status TEXT,
  -- 1 comes anew each month, 2 one for the whole term.
  reuse_mode TEXT,
  effective_at INTEGER,
  expire_at INTEGER,
  -- JSON: what it holds, as it came.
  items TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX resource_packages_key ON resource_packages (package_id);
CREATE INDEX resource_packages_customer ON resource_packages (customer_id, gone_at);
-- What a customer was charged yearly/monthly for a service: lists of the day ask it for tens of thousands at once.
CREATE INDEX consumption_sums_period ON consumption_sums (customer_id, service_type_code, amount)
  WHERE charge_mode = '1' AND bill_type = '0' AND gone_at IS NULL;
`
