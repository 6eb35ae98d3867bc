/** The orders' calls: what is mirrored, within the person's scope, and what is asked of the partner at the moment. */
import { orderCard } from '#host/areas/orders/card.ts'
import { countOrders, listOrders, serviceChoices } from '#host/areas/orders/listing.ts'
import { refundRows } from '#host/areas/orders/live.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export function orderHandlers({ current, now }: { current(): Opened; readonly now: () => number }): Handlers['orders'] {
  const read = () => {
    const opened = current()
    return { opened, reader: opened.cache, scope: opened.person().scope, asOf: opened.asOf('orders') }
  }
  /** Throws `not-found` where the person may not see it: nothing is asked of the partner then. */
  const requireOrder = (orderId: string) => {
    const { opened, reader, scope } = read()
    return { opened, ...orderCard(reader, scope, orderId) }
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
  }
}
