/** Reference lists of the vendor: they change rarely. */
import { mapResourceType, mapServiceType, resourceColumns, serviceColumns } from '#host/areas/products/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

const DAY = 86_400_000
const chinese = { 'X-Language': 'zh_CN' } as const

const serviceTypes: PagedCollection = {
  kind: 'paged',
  name: 'service-types',
  operationId: 'ListServiceTypes',
  freshForMs: DAY,
  target: { table: 'service_types', key: 'code', columns: serviceColumns, vanished: 'mark' },
  pageSize: 1_000,
  fetch: async (api, page, signal) =>
    pageOf(
      await api.call('ListServiceTypes', { query: page, headers: chinese, signal }),
      'service_types',
      'total_count',
    ),
  map: mapServiceType,
}

const resourceTypes: PagedCollection = {
  kind: 'paged',
  name: 'resource-types',
  operationId: 'ListResourceTypes',
  freshForMs: DAY,
  target: { table: 'resource_types', key: 'code', columns: resourceColumns, vanished: 'mark' },
  pageSize: 1_000,
  fetch: async (api, page, signal) =>
    pageOf(
      await api.call('ListResourceTypes', { query: page, headers: chinese, signal }),
      'resource_types',
      'total_count',
    ),
  map: mapResourceType,
}

export const productCollections = [serviceTypes, resourceTypes]
