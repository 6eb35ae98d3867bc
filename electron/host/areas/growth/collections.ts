/** Goods and offers that may be shared, and the plan that sharing needs. */
import { mapPlan, mapShare, planColumns, shareColumns } from '#host/areas/growth/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

const HOURS = 3_600_000

const shares: PagedCollection = {
  kind: 'paged',
  name: 'marketplace-shares',
  operationId: 'ListDeskMarketplaceShares',
  freshForMs: 6 * HOURS,
  target: { table: 'marketplace_shares', key: 'share_id', columns: shareColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskMarketplaceShares', { query: page, signal }), 'shares', 'total_count'),
  map: mapShare,
}

/** One row. */
const plan: PagedCollection = {
  kind: 'paged',
  name: 'marketplace-plan',
  operationId: 'ShowDeskMarketplacePlan',
  freshForMs: 6 * HOURS,
  target: { table: 'marketplace_plan', key: 'plan_code', columns: planColumns, vanished: 'delete' },
  pageSize: 2,
  fetch: async (api, _page, signal) => {
    const { body, bytes } = await api.call('ShowDeskMarketplacePlan', { signal })
    return { rows: [body], total: 1, bytes }
  },
  map: mapPlan,
}

export const growthCollections = [shares, plan]
