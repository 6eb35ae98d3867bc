import type { Samples } from '../registry.ts'

/** Of the director's team, so that the director may change hands. */
export const customerDeskSamples: Samples = (state) => {
  const one = (type: string): string =>
    state
      .prepare(
        `select customer_id from customers where linked = 1 and association_type = ? and indirect_partner_id is null
           and account_manager = 'hzyd_rep' order by id limit 1`,
      )
      .pluck()
      .get(type) as string
  const customer_id = one('2')
  const reason = '长期欠款'
  return [
    {
      operationId: 'AssignDeskAccountManager',
      as: 'administrator',
      body: { customer_id, account_name: 'hzyd_finance' },
      error: 'CBC.0100',
    },
    {
      operationId: 'AssignDeskAccountManager',
      as: 'administrator',
      body: { customer_id: 'nobody', account_name: 'hzyd_rep' },
      error: 'CBC.99000035',
    },
    { operationId: 'AssignDeskAccountManager', as: 'director', body: { customer_id, account_name: 'hzyd_rep' } },
    {
      operationId: 'AssignDeskAccountManager',
      as: 'rep',
      body: { customer_id, account_name: 'hzyd_rep' },
      error: 'CBC.0151',
    },
    { operationId: 'TakeBackDeskCustomer', as: 'administrator', body: { customer_id } },
    { operationId: 'TakeBackDeskCustomer', as: 'administrator', body: { customer_id } },
    { operationId: 'AssignDeskAccountManager', as: 'administrator', body: { customer_id, account_name: 'hzyd_rep' } },
    { operationId: 'FreezeDeskCustomer', as: 'administrator', body: { customer_id, scope: 'ACCOUNT', reason } },
    {
      operationId: 'FreezeDeskCustomer',
      as: 'administrator',
      body: { customer_id: one('1'), scope: 'ACCOUNT', reason },
      error: 'CBC.0100',
    },
    {
      operationId: 'FreezeDeskCustomer',
      as: 'director',
      body: { customer_id, scope: 'ACCOUNT', reason },
      error: 'CBC.0151',
    },
    { operationId: 'UnfreezeDeskCustomer', as: 'administrator', body: { customer_id, reason } },
  ]
}
