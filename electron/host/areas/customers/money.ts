/** What rules about money ask of a customer, from the facts at hand. */

import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type Fen, fen } from '#shared/money.ts'
import type { MoneyCustomer } from '#shared/rules/funds.ts'

export interface KnownCustomer extends MoneyCustomer {
  /** Available balance, fen; null where not known. */
  readonly amount: Fen | null
}

/** Null where the customer is not known here. */
export function moneyCustomer(cache: Db, customerId: string): KnownCustomer | null {
  const row = kept<{ association_type: string | null; gone_at: number | null; amount: number | null }>(
    cache,
    'SELECT association_type, gone_at, amount FROM customers WHERE customer_id = ?',
  ).get(customerId)
  if (!row) return null
  return {
    associationType: row.association_type,
    linked: row.gone_at === null,
    amount: row.amount === null ? null : fen(row.amount),
  }
}
