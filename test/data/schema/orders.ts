/**
 * Orders, resources and bill lines are answered from a formula (test/data/orders.ts, resources.ts, bills.ts), so that a
 * million of them cost nothing at the start. These tables hold what calls have changed or added since: a row with the
 * id of a formula row replaces it, any other row is new. `body` is the row of the formula as JSON;
 * a new order is listed once the clock reached `visible_at` (UTC milliseconds).
 */
export const orderSchema = `
create table orders (
  id integer primary key,
  order_id text not null unique,
  base_index integer,
  customer_id text not null,
  create_time text not null,
  body text not null,
  visible_at integer not null default 0
) strict;

create table period_resources (
  id integer primary key,
  resource_id text not null unique,
  customer_id text not null,
  body text not null
) strict;

create table renew_settings (
  customer_id text not null,
  config_name text not null,
  config_value text not null,
  primary key (customer_id, config_name)
) strict;

create index orders_by_customer on orders (customer_id, id);
create index period_resources_by_customer on period_resources (customer_id, id);
`
