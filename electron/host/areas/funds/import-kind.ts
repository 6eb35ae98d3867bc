/** Files that grants and reclaims are made from: a customer a row with an amount. */

import type { BatchKind } from '#host/imports/types.ts'
import { refuseGrant, refuseMoneyCustomer } from '#shared/rules/funds.ts'

const kindOf = (name: 'funds.grant' | 'funds.reclaim'): BatchKind => ({
  name,
  needs: 'funds.move',
  makes: 'batch',
  customer: 'required',
  fields: [{ field: 'amount', required: false }],
  amountRule: 'R-CUST-30',
  refuseCustomer: refuseMoneyCustomer,
  // Ceilings are the rehearsal's: they hold for all rows together.
  refuse: ({ amount }) => (amount === null ? null : refuseGrant(amount, null)),
})

export const grantImport = kindOf('funds.grant')
export const reclaimImport = kindOf('funds.reclaim')
