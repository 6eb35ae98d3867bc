import { FOREIGN_SITE_CUSTOMER_ID } from '../identities.ts'
import type { Samples } from '../registry.ts'

export const accountSamples: Samples = (state) => {
  const idOf = (where: string): string =>
    state
      .prepare(`select customer_id from customers where linked = 1 and indirect_partner_id is null and ${where}`)
      .pluck()
      .get() as string
  const rich = idOf(`association_type = '2' and amount > 10000`)
  const consultative = idOf(`association_type = '1'`)
  const reseller = state.prepare('select indirect_partner_id from resellers limit 1').pluck().get() as string
  const grant = 'UpdateCustomerAccountAmount'
  const reclaim = 'ReclaimToPartnerAccount'
  const changes = 'ListPartnerAccountChangeRecords'
  return [
    {
      operationId: 'ListCustomersBalancesDetail',
      as: 'finance',
      body: { customer_infos: [{ customer_id: rich }, { customer_id: consultative }, { customer_id: 'stranger' }] },
    },
    { operationId: 'ListCustomersBalancesDetail', as: 'finance', body: {}, error: 'CBC.0100' },
    { operationId: 'ListPartnerBalances', as: 'finance' },
    { operationId: 'ListPartnerBalances', as: 'distributor', query: { indirect_partner_id: reseller } },
    { operationId: 'ListPartnerBalances', as: 'limited', error: 'CBC.0151' },
    { operationId: 'ListPartnerBalances', as: 'customer', error: 'CBC.5001' },
    { operationId: grant, as: 'finance', body: { customer_id: rich, amount: 10.05 } },
    { operationId: grant, as: 'finance', body: { customer_id: consultative, amount: 1 }, error: 'CBC.99000035' },
    {
      operationId: grant,
      as: 'finance',
      body: { customer_id: FOREIGN_SITE_CUSTOMER_ID, amount: 1 },
      error: 'CBC.0156',
    },
    { operationId: grant, as: 'finance', body: { customer_id: rich, amount: 2147483647 }, error: 'CBC.99005003' },
    { operationId: grant, as: 'finance', body: { customer_id: rich, amount: 1.001 }, error: 'CBC.0100' },
    { operationId: grant, as: 'finance', body: { customer_id: rich, amount: 0 }, error: 'CBC.0100' },
    { operationId: grant, as: 'rep', body: { customer_id: rich, amount: 1 }, error: 'CBC.0151' },
    { operationId: reclaim, as: 'finance', body: { customer_id: rich, amount: 10.05 } },
    { operationId: reclaim, as: 'finance', body: { customer_id: consultative, amount: 1 }, error: 'CBC.99000047' },
    { operationId: reclaim, as: 'finance', body: { customer_id: rich, amount: 2147483647 }, error: 'CBC.99005003' },
    { operationId: 'ListPartnerAdjustRecords', as: 'finance', query: { limit: 100 } },
    {
      operationId: 'ListPartnerAdjustRecords',
      as: 'finance',
      query: {
        customer_id: rich,
        operation_type: 'SOURCE_OPERATION_BEADJUST',
        operation_time_begin: '2020-01-01T00:00:00Z',
      },
    },
    { operationId: changes, as: 'finance', query: { balance_type: 'BALANCE_TYPE_DEBIT', limit: 100 } },
    {
      operationId: changes,
      as: 'finance',
      query: { balance_type: 'BALANCE_TYPE_CREDIT', trade_time_begin: '2020-01-01', trade_time_end: '2030-01-01' },
    },
    { operationId: changes, as: 'finance', error: 'CBC.0100' },
  ]
}
