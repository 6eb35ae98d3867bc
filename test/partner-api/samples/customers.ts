import type { Samples } from '../registry.ts'

export const customerSamples: Samples = (state) => {
  const ids = state
    .prepare('select customer_id from customers where linked = 1 order by id limit 20')
    .pluck()
    .all() as string[]
  const label = state.prepare('select label from customers where label is not null limit 1').pluck().get() as string
  const reseller = state.prepare('select indirect_partner_id from resellers limit 1').pluck().get() as string
  const resale = state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and indirect_partner_id is null`,
    )
    .pluck()
    .get() as string
  const consultative = state
    .prepare(`select customer_id from customers where association_type = '1' and linked = 1 and id % 5 <> 0`)
    .pluck()
    .get() as string
  const list = 'ListSubCustomers'
  const enterprise = {
    customer_id: resale,
    identify_type: 1,
    verified_file_url: ['licence.jpg'],
    corp_name: '样例科技有限公司',
    verified_number: '91330000000000000X',
    xaccount_type: 'hzyd',
  }
  return [
    { operationId: list, as: 'administrator', body: {} },
    { operationId: list, as: 'administrator', body: { offset: 0, limit: 100 } },
    { operationId: list, as: 'administrator', body: { offset: 10_000, limit: 100 } },
    { operationId: list, as: 'administrator', body: { label, association_type: '2', account_name: '' } },
    { operationId: list, as: 'distributor', body: { indirect_partner_id: reseller, limit: 5 } },
    { operationId: list, as: 'administrator', body: { indirect_partner_id: reseller }, error: 'CBC.99000037' },
    { operationId: list, as: 'distributor', body: { indirect_partner_id: 'unknown' }, error: 'CBC.99000037' },
    { operationId: list, as: 'rep', body: { limit: 100 } },
    { operationId: list, as: 'director', body: { limit: 100 } },
    { operationId: list, as: 'limited', body: {} },
    { operationId: list, as: 'administrator', body: { limit: 101 }, error: 'CBC.0100' },
    { operationId: list, as: 'administrator', body: { offset: 40_000_001 }, error: 'CBC.0100' },
    { operationId: list, as: 'administrator', body: { association_type: '3' }, error: 'CBC.0100' },
    { operationId: list, as: 'administrator', body: { associated_on_begin: '2026-01-01' }, error: 'CBC.0100' },
    { operationId: 'ListSubCustomerNewTag', as: 'administrator', body: { limit: 200 } },
    { operationId: 'ListSubCustomerNewTag', as: 'rep', body: { customer_ids: ids, limit: 100 } },
    { operationId: 'CheckUserIdentity', as: 'director', body: { search_type: 'name', search_value: 'free_name' } },
    { operationId: 'CheckUserIdentity', as: 'director', body: { search_type: 'mobile', search_value: '13800000001' } },
    { operationId: 'CheckUserIdentity', as: 'director', body: { search_type: 'email', search_value: 'a@example.cn' } },
    {
      operationId: 'CheckUserIdentity',
      as: 'rep',
      body: { search_type: 'name', search_value: 'x' },
      error: 'CBC.0151',
    },
    {
      operationId: 'CreateSubCustomer',
      as: 'administrator',
      body: { domain_name: 'sample_customer', xaccount_id: 'sample-1', xaccount_type: 'hzyd' },
    },
    {
      operationId: 'CreateSubCustomer',
      as: 'administrator',
      body: { domain_name: 'another_customer', xaccount_id: 'sample-1', xaccount_type: 'hzyd' },
      error: 'CBC.99000039',
    },
    {
      operationId: 'CreateSubCustomer',
      as: 'administrator',
      body: { domain_name: 'sample_customer', xaccount_id: 'sample-2', xaccount_type: 'hzyd' },
      error: 'CBC.99000038',
    },
    {
      operationId: 'CreateSubCustomer',
      as: 'administrator',
      body: { domain_name: 'op_sample', xaccount_id: 'sample-3', xaccount_type: 'hzyd' },
      error: 'CBC.99000031',
    },
    {
      operationId: 'SendVerificationMessageCode',
      as: 'administrator',
      body: { receiver_type: 1, mobile_phone: '13800000002', scene: 29 },
    },
    { operationId: 'CreateEnterpriseRealnameAuthentication', as: 'administrator', body: enterprise },
    {
      operationId: 'ChangeEnterpriseRealnameAuthentication',
      as: 'administrator',
      body: { ...enterprise, change_type: 1 },
    },
    {
      operationId: 'CreatePersonalRealnameAuth',
      as: 'administrator',
      body: {
        customer_id: resale,
        identify_type: 0,
        verified_file_url: ['front.jpg', 'back.jpg'],
        name: '王小明',
        verified_number: '330000199001010000',
        xaccount_type: 'hzyd',
      },
    },
    { operationId: 'ShowRealnameAuthenticationReviewResult', as: 'administrator', query: { customer_id: resale } },
    { operationId: 'ShowRealNameAuthStatus', as: 'customer' },
    { operationId: 'ShowRealNameAuthQrCode', as: 'customer' },
    { operationId: 'ShowCustomerAccountBalances', as: 'customer' },
    {
      operationId: 'ListCustomerAccountChangeRecords',
      as: 'customer',
      query: { balance_type: 'BALANCE_TYPE_DEBIT' },
      error: 'CBC.99000084',
    },
    {
      operationId: 'ListCustomerAccountChangeRecords',
      as: 'customer',
      customerId: consultative,
      query: { balance_type: 'BALANCE_TYPE_DEBIT', revenue_expense_type: 'EXPENSE' },
    },
  ]
}
