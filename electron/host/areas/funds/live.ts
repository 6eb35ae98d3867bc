/** Balances as the partner tells them this moment: for the check before sending and for a form that is being filled. */

import { accountsOf } from '#host/areas/funds/wire.ts'
import { readable, rowsIn } from '#host/outbox/reading.ts'
import type { Desk } from '#host/outbox/types.ts'
import { requiredText, requiredYuan, requireYuan, yuan } from '#host/sync/wire.ts'
import { type Fen, fen } from '#shared/money.ts'
import { grantableOf } from '#shared/rules/funds.ts'

type Calls = Pick<Desk, 'call'>

/** What may be granted now (R-CUST-32), of a reseller where one is named (R-CUST-34). Throws PartnerError. */
export async function liveGrantable(desk: Calls, resellerId?: string): Promise<Fen | null> {
  const query = resellerId === undefined ? {} : { query: { indirect_partner_id: resellerId } }
  const { body } = await desk.call('ListPartnerBalances', query)
  return readable('ListPartnerBalances', () =>
    grantableOf(accountsOf(rowsIn('ListPartnerBalances', body, 'account_balances'))),
  )
}

export interface LiveBalance {
  readonly customerId: string
  readonly amount: Fen
  readonly debt: Fen
}

/**
 * At most 100 customers (R-CUST-06); those the partner drops are not linked, not resale, or somebody else's. Throws
 * PartnerError.
 */
export async function liveBalances(desk: Calls, customerIds: readonly string[]): Promise<LiveBalance[]> {
  if (customerIds.length === 0) return []
  const { body } = await desk.call('ListCustomersBalancesDetail', {
    body: { customer_infos: customerIds.map((customer_id) => ({ customer_id })) },
  })
  const asked = new Set(customerIds)
  return readable('ListCustomersBalancesDetail', () =>
    rowsIn('ListCustomersBalancesDetail', body, 'customer_balances')
      .map((row) => {
        requireYuan(row.measure_id)
        return {
          customerId: requiredText(row.customer_id, 'customer_id'),
          amount: fen(requiredYuan(row.amount, 'amount')),
          debt: fen(yuan(row.debt_amount, 'debt_amount') ?? 0),
        }
      })
      .filter(({ customerId }) => asked.has(customerId)),
  )
}
