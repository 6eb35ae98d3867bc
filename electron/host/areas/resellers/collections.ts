/** What only a general distributor 总经销商 may read: its resellers, the quotas it gave them, the records of that. */
import { RECORD_MONTHS, recordWindow, SETTLE_MS } from '#host/areas/coupons/collections.ts'
import {
  mapQuotaRecord,
  mapReseller,
  mapResellerQuota,
  quotaRecordColumns,
  resellerColumns,
  resellerQuotaColumns,
} from '#host/areas/resellers/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { PagedCollection, WindowedCollection } from '#host/sync/types.ts'
import { DISTRIBUTOR } from '#shared/rules/organization.ts'

const MINUTES = 60_000
const PAGE = 100

const resellers: PagedCollection = {
  kind: 'paged',
  name: 'resellers',
  operationId: 'ListIndirectPartners',
  onlyKind: DISTRIBUTOR,
  freshForMs: 60 * MINUTES,
  target: { table: 'resellers', key: 'reseller_id', columns: resellerColumns, vanished: 'mark' },
  pageSize: PAGE,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListIndirectPartners', { body: page, signal }), 'indirect_partners', 'count'),
  map: mapReseller,
}

const quotas: PagedCollection = {
  kind: 'paged',
  name: 'reseller-quotas',
  operationId: 'ListIssuedCouponQuotas',
  onlyKind: DISTRIBUTOR,
  freshForMs: 15 * MINUTES,
  target: { table: 'reseller_quotas', key: 'quota_id', columns: resellerQuotaColumns, vanished: 'mark' },
  pageSize: PAGE,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListIssuedCouponQuotas', { query: page, signal }), 'quotas', 'total_count'),
  map: mapResellerQuota,
}

const records: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'quota-records',
  operationId: 'ListCouponQuotasRecords',
  onlyKind: DISTRIBUTOR,
  freshForMs: 15 * MINUTES,
  target: { table: 'quota_records', key: 'record_id', columns: quotaRecordColumns, vanished: 'mark' },
  windowColumn: 'month',
  pageSize: PAGE,
  windows: (now) => monthWindows(now, RECORD_MONTHS, SETTLE_MS),
  fetch: async (api, page, window, signal) =>
    pageOf(
      await api.call('ListCouponQuotasRecords', { query: { ...page, ...recordWindow(window) }, signal }),
      'records',
      'total_count',
    ),
  map: (row, { key }) => mapQuotaRecord(key)(row),
}

export const resellerCollections = [resellers, quotas, records]
