/**
 * Resources of customers. The partner tells them of one named customer at a time and knows no list of all, so they are
 * read customer by customer behind everything else; whoever opens a customer has that one read at once.
 */
import {
  mapOnDemandResource,
  mapPackage,
  mapPeriodResource,
  onDemandColumns,
  packageColumns,
  periodColumns,
} from '#host/areas/resources/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { OwnedCollection } from '#host/sync/types.ts'

const DAY = 86_400_000

const owned = {
  kind: 'owned',
  freshForMs: DAY,
  after: ['customers'],
  ownerColumn: 'customer_id',
  owners: { table: 'customers', key: 'customer_id', rowid: 'id', where: 'gone_at IS NULL' },
  reads: 'all',
} as const

export const PERIOD_RESOURCES = 'period-resources'
export const ON_DEMAND_RESOURCES = 'on-demand-resources'
export const RESOURCE_PACKAGES = 'resource-packages'

/** First: what expires is what somebody must act on. */
const period: OwnedCollection = {
  ...owned,
  name: PERIOD_RESOURCES,
  operationId: 'ListPayPerUseCustomerResources',
  target: { table: 'period_resources', key: 'resource_id', rowid: 'id', columns: periodColumns, vanished: 'mark' },
  pageSize: 500,
  fetch: async (api, owner, page, signal) =>
    pageOf(
      await api.call('ListPayPerUseCustomerResources', { body: { customer_id: owner, ...page }, signal }),
      'data',
      'total_count',
    ),
  map: mapPeriodResource,
}

const onDemand: OwnedCollection = {
  ...owned,
  name: ON_DEMAND_RESOURCES,
  operationId: 'ListCustomerOnDemandResources',
  target: { table: 'on_demand_resources', key: 'resource_id', rowid: 'id', columns: onDemandColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, owner, page, signal) =>
    pageOf(
      await api.call('ListCustomerOnDemandResources', { body: { customer_id: owner, ...page }, signal }),
      'resources',
      'total_count',
    ),
  map: mapOnDemandResource,
}

/** Told by the customer's own credential alone (R-PLAT-16), so only where it granted us the agency and somebody looks. */
const packages: OwnedCollection = {
  ...owned,
  name: RESOURCE_PACKAGES,
  operationId: 'ListFreeResourceInfos',
  reads: 'asked',
  target: { table: 'resource_packages', key: 'package_id', rowid: 'id', columns: packageColumns, vanished: 'mark' },
  pageSize: 1000,
  fetch: async (api, owner, page, signal) =>
    pageOf(
      await api.call('ListFreeResourceInfos', { body: { ...page }, actingFor: owner, signal }),
      'free_resource_packages',
      'total_count',
    ),
  map: mapPackage,
}

export const resourceCollections = [period, onDemand, packages]
