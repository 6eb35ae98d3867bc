/** Payment applications, the lines of their invoice lists, and business information: read by finance. */
import {
  applicationColumns,
  infoColumns,
  lineColumns,
  mapApplication,
  mapInfo,
  mapLine,
} from '#host/areas/applications/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { PagedCollection, WindowedCollection } from '#host/sync/types.ts'

const HOUR = 3_600_000
/** Periods that are still applied for; one statement lies open no longer. */
const PERIODS = 12
/** A year after its period nobody applies for it any more. */
const CLOSED_MS = 366 * 24 * HOUR

const businessInfo: PagedCollection = {
  kind: 'paged',
  name: 'business-info',
  operationId: 'ShowDeskBusinessInfo',
  freshForMs: HOUR,
  target: { table: 'business_info', key: 'partner_id', columns: infoColumns, vanished: 'delete' },
  pageSize: 2,
  fetch: async (api, _page, signal) => {
    const { body, bytes } = await api.call('ShowDeskBusinessInfo', { signal })
    return { rows: [body], total: 1, bytes }
  },
  map: mapInfo,
}

const applications: PagedCollection = {
  kind: 'paged',
  name: 'payout-applications',
  operationId: 'ListDeskPayoutApplications',
  freshForMs: HOUR,
  target: {
    table: 'payout_applications',
    key: 'application_number',
    columns: applicationColumns,
    vanished: 'mark',
  },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskPayoutApplications', { query: page, signal }), 'applications', 'total_count'),
  map: mapApplication,
}

const lines: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'invoice-list-lines',
  operationId: 'ListDeskInvoiceListLines',
  freshForMs: 6 * HOUR,
  target: { table: 'invoice_list_lines', key: 'line_id', columns: lineColumns, vanished: 'mark' },
  windowColumn: 'period',
  pageSize: 1000,
  windows: (now) => monthWindows(now, PERIODS, CLOSED_MS),
  fetch: async (api, page, { key }, signal) =>
    pageOf(
      await api.call('ListDeskInvoiceListLines', { query: { period: key, ...page }, signal }),
      'lines',
      'total_count',
    ),
  map: (row) => mapLine(row),
}

export const applicationCollections = [businessInfo, applications, lines]
