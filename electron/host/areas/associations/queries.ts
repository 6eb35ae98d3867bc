/** What the rules ask of a customer's link, as last read. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { FreezableCustomer } from '#shared/rules/associations.ts'

/** Null where the customer is not known here. */
export function freezableCustomer(cache: Db, customerId: string): FreezableCustomer | null {
  const row = kept<{ association_type: string | null; frozen: string | null; gone_at: number | null }>(
    cache,
    'SELECT association_type, frozen, gone_at FROM customers WHERE customer_id = ?',
  ).get(customerId)
  return row ? { linked: row.gone_at === null, associationType: row.association_type, frozen: row.frozen } : null
}

/** Whether the vendor froze the partner itself, by the desk's last word (R-CUST-38). */
export const partnerFrozen = (cache: Db): boolean =>
  kept<{ frozen: number | null }>(
    cache,
    `SELECT max(json_extract(extra, '$.partner_frozen')) AS frozen FROM own_member`,
  ).get()?.frozen === 1
