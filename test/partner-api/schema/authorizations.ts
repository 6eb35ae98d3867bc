/** Authorizations to act for customers 客户授权: a row for every customer that was ever asked. Times are UTC milliseconds. */
export const authorizationTables = `
create table authorizations (
  customer_id text primary key, state text not null, waits_for text, letter_accepted integer not null default 0,
  requested_by text, requested_at integer, decided_by text, decided_at integer, reason text, updated_at integer not null
) strict, without rowid;
-- 1 = a reseller's distributor is asked before the customer (R-AUTH-07).
create table authorization_rules (distributor_first integer not null) strict;
insert into authorization_rules values (0);
`

/**
 * Seeded from the customers: of twenty resale customers eleven have granted, two are asked, one declined, one took it
 * back, five were never asked; a few that are resale no more had granted before. An authorization ends with the
 * association whoever changes it, hence a trigger.
 */
export const authorizationSeed = `
insert into authorizations
  with asked as (
    select customer_id, account_manager, association_type, id * 7 % 20 place,
      (select now from seed_info) - 86400000 * (id % 200 + 3) requested_at
    from customers where linked = 1 and indirect_partner_id is null
  )
  select customer_id,
    case when association_type <> '2' then 'ENDED' when place < 11 then 'GRANTED' when place < 13 then 'REQUESTED'
      when place < 14 then 'DECLINED' else 'REVOKED' end,
    case when association_type = '2' and place in (11, 12) then 'CUSTOMER' end,
    1, coalesce(account_manager, 'hzyd_admin'), requested_at,
    case when association_type <> '2' then 'SYSTEM' when place in (11, 12) then null else 'CUSTOMER' end,
    case when association_type = '2' and place in (11, 12) then null else requested_at + 172800000 end,
    case when association_type <> '2' then '关联类型已变更为非代售' when place = 13 then '暂无代操作需求'
      when place = 14 then '改由自行下单' end,
    requested_at + case when association_type = '2' and place in (11, 12) then 0 else 172800000 end
  from asked
  where association_type = '2' and place < 15 or association_type <> '2' and place = 0;
create trigger authorization_ended after update of association_type, linked, indirect_partner_id on customers
when new.association_type is not '2' or new.linked = 0 begin
  update authorizations set state = 'ENDED', waits_for = null, decided_by = 'SYSTEM',
    reason = case when new.linked = 0 then '客户已解除关联' else '关联类型已变更为非代售' end,
    decided_at = cast(unixepoch('subsec') * 1000 as integer), updated_at = cast(unixepoch('subsec') * 1000 as integer)
  where customer_id = new.customer_id and state in ('REQUESTED', 'GRANTED');
end;
`
