/**
 * An order on a customer's behalf 代客下单 as a command. The draft's own key travels with the call, so the partner makes
 * one order of it at most; after silence the orders are read for that key before anything is sent again (R-ORD-11).
 */
import { onBehalf } from '#host/areas/authorizations/gate.ts'
import { liveBalances } from '#host/areas/funds/live.ts'
import type { Told } from '#host/areas/quotes/book.ts'
import { askPrices } from '#host/areas/quotes/pricing.ts'
import { ORDER_COMMAND, orderTarget } from '#host/areas/quotes/view.ts'
import { orderProduct } from '#host/areas/quotes/wire.ts'
import { readable, rowsIn, unreadableAnswer } from '#host/outbox/reading.ts'
import type { Desk, Effect, Facts, Recheck } from '#host/outbox/types.ts'
import { requiredText, requiredYuan, text, type WireRow } from '#host/sync/wire.ts'
import { PlaceOrder } from '#shared/contract/quotes.ts'
import { fen, sumFen, yuanText } from '#shared/money.ts'
import { roundToFen } from '#shared/price.ts'
import { priceMoved, refuseBalance, refuseLine, refuseToOrder } from '#shared/rules/quotes.ts'

const EXPIRES_MS = 7 * 24 * 3600_000

/** What the yearly/monthly lines cost now, or the first line that the vendor refuses. */
async function costNow(
  { lines, discountId, customerId, projectId }: PlaceOrder,
  desk: Desk,
): Promise<{ ok: true; amount: number; official: number } | { ok: false; code: string; spec: string }> {
  const told = new Map<string, Told>()
  await askPrices({ partner: desk, customerId, projectId }, lines, (answers) => {
    for (const [id, one] of answers) told.set(id, one)
  })
  const official: number[] = []
  const amounts: number[] = []
  for (const line of lines) {
    const one = told.get(line.lineId)
    if (!one) throw unreadableAnswer('ListRateOnPeriodDetail', 'a line has no price')
    if (!one.ok) return { ok: false, code: one.code, spec: line.spec.slice(0, 100) }
    if (line.charge !== 'period') continue
    const saving = one.offers.find(({ id }) => id === discountId)?.saving ?? 0n
    official.push(roundToFen(one.official))
    amounts.push(roundToFen(one.official - saving))
  }
  return { ok: true, amount: sumFen(amounts.map(fen)), official: sumFen(official.map(fen)) }
}

/** R-CUST-46 and R-ORD-05; that the customer still authorizes it, the gate has asked before (R-AUTH-06). */
async function recheck(payload: PlaceOrder, basis: Facts | null, desk: Desk): Promise<Recheck> {
  const { customerId } = payload
  const [balance] = await liveBalances(desk, [customerId])
  const poor = refuseBalance(balance?.amount ?? null)
  if (poor) return { kind: 'refused', refusal: poor }
  const now = await costNow(payload, desk)
  if (!now.ok)
    return {
      kind: 'refused',
      refusal: { rule: 'R-ORD-01', reason: 'vendor', detail: { code: now.code, spec: now.spec } },
    }
  const agreed = typeof basis?.amount === 'number' ? basis.amount : payload.amount
  return priceMoved(agreed, now.amount)
    ? { kind: 'moved', basis: { amount: now.amount, official: now.official, before: agreed } }
    : { kind: 'same' }
}

const effectOf = (operationId: 'PlaceDeskOrder' | 'ListDeskPlacedOrders', row: WireRow): Effect =>
  readable(operationId, () => {
    const orderId = requiredText(row.order_id, 'order_id')
    return {
      effectId: orderId,
      result: {
        orderId,
        amount: requiredYuan(row.amount_after_discount, 'amount_after_discount'),
        members: Array.isArray(row.sub_order_ids) ? row.sub_order_ids.length : 0,
      },
    }
  })

const placeOrder = onBehalf<PlaceOrder>({
  name: ORDER_COMMAND,
  version: 1,
  read: (version, payload) => (version === 1 ? (PlaceOrder.safeParse(payload).data ?? null) : null),
  target: ({ quoteId }) => orderTarget(quoteId),
  twin: ({ clientKey }) => `${ORDER_COMMAND} ${clientKey}`,
  customerId: ({ customerId }) => customerId,
  amount: ({ amount }) => amount,
  refuse: ({ lines }) => {
    for (const line of lines) {
      const refusal = refuseLine(line) ?? refuseToOrder(line)
      if (refusal) return refusal
    }
    return null
  },
  recheck,
  release: 'person',
  // Nothing is paid by it: the order waits for its payment.
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async (payload, desk, _reference, basis) => {
    const { clientKey, customerId, projectId, discountId, lines } = payload
    const agreed = typeof basis?.amount === 'number' ? basis.amount : payload.amount
    const { body } = await desk.call('PlaceDeskOrder', {
      body: {
        client_key: clientKey,
        customer_id: customerId,
        ...(projectId === '' ? {} : { project_id: projectId }),
        ...(discountId === null ? {} : { discount_id: discountId }),
        // The partner refuses any other price: nothing is ordered that nobody agreed to (R-ORD-05).
        expected_amount: yuanText(fen(agreed)),
        product_infos: lines.map(orderProduct),
      },
    })
    return effectOf('PlaceDeskOrder', (body ?? {}) as WireRow)
  },
  repeat: {
    by: 'nature',
    find: async ({ clientKey }, desk) => {
      const { body } = await desk.call('ListDeskPlacedOrders', { query: { client_key: clientKey, limit: 10 } })
      const row = rowsIn('ListDeskPlacedOrders', body, 'orders').find(
        (one) => readable('ListDeskPlacedOrders', () => text(one.client_key, 'client_key')) === clientKey,
      )
      return row ? effectOf('ListDeskPlacedOrders', row) : null
    },
  },
  refresh: ['orders'],
})

export const quoteCommands = [placeOrder]
