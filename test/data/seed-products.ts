import type { Database } from 'better-sqlite3'
import { conversions, countiesOf, measures, provinces, regions } from './reference.ts'
import { services } from './services.ts'

const usages = [
  ['Duration', '使用时长', 'Duration'],
  ['Flow', '流量', 'Traffic'],
  ['Count', '次数', 'Count'],
] as const

/** The product catalogue and the reference lists; the same for every size and seed. */
export const seedProductTables = (state: Database): void => {
  const service =
    state.prepare(`insert into service_types (code, name, name_en, abbreviation, incentive_policy, allow_discount)
    values (?, ?, ?, ?, ?, ?)`)
  const type = state.prepare(`insert into resource_types (code, name, name_en, description, service_type_code)
    values (?, ?, ?, ?, ?)`)
  const usage = state.prepare(`insert into usage_types (code, name, name_en, resource_type_code, service_type_code)
    values (?, ?, ?, ?, ?)`)
  const spec =
    state.prepare(`insert into resource_specs (service_type_code, resource_type_code, resource_spec, name, name_en, linear,
    size_measure_id, usage_factor, usage_measure_id, month_price, hour_price) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  for (const of of services) {
    service.run(of.code, of.name, of.nameEn, of.abbreviation, of.incentivePolicy, of.allowDiscount)
    for (const resource of of.resources) {
      type.run(resource.code, resource.name, resource.nameEn, `${of.name}：${resource.name}`, of.code)
      for (const [code, name, nameEn] of usages) usage.run(code, name, nameEn, resource.code, of.code)
      for (const { code, name, nameEn, monthPrice, hourPrice } of resource.specs) {
        spec.run(
          of.code,
          resource.code,
          code,
          name,
          nameEn,
          resource.linear ? 1 : 0,
          resource.sizeMeasureId ?? null,
          resource.usageFactor,
          resource.usageMeasureId,
          monthPrice,
          hourPrice,
        )
      }
    }
  }
  const measure = state.prepare(
    'insert into measures (measure_id, name, name_en, abbreviation, measure_type) values (?, ?, ?, ?, ?)',
  )
  for (const row of measures) measure.run(...row)
  const conversion = state.prepare(
    'insert into conversions (measure_id, ref_measure_id, conversion_ratio, measure_type) values (?, ?, ?, ?)',
  )
  for (const row of conversions) conversion.run(...row)
  const region = state.prepare('insert into regions (code, name, name_en) values (?, ?, ?)')
  for (const { code, name, nameEn } of regions) region.run(code, name, nameEn)
  const province = state.prepare('insert into provinces (code, name, name_en) values (?, ?, ?)')
  const city = state.prepare('insert into cities (code, province_code, name, name_en) values (?, ?, ?, ?)')
  const county = state.prepare('insert into counties (code, city_code, name, name_en) values (?, ?, ?, ?)')
  for (const of of provinces) {
    province.run(of.code, of.name, of.nameEn)
    for (const inside of of.cities) {
      city.run(inside.code, of.code, inside.name, inside.nameEn)
      for (const { code, name, nameEn } of countiesOf(inside)) county.run(code, inside.code, name, nameEn)
    }
  }
}
