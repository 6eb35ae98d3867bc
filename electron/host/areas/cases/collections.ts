import { caseColumns, mapCase } from '#host/areas/cases/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

/** All kinds in one list: few rows, read whole. */
const cases: PagedCollection = {
  kind: 'paged',
  name: 'incentive-cases',
  operationId: 'ListDeskIncentiveCases',
  freshForMs: 2 * 3_600_000,
  target: { table: 'incentive_cases', key: 'case_id', columns: caseColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskIncentiveCases', { query: page, signal }), 'cases', 'total_count'),
  map: mapCase,
}

export const caseCollections = [cases]
