// Renewal 续订, unsubscription 退订 and what happens at expiry; called with the customer's own credential (R-ORD-29).
import { type Order, type OrderLine, orderStatus } from '#test/data/orders.ts'
import type { PeriodResource } from '#test/data/resources.ts'
import { services, termPrice } from '#test/data/services.ts'
import { addMonths, DAY_MS } from '#test/data/time.ts'
import { meaningOf } from '../catalog.ts'
import { type Context, type Operation, operation } from '../registry.ts'
import { chargeCustomer, completeOrder } from './order-pay.ts'
import { orderById, ordersOfCustomer, saveOrder } from './order-store.ts'
import { lineAmount, orderAmount } from './orders.ts'
import { CLOSED_RESOURCE, groupOf, resourcesOf, saveResource } from './resource-store.ts'

type Store = Pick<Context, 'sql' | 'state' | 'visibleNow' | 'now' | 'caller' | 'fail' | 'newId' | 'recordVisibleAt'>

const FROZEN = 4

/** Price of a resource's next term, millionths of a yuan. */
const priceOf = (resource: PeriodResource, periodType: number, periodNum: number): bigint => {
  const spec = services
    .find(({ code }) => code === resource.serviceCode)
    ?.resources.find(({ code }) => code === resource.resourceCode)
    ?.specs.find(({ code }) => code === resource.spec)
  return spec ? termPrice(spec, periodType, periodNum) * BigInt(resource.size ?? 1) * BigInt(resource.quantity) : 0n
}

/** Main resources that an order waiting for payment concerns. */
const inUnpaidOrder = (ctx: Store): ReadonlySet<string> =>
  new Set(
    ordersOfCustomer(ctx, ctx.caller.customerId ?? '', {
      status: orderStatus.pendingPayment,
      createdFrom: 0,
      createdTo: Number.MAX_SAFE_INTEGER,
    }).flatMap((order) => order.lines.flatMap(({ resourceId }) => (resourceId === undefined ? [] : [resourceId]))),
  )

export interface Refused {
  readonly id: string
  /** Code of a renewal call, and of a quote for it. */
  readonly renewError: string
  readonly quoteError: string
  readonly message: string
}

interface Renewable {
  readonly main: PeriodResource
  readonly group: readonly PeriodResource[]
  /** Millionths of a yuan. */
  readonly price: bigint
}

/** Whether a resource can be renewed, and what for (R-ORD-28, 31). */
export const renewable = (
  ctx: Store,
  known: readonly PeriodResource[],
  id: string,
  periodType: number,
  periodNum: number,
  withDependants: boolean,
): Refused | Renewable => {
  const refuse = (renewError: string, quoteError: string): Refused => ({
    id,
    renewError,
    quoteError,
    message: meaningOf(quoteError),
  })
  const main = known.find(({ resourceId }) => resourceId === id)
  if (!main || main.status === CLOSED_RESOURCE) return refuse('CBC.99003016', 'CBC.30050009')
  if (main.parentId !== null) return refuse('CBC.30010036', 'CBC.30050007')
  if (periodType === 3 && periodNum > 3) return refuse('CBC.30010069', 'CBC.30050008')
  if (main.status === FROZEN) return refuse('CBC.99003016', 'CBC.30050013')
  if (inUnpaidOrder(ctx).has(id)) return refuse('CBC.99003100', 'CBC.30050010')
  const group = withDependants ? groupOf(known, main) : [main]
  return { main, group, price: group.reduce((total, each) => total + priceOf(each, periodType, periodNum), 0n) }
}

const failure = (id: string, code: string) => ({ error_code: code, error_msg: meaningOf(code), resource_id: id })

/** A new order of the customer about its resources, not yet stored. */
const orderAbout = (
  ctx: Store,
  orderType: number,
  main: PeriodResource,
  lines: readonly Omit<OrderLine, 'id'>[],
): Order => {
  const now = Math.floor(ctx.now() / 1000) * 1000
  const id = `CS${new Date(now).toISOString().replace(/[-:T]/g, '').slice(2, 12)}N${ctx.newId().slice(0, 7).toUpperCase()}`
  return {
    id,
    customerId: main.customerId,
    serviceCode: main.serviceCode,
    regionCode: main.regionCode,
    sourceType: 1,
    status: orderStatus.pendingPayment,
    orderType,
    discountType: null,
    coupon: 0,
    card: 0,
    commission: 0,
    consumed: 0,
    createdAt: now,
    paidAt: null,
    pendingUntil: now + 7 * DAY_MS,
    userName: ctx.caller.operatorName,
    baseOrderId: main.orderId,
    children: [],
    agentPaid: false,
    lines: lines.map((line, index) => ({ id: `${id}-${String(index + 1).padStart(6, '0')}`, ...line })),
  }
}

const lineAbout = (resource: PeriodResource, official: number): Omit<OrderLine, 'id'> => ({
  serviceCode: resource.serviceCode,
  resourceCode: resource.resourceCode,
  spec: resource.spec,
  quantity: resource.quantity,
  size: resource.size,
  periodType: 5,
  periodNum: null,
  effectiveAt: null,
  expireAt: null,
  official,
  discount: 0,
  resourceId: resource.resourceId,
})

/**
 * One order for all resources of the call. With is_auto_pay=1 it is paid at once; where the balance is short the order
 * stays and CBC.30050006 is told for each resource.
 */
const renewalResources = operation('RenewalResources', (ctx) => {
  const { body } = ctx
  const known = resourcesOf(ctx, ctx.caller.customerId ?? '')
  const ids = [...new Set(body.resource_ids)]
  if (ids.length === 0) ctx.fail('CBC.0100', 'resource_ids is empty')
  const checked = ids.map((id) => renewable(ctx, known, id, body.period_type, body.period_num, true))
  const only = checked[0]
  if (checked.length === 1 && only && 'renewError' in only) ctx.fail(only.renewError)
  const failed = checked.flatMap((each) => ('renewError' in each ? [failure(each.id, each.renewError)] : []))
  const ready = checked.flatMap((each) => ('renewError' in each ? [] : [each]))
  const first = ready[0]
  if (!first) return { order_ids: [], fail_resource_infos: failed }
  const order = orderAbout(
    ctx,
    2,
    first.main,
    ready.flatMap(({ group }) =>
      group.map((each) => ({
        ...lineAbout(each, Number((priceOf(each, body.period_type, body.period_num) + 5000n) / 10_000n)),
        periodType: body.period_type,
        periodNum: body.period_num,
      })),
    ),
  )
  saveOrder(ctx, order, ctx.recordVisibleAt)
  if (body.is_auto_pay === 1) {
    if (chargeCustomer(ctx, order.customerId, orderAmount(order))) completeOrder(ctx, order, 0)
    else failed.push(...ready.map(({ main }) => failure(main.resourceId, 'CBC.30050006')))
  }
  return { order_ids: [order.id], fail_resource_infos: failed }
})

/** What was paid for a resource's present term, fen: its line in the order that opened it. */
const paidFor = (ctx: Store, resource: PeriodResource): number => {
  const line = orderById(ctx, resource.orderId)?.lines.find(
    (each) => each.resourceCode === resource.resourceCode && each.spec === resource.spec,
  )
  return line ? lineAmount(line) : 0
}

const unsubscribeError = (
  ctx: Store,
  known: readonly PeriodResource[],
  id: string,
  renewalOnly: boolean,
): string | undefined => {
  const main = known.find(({ resourceId }) => resourceId === id)
  if (!main) return 'CBC.99003012'
  if (main.status === CLOSED_RESOURCE) return 'CBC.30000067'
  if (main.parentId !== null) return 'CBC.99003185'
  if (main.status === FROZEN) return 'CBC.99003656'
  if (inUnpaidOrder(ctx).has(id)) return 'CBC.99003100'
  const months = (main.periodType === 3 ? 12 : 1) * main.periodNum
  return renewalOnly && addMonths(main.expireAt, -months) <= ctx.now() ? 'CBC.99003128' : undefined
}

/**
 * Type 1 ends the resource and refunds the unused part, type 2 only the last renewal that has not begun (R-ORD-33). The
 * refund returns to the customer's balance (R-CUST-27) and never exceeds what was paid.
 */
const cancelResourcesSubscription = operation('CancelResourcesSubscription', (ctx) => {
  const { body } = ctx
  const renewalOnly = body.unsubscribe_type === 2
  const known = resourcesOf(ctx, ctx.caller.customerId ?? '')
  const ids = [...new Set(body.resource_ids)]
  if (ids.length === 0) ctx.fail('CBC.0100', 'resource_ids is empty')
  const failed: ReturnType<typeof failure>[] = []
  const lines: Omit<OrderLine, 'id'>[] = []
  let first: PeriodResource | undefined
  let consumed = 0
  for (const id of ids) {
    const code = unsubscribeError(ctx, known, id, renewalOnly)
    const main = known.find(({ resourceId }) => resourceId === id)
    if (code !== undefined || !main) {
      if (ids.length === 1) ctx.fail(code ?? 'CBC.99003012')
      failed.push(failure(id, code ?? 'CBC.99003012'))
      continue
    }
    first ??= main
    for (const each of groupOf(known, main)) {
      const months = (each.periodType === 3 ? 12 : 1) * each.periodNum
      const begin = addMonths(each.expireAt, -months)
      const term = each.expireAt - begin
      const unused = Math.max(0, Math.min(term, each.expireAt - ctx.now()))
      const paid = paidFor(ctx, each)
      // Five days without a reason (R-ORD-34).
      const whole = !renewalOnly && ctx.now() - each.effectiveAt <= 5 * DAY_MS
      const refund = whole ? paid : Number((BigInt(paid) * BigInt(unused)) / BigInt(term))
      consumed += paid - refund
      lines.push(lineAbout(each, -refund))
      saveResource(ctx, renewalOnly ? { ...each, expireAt: begin } : { ...each, status: CLOSED_RESOURCE })
    }
  }
  if (!first) return { order_ids: [], fail_resource_infos: failed }
  const order = orderAbout(ctx, 4, first, lines)
  ctx
    .sql('update customers set amount = amount - ? where customer_id = ? and amount is not null')
    .run(orderAmount(order), order.customerId)
  saveOrder(
    ctx,
    { ...order, consumed, status: orderStatus.completed, paidAt: order.createdAt, pendingUntil: null },
    ctx.recordVisibleAt,
  )
  return { order_ids: [order.id], fail_resource_infos: failed }
})

/** Closes the resources and makes an order of type 10 each (R-ORD-32). */
const updatePeriodToOnDemandInstantly = operation('UpdatePeriodToOnDemandInstantly', (ctx) => {
  const known = resourcesOf(ctx, ctx.caller.customerId ?? '')
  return {
    to_ondemand_service_results: [...new Set(ctx.body.resource_ids)].map((id) => {
      const main = known.find(({ resourceId }) => resourceId === id)
      if (!main || main.parentId !== null || main.status !== 2) {
        return { resource_id: id, result: 'FAIL', error_code: 'CBC.99003012', error_msg: meaningOf('CBC.99003012') }
      }
      const group = groupOf(known, main)
      const order = orderAbout(
        ctx,
        10,
        main,
        group.map((each) => lineAbout(each, 0)),
      )
      for (const each of group) saveResource(ctx, { ...each, status: CLOSED_RESOURCE })
      saveOrder(
        ctx,
        { ...order, status: orderStatus.completed, paidAt: order.createdAt, pendingUntil: null },
        ctx.recordVisibleAt,
      )
      return { resource_id: id, result: 'SUCCESS', order_id: order.id }
    }),
  }
})

export const renewOperations: readonly Operation[] = [
  renewalResources,
  cancelResourcesSubscription,
  updatePeriodToOnDemandInstantly,
]
