/**
 * Acts on a customer's resources that make an order, carried out with the customer's credential (R-ORD-29). One resource
 * each, so that no act can half succeed; they take turns for each customer, because the partner's orders do not say which
 * resource they are about. Those orders carry no reference of ours: silence is settled by a new order and by what became
 * of the resource, never by sending again.
 */
import { onBehalf } from '#host/areas/authorizations/gate.ts'
import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { liveBalances } from '#host/areas/funds/live.ts'
import {
  type LiveResource,
  liveResource,
  type OrderType,
  previewRefund,
  renewalQuote,
} from '#host/areas/resources/live.ts'
import { newOrders, stateBefore } from '#host/areas/resources/looking.ts'
import { common, ofCustomer, read, refused, refusedItem } from '#host/areas/resources/parts.ts'
import { settingCommands } from '#host/areas/resources/settings.ts'
import { readable, rowsIn, unreadableAnswer } from '#host/outbox/reading.ts'
import type { Desk, Facts } from '#host/outbox/types.ts'
import { type OperationId, PartnerError } from '#host/partner-api/types.ts'
import { requiredYuan, text, type WireRow } from '#host/sync/wire.ts'
import { OneResource, RenewResource, UnsubscribeResource } from '#shared/contract/resources.ts'
import {
  RENEWAL_ONLY,
  refundRows,
  refuseBalance,
  refuseFee,
  refuseOnDemand,
  refuseRenewal,
  refuseTerm,
} from '#shared/rules/resources.ts'

/** The docs name no delay of orders; well past what was ever seen. */
const RECORDS_LAG_MS = 15 * 60_000
/** The order that an answer names; success without one is no answer, and the records will tell. */
function orderIn(operationId: OperationId, body: unknown): string {
  const ids = (body as { order_ids?: unknown } | undefined)?.order_ids
  const [id] = Array.isArray(ids) ? ids : []
  if (typeof id !== 'string' || id === '') throw unreadableAnswer(operationId, 'no order in the answer')
  return id
}

/** Acts that make an order: one at a time for each customer. */
const ordering = (name: string) => ({
  ...common,
  name,
  target: ({ customerId }: OneResource) => `customer-orders:${customerId}`,
  twin: ({ customerId }: OneResource) => `${name} ${customerId}`,
  customerId: ofCustomer,
})

/** Silence is settled by an order of this type that was not there before. */
const byOrder = (orderType: OrderType) =>
  ({
    by: 'looking',
    reference: false,
    settleMs: RECORDS_LAG_MS,
    before: ({ customerId, resourceId }: OneResource, desk: Desk): Promise<Facts> =>
      stateBefore(desk, customerId, resourceId, orderType),
  }) as const

/** Order made, automatic payment failed. */
const UNPAID = 'CBC.30050006'

const renew = onBehalf<RenewResource>({
  ...ordering('resources.renew'),
  read: read(RenewResource),
  amount: ({ payNow, price }) => (payNow ? price : 0),
  refuse: (payload, cache) =>
    refuseTerm(payload) ??
    (cache === null
      ? null
      : refuseBalance(moneyCustomer(cache, payload.customerId)?.amount ?? null, payload.price, payload.payNow)),
  recheck: async (payload, basis, desk) => {
    const { customerId, resourceId, payNow } = payload
    const gone = refused(refuseRenewal(await liveResource(desk, customerId, resourceId)))
    if (gone) return gone
    const quote = await renewalQuote(desk, customerId, resourceId, payload)
    const [balance] = await liveBalances(desk, [customerId])
    const no = refused(quote.refusal ?? refuseBalance(balance?.amount ?? null, quote.official, payNow))
    if (no) return no
    const shown = basis?.price ?? payload.price
    // R-ORD-05: dearer than what was agreed to is asked for again.
    const dearer = typeof shown === 'number' && quote.official !== null && quote.official > shown
    return dearer ? { kind: 'moved', basis: { price: quote.official } } : { kind: 'same' }
  },
  send: async ({ customerId, resourceId, periodType, periodNum, payNow }, desk) => {
    const { body, failures } = await desk.call('RenewalResources', {
      body: {
        resource_ids: [resourceId],
        period_type: periodType,
        period_num: periodNum as 1,
        is_auto_pay: payNow ? 1 : 0,
      },
      actingFor: customerId,
    })
    const [failure] = failures as readonly WireRow[]
    // The order is there and waits for its payment: that is an effect, and a person is told of it.
    const unpaid = failure?.error_code === UNPAID
    if (failure && !unpaid) throw refusedItem('RenewalResources', failure)
    const orderId = orderIn('RenewalResources', body)
    return { effectId: orderId, result: { orderId, resourceId, paid: payNow && !unpaid } }
  },
  repeat: {
    ...byOrder('2'),
    find: async ({ customerId, resourceId, payNow }, desk, sent) => {
      const resource = await liveResource(desk, customerId, resourceId)
      const orders = await newOrders(desk, customerId, '2', sent)
      const before = sent.snapshot?.expireAt
      const longer =
        resource?.expireAt != null && typeof before === 'number' && before > 0 && resource.expireAt > before
      const result = { resourceId, expireAt: resource?.expireAt ?? null, paid: longer }
      // The customer renews as well: a renewal that made nothing longer may be that of another resource.
      const doubtful = payNow && !longer ? ({ doubtful: true } as const) : {}
      if (orders.length > 0)
        return orders.map(({ orderId }) => ({ effectId: orderId, result: { ...result, orderId }, ...doubtful }))
      // Longer without an order: the order's record is late, or somebody else's was it. The judge waits before it believes.
      return longer && payNow ? [{ effectId: null, result }] : []
    },
  },
})

/** What an unsubscription really brought back and what it kept (R-ORD-35), fen; null where its order does not tell it yet. */
async function refundedBy(desk: Desk, customerId: string, orderId: string): Promise<Facts> {
  try {
    const { body } = await desk.call('ShowRefundOrderDetails', {
      query: { order_id: orderId, customer_id: customerId },
    })
    const amounts = rowsIn('ShowRefundOrderDetails', body, 'refund_infos').map((row) =>
      readable('ShowRefundOrderDetails', () => requiredYuan(row.amount, 'amount')),
    )
    const { refunded, kept } = refundRows(amounts)
    return { refund: refunded, kept }
  } catch (cause) {
    if (!(cause instanceof PartnerError)) throw cause
    return { refund: null, kept: null }
  }
}

/** Whether what the unsubscription takes back is taken back. */
function takenBack(resource: LiveResource | null, type: 1 | 2, snapshot: Facts | null): boolean {
  if (type !== RENEWAL_ONLY) return resource === null || resource.status === '3'
  const before = snapshot?.expireAt
  return resource?.expireAt != null && typeof before === 'number' && resource.expireAt < before
}

const unsubscribe = onBehalf<UnsubscribeResource>({
  ...ordering('resources.unsubscribe'),
  read: read(UnsubscribeResource),
  amount: ({ refund }) => refund,
  refuse: () => null,
  recheck: async (payload, basis, desk) => {
    const preview = await previewRefund(desk, payload, desk.vendorNow())
    const no = refused(preview.refusal ?? refuseFee(preview.refund?.full ?? false, payload.feeAccepted))
    if (no) return no
    // Each minute takes a little; another end or another payment is another ground.
    const seen = basis?.expireAt
    const now = preview.resource?.expireAt ?? null
    if (typeof seen === 'number' && now !== null && now !== seen)
      return { kind: 'moved', basis: { expireAt: now, refund: preview.refund?.refund ?? null } }
    return { kind: 'same' }
  },
  send: async ({ customerId, resourceId, type, reasonType, reason }, desk) => {
    const { body, failures } = await desk.call('CancelResourcesSubscription', {
      body: {
        resource_ids: [resourceId],
        unsubscribe_type: type,
        unsubscribe_reason_type: reasonType as 1,
        ...(reason === '' ? {} : { unsubscribe_reason: reason }),
      },
      actingFor: customerId,
    })
    if (failures.length > 0) throw refusedItem('CancelResourcesSubscription', failures[0])
    const orderId = orderIn('CancelResourcesSubscription', body)
    return { effectId: orderId, result: { orderId, resourceId, ...(await refundedBy(desk, customerId, orderId)) } }
  },
  repeat: {
    ...byOrder('4'),
    find: async ({ customerId, resourceId, type }, desk, sent) => {
      const resource = await liveResource(desk, customerId, resourceId)
      if (!takenBack(resource, type, sent.snapshot)) return []
      const orders = await newOrders(desk, customerId, '4', sent)
      if (orders.length === 0) return [{ effectId: null, result: { resourceId, refund: null } }]
      return orders.map(({ orderId, amount }) => ({
        effectId: orderId,
        result: { orderId, resourceId, refund: -amount },
      }))
    },
  },
})

const toOnDemand = onBehalf<OneResource>({
  ...ordering('resources.toOnDemand'),
  read: read(OneResource),
  amount: () => null,
  refuse: () => null,
  recheck: async ({ customerId, resourceId }, _basis, desk) =>
    refused(refuseOnDemand(await liveResource(desk, customerId, resourceId))) ?? { kind: 'same' },
  send: async ({ customerId, resourceId }, desk) => {
    const operation = 'UpdatePeriodToOnDemandInstantly'
    const { body } = await desk.call(operation, { body: { resource_ids: [resourceId] }, actingFor: customerId })
    const item = rowsIn(operation, body, 'to_ondemand_service_results').find((row) => row.resource_id === resourceId)
    if (!item) throw unreadableAnswer(operation, 'no result of this resource')
    if (item.result === 'FAIL') throw refusedItem(operation, item)
    const orderId = readable(operation, () => text(item.order_id, 'order_id')) || null
    return { effectId: orderId, result: { orderId, resourceId, inReview: item.result === 'AUDIT' } }
  },
  repeat: {
    ...byOrder('10'),
    find: async ({ customerId, resourceId }, desk, sent) => {
      const resource = await liveResource(desk, customerId, resourceId)
      if (resource !== null && resource.status !== '3') return []
      const orders = await newOrders(desk, customerId, '10', sent)
      if (orders.length === 0) return [{ effectId: null, result: { resourceId } }]
      return orders.map(({ orderId }) => ({ effectId: orderId, result: { orderId, resourceId } }))
    },
  },
})

export const resourceCommands = [renew, unsubscribe, toOnDemand, ...settingCommands]
