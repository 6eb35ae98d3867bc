/** Reference lists of the vendor: they change rarely. */
import {
  conversionColumns,
  listKey,
  mapConversion,
  mapMeasure,
  mapResourceType,
  mapServiceType,
  mapSpec,
  mapUsage,
  measureColumns,
  resourceColumns,
  type SpecList,
  serviceColumns,
  specColumns,
  usageColumns,
} from '#host/areas/products/wire.ts'
import { pageOf, rowsOf } from '#host/sync/answers.ts'
import { unreadable } from '#host/sync/run.ts'
import type { PagedCollection, Window, WindowedCollection } from '#host/sync/types.ts'
import { coreProducts, HOME_REGION } from '#shared/rules/products.ts'

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

const measures: PagedCollection = {
  kind: 'paged',
  name: 'measures',
  operationId: 'ListMeasureUnits',
  freshForMs: 7 * DAY,
  target: { table: 'measures', key: 'measure_id', columns: measureColumns, vanished: 'mark' },
  pageSize: 1_000,
  whole: true,
  fetch: async (api, _page, signal) => {
    const fetched = rowsOf(await api.call('ListMeasureUnits', { headers: chinese, signal }), 'measure_units')
    return { ...fetched, total: fetched.rows.length }
  },
  map: mapMeasure,
}

const conversions: PagedCollection = {
  kind: 'paged',
  name: 'conversions',
  operationId: 'ListConversions',
  freshForMs: 7 * DAY,
  target: { table: 'conversions', key: 'pair', columns: conversionColumns, vanished: 'mark' },
  pageSize: 1_000,
  whole: true,
  fetch: async (api, _page, signal) => {
    const fetched = rowsOf(await api.call('ListConversions', { headers: chinese, signal }), 'conversions')
    return { ...fetched, total: fetched.rows.length }
  },
  map: mapConversion,
}

const usageTypes: PagedCollection = {
  kind: 'paged',
  name: 'usage-types',
  operationId: 'ListUsageTypes',
  freshForMs: 7 * DAY,
  target: { table: 'usage_types', key: 'usage_key', columns: usageColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListUsageTypes', { query: page, headers: chinese, signal }), 'usage_types', 'total_count'),
  map: mapUsage,
}

interface SpecWindow extends SpecList, Window {}

/** Specs come and go: a list is never read for good. */
const specWindow = (list: SpecList): SpecWindow => ({ ...list, key: listKey(list), closedAt: Infinity })

const windowOf = (key: string): SpecWindow | null => {
  const [serviceType, resourceType, region, chargeMode, ...more] = key.split(':')
  if (!serviceType || !resourceType || !region || !chargeMode || more.length > 0) return null
  return specWindow({ serviceType, resourceType, region, chargeMode })
}

/** Pages of one list; the vendor's largest has some hundred specs. */
const PAGES_MOST = 50

/** The vendor tells specs of one resource, region and charge mode at a time: the usual ones, and whatever was asked for. */
const resourceSpecs: WindowedCollection<SpecWindow> = {
  kind: 'windowed',
  name: 'resource-specs',
  operationId: 'ListResourceSpecs',
  freshForMs: 7 * DAY,
  target: { table: 'resource_specs', key: 'spec_key', columns: specColumns, vanished: 'mark' },
  windowColumn: 'list',
  pageSize: 100,
  whole: true,
  windows: (_now, known) => {
    const usual = coreProducts.flatMap((product) =>
      ['1', '3'].map((chargeMode) => specWindow({ ...product, region: HOME_REGION, chargeMode })),
    )
    const usualKeys = new Set(usual.map(({ key }) => key))
    return [...usual, ...known.filter((key) => !usualKeys.has(key)).flatMap((key) => windowOf(key) ?? [])]
  },
  windowOf,
  fetch: async (api, _page, { serviceType, resourceType, region, chargeMode }, signal) => {
    const rows: unknown[] = []
    let bytes = 0
    let marker: string | undefined
    for (let page = 0; page < PAGES_MOST; page += 1) {
      const answer = await api.call('ListResourceSpecs', {
        body: {
          cloud_service_type: serviceType,
          resource_type: resourceType,
          region_code: region,
          charge_mode: chargeMode as '1' | '3',
          limit: 100,
          ...(marker === undefined ? {} : { marker }),
        },
        headers: chinese,
        signal,
      })
      const fetched = rowsOf(answer, 'cloud_service_basics')
      rows.push(...fetched.rows)
      bytes += fetched.bytes
      // The vendor's null on the last page, though its model says text.
      const next: string | null = answer.body.page_info?.next_marker ?? null
      if (next === null || next === '') return { rows, total: rows.length, bytes }
      if (next === marker) break
      marker = next
    }
    throw unreadable('the list of specs does not end')
  },
  map: (row, list) => mapSpec(list)(row),
}

export const productCollections = [serviceTypes, resourceTypes, measures, conversions, usageTypes, resourceSpecs]
