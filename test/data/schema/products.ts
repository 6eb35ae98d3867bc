/** The product catalogue: names in both languages, prices of a spec in millionths of a yuan (6 decimals). */
export const productSchema = `
create table service_types (
  id integer primary key,
  code text not null unique,
  name text not null,
  name_en text not null,
  abbreviation text not null,
  incentive_policy text not null,
  allow_discount text not null
) strict;

create table resource_types (
  id integer primary key,
  code text not null,
  name text not null,
  name_en text not null,
  description text not null,
  service_type_code text not null,
  unique (service_type_code, code)
) strict;

create table usage_types (
  id integer primary key,
  code text not null,
  name text not null,
  name_en text not null,
  resource_type_code text not null,
  service_type_code text not null
) strict;

create table measures (
  measure_id integer primary key,
  name text not null,
  name_en text not null,
  abbreviation text not null,
  measure_type integer not null
) strict;

create table conversions (
  id integer primary key,
  measure_id integer not null,
  ref_measure_id integer not null,
  conversion_ratio integer not null,
  measure_type integer not null
) strict;

create table regions (code text primary key, name text not null, name_en text not null) strict;
create table provinces (id integer primary key, code text not null unique, name text not null, name_en text not null) strict;
create table cities (
  id integer primary key, code text not null unique, province_code text not null, name text not null, name_en text not null
) strict;
create table counties (
  id integer primary key, code text not null unique, city_code text not null, name text not null, name_en text not null
) strict;

create table resource_specs (
  id integer primary key,
  service_type_code text not null,
  resource_type_code text not null,
  resource_spec text not null,
  name text not null,
  name_en text not null,
  linear integer not null,
  size_measure_id integer,
  usage_factor text not null,
  usage_measure_id integer not null,
  month_price integer not null,
  hour_price integer not null,
  unique (service_type_code, resource_type_code, resource_spec)
) strict;
`
