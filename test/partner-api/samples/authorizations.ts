import { customerByAuthorization } from '../customer-acts.ts'
import type { Samples } from '../registry.ts'

export const authorizationSamples: Samples = (state) => {
  const never = customerByAuthorization(state, 'NONE')
  const consultative = state
    .prepare(
      `select customer_id from customers where linked = 1 and indirect_partner_id is null and association_type = '1'`,
    )
    .pluck()
    .get() as string
  const ask = (body: unknown) => ({ operationId: 'RequestDeskAuthorization', as: 'administrator', body }) as const
  const show = (customerId: string) =>
    ({ operationId: 'ShowDeskAuthorization', as: 'administrator', path: { customer_id: customerId } }) as const
  return [
    { operationId: 'ListDeskAuthorizations', as: 'administrator', query: { limit: 100 } },
    { operationId: 'ListDeskAuthorizations', as: 'rep', query: { state: 'GRANTED' } },
    { operationId: 'ListDeskAuthorizations', as: 'administrator', query: { state: 'NONE' }, error: 'CBC.0100' },
    { operationId: 'ListDeskAuthorizations', as: 'limited', error: 'CBC.0151' },
    show(never),
    ...(['REQUESTED', 'GRANTED', 'DECLINED', 'REVOKED'] as const).map((one) =>
      show(customerByAuthorization(state, one)),
    ),
    { ...show('nobody'), error: 'CBC.99000035' },
    { ...ask({ customer_id: never }), error: 'CBC.0100' },
    ask({ customer_id: never, letter_accepted: true }),
    ask({ customer_id: never }),
    ask({ customer_id: customerByAuthorization(state, 'GRANTED') }),
    // R-AUTH-08: the letter was accepted before.
    ask({ customer_id: customerByAuthorization(state, 'REVOKED') }),
    { ...ask({ customer_id: consultative, letter_accepted: true }), error: 'CBC.99007004' },
    { ...ask({ customer_id: 'nobody', letter_accepted: true }), error: 'CBC.99000035' },
    { ...ask({ customer_id: never, letter_accepted: true }), as: 'finance', error: 'CBC.0151' },
  ]
}
