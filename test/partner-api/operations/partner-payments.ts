// Orders that customers ask the partner to pay 代付, of the desk API: paid out of the partner's balance, or left to the customer.
import type { Database } from 'better-sqlite3'
import { type Order, orderAt, orderStatus } from '#test/data/orders.ts'
import { worldOf } from '#test/data/seed.ts'
import { associationTypeOf } from '#test/data/world.ts'
import type { Context, Operation } from '../registry.ts'
import { fenOf, moneyNumber, utcText } from '../wire.ts'
import { changeFunds } from './funds.ts'
import { completeOrder } from './order-pay.ts'
import { orderById } from './order-store.ts'
import { orderAmount, serviceName } from './orders.ts'
import { Filter, withoutEmpty } from './query.ts'
import { managersSeen, seenCustomer } from './view.ts'

interface PaymentRow {
  readonly order_id: string
  readonly customer_id: string
  readonly requested_at: number
  /** What the partner said; null = nothing yet. */
  readonly decision: 'PAID' | 'REJECTED' | null
  readonly reason: string | null
  readonly decided_by: string | null
  readonly decided_at: number | null
}

/** One in two of the orders that wait for payment is asked for an hour after it was placed. */
export function seedPartnerPayments(state: Database): void {
  const world = worldOf(state)
  const insert = state.prepare('insert into partner_payments (order_id, customer_id, requested_at) values (?, ?, ?)')
  for (let customer = 0; customer < world.counts.customers; customer += 2) {
    const last = (world.orderStarts[customer + 1] as number) - 1
    if (last < (world.orderStarts[customer] as number)) continue
    const order = orderAt(world, last)
    const linked = ['1', '2'].includes(associationTypeOf(world, customer))
    if (order.status !== orderStatus.pendingPayment || !linked) continue
    insert.run(order.id, order.customerId, Math.min(world.now, order.createdAt + 3_600_000))
  }
}

const paidStates: ReadonlySet<number> = new Set([orderStatus.processing, orderStatus.completed])

/** The customer may have paid or cancelled, and the deadline may have passed: the order itself says so. */
const stateOf = (row: PaymentRow, order: Order, now: number): string => {
  if (row.decision === 'PAID') return 'PAID'
  if (paidStates.has(order.status)) return 'CUSTOMER_PAID'
  if (order.pendingUntil !== null && order.pendingUntil <= now) return 'EXPIRED'
  if (order.status === orderStatus.cancelled) return 'CANCELLED'
  return row.decision ?? 'PENDING'
}

const orderOf = (ctx: Context, row: PaymentRow): Order => {
  const order = orderById(ctx, row.order_id)
  if (!order) throw new Error(`the order ${row.order_id} is gone`)
  return order
}

const answerOf = (ctx: Context, row: PaymentRow) => {
  const order = orderOf(ctx, row)
  return withoutEmpty({
    order_id: order.id,
    customer_id: order.customerId,
    service_type_code: order.serviceCode,
    service_type_name: serviceName(ctx, order.serviceCode),
    amount: moneyNumber(orderAmount(order)),
    state: stateOf(row, order, ctx.now()),
    requested_on: utcText(row.requested_at),
    expires_on: order.pendingUntil === null ? null : utcText(order.pendingUntil),
    reason: row.reason,
    decided_by: row.decided_by,
    decided_on: row.decided_at === null ? null : utcText(row.decided_at),
  })
}

const deskOperation = (operationId: string, handle: (ctx: Context) => unknown): Operation => ({ operationId, handle })

const list = deskOperation('ListDeskPartnerPayments', (ctx) => {
  const managers = managersSeen(ctx)
  const filter = new Filter().where(`coalesce(c.indirect_partner_id, '') = ?`, ctx.scope().indirectPartnerId)
  // R-ORD-22: resellers are asked by resale customers only.
  if (ctx.scope().indirectPartnerId !== '') filter.where(`c.association_type = '2'`)
  if (managers) filter.where('c.account_manager in (select value from json_each(?))', JSON.stringify(managers))
  const { total, rows } = filter.page<PaymentRow>(
    ctx,
    'partner_payments p join customers c on c.customer_id = p.customer_id',
    'p.requested_at, p.order_id',
    'p.*',
  )
  return ctx.page(
    rows.map((row) => answerOf(ctx, row)),
    total,
  )
})

const seenRow = (ctx: Context, orderId: string): PaymentRow => {
  const row = ctx.sql('select * from partner_payments where order_id = ?').get(orderId) as PaymentRow | undefined
  return row && seenCustomer(ctx, row.customer_id) ? row : ctx.fail('CBC.30000010')
}

const show = deskOperation('ShowDeskPartnerPayment', (ctx) =>
  answerOf(ctx, seenRow(ctx, (ctx.path as unknown as { order_id: string }).order_id)),
)

/** @throws VendorError where it is decided, or over */
const requirePending = (ctx: Context, row: PaymentRow, order: Order): void => {
  const state = stateOf(row, order, ctx.now())
  if (state === 'EXPIRED') ctx.fail('CBC.99003110')
  if (state !== 'PENDING') ctx.fail('CBC.99003106')
}

const decide = (ctx: Context, row: PaymentRow, decision: 'PAID' | 'REJECTED', reason: string | null): void => {
  ctx
    .sql('update partner_payments set decision = ?, reason = ?, decided_by = ?, decided_at = ? where order_id = ?')
    .run(decision, reason, ctx.caller.operatorName, ctx.now(), row.order_id)
}

/** R-ORD-23: the account balance and the grantable balance must both reach it. */
const bothReach = (ctx: Context, owner: string, fen: number): boolean => {
  const least = ctx
    .sql('select min(amount) from partner_accounts where owner_id = ? and account_type in (1, 8)')
    .pluck()
    .get(owner) as number | null
  return least !== null && least >= fen
}

const pay = deskOperation('PayDeskPartnerPayment', (ctx) => {
  const { order_id: orderId, amount } = ctx.body as unknown as { order_id: string; amount: number | string }
  const row = seenRow(ctx, orderId)
  const order = orderOf(ctx, row)
  requirePending(ctx, row, order)
  const fen = orderAmount(order)
  if (fenOf(amount) !== fen) ctx.fail('CBC.99003106', 'the order costs another amount now')
  const { partnerId, indirectPartnerId } = ctx.scope()
  const owner = indirectPartnerId || partnerId
  if (!bothReach(ctx, owner, fen)) ctx.fail('CBC.99005003')
  const customer = seenCustomer(ctx, row.customer_id)
  changeFunds(ctx, {
    owner,
    change: -fen,
    trade: '1',
    detail: 'AGENT_PAY',
    tradeId: order.id,
    customerId: row.customer_id,
    accountName: customer?.account_name ?? '',
  })
  completeOrder(ctx, { ...order, agentPaid: true }, 0)
  decide(ctx, row, 'PAID', null)
  return answerOf(ctx, seenRow(ctx, orderId))
})

const reject = deskOperation('RejectDeskPartnerPayment', (ctx) => {
  const { order_id: orderId, reason } = ctx.body as unknown as { order_id: string; reason: string }
  const row = seenRow(ctx, orderId)
  requirePending(ctx, row, orderOf(ctx, row))
  decide(ctx, row, 'REJECTED', reason)
  return answerOf(ctx, seenRow(ctx, orderId))
})

export const partnerPaymentOperations: readonly Operation[] = [list, show, pay, reject]
