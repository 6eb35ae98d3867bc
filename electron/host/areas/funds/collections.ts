/** The partner's own accounts: one answer, no pages. */
import { accountColumns, mapAccount } from '#host/areas/funds/wire.ts'
import { rowsOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'

const partnerBalance: PagedCollection = {
  kind: 'paged',
  name: 'partner-balance',
  operationId: 'ListPartnerBalances',
  freshForMs: 15 * 60_000,
  target: { table: 'partner_accounts', key: 'account_id', columns: accountColumns, vanished: 'mark' },
  pageSize: 1_000,
  fetch: async (api, _page, signal) => {
    const { rows, bytes } = rowsOf(await api.call('ListPartnerBalances', { signal }), 'account_balances')
    return { rows, bytes, total: rows.length }
  },
  map: mapAccount,
}

export const fundsCollections = [partnerBalance]
