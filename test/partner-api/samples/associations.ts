import type { Samples } from '../registry.ts'

export const associationSamples: Samples = (state) => {
  const ids = state
    .prepare(
      `select customer_id from customers where linked = 1 and association_type = '1' and indirect_partner_id is null
         and is_frozen = 0 order by id desc limit 3`,
    )
    .pluck()
    .all() as string[]
  const [quiet = '', blocked = '', leaving = ''] = ids
  state.prepare('insert into customer_standing (customer_id, enterprise_sub) values (?, 1)').run(blocked)
  state
    .prepare(
      `insert into association_requests (request_id, customer_id, kind, asked_by, from_type, state, reason, requested_at, expires_at)
       values ('asked-by-customer', ?, 'DISSOCIATE', 'CUSTOMER', '1', 'PENDING', '更换服务商', ?, ?)`,
    )
    .run(leaving, Date.now() - 1000, Date.now() + 86_400_000)
  const ask = { kind: 'SWITCH', reason: '客户希望由伙伴开票', understood: true }
  return [
    {
      operationId: 'CheckDeskAssociationChange',
      as: 'administrator',
      body: { customer_id: quiet, kind: 'DISSOCIATE' },
    },
    {
      operationId: 'CheckDeskAssociationChange',
      as: 'rep',
      body: { customer_id: quiet, kind: 'SWITCH' },
      error: 'CBC.0151',
    },
    { operationId: 'RequestDeskAssociationChange', as: 'administrator', body: { ...ask, customer_id: quiet } },
    { operationId: 'RequestDeskAssociationChange', as: 'administrator', body: { ...ask, customer_id: quiet } },
    {
      operationId: 'RequestDeskAssociationChange',
      as: 'administrator',
      body: { ...ask, customer_id: blocked },
      error: 'CBC.99007004',
    },
    {
      operationId: 'RequestDeskAssociationChange',
      as: 'administrator',
      body: { ...ask, understood: false, customer_id: quiet },
      error: 'CBC.0100',
    },
    { operationId: 'ListDeskAssociationRequests', as: 'administrator', query: { customer_id: quiet } },
    {
      operationId: 'AnswerDeskAssociationRequest',
      as: 'administrator',
      body: { request_id: 'asked-by-customer', agree: false },
    },
    {
      operationId: 'AnswerDeskAssociationRequest',
      as: 'administrator',
      body: { request_id: 'asked-by-customer', agree: true },
      error: 'CBC.0100',
    },
  ]
}
