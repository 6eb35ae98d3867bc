/** What was asked about links: a short list, read often, because the other side answers when it likes. */
import { mapRequest, requestColumns } from '#host/areas/associations/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

const requests: PagedCollection = {
  kind: 'paged',
  name: 'association-requests',
  operationId: 'ListDeskAssociationRequests',
  freshForMs: 10 * 60_000,
  target: { table: 'association_requests', key: 'request_id', columns: requestColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskAssociationRequests', { query: page, signal }), 'requests', 'total_count'),
  map: mapRequest,
}

export const associationCollections = [requests]
