/** Reference lists (R-PLAT-24); sources: ServiceTypes, ResourceTypes. */

import type { RowValues } from '#host/sync/types.ts'
import { extra, mapping, requiredText, text } from '#host/sync/wire.ts'

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
