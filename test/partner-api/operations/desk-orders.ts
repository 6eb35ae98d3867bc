// Orders placed on a customer's behalf: authorization, prices of this moment, one order for a client key.
import type { PlaceDeskOrderBody } from '#host/partner-api/desk-orders.ts'
import { type Order, type OrderLine, orderStatus } from '#test/data/orders.ts'
import { termPrice } from '#test/data/services.ts'
import { DAY_MS } from '#test/data/time.ts'
import type { Context, Operation } from '../registry.ts'
import { fenOf, moneyNumber, utcText } from '../wire.ts'
import { orderById, saveOrder } from './order-store.ts'
import { orderAmount } from './orders.ts'
import { discounts, productOf } from './pricing.ts'
import { Filter, withoutEmpty } from './query.ts'
import { managersSeen, seenCustomer } from './view.ts'

const deskOperation = (operationId: string, handle: (ctx: Context) => unknown): Operation => ({ operationId, handle })

const MARKETPLACE = 'hws.service.type.marketplace'
/** A line that is not paid for a term. */
const ONCE = 5

interface PlacedRow {
  readonly client_key: string
  readonly order_id: string
  readonly customer_id: string
  readonly discount_id: string | null
  readonly placed_by: string
}

const answerOf = (ctx: Context, row: PlacedRow) => {
  const order = orderById(ctx, row.order_id)
  if (!order) throw new Error(`the order ${row.order_id} is gone`)
  return withoutEmpty({
    order_id: order.id,
    client_key: row.client_key,
    customer_id: row.customer_id,
    status: order.status,
    official_amount: moneyNumber(order.lines.reduce((sum, line) => sum + line.official, 0)),
    amount_after_discount: moneyNumber(orderAmount(order)),
    discount_id: row.discount_id,
    sub_order_ids: order.children.length === 0 ? null : order.children,
    placed_by: row.placed_by,
    placed_on: utcText(order.createdAt),
    pending_payment_end_time: order.pendingUntil === null ? null : utcText(order.pendingUntil),
  })
}

/** Millionths of a yuan to fen, half up. */
const toFen = (micro: bigint): number => Number((micro + 5_000n) / 10_000n)

type Wanted = PlaceDeskOrderBody['product_infos'][number]

/** A line at the price of now; what is on demand costs nothing before it is used. */
const lineOf = (ctx: Context, wanted: Wanted, percent: bigint): Omit<OrderLine, 'id'> => {
  if (wanted.cloud_service_type === MARKETPLACE)
    ctx.fail('CBC.99007004', 'marketplace goods cannot be ordered on behalf of a customer')
  const { spec, size } = productOf(ctx, wanted)
  const period = wanted.charge_mode === '1'
  if (period !== (wanted.period_type !== undefined) || period !== (wanted.period_num !== undefined))
    ctx.fail('CBC.0100', 'period_type and period_num belong to yearly/monthly lines, and to these alone')
  const official = period
    ? termPrice(spec, wanted.period_type ?? 2, wanted.period_num ?? 1) * size * BigInt(wanted.subscription_num)
    : 0n
  const after = official - (official * percent) / 100n
  return {
    serviceCode: wanted.cloud_service_type,
    resourceCode: wanted.resource_type,
    spec: wanted.resource_spec,
    quantity: wanted.subscription_num,
    size: wanted.resource_size ?? null,
    periodType: period ? (wanted.period_type ?? 2) : ONCE,
    periodNum: period ? (wanted.period_num ?? 1) : null,
    effectiveAt: period ? null : ctx.now(),
    expireAt: null,
    official: toFen(official),
    discount: toFen(official) - toFen(after),
  }
}

const place = deskOperation('PlaceDeskOrder', (ctx) => {
  const body = ctx.body as unknown as PlaceDeskOrderBody
  const known = ctx.sql('select * from placed_orders where client_key = ?').get(body.client_key) as
    | PlacedRow
    | undefined
  if (known) return answerOf(ctx, known)
  const customer = seenCustomer(ctx, body.customer_id) ?? ctx.fail('CBC.99000035')
  const granted = ctx
    .sql(`select 1 from authorizations where customer_id = ? and state = 'GRANTED'`)
    .get(body.customer_id)
  if (customer.association_type !== '2' || !granted)
    ctx.fail('CBC.99007004', 'the customer has not authorized the partner')
  if ((customer.amount ?? 0) <= 0) ctx.fail('CBC.99005003')
  const products = body.product_infos
  if (new Set(products.map(({ id }) => id)).size !== products.length) ctx.fail('CBC.0100', 'id must be unique')
  const discount =
    body.discount_id === undefined ? undefined : discounts.find(({ type }) => `DISC${type}` === body.discount_id)
  if (body.discount_id !== undefined && !discount) ctx.fail('CBC.99003108')
  const lines = products.map((wanted) => lineOf(ctx, wanted, discount?.percent ?? 0n))
  const now = Math.floor(ctx.now() / 1000) * 1000
  const id = `CS${new Date(now).toISOString().replace(/[-:T]/g, '').slice(2, 12)}P${ctx.newId().slice(-6).toUpperCase()}`
  const payable = lines.some(({ periodNum }) => periodNum !== null)
  const order: Order = {
    id,
    customerId: body.customer_id,
    serviceCode: lines[0]?.serviceCode ?? '',
    regionCode: products[0]?.region ?? '',
    // 2: placed by an agent.
    sourceType: 2,
    status: payable ? orderStatus.pendingPayment : orderStatus.completed,
    orderType: 1,
    discountType: discount ? String(discount.type) : null,
    coupon: 0,
    card: 0,
    commission: 0,
    consumed: 0,
    createdAt: now,
    paidAt: payable ? null : now,
    pendingUntil: payable ? now + 7 * DAY_MS : null,
    userName: ctx.caller.operatorName,
    baseOrderId: null,
    children:
      new Set(lines.map(({ serviceCode }) => serviceCode)).size > 1 ? lines.map((_, n) => `${id}S${n + 1}`) : [],
    agentPaid: false,
    lines: lines.map((line, n) => ({ id: `${id}-${String(n + 1).padStart(6, '0')}`, ...line })),
  }
  if (orderAmount(order) !== fenOf(body.expected_amount)) ctx.fail('CBC.99003141', 'the price is another one')
  saveOrder(ctx, order, ctx.recordVisibleAt)
  const row: PlacedRow = {
    client_key: body.client_key,
    order_id: id,
    customer_id: body.customer_id,
    discount_id: body.discount_id ?? null,
    placed_by: ctx.caller.operatorName,
  }
  ctx
    .sql('insert into placed_orders values (@client_key, @order_id, @customer_id, @discount_id, @placed_by, @visible)')
    .run({ ...row, visible: ctx.recordVisibleAt })
  return answerOf(ctx, row)
})

const list = deskOperation('ListDeskPlacedOrders', (ctx) => {
  const query = ctx.query as { client_key?: string; customer_id?: string }
  const filter = new Filter()
    .where(`coalesce(c.indirect_partner_id, '') = ?`, ctx.scope().indirectPartnerId)
    .where('p.visible_at <= ?', ctx.visibleNow)
    .given('p.client_key = ?', query.client_key)
    .given('p.customer_id = ?', query.customer_id)
  const managers = managersSeen(ctx)
  if (managers) filter.where('c.account_manager in (select value from json_each(?))', JSON.stringify(managers))
  const { total, rows } = filter.page<PlacedRow>(
    ctx,
    'placed_orders p join customers c on c.customer_id = p.customer_id',
    'p.order_id desc',
    'p.client_key, p.order_id, p.customer_id, p.discount_id, p.placed_by',
  )
  return ctx.page(
    rows.map((row) => answerOf(ctx, row)),
    total,
  )
})

export const deskOrderOperations: readonly Operation[] = [place, list]
