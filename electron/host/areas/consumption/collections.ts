/** Consumption of resale customers by month: the other side of incentives and statements. */
import { type ConsumptionPart, mapSum, sumColumns } from '#host/areas/consumption/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import { monthWindows } from '#host/sync/months.ts'
import type { Window, WindowedCollection } from '#host/sync/types.ts'

const DAY = 86_400_000

/** Months kept in step, the present one included: what a statement or a dispute still speaks of. */
const MONTHS = 4

/** Refreshed daily from 16:00 to 24:00 Beijing time for the day before (R-CUST-39); corrections reach into the next month. */
const SETTLE_MS = 6 * DAY

/** 1 yearly/monthly, 3 on demand, 11 savings plans: each is a question of its own. */
const chargeModes = ['1', '3', '11'] as const

interface Part extends ConsumptionPart, Window {
  readonly chargeMode: (typeof chargeModes)[number]
}

const sums: WindowedCollection<Part> = {
  kind: 'windowed',
  name: 'consumption-sums',
  operationId: 'ListSubcustomerMonthlyBills',
  freshForMs: DAY / 4,
  after: ['customers'],
  target: { table: 'consumption_sums', key: 'sum_key', rowid: 'id', columns: sumColumns, vanished: 'mark' },
  windowColumn: 'part',
  pageSize: 100,
  windows: (now) =>
    monthWindows(now, MONTHS, SETTLE_MS).flatMap(({ key: month, closedAt }) =>
      chargeModes.map((chargeMode) => ({ key: `${month}:${chargeMode}`, month, chargeMode, closedAt })),
    ),
  fetch: async (api, page, { month, chargeMode }, signal) =>
    pageOf(
      await api.call('ListSubcustomerMonthlyBills', {
        query: { cycle: month, charge_mode: chargeMode, ...page },
        signal,
      }),
      'bill_sums',
      'count',
    ),
  map: mapSum,
}

export const consumptionCollections = [sums]
