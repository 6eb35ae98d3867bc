/** What the resellers 云经销商 of a general distributor hold: a question for each of them (R-CUST-34). */
import { mapResellerBalance, resellerBalanceColumns } from '#host/areas/funds/wire.ts'
import { type PartnerApi, PartnerError } from '#host/partner-api/types.ts'
import { pageOf, rowsOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'
import type { WireRow } from '#host/sync/wire.ts'
import { DISTRIBUTOR } from '#shared/rules/organization.ts'

const MINUTES = 60_000
const NO_RIGHT_OVER_RESELLER = 'CBC.99000037'

/** What one reseller holds; null where it left meanwhile and the partner tells nothing any more. */
async function accountsOfReseller(
  api: PartnerApi,
  resellerId: string,
  signal: AbortSignal,
): Promise<{ accounts: readonly unknown[] | null; bytes: number }> {
  try {
    const answer = await api.call('ListPartnerBalances', { query: { indirect_partner_id: resellerId }, signal })
    const { rows, bytes } = rowsOf(answer, 'account_balances')
    return { accounts: rows, bytes }
  } catch (cause) {
    if (cause instanceof PartnerError && cause.value.vendor?.code === NO_RIGHT_OVER_RESELLER)
      return { accounts: null, bytes: 0 }
    throw cause
  }
}

/** Small pages: each row is a call. */
export const resellerBalances: PagedCollection = {
  kind: 'paged',
  name: 'reseller-balances',
  operationId: 'ListIndirectPartners',
  onlyKind: DISTRIBUTOR,
  freshForMs: 60 * MINUTES,
  target: { table: 'reseller_balances', key: 'reseller_id', columns: resellerBalanceColumns, vanished: 'mark' },
  pageSize: 20,
  fetch: async (api, page, signal) => {
    const found = pageOf(await api.call('ListIndirectPartners', { body: page, signal }), 'indirect_partners', 'count')
    let { bytes } = found
    const rows: unknown[] = []
    for (const row of found.rows as readonly WireRow[]) {
      const id = row?.indirect_partner_id
      const asked = typeof id === 'string' && id !== '' ? await accountsOfReseller(api, id, signal) : null
      bytes += asked?.bytes ?? 0
      rows.push({ indirect_partner_id: id, accounts: asked?.accounts ?? null })
    }
    return { rows, total: found.total, bytes }
  },
  map: mapResellerBalance,
}
