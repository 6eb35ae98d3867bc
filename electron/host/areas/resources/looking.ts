/** What tells whether an act on a resource happened: orders that were not there before, and the resource's own end. */
import { type LiveOrder, liveResource, type OrderType, ordersSince } from '#host/areas/resources/live.ts'
import type { Desk, Facts, Sent } from '#host/outbox/types.ts'

/** Clocks are known to about two seconds and orders carry whole ones. */
const CLOCK_SLACK_MS = 5_000
/** Orders seen before sending: what was made earlier and shows only later is told by its time. */
const SNAPSHOT_MS = 3600_000

/** Orders that are there before sending cannot be ours. */
const ordersBefore = async (desk: Desk, customerId: string, orderType: OrderType): Promise<string> =>
  (await ordersSince(desk, customerId, orderType, desk.vendorNow() - SNAPSHOT_MS))
    .map(({ orderId }) => orderId)
    .join(' ')

/** The ground just before sending. */
export async function stateBefore(
  desk: Desk,
  customerId: string,
  resourceId: string,
  orderType: OrderType,
): Promise<Facts> {
  const resource = await liveResource(desk, customerId, resourceId)
  return {
    orders: await ordersBefore(desk, customerId, orderType),
    expireAt: resource?.expireAt ?? null,
    status: resource?.status ?? null,
    serviceCode: resource?.serviceCode ?? null,
  }
}

/** Orders that may be ours: same customer, kind and service, not earlier than the sending, not known before it. */
export async function newOrders(
  desk: Desk,
  customerId: string,
  orderType: OrderType,
  { since, snapshot }: Sent,
): Promise<LiveOrder[]> {
  const known = new Set(String(snapshot?.orders ?? '').split(' '))
  const service = snapshot?.serviceCode ?? null
  const from = Math.floor((since - CLOCK_SLACK_MS) / 1000) * 1000
  const orders = await ordersSince(desk, customerId, orderType, from)
  const fresh = orders.filter(
    ({ orderId, createdAt, serviceCode }) =>
      !known.has(orderId) &&
      (createdAt === null || createdAt >= from) &&
      (service === null || serviceCode === null || serviceCode === service),
  )
  // A row that shifted between two pages is one order.
  return [...new Map(fresh.map((order) => [order.orderId, order])).values()]
}
