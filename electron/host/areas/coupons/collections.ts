/** Quotas, issued coupons and operation records. The records come month by month: a month that is over is read once. */
import { couponColumns, mapCoupon, mapQuota, mapRecord, quotaColumns, recordColumns } from '#host/areas/coupons/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { PagedCollection, WindowedCollection } from '#host/sync/types.ts'
import { toInstant } from '#shared/time.ts'

const MINUTES = 60_000
const HOURS = 60 * MINUTES
const PAGE = 100

/** The list answers one type at a time: voucher 0, cash coupon 1. Pick-up quotas are shown in the vendor's portal alone. */
const quotaTypes = [0, 1] as const

/** Few rows of two lists as one: read whole, so that nothing vanishes because the other list was read. */
const quotas: PagedCollection = {
  kind: 'paged',
  name: 'coupon-quotas',
  operationId: 'ListQuotaCoupons',
  freshForMs: 15 * MINUTES,
  target: { table: 'coupon_quotas', key: 'quota_id', columns: quotaColumns, vanished: 'mark' },
  pageSize: PAGE,
  fetch: async (api, _page, signal) => {
    const rows: unknown[] = []
    let bytes = 0
    for (const quota_type of quotaTypes) {
      for (let offset = 0, total = 1; offset < total; offset += PAGE) {
        const page = pageOf(
          await api.call('ListQuotaCoupons', { body: { quota_type, offset, limit: PAGE }, signal }),
          'quotas',
          'total_count',
        )
        rows.push(...page.rows)
        bytes += page.bytes
        total = page.total ?? 0
      }
    }
    return { rows, total: rows.length, bytes }
  },
  map: mapQuota,
}

/** Only coupons of resale customers are told (R-COUPON-02), and none that is over for long: the copy here stays (R-COUPON-26). */
const coupons: PagedCollection = {
  kind: 'paged',
  name: 'coupons',
  operationId: 'ListIssuedPartnerCoupons',
  freshForMs: HOURS,
  target: { table: 'coupons', key: 'coupon_id', rowid: 'id', columns: couponColumns, vanished: 'mark' },
  pageSize: PAGE,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListIssuedPartnerCoupons', { query: page, signal }), 'user_coupons', 'total_count'),
  map: mapCoupon,
}

/** As long as a coupon's life and what is told of it afterwards. */
export const RECORD_MONTHS = 36
/** Records come late, at most by minutes; the rest is patience. */
export const SETTLE_MS = 24 * HOURS

/** The ends of a window are excluded: it begins a second early. */
export const recordWindow = ({ from, to }: MonthWindow) => ({
  operation_time_begin: toInstant(from - 1_000),
  operation_time_end: toInstant(to),
})

const records: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'coupon-records',
  operationId: 'ListPartnerCouponsRecord',
  freshForMs: 15 * MINUTES,
  target: { table: 'coupon_records', key: 'record_id', rowid: 'id', columns: recordColumns, vanished: 'mark' },
  windowColumn: 'month',
  pageSize: PAGE,
  windows: (now) => monthWindows(now, RECORD_MONTHS, SETTLE_MS),
  fetch: async (api, page, window, signal) =>
    pageOf(
      await api.call('ListPartnerCouponsRecord', { query: { ...page, ...recordWindow(window) }, signal }),
      'records',
      'total_count',
    ),
  map: (row, { key }) => mapRecord(key)(row),
}

export const couponCollections = [quotas, coupons, records]
