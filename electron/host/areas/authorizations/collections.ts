/** Authorizations as the desk API lists them; the real service tells none, and then they are absent. */
import { authorizationColumns, mapAuthorization } from '#host/areas/authorizations/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

const MINUTES = 60_000

export const AUTHORIZATIONS = 'authorizations'

const authorizations: PagedCollection = {
  kind: 'paged',
  name: AUTHORIZATIONS,
  operationId: 'ListDeskAuthorizations',
  freshForMs: 15 * MINUTES,
  target: { table: 'authorizations', key: 'customer_id', rowid: 'id', columns: authorizationColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskAuthorizations', { query: page, signal }), 'authorizations', 'total_count'),
  map: mapAuthorization,
}

export const authorizationCollections = [authorizations]
