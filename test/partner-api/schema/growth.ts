/** Marketplace goods and offers that a partner shares; amounts in fen, times UTC milliseconds. */
export const growthTables = `
create table marketplace_plan (joined integer not null, distributor_joined integer not null, distributor_business_info integer not null) strict;
insert into marketplace_plan values (1, 1, 0);
create table marketplace_shares (
  share_id text primary key, kind text not null, name text not null, seller text not null, price integer, share_rate text,
  valid_until integer, updated_at integer not null
) strict;
`

/** Two dozen: goods without end, offers that end in a few weeks, one that has ended. */
export const growthSeed = `
insert into marketplace_shares
  with recursive n(i) as (select 0 union all select i + 1 from n where i < 23),
  now(at) as (select now from seed_info)
  select printf('mkt%05d', i),
    case when i % 3 = 0 then 'GOODS' when i % 3 = 1 then 'OFFER' else 'CONFIGURATION_OFFER' end,
    case i % 6 when 0 then '网站建设基础版' when 1 then '等保合规一体机' when 2 then '云上容灾配置单' when 3 then '办公协同套件'
      when 4 then '数据库运维服务' else '智能客服配置单' end || case when i < 6 then '' else ' ' || (i / 6 + 1) end,
    case i % 4 when 0 then '深圳云帆科技有限公司' when 1 then '北京启明信息有限公司' when 2 then '杭州远航软件有限公司' else '成都天枢网络有限公司' end,
    case when i % 3 = 0 and i % 2 = 0 then null else 99900 + i * 12345 end,
    case when i % 3 = 0 then printf('0.%04d', 500 + i * 10) end,
    case when i % 3 = 0 then null when i = 1 then now.at - 86400000 else now.at + 86400000 * (i + 5) end,
    now.at - 3600000 * i
  from n, now;
`
