/** Orders that wait for payment, and customers who granted authorization and have money, for tests of acting on them. */
import { orderAt, orderStatus } from '#test/data/orders.ts'
import { worldOf } from '#test/data/seed.ts'
import { callAs } from '#test/partner-api/call.ts'
import { saveOrder } from '#test/partner-api/operations/order-store.ts'
import type { PartnerApi } from '#test/partner-api/server.ts'

const DAY = 86_400_000

export interface Waiting {
  readonly orderId: string
  readonly customerId: string
}

type Given = Partial<Parameters<typeof saveOrder>[1]>

/** A resale customer with a lot of money and a grant of authorization; each call answers another. */
export function richCustomer(api: Pick<PartnerApi, 'state'>, place: number, at = Date.now()): string {
  const customerId = api.state
    .prepare(
      `select customer_id from customers where linked = 1 and indirect_partner_id is null and association_type = '2'
       and amount is not null and finance_custody = 0 and id % 5 <> 0 order by id limit 1 offset ?`,
    )
    .pluck()
    .get(place) as string
  api.state.prepare('update customers set amount = 10000000000 where customer_id = ?').run(customerId)
  api.state.prepare('delete from authorizations where customer_id = ?').run(customerId)
  api.state
    .prepare(
      `insert into authorizations (customer_id, state, letter_accepted, requested_by, requested_at, decided_by, decided_at, updated_at)
       values (?, 'GRANTED', 1, 'test', ?, 'CUSTOMER', ?, ?)`,
    )
    .run(customerId, at, at, at)
  return customerId
}

let made = 0

/** A new order of the customer that waits for payment. */
export function waitingOrder(
  api: Pick<PartnerApi, 'state'>,
  customerId: string,
  given: Given = {},
  at = Date.now(),
): Waiting {
  made += 1
  const { state } = api
  const pattern = orderAt(worldOf(state), 3)
  const orderId = `CS2611${String(made).padStart(6, '0')}TEST${made.toString(36).toUpperCase().padStart(3, '0')}`
  const line = pattern.lines[0] as (typeof pattern.lines)[number]
  saveOrder({ sql: (text: string) => state.prepare(text), state, visibleNow: at, now: () => at } as never, {
    ...pattern,
    id: orderId,
    customerId,
    serviceCode: 'hws.service.type.ec2',
    status: orderStatus.pendingPayment,
    orderType: 1,
    discountType: null,
    coupon: 0,
    card: 0,
    createdAt: Math.floor(at / 1000) * 1000 - 60_000,
    paidAt: null,
    pendingUntil: Math.floor(at / 1000) * 1000 + 7 * DAY,
    children: [],
    agentPaid: false,
    lines: [
      {
        ...line,
        id: `${orderId}-000001`,
        serviceCode: 'hws.service.type.ec2',
        periodType: 2,
        periodNum: 1,
        effectiveAt: null,
        expireAt: null,
        official: 100_000,
        discount: 0,
      },
    ],
    ...given,
  })
  return { orderId, customerId }
}

/** The order as the partner tells it to its own credential. */
export async function atPartner(api: PartnerApi, orderId: string) {
  const { body } = await callAs(api, 'administrator', 'ShowCustomerOrderDetails', { path: { order_id: orderId } })
  return body.order_info as { status: number; payment_time?: string; amount_after_discount: number }
}

export const moneyOf = (api: Pick<PartnerApi, 'state'>, customerId: string): number =>
  api.state.prepare('select amount from customers where customer_id = ?').pluck().get(customerId) as number
