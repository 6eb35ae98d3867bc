// The dictionaries: services, resources, units, regions, and the policy per product.
import { type Context, type OperationId, operation, type RawJson } from '../registry.ts'

/** Names follow X-Language. */
const nameOf = (ctx: Context, alias = ''): string => `${alias}${ctx.language === 'en_US' ? 'name_en' : 'name'}`

type Value = string | number

/** One page of a dictionary in the order of its ids. */
const dictionary = <Id extends OperationId>(
  ctx: Context<Id>,
  columns: string,
  from: string,
  where: string,
  values: readonly Value[],
  wrap: (row: object) => object = (row) => row,
): RawJson => {
  const { total } = ctx.sql(`select count(*) total from ${from} where ${where}`).get(...values) as { total: number }
  const rows = ctx
    .sql(`select ${columns} from ${from} where ${where} order by 1, 2 limit ? offset ?`)
    .all(...values, ctx.limit, ctx.offset) as object[]
  return ctx.page(rows.map(wrap), total)
}

const serviceTypes = operation('ListServiceTypes', (ctx) => {
  const name = nameOf(ctx)
  return dictionary(
    ctx,
    `code service_type_code, ${name} service_type_name, abbreviation`,
    'service_types',
    `instr(lower(${name}), lower(?)) > 0`,
    [ctx.query.service_type_name ?? ''],
  )
})

const resourceTypes = operation('ListResourceTypes', (ctx) =>
  dictionary(
    ctx,
    `code resource_type_code, service_type_code, ${nameOf(ctx)} resource_type_name, description resource_type_desc`,
    'resource_types',
    'true',
    [],
  ),
)

const serviceResources = operation('ListServiceResources', (ctx) =>
  dictionary(
    ctx,
    `code resource_type_code, service_type_code product_owner_service, ${nameOf(ctx)} name, description`,
    'resource_types',
    'service_type_code = ?',
    [ctx.query.service_type_code],
    (row) => ({ basic_info: row }),
  ),
)

const usageTypes = operation('ListUsageTypes', (ctx) => {
  const resource = ctx.query.resource_type_code
  return dictionary(
    ctx,
    `u.code, u.resource_type_code, u.service_type_code, ${nameOf(ctx, 'u.')} name, ${nameOf(ctx, 'r.')} resource_type_name,
     ${nameOf(ctx, 's.')} service_type_name`,
    `usage_types u join service_types s on s.code = u.service_type_code
     join resource_types r on r.code = u.resource_type_code and r.service_type_code = u.service_type_code`,
    resource === undefined ? 'true' : 'u.resource_type_code = ?',
    resource === undefined ? [] : [resource],
  )
})

const measureUnits = operation('ListMeasureUnits', (ctx) => ({
  measure_units: ctx
    .sql(`select measure_id, ${nameOf(ctx)} measure_name, abbreviation, measure_type from measures order by measure_id`)
    .all() as object[],
}))

const conversions = operation('ListConversions', (ctx) => ({
  conversions: ctx
    .sql(
      `select measure_id, ref_measure_id, conversion_ratio, measure_type from conversions
       where @type is null or measure_type = @type order by id`,
    )
    .all({ type: ctx.query.measure_type ?? null }) as object[],
}))

const policies = operation('ListIncentiveDiscountPolicies', (ctx) => {
  const service = ctx.query.service_type_code
  return dictionary(
    ctx,
    `code service_type_code, ${nameOf(ctx)} service_type_name, incentive_policy, allow_discount`,
    'service_types',
    service === undefined ? 'true' : 'code = ?',
    service === undefined ? [] : [service],
  )
})

const resourceSpecs = operation('ListResourceSpecs', (ctx) => {
  const { body } = ctx
  const limit = body.limit ?? 100
  const rows = ctx
    .sql(
      `select p.id, p.service_type_code cloud_service_type, ${nameOf(ctx, 's.')} cloud_service_type_name,
         p.resource_type_code resource_type, ${nameOf(ctx, 'r.')} resource_type_name, p.resource_spec,
         ${nameOf(ctx, 'p.')} resource_spec_name
       from resource_specs p join service_types s on s.code = p.service_type_code
       join resource_types r on r.code = p.resource_type_code and r.service_type_code = p.service_type_code
       where p.service_type_code = @service and p.resource_type_code = @resource and (@spec is null or p.resource_spec = @spec) and p.id > @marker
         and exists (select 1 from regions where code = @region)
       order by p.id limit @limit`,
    )
    .all({
      service: body.cloud_service_type,
      resource: body.resource_type,
      spec: body.filters?.[0]?.value ?? null,
      marker: Number(body.marker ?? 0),
      region: body.region_code,
      limit: limit + 1,
    }) as {
    id: number
  }[]
  const page = rows.slice(0, limit)
  return {
    // The vendor's null on the last page, though its model says string.
    page_info: { next_marker: (rows.length > limit ? String(page.at(-1)?.id) : null) as string },
    cloud_service_basics: page.map(({ id: _, ...row }) => ({
      ...row,
      charge_mode: body.charge_mode,
      region_code: body.region_code,
    })),
  }
})

const provinces = operation('ListProvinces', (ctx) =>
  dictionary(ctx, `code, ${nameOf(ctx)} name`, 'provinces', 'true', []),
)
const cities = operation('ListCities', (ctx) =>
  dictionary(ctx, `code, ${nameOf(ctx)} name`, 'cities', 'province_code = ?', [ctx.query.province_code]),
)
const counties = operation('ListCounties', (ctx) =>
  dictionary(ctx, `code, ${nameOf(ctx)} name`, 'counties', 'city_code = ?', [ctx.query.city_code]),
)

export const productOperations = [
  serviceTypes,
  resourceTypes,
  serviceResources,
  usageTypes,
  measureUnits,
  conversions,
  policies,
  resourceSpecs,
  provinces,
  cities,
  counties,
]
