/**
 * Quotas, coupons and their records. `owner_id` is who holds or issued it (the partner or a reseller); money is in fen,
 * times are wire text in UTC; a record is answered only once the clock reached `visible_at` (UTC milliseconds).
 */
export const couponSchema = `
create table coupon_quotas (
  id integer primary key,
  quota_id text not null unique,
  owner_id text not null,
  parent_quota_id text,
  quota_type integer not null,
  create_time text not null,
  last_update_time text not null,
  quota_value integer not null,
  balance integer not null,
  quota_status integer not null,
  effective_time text not null,
  expire_time text not null,
  limit_infos text not null default '[]'
) strict;

create table quota_records (
  id integer primary key,
  record_id text not null,
  owner_id text not null,
  operator text not null,
  operation_type text not null,
  quota_id text not null,
  parent_quota_id text not null,
  amount integer not null,
  operation_time text not null,
  result text not null,
  indirect_partner_id text not null,
  remark text,
  visible_at integer not null default 0
) strict;

create table coupons (
  id integer primary key,
  coupon_id text not null unique,
  coupon_code text not null,
  quota_id text,
  owner_id text,
  customer_id text not null,
  coupon_type integer not null,
  status integer not null,
  face_value integer not null,
  balance integer,
  effective_time text not null,
  expire_time text not null,
  active_time text,
  last_used_time text,
  create_time text not null,
  order_id text,
  lock_order_id text,
  used_by_order_id text,
  is_frozen text not null default '0',
  coupon_version integer not null default 2,
  plan_id text,
  plan_name text,
  plan_desc text,
  memo text,
  use_limits text not null default '[]'
) strict;

create table coupon_records (
  id integer primary key,
  record_id text not null,
  owner_id text not null,
  operation_type text not null,
  quota_id text not null,
  quota_type integer not null,
  coupon_id text not null,
  customer_id text not null,
  operation_amount integer not null,
  operation_time text not null,
  result text not null,
  remark text,
  visible_at integer not null default 0
) strict;
`

export const couponIndexes = `
create index coupon_quotas_by_owner on coupon_quotas (owner_id, id);
create index coupon_quotas_by_parent on coupon_quotas (parent_quota_id);
create index quota_records_by_time on quota_records (owner_id, operation_time, id);
create index coupons_by_owner on coupons (owner_id, id);
create index coupons_by_customer on coupons (customer_id, id);
create index coupon_records_by_time on coupon_records (owner_id, operation_time, id);
create index coupon_records_by_customer on coupon_records (customer_id, operation_time);
create index coupon_records_by_quota on coupon_records (quota_id, operation_time);
`
