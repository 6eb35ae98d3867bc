/** The partner's own accounts, the records of what it moved, and what its resellers hold. */
import { resellerBalances } from '#host/areas/funds/reseller-balances.ts'
import { accountColumns, adjustColumns, mapAccount, mapAdjust } from '#host/areas/funds/wire.ts'
import { pageOf, rowsOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { PagedCollection, WindowedCollection } from '#host/sync/types.ts'
import { toInstant } from '#shared/time.ts'

const MINUTES = 60_000
const DAYS = 24 * 60 * MINUTES

/** One answer, no pages. */
const partnerBalance: PagedCollection = {
  kind: 'paged',
  name: 'partner-balance',
  operationId: 'ListPartnerBalances',
  freshForMs: 15 * MINUTES,
  target: { table: 'partner_accounts', key: 'account_id', columns: accountColumns, vanished: 'mark' },
  pageSize: 1_000,
  fetch: async (api, _page, signal) => {
    const { rows, bytes } = rowsOf(await api.call('ListPartnerBalances', { signal }), 'account_balances')
    return { rows, bytes, total: rows.length }
  },
  map: mapAccount,
}

/** Months of records read at first: a year and the present month. What is here stays, so the reach grows. */
const RECORD_MONTHS = 13
/** Records come late by minutes; the rest is patience. */
const SETTLE_MS = DAYS

const adjustRecords: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'adjust-records',
  operationId: 'ListPartnerAdjustRecords',
  freshForMs: 15 * MINUTES,
  target: { table: 'adjust_records', key: 'trans_id', rowid: 'id', columns: adjustColumns, vanished: 'mark' },
  windowColumn: 'month',
  pageSize: 100,
  windows: (now) => monthWindows(now, RECORD_MONTHS, SETTLE_MS),
  fetch: async (api, page, { from, to }, signal) =>
    pageOf(
      await api.call('ListPartnerAdjustRecords', {
        query: { ...page, operation_time_begin: toInstant(from), operation_time_end: toInstant(to - 1000) },
        signal,
      }),
      'records',
      'total_count',
    ),
  map: (row, { key }) => mapAdjust(key)(row),
}

export const fundsCollections = [partnerBalance, adjustRecords, resellerBalances]
