/** Payment applications of incentive bills and what was switched in business information; amounts in fen, rates in ten-thousandths. */
export const applicationSchema = `
create table business_info (
  status text not null, auto_apply integer not null, auto_payout_form text
) strict;
create table payout_applications (
  application_number text primary key,
  request_id text unique,
  payout_form text not null,
  status text not null,
  reject_reason text,
  automatic integer not null,
  created_at integer not null,
  updated_at integer not null,
  -- When it moves on by itself; null = something has to come first.
  next_at integer,
  -- JSON: [{status, at, note}].
  steps text not null,
  visible_at integer not null
) strict;
create table payout_bills (
  application_number text not null,
  bill_id text not null,
  period text not null,
  plan_code text not null,
  plan_name text not null,
  association_type text not null,
  amount integer not null,
  tax_rate integer not null,
  tax integer not null,
  primary key (application_number, bill_id)
) strict, without rowid;
create index payout_bills_of on payout_bills (bill_id);
-- Invoice debt that an application's invoice settles first (R-INC-15).
create table payout_offsets (
  application_number text not null, tax_rate integer not null, amount integer not null,
  primary key (application_number, tax_rate)
) strict, without rowid;
`
