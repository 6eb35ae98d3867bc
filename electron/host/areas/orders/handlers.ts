/** The orders' calls: what is mirrored, within the person's scope, and what is asked of the partner at the moment. */
import type { ActingBook } from '#host/areas/authorizations/acting.ts'
import { customerShown } from '#host/areas/authorizations/queries.ts'
import { orderCard } from '#host/areas/orders/card.ts'
import { countOrders, listOrders, serviceChoices } from '#host/areas/orders/listing.ts'
import { liveOrder, readPayable, refundRows } from '#host/areas/orders/live.ts'
import { listPartnerPayments, PARTNER_PAYMENTS } from '#host/areas/orders/payments.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { AcceptInput } from '#host/outbox/people.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import { AppError } from '#shared/errors.ts'

export function orderHandlers({
  current,
  acting,
  now,
}: {
  current(): Opened
  readonly acting: ActingBook
  readonly now: () => number
}): Handlers['orders'] {
  const read = () => {
    const opened = current()
    return { opened, reader: opened.cache, scope: opened.person().scope, asOf: opened.asOf('orders') }
  }
  /** Throws `not-found` where the person may not see it: nothing is asked of the partner then. */
  const requireOrder = (orderId: string) => {
    const { opened, reader, scope } = read()
    return { opened, ...orderCard(reader, scope, orderId) }
  }

  /** R-CUST-03: nobody acts on an order of another's customer. */
  const accept =
    (command: string) =>
    (input: AcceptInput<{ customerId: string }>): Accepted => {
      const { reader, scope } = read()
      for (const { payload } of input.items) customerShown(reader, scope, payload.customerId)
      return acceptBy(current, command)(input)
    }

  return {
    list: (input) => {
      const { reader, scope, asOf } = read()
      return { ...listOrders(reader, scope, input), asOf }
    },
    count: ({ filter }) => {
      const { reader, scope } = read()
      return countOrders(reader, scope, filter)
    },
    choices: () => {
      const { reader, scope } = read()
      return { services: serviceChoices(reader, scope) }
    },
    get: ({ orderId }) => {
      const { reader, scope, asOf } = read()
      return { ...orderCard(reader, scope, orderId), asOf }
    },
    refresh: async ({ orderId }) => {
      await requireOrder(orderId).opened.sync.refresh({ 'order-details': [orderId] })
      return {}
    },
    refund: async ({ orderId }, { signal }) => {
      const { opened } = requireOrder(orderId)
      return { rows: await refundRows(opened.sync.partner, orderId, signal), asOf: now() }
    },
    payable: async ({ orderId }) => {
      const { order } = requireOrder(orderId)
      const { customerId } = order
      const act = { action: 'orders.payable', target: `order:${orderId}` }
      return acting.actFor(customerId, act, async (desk) => {
        const live = await liveOrder(desk, orderId)
        if (live?.customerId !== customerId) throw new AppError('not-found', { field: 'orderId' })
        return readPayable(desk, live, now)
      })
    },
    cancel: accept('orders.cancel'),
    pay: accept('orders.pay'),
    payments: () => {
      const { opened, reader, scope } = read()
      return { ...listPartnerPayments(reader, scope), asOf: opened.asOf(PARTNER_PAYMENTS) }
    },
    payFor: accept('orders.payFor'),
    rejectPayment: accept('orders.rejectPayment'),
  }
}
