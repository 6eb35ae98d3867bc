/**
 * Accounts of the partner and its resellers, and what moved them. `owner_id` is the partner's or a reseller's id, money is
 * in fen, times are wire text in UTC. A record is answered only once the clock reached `visible_at` (UTC milliseconds).
 */
export const accountSchema = `
create table partner (
  partner_id text primary key,
  account_name text not null,
  name text not null,
  uses_own_coupons integer not null default 0
) strict;

create table partner_accounts (
  account_id text primary key,
  owner_id text not null,
  account_type integer not null,
  amount integer not null,
  designated_amount integer not null default 0,
  credit_amount integer,
  memo text,
  unique (owner_id, account_type)
) strict;

create table adjust_records (
  id integer primary key,
  owner_id text not null,
  customer_id text not null,
  customer_name text,
  operation_type text not null,
  amount integer not null,
  apply_scene text,
  operation_time text not null,
  trans_id text not null,
  memo text,
  visible_at integer not null default 0
) strict;

create table account_changes (
  id integer primary key,
  owner_id text not null,
  balance_type text not null,
  account_change_id text not null,
  trade_type text not null,
  trade_detail_type text not null,
  trade_time text not null,
  trade_id text not null,
  change_amount integer not null,
  balance_after_change integer not null,
  type text not null,
  customer_id text,
  account_name text,
  visible_at integer not null default 0
) strict;

create table resellers (
  id integer primary key,
  indirect_partner_id text not null unique,
  account_name text not null,
  name text not null,
  mobile_phone text,
  email text,
  associated_on text not null,
  account_manager_id text,
  account_manager_name text,
  leaving integer not null default 0
) strict;
`

export const accountIndexes = `
create index adjust_records_by_time on adjust_records (owner_id, operation_time, id);
create index adjust_records_by_customer on adjust_records (customer_id, operation_time);
create index adjust_records_by_trans on adjust_records (trans_id);
create index account_changes_by_time on account_changes (owner_id, balance_type, trade_time, id);
`
