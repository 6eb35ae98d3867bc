// Orders of customers: list, details and what a refund consists of.
import type { Order, OrderLine } from '#test/data/orders.ts'
import { services } from '#test/data/services.ts'
import { PARTNER_ID } from '../identities.ts'
import { type Context, type Operation, operation } from '../registry.ts'
import { moneyNumber, utcMillis, utcText } from '../wire.ts'
import { childOrder, type OrderFilter, orderById, orderPage, ordersOfCustomer } from './order-store.ts'
import { withoutEmpty } from './query.ts'

const YEAR_MS = 366 * 86_400_000
/** Open ends of a time window stay inside the sort keys of order-store.ts. */
const LATEST = Date.UTC(2096, 0, 1)
const byCode = new Map(services.map((service) => [service.code, service]))

/** Name of a service in the caller's language; the code itself where the catalogue lacks it. */
export const serviceName = (ctx: Pick<Context, 'language'>, code: string): string => {
  const service = byCode.get(code)
  return (ctx.language === 'en_US' ? service?.nameEn : service?.name) ?? code
}

/** Name of a resource type in the caller's language. */
export const resourceName = (ctx: Pick<Context, 'language'>, service: string, code: string): string => {
  const resource = byCode.get(service)?.resources.find((each) => each.code === code)
  return (ctx.language === 'en_US' ? resource?.nameEn : resource?.name) ?? code
}

/** What a line costs after its discount, fen; coupons and cards are not taken off (R-ORD amounts). */
export const lineAmount = (line: OrderLine): number => line.official - line.discount

/** The same for a whole order. */
export const orderAmount = (order: Order): number => order.lines.reduce((sum, line) => sum + lineAmount(line), 0)

const optionalTime = (at: number | null): string | null => (at === null ? null : utcText(at))

const amountInfo = (order: Order, discount: number) => ({
  discounts:
    order.discountType === null ? [] : [{ discount_type: order.discountType, discount_amount: moneyNumber(discount) }],
  flexipurchase_coupon_amount: moneyNumber(0),
  coupon_amount: moneyNumber(order.coupon),
  stored_card_amount: moneyNumber(order.card),
  commission_amount: moneyNumber(order.commission),
  consumed_amount: moneyNumber(order.consumed),
})

const common = (ctx: Pick<Context, 'language'>, order: Order) => {
  const official = order.lines.reduce((sum, line) => sum + line.official, 0)
  return {
    order_id: order.id,
    customer_id: order.customerId,
    service_type_code: order.serviceCode,
    service_type_name: serviceName(ctx, order.serviceCode),
    source_type: order.sourceType,
    status: order.status,
    order_type: order.orderType,
    amount_after_discount: moneyNumber(orderAmount(order)),
    official_amount: moneyNumber(official),
    measure_id: 1,
    create_time: utcText(order.createdAt),
    payment_time: optionalTime(order.paidAt),
    currency: 'CNY',
    amount_info: amountInfo(order, official - orderAmount(order)),
  }
}

type Listed = Pick<Context, 'language' | 'sql' | 'state' | 'visibleNow' | 'now'>

const children = (ctx: Listed, order: Order): Order[] =>
  order.children.flatMap((id) => {
    const child = childOrder(ctx, id)
    return child ? [child] : []
  })

const listed = (ctx: Listed, order: Order) =>
  withoutEmpty({
    ...common(ctx, order),
    enterprise_projects: [{ id: '0', name: 'default' }],
    sub_order_infos:
      order.children.length === 0
        ? null
        : children(ctx, order).map((child) =>
            withoutEmpty({ ...common(ctx, child), enterprise_projects: [{ id: '0', name: 'default' }] }),
          ),
    agent_pay_info: order.agentPaid ? { paying_agent_id: PARTNER_ID, is_agent_pay: true } : null,
  })

const detailed = (ctx: Listed, order: Order) =>
  withoutEmpty({
    ...common(ctx, order),
    user_name: order.userName,
    pending_payment_end_time: optionalTime(order.pendingUntil),
  })

const TOO_LONG = 'the time window is longer than a year'

const windowOf = (
  ctx: Pick<Context, 'now' | 'fail'>,
  begin: string | undefined,
  end: string | undefined,
): [number | undefined, number | undefined] => {
  const from = begin === undefined ? undefined : utcMillis(begin)
  const to = end === undefined ? undefined : utcMillis(end)
  if (from !== undefined && (to ?? ctx.now()) - from > YEAR_MS) ctx.fail('CBC.0100', TOO_LONG)
  if (from !== undefined && to !== undefined && from > to) ctx.fail('CBC.0100', 'the time window ends before it begins')
  return [from, to]
}

type Scoped = Pick<Context, 'sql' | 'caller' | 'scope' | 'fail'>

/** The customer whose rows a call may see: a customer only itself, a partner only the customers of the scope. */
export const permittedCustomer = (
  ctx: Scoped,
  wanted: string | undefined,
  refusal = 'CBC.0155',
): string | undefined => {
  if (ctx.caller.customerId !== undefined) {
    return wanted === undefined || wanted === '' || wanted === ctx.caller.customerId
      ? ctx.caller.customerId
      : ctx.fail(refusal)
  }
  const { indirectPartnerId } = ctx.scope()
  if (wanted === undefined || wanted === '') return undefined
  const row = ctx
    .sql(`select 1 from customers where customer_id = ? and coalesce(indirect_partner_id, '') = ?`)
    .get(wanted, indirectPartnerId)
  return row ? wanted : ctx.fail(refusal)
}

/** Oldest first unless order_by says otherwise; windows of a year at most (R-ORD-14). */
const listCustomerOrders = operation('ListCustomerOrders', (ctx) => {
  const { query } = ctx
  const [createdFrom, createdTo] = windowOf(ctx, query.create_time_begin, query.create_time_end)
  const [paidFrom, paidTo] = windowOf(ctx, query.payment_time_begin, query.payment_time_end)
  const filter: OrderFilter = {
    orderId: query.order_id,
    serviceCode: query.service_type_code,
    status: query.status,
    orderType: query.order_type === undefined ? undefined : Number(query.order_type),
    createdFrom: createdFrom ?? 0,
    createdTo: Math.min(createdTo ?? LATEST, LATEST),
    paidFrom,
    paidTo,
  }
  const newestFirst = query.order_by === '-createTime'
  const customer = permittedCustomer(ctx, query.customer_id)
  if (customer === undefined) {
    const { total, orders } = orderPage(ctx, ctx.scope(), filter, newestFirst)
    return ctx.page(
      orders.map((order) => listed(ctx, order)),
      total,
    )
  }
  const orders = ordersOfCustomer(ctx, customer, filter)
  if (newestFirst) orders.reverse()
  return ctx.page(
    orders.slice(ctx.offset, ctx.offset + ctx.limit).map((order) => listed(ctx, order)),
    orders.length,
  )
})

/** The order if the caller may see it. */
const visibleOrder = (ctx: Scoped & Listed, id: string, missing: string, refusal: string): Order => {
  const order = orderById(ctx, id) ?? childOrder(ctx, id) ?? ctx.fail(missing)
  permittedCustomer(ctx, order.customerId, refusal)
  return order
}

const showCustomerOrderDetails = operation('ShowCustomerOrderDetails', (ctx) => {
  const order = visibleOrder(ctx, ctx.path.order_id, 'CBC.30000010', 'CBC.0155')
  const info = detailed(ctx, order)
  const lines = order.lines.map((line) =>
    withoutEmpty({
      order_line_item_id: line.id,
      service_type_code: line.serviceCode,
      service_type_name: serviceName(ctx, line.serviceCode),
      product_id: `00301-${line.spec}`,
      product_spec_desc: line.size === null ? line.spec : `${line.spec}|${line.size}`,
      period_type: line.periodType,
      period_num: line.periodNum,
      effective_time: optionalTime(line.effectiveAt),
      expire_time: optionalTime(line.expireAt),
      subscription_num: line.quantity,
      amount_after_discount: moneyNumber(lineAmount(line)),
      official_amount: moneyNumber(line.official),
      amount_info: {
        discounts:
          order.discountType === null
            ? []
            : [{ discount_type: order.discountType, discount_amount: moneyNumber(line.discount) }],
      },
      currency: 'CNY',
      category_code: '',
      order_id: order.id,
    }),
  )
  return ctx.page(lines.slice(ctx.offset, ctx.offset + ctx.limit), lines.length, {
    order_info:
      order.children.length === 0
        ? info
        : { ...info, sub_order_infos: children(ctx, order).map((child) => detailed(ctx, child)) },
  })
})

/** Below zero what goes back, above zero what was used or is a fee (R-ORD-35). */
const showRefundOrderDetails = operation('ShowRefundOrderDetails', (ctx) => {
  const order = visibleOrder(ctx, ctx.query.order_id, 'CBC.0100', 'CBC.0151')
  if (ctx.query.customer_id !== undefined && ctx.query.customer_id !== order.customerId) ctx.fail('CBC.0100')
  if (order.orderType !== 4) ctx.fail('CBC.99005026')
  const row = (line: OrderLine, suffix: string, fen: number) =>
    withoutEmpty({
      id: `${line.id}-${suffix}`,
      amount: moneyNumber(fen),
      measure_id: '1',
      customer_id: order.customerId,
      resource_type_code: line.resourceCode,
      service_type_code: line.serviceCode,
      resource_type_name: resourceName(ctx, line.serviceCode, line.resourceCode),
      service_type_name: serviceName(ctx, line.serviceCode),
      region_code: order.regionCode,
      base_order_id: order.baseOrderId,
    })
  const [first] = order.lines
  const rows = [
    ...order.lines.map((line) => row(line, 'R', lineAmount(line))),
    ...(first && order.consumed > 0 ? [row(first, 'C', order.consumed)] : []),
    ...(first && order.commission > 0 ? [row(first, 'F', order.commission)] : []),
  ]
  return { total_count: rows.length, refund_infos: rows as Required<(typeof rows)[number]>[] }
})

export const orderOperations: readonly Operation[] = [
  listCustomerOrders,
  showCustomerOrderDetails,
  showRefundOrderDetails,
]
