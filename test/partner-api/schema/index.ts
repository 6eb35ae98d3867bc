// Tables of the server itself, beside the seeded data of test/data.

import { authorizationSeed, authorizationTables } from './authorizations.ts'
import { growthSeed, growthTables } from './growth.ts'

export const serverTables = `
create table id_counter (last integer not null) strict;
insert into id_counter values (0);
create table tokens (
  token text primary key, kind text not null, operator text not null, customer_id text not null, expires_at integer not null
) strict;
create table temporary_keys (
  access_key text primary key, secret_key text not null, security_token text not null, operator text not null,
  expires_at integer not null
) strict;
create table verification_codes (
  mobile_phone text not null, customer_id text not null, code text not null, sent_at integer not null,
  expires_at integer not null
) strict;
-- 1 = money calls need a code that the operator proved (R-CUST-37).
create table code_verification (switched_on integer not null) strict;
insert into code_verification values (0);
create table code_confirmations (operator text primary key, until integer not null) strict;
-- 1 = the vendor froze the partner, and with it all its resale customers (R-CUST-38).
create table partner_standing (frozen integer not null) strict;
insert into partner_standing values (0);
create table realname_requests (
  customer_id text primary key, kind text not null, name text not null, requested_at integer not null,
  review_result integer not null, opinion text
) strict;
-- Created customers whose association follows later.
create table pending_links (customer_id text primary key, linked_at integer not null) strict;
-- Facts that stand in the way of a switch or a dissociation (R-CUST-17, 21 to 23): a customer without a row has none.
create table customer_standing (
  customer_id text primary key, primary_with_subs integer not null default 0, enterprise_sub integer not null default 0,
  credit_debt integer not null default 0, reserved_instance integer not null default 0,
  support_plan integer not null default 0, special_contract integer not null default 0,
  pending_partner_payment integer not null default 0
) strict;
-- What either side asked; times are UTC milliseconds.
create table association_requests (
  id integer primary key, request_id text not null unique, customer_id text not null, kind text not null,
  asked_by text not null, from_type text not null, to_type text, state text not null, reason text not null,
  requested_at integer not null, decided_at integer, expires_at integer not null
) strict;
create index association_requests_by_customer on association_requests (customer_id, id);
-- Orders placed on a customer's behalf, by the key that their caller gave them.
create table placed_orders (
  client_key text primary key, order_id text not null, customer_id text not null, discount_id text, placed_by text not null,
  visible_at integer not null
) strict;
-- Prices that moved since the seed, in hundredths of the seeded price.
create table price_changes (resource_spec text primary key, percent integer not null) strict;
-- Every row of the customer list as ListSubCustomers answers it; kept by triggers, because pages are the hot path.
create table list_version (version integer not null) strict;
insert into list_version values (0);
create table customer_json (id integer primary key, json text not null) strict;
-- Orders that customers asked the partner to pay, and what it said; times are UTC milliseconds.
create table partner_payments (
  order_id text primary key, customer_id text not null, requested_at integer not null, decision text, reason text,
  decided_by text, decided_at integer
) strict;
${authorizationTables}${growthTables}`

/** Merged into `extra`; json_patch leaves null fields out, as the vendor does. */
const customerAsJson = (row: string): string => `json_patch(coalesce(${row}.extra, '{}'), json_object(
  'customer', ${row}.customer, 'account_name', ${row}.account_name, 'customer_id', ${row}.customer_id,
  'associated_on', ${row}.associated_on, 'association_type', ${row}.association_type, 'label', ${row}.label,
  'telephone', ${row}.telephone, 'country_code', ${row}.country_code, 'email', ${row}.email,
  'verified_status', ${row}.verified_status, 'customer_type', ${row}.customer_type, 'is_frozen', ${row}.is_frozen,
  'account_managers', case when ${row}.account_manager is null then json_array()
    else json_array(json_object('account_name', ${row}.account_manager)) end,
  'xaccount_id', ${row}.xaccount_id, 'xaccount_type', ${row}.xaccount_type, 'customer_level', ${row}.customer_level
))`

/** Run after the seed, in this order: bulk first, then the triggers that keep it. */
export const serverIndexes = `
insert into customer_json select c.id, ${customerAsJson('c')} from customers c order by c.id;
create trigger customer_inserted after insert on customers begin
  insert into customer_json values (new.id, ${customerAsJson('new')});
end;
create trigger customer_joined after insert on customers begin
  update list_version set version = version + 1;
end;
create trigger customer_moved after update of linked, account_manager, indirect_partner_id on customers begin
  update list_version set version = version + 1;
end;
create trigger customer_gone after delete on customers begin
  update list_version set version = version + 1;
end;
create trigger customer_updated after update on customers begin
  update customer_json set json = ${customerAsJson('new')} where id = old.id;
end;
create trigger customer_deleted after delete on customers begin
  delete from customer_json where id = old.id;
end;
create index customers_by_manager on customers (account_manager, association_type, linked);
create index verification_codes_by_phone on verification_codes (mobile_phone, sent_at);
${authorizationSeed}${growthSeed}`
