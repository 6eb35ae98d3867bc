/** Resources from the partner's fields to columns; sources: ListPayPerUseCustomerResources, ListCustomerOnDemandResources, ListFreeResourceInfos. */

import type { Mapped, RowValues } from '#host/sync/types.ts'
import { code, extra, instant, listOf, mapping, requiredText, text, type WireRow } from '#host/sync/wire.ts'

const common = [
  'resource_id',
  'customer_id',
  'name',
  'region_code',
  'service_type_code',
  'service_type_name',
  'resource_type_code',
  'resource_type_name',
  'spec_code',
  'spec_text',
] as const

const commonFields = [
  'resource_id',
  'resource_name',
  'region_code',
  'service_type_code',
  'service_type_name',
  'resource_type_code',
  'resource_type_name',
  'resource_spec_code',
  'product_spec_desc',
  'status',
  'effective_time',
  'expire_time',
]

const mapCommon = (row: WireRow, owner: string): RowValues => [
  requiredText(row.resource_id, 'resource_id'),
  owner,
  text(row.resource_name, 'resource_name'),
  text(row.region_code, 'region_code'),
  text(row.service_type_code, 'service_type_code'),
  text(row.service_type_name, 'service_type_name'),
  text(row.resource_type_code, 'resource_type_code'),
  text(row.resource_type_name, 'resource_type_name'),
  text(row.resource_spec_code, 'resource_spec_code'),
  text(row.product_spec_desc, 'product_spec_desc'),
]

export const periodColumns = [
  ...common,
  'main',
  'parent_id',
  'status',
  'effective_at',
  'expire_at',
  'expire_policy',
  'project_name',
  'extra',
] as const

const knownOfPeriod = new Set([
  ...commonFields,
  'is_main_resource',
  'parent_resource_id',
  'expire_policy',
  'enterprise_project',
])

/** What the partner says about the parent decides where it says nothing about being one. */
function isMain(row: WireRow): boolean {
  const said = code(row.is_main_resource, 'is_main_resource')
  return said === null ? (text(row.parent_resource_id, 'parent_resource_id') ?? '') === '' : said === '1'
}

export const mapPeriodResource = (row: unknown, owner: string): Mapped =>
  mapping('resource_id', (one) => [
    ...mapCommon(one, owner),
    isMain(one) ? 1 : 0,
    text(one.parent_resource_id, 'parent_resource_id') || null,
    code(one.status, 'status'),
    instant(one.effective_time, 'effective_time'),
    instant(one.expire_time, 'expire_time'),
    code(one.expire_policy, 'expire_policy'),
    text((one.enterprise_project as WireRow | null | undefined)?.name, 'enterprise_project.name'),
    extra(one, knownOfPeriod),
  ])(row)

export const onDemandColumns = [...common, 'status', 'effective_at', 'expire_at', 'extra'] as const

const knownOfOnDemand = new Set([...commonFields, 'customer_id'])

export const mapOnDemandResource = (row: unknown, owner: string): Mapped =>
  mapping('resource_id', (one) => [
    ...mapCommon(one, owner),
    code(one.status, 'status'),
    instant(one.effective_time, 'effective_time'),
    instant(one.expire_time, 'expire_time'),
    extra(one, knownOfOnDemand),
  ])(row)

export const packageColumns = [
  'package_id',
  'customer_id',
  'name',
  'region_code',
  'service_type_code',
  'service_type_name',
  'status',
  'reuse_mode',
  'effective_at',
  'expire_at',
  'items',
  'extra',
] as const

const knownOfPackage = new Set([
  'order_instance_id',
  'product_name',
  'region_code',
  'service_type_code',
  'service_type_name',
  'status',
  'quota_reuse_mode',
  'effective_time',
  'expire_time',
  'free_resources',
])

export const mapPackage = (row: unknown, owner: string): Mapped =>
  mapping('order_instance_id', (one) => [
    requiredText(one.order_instance_id, 'order_instance_id'),
    owner,
    text(one.product_name, 'product_name'),
    text(one.region_code, 'region_code'),
    text(one.service_type_code, 'service_type_code'),
    text(one.service_type_name, 'service_type_name'),
    code(one.status, 'status'),
    code(one.quota_reuse_mode, 'quota_reuse_mode'),
    instant(one.effective_time, 'effective_time'),
    instant(one.expire_time, 'expire_time'),
    JSON.stringify(listOf(one, 'free_resources') ?? []),
    extra(one, knownOfPackage),
  ])(row)
