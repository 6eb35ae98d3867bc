/**
 * Customers and the people who look after them.
 *
 * `customers.id` is the place in the list answered by ListSubCustomers: ascending id is descending associated_on. Seeded
 * rows start at 1; a customer created later takes `min(id) - 1`. A wire field is one column, null when the answer leaves
 * it out; unknown fields wait in `extra` (a JSON object to be merged into the row). Money is in fen, times are wire text.
 */
export const customerSchema = `
create table customers (
  id integer primary key,
  customer_id text not null,
  customer text,
  account_name text not null,
  associated_on text,
  association_type text,
  label text,
  telephone text,
  country_code text,
  email text,
  verified_status text,
  customer_type integer,
  is_frozen integer,
  account_manager text,
  customer_level text,
  xaccount_id text,
  xaccount_type text,
  extra text,
  indirect_partner_id text,
  linked integer not null default 1,
  first_linked integer not null default 1,
  finance_custody integer not null default 0,
  amount integer,
  debt_amount integer,
  new_customer_tag text,
  tag_effective text,
  tag_expire text
) strict;

create table members (
  id integer primary key,
  member_id text not null unique,
  account_name text not null unique,
  name text not null,
  telephone text,
  email text,
  roles text not null,
  director_id text,
  status text not null,
  created_at text not null
) strict;
`

/** Made after the bulk insert: an index over random ids costs far less when built once. */
export const customerIndexes = `
create unique index customers_by_customer_id on customers (customer_id);
create index customers_by_account_name on customers (account_name);
create index customers_by_partner on customers (indirect_partner_id, linked, id);
create index customers_by_xaccount on customers (xaccount_id) where xaccount_id is not null;
`
