import { waitingOrder } from '#test/areas/orders/support.ts'
import { customerByAuthorization } from '../customer-acts.ts'
import type { Samples } from '../registry.ts'

export const partnerPaymentSamples: Samples = (state) => {
  // Orders of their own: other samples pay and cancel the seeded ones.
  const asked = [0, 1].map((place) => {
    const customerId = customerByAuthorization(state, 'GRANTED', place)
    const { orderId } = waitingOrder({ state }, customerId)
    state
      .prepare('insert into partner_payments (order_id, customer_id, requested_at) values (?, ?, ?)')
      .run(orderId, customerId, Date.now())
    return orderId
  })
  const [first = '', second = ''] = asked
  const show = (order_id: string) =>
    ({ operationId: 'ShowDeskPartnerPayment', as: 'administrator', path: { order_id } }) as const
  return [
    { operationId: 'ListDeskPartnerPayments', as: 'finance', query: { limit: 100 } },
    { operationId: 'ListDeskPartnerPayments', as: 'limited', error: 'CBC.0151' },
    show(first),
    { ...show('nothing'), error: 'CBC.30000010' },
    {
      operationId: 'PayDeskPartnerPayment',
      as: 'finance',
      body: { order_id: first, amount: 0.01 },
      error: 'CBC.99003106',
    },
    { operationId: 'RejectDeskPartnerPayment', as: 'finance', body: { order_id: second, reason: '请客户自己支付' } },
    {
      operationId: 'RejectDeskPartnerPayment',
      as: 'finance',
      body: { order_id: second, reason: '再说一次' },
      error: 'CBC.99003106',
    },
    { operationId: 'PayDeskPartnerPayment', as: 'finance', body: { order_id: first, amount: 1000 } },
    { operationId: 'RejectDeskPartnerPayment', as: 'rep', body: { order_id: first, reason: 'x' }, error: 'CBC.0151' },
  ]
}
