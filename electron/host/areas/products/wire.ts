/** Reference lists (R-PLAT-24); sources: ServiceTypes, ResourceTypes, ResourceSpecs, MeasureUnits, Conversions, UsageTypes. */
import { createHash } from 'node:crypto'
import type { RowValues } from '#host/sync/types.ts'
import { code, extra, mapping, requiredText, text, wholeNumber } from '#host/sync/wire.ts'

export const serviceColumns = ['code', 'name', 'abbreviation', 'extra'] as const
const ofService = new Set(['service_type_name', 'service_type_code', 'abbreviation'])

export const mapServiceType = mapping('service_type_code', (row): RowValues => {
  const key = requiredText(row.service_type_code, 'service_type_code')
  return [
    key,
    text(row.service_type_name, 'service_type_name') ?? key,
    text(row.abbreviation, 'abbreviation'),
    extra(row, ofService),
  ]
})

export const resourceColumns = ['code', 'name', 'description', 'service_type_code', 'extra'] as const
const ofResource = new Set(['resource_type_code', 'resource_type_name', 'resource_type_desc', 'service_type_code'])

export const mapResourceType = mapping('resource_type_code', (row): RowValues => {
  const key = requiredText(row.resource_type_code, 'resource_type_code')
  return [
    key,
    text(row.resource_type_name, 'resource_type_name') ?? key,
    text(row.resource_type_desc, 'resource_type_desc'),
    text(row.service_type_code, 'service_type_code'),
    extra(row, ofResource),
  ]
})

/** What the vendor's codes make too long for a key. */
const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)

/** One list of specs, as the vendor asks for it. */
export interface SpecList {
  readonly serviceType: string
  readonly resourceType: string
  readonly region: string
  /** 1 yearly/monthly, 3 on demand. */
  readonly chargeMode: string
}

export const listKey = ({ serviceType, resourceType, region, chargeMode }: SpecList): string =>
  [serviceType, resourceType, region, chargeMode].join(':')

export const specColumns = [
  'spec_key',
  'list',
  'service_type',
  'resource_type',
  'region',
  'charge_mode',
  'spec',
  'name',
  'extra',
] as const
const ofSpec = new Set([
  'cloud_service_type',
  'cloud_service_type_name',
  'resource_type',
  'resource_type_name',
  'resource_spec',
  'resource_spec_name',
  'charge_mode',
  'region_code',
])

/** Names of service and resource stand in their own lists. */
export const mapSpec = (list: SpecList) =>
  mapping('resource_spec', (row): RowValues => {
    const spec = requiredText(row.resource_spec, 'resource_spec')
    const key = listKey(list)
    return [
      keyOf(key, spec),
      key,
      list.serviceType,
      list.resourceType,
      list.region,
      list.chargeMode,
      spec,
      text(row.resource_spec_name, 'resource_spec_name') ?? spec,
      extra(row, ofSpec),
    ]
  })

export const measureColumns = ['measure_id', 'name', 'abbreviation', 'measure_type', 'extra'] as const
const ofMeasure = new Set(['measure_id', 'measure_name', 'abbreviation', 'measure_type'])

export const mapMeasure = mapping('measure_id', (row): RowValues => {
  const key = requiredText(code(row.measure_id, 'measure_id'), 'measure_id')
  return [
    key,
    text(row.measure_name, 'measure_name') ?? key,
    text(row.abbreviation, 'abbreviation'),
    code(row.measure_type, 'measure_type'),
    extra(row, ofMeasure),
  ]
})

export const conversionColumns = ['pair', 'measure_id', 'ref_measure_id', 'ratio', 'extra'] as const
const ofConversion = new Set(['measure_id', 'ref_measure_id', 'conversion_ratio', 'measure_type'])

export const mapConversion = mapping('measure_id', (row): RowValues => {
  const from = requiredText(code(row.measure_id, 'measure_id'), 'measure_id')
  const to = requiredText(code(row.ref_measure_id, 'ref_measure_id'), 'ref_measure_id')
  return [`${from}:${to}`, from, to, wholeNumber(row.conversion_ratio, 'conversion_ratio'), extra(row, ofConversion)]
})

export const usageColumns = ['usage_key', 'code', 'name', 'service_type', 'resource_type', 'extra'] as const
const ofUsage = new Set([
  'code',
  'name',
  'service_type_code',
  'resource_type_code',
  'service_type_name',
  'resource_type_name',
])

export const mapUsage = mapping('code', (row): RowValues => {
  const usage = requiredText(row.code, 'code')
  const service = text(row.service_type_code, 'service_type_code')
  const resource = text(row.resource_type_code, 'resource_type_code')
  return [
    keyOf(usage, service ?? '', resource ?? ''),
    usage,
    text(row.name, 'name') ?? usage,
    service,
    resource,
    extra(row, ofUsage),
  ]
})
