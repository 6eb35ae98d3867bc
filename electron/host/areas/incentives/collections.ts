/** Incentives by period: bills, plans, policies, details. Read by finance; where the desk API is absent, they are imported. */
import {
  billColumns,
  detailColumns,
  mapBill,
  mapDetail,
  mapPlan,
  mapPolicy,
  planColumns,
  policyColumns,
} from '#host/areas/incentives/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { PagedCollection, WindowedCollection } from '#host/sync/types.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Periods kept in step, the present one included. */
const PERIODS = 4

/** A statement may change until it is issued, some forty days after its period. */
const ISSUED_MS = 45 * DAY

const bills: PagedCollection = {
  kind: 'paged',
  name: 'incentive-bills',
  operationId: 'ListDeskIncentiveBills',
  freshForMs: HOUR,
  target: { table: 'incentive_bills', key: 'bill_id', columns: billColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskIncentiveBills', { query: page, signal }), 'bills', 'total_count'),
  map: mapBill,
}

const plans: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'incentive-plans',
  operationId: 'ListDeskIncentivePlans',
  freshForMs: DAY,
  target: { table: 'incentive_plans', key: 'plan_key', columns: planColumns, vanished: 'mark' },
  windowColumn: 'period',
  pageSize: 100,
  windows: (now) => monthWindows(now, PERIODS, ISSUED_MS),
  fetch: async (api, page, { key }, signal) =>
    pageOf(
      await api.call('ListDeskIncentivePlans', { query: { period: key, ...page }, signal }),
      'plans',
      'total_count',
    ),
  map: (row, { key }) => mapPlan(row, key),
}

/** One month more than the periods: late performance earns by the policy of its own month. */
const policies: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'incentive-policies',
  operationId: 'ListIncentiveDiscountPolicies',
  freshForMs: DAY,
  target: { table: 'incentive_policies', key: 'policy_key', columns: policyColumns, vanished: 'mark' },
  windowColumn: 'month',
  pageSize: 100,
  windows: (now) => monthWindows(now, PERIODS + 1, DAY),
  fetch: async (api, page, { key }, signal) =>
    pageOf(
      await api.call('ListIncentiveDiscountPolicies', {
        query: { time: key, ...page },
        signal,
      }),
      'policies',
      'total_count',
    ),
  map: (row, { key }) => mapPolicy(row, key),
}

const details: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'incentive-details',
  operationId: 'ListDeskIncentiveDetails',
  freshForMs: DAY / 2,
  target: { table: 'incentive_details', key: 'data_id', rowid: 'id', columns: detailColumns, vanished: 'mark' },
  windowColumn: 'period',
  pageSize: 1000,
  windows: (now) => monthWindows(now, PERIODS, ISSUED_MS),
  fetch: async (api, page, { key }, signal) =>
    pageOf(
      await api.call('ListDeskIncentiveDetails', { query: { period: key, ...page }, signal }),
      'details',
      'total_count',
    ),
  map: (row) => mapDetail(row),
}

export const incentiveCollections = [bills, plans, policies, details]
