/** Who works here, from the desk API; the real service has none, and then these are absent. */
import {
  managerColumns,
  mapManager,
  mapMember,
  mapOwnMember,
  memberColumns,
  ownMemberColumns,
} from '#host/areas/organization/wire.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

const MINUTES = 60_000

/** One row: the member whose credential signs the calls. Read often: a right lost is honoured soon (R-ORG-15). */
const ownMember: PagedCollection = {
  kind: 'paged',
  name: 'own-member',
  operationId: 'ShowDeskMember',
  freshForMs: 5 * MINUTES,
  atStart: true,
  target: { table: 'own_member', key: 'account_name', columns: ownMemberColumns, vanished: 'delete' },
  pageSize: 2,
  fetch: async (api, _page, signal) => {
    const { body, bytes } = await api.call('ShowDeskMember', { signal })
    return { rows: [body], total: 1, bytes }
  },
  map: mapOwnMember,
}

const managers: PagedCollection = {
  kind: 'paged',
  name: 'account-managers',
  operationId: 'ListDeskAccountManagers',
  freshForMs: 30 * MINUTES,
  target: { table: 'account_managers', key: 'account_name', columns: managerColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskAccountManagers', { query: page, signal }), 'account_managers', 'total_count'),
  map: mapManager,
}

const members: PagedCollection = {
  kind: 'paged',
  name: 'members',
  operationId: 'ListDeskMembers',
  freshForMs: 60 * MINUTES,
  target: { table: 'members', key: 'account_name', columns: memberColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskMembers', { query: page, signal }), 'members', 'total_count'),
  map: mapMember,
}

export const organizationCollections = [ownMember, managers, members]
