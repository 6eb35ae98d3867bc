/**
 * Orders of the partner's own customers, asked by their time of creation: months first, years of what is long over. A
 * stretch that is over is read once; what changes an order after that is asked for with its details.
 */
import { detailColumns, mapDetailRow, mapOrder, orderColumns } from '#host/areas/orders/wire.ts'
import type { Answer, PartnerApi } from '#host/partner-api/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { pageOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { Fetched, KeyedCollection, WindowedCollection } from '#host/sync/types.ts'
import { billingMonth, monthStart, toInstant } from '#shared/time.ts'

const MINUTES = 60_000
const DAY = 24 * 60 * MINUTES
const PAGE = 100

/** An order waits a week for its payment at most; reviews and refunds of some weeks are found as well. */
export const SETTLE_MS = 45 * DAY
/** Whole years before the last one; the vendor's service is not older. */
const YEARS = 8

/** Months of this year and the last one, then years: R-ORD-14 allows a window of a year. */
export function orderWindows(now: number): MonthWindow[] {
  const present = billingMonth(now)
  const year = Number(present.slice(0, 4))
  const months = monthWindows(now, 12 + Number(present.slice(5)), SETTLE_MS)
  const years = Array.from({ length: YEARS }, (_, back): MonthWindow => {
    const key = String(year - 2 - back)
    const to = monthStart(`${Number(key) + 1}-01`)
    return { key, from: monthStart(`${key}-01`), to, closedAt: to + SETTLE_MS }
  })
  return [...months, ...years]
}

/** Both ends of a window belong to it: it ends a second before the next one begins. */
const created = ({ from, to }: MonthWindow) => ({
  create_time_begin: toInstant(from),
  create_time_end: toInstant(to - 1_000),
})

const target = { table: 'orders', key: 'order_id', rowid: 'id' } as const

const orders: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'orders',
  operationId: 'ListCustomerOrders',
  freshForMs: 15 * MINUTES,
  after: ['customers'],
  target: { ...target, columns: orderColumns, vanished: 'mark' },
  windowColumn: 'part',
  pageSize: PAGE,
  windows: orderWindows,
  fetch: async (api, page, window, signal) =>
    pageOf(
      await api.call('ListCustomerOrders', {
        query: { ...page, ...created(window), order_by: 'createTime' },
        signal,
      }),
      'order_infos',
      'total_count',
    ),
  map: (row, { key }) => mapOrder(key)(row),
}

/** All lines of one order, however many. Throws PartnerError. */
export async function readDetails(
  api: Pick<PartnerApi, 'call'>,
  order_id: string,
  signal?: AbortSignal,
): Promise<{ row: Record<string, unknown>; bytes: number }> {
  let bytes = 0
  const lines: unknown[] = []
  for (let offset = 0; ; offset += PAGE) {
    const answer: Answer<'ShowCustomerOrderDetails'> = await api.call('ShowCustomerOrderDetails', {
      path: { order_id },
      query: { offset, limit: PAGE },
      ...(signal ? { signal } : {}),
    })
    const page: Fetched = pageOf(answer, 'order_line_items', 'total_count')
    bytes += page.bytes
    lines.push(...page.rows)
    if (page.rows.length < PAGE || lines.length >= (page.total ?? 0))
      return { row: { order_id, order_info: answer.body.order_info, order_line_items: lines }, bytes }
  }
}

/** What the vendor says of a number that it does not know, or that is another partner's. */
const unknownOrder: ReadonlySet<string> = new Set(['CBC.30000010', 'CBC.0155'])

/** Details are a call for each order: read ahead for so many that wait for payment, because only they tell the deadline. */
const AHEAD = 600

const details: KeyedCollection = {
  kind: 'keyed',
  name: 'order-details',
  operationId: 'ShowCustomerOrderDetails',
  freshForMs: 15 * MINUTES,
  after: ['orders'],
  background: true,
  target: { ...target, columns: detailColumns },
  where: 'gone_at IS NULL',
  unasked: `status = '6' AND detail_as_of IS NULL AND id IN
    (SELECT id FROM orders WHERE status = '6' AND gone_at IS NULL ORDER BY created_order DESC LIMIT ${AHEAD})`,
  batch: 1,
  asOfColumn: 'detail_as_of',
  fetch: async (api, keys, signal) => {
    const rows: unknown[] = []
    let bytes = 0
    for (const key of keys) {
      try {
        const { row, bytes: more } = await readDetails(api, key, signal)
        rows.push(row)
        bytes += more
      } catch (cause) {
        if (!(cause instanceof PartnerError) || !unknownOrder.has(cause.value.vendor?.code ?? '')) throw cause
      }
    }
    return { rows, bytes }
  },
  map: mapDetailRow,
}

export const orderCollections = [orders, details]
