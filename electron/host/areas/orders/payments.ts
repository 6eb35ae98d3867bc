/**
 * The inbox of partner payments 代付: what is mirrored of it, and deciding one request. Each is safe by the order's number:
 * the second time the partner answers an error, and the request itself tells whether it was us; so the money moves once.
 */
import { namesOf } from '#host/areas/customers/names.ts'
import { accountsOf } from '#host/areas/funds/wire.ts'
import { livePaymentFacts, mapPartnerPayment, partnerPaymentColumns } from '#host/areas/orders/payment-wire.ts'
import { clipped } from '#host/areas/orders/rows.ts'
import { readable, rowsIn } from '#host/outbox/reading.ts'
import { type Command, command, type Desk, type Facts } from '#host/outbox/types.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { pageOf } from '#host/sync/answers.ts'
import type { PagedCollection } from '#host/sync/types.ts'
import type { WireRow } from '#host/sync/wire.ts'
import { type PartnerPayments, PayForCustomer, RejectPayment } from '#shared/contract/orders.ts'
import { fen, yuanText } from '#shared/money.ts'
import {
  type PartnerPaymentFacts,
  paymentStates,
  refusePartnerPayment,
  refusePartnerShort,
} from '#shared/rules/orders.ts'

export const PARTNER_PAYMENTS = 'partner-payments'

const requests: PagedCollection = {
  kind: 'paged',
  name: PARTNER_PAYMENTS,
  operationId: 'ListDeskPartnerPayments',
  freshForMs: 5 * 60_000,
  target: {
    table: 'partner_payments',
    key: 'order_id',
    rowid: 'id',
    columns: partnerPaymentColumns,
    vanished: 'mark',
  },
  pageSize: 100,
  fetch: async (api, page, signal) =>
    pageOf(await api.call('ListDeskPartnerPayments', { query: page, signal }), 'payments', 'total_count'),
  map: mapPartnerPayment,
}

export const partnerPaymentCollections = [requests]

interface StoredPayment {
  order_id: string
  customer_id: string
  service_name: string | null
  service_code: string | null
  amount: number
  state: string
  requested_at: number | null
  expires_at: number | null
  reason: string | null
  decided_by: string | null
  decided_at: number | null
}

const SHOWN = 500

/** Those that wait first, the shortest time left on top; then what was decided, the last first. */
export function listPartnerPayments(reader: Db, scope: Scope): Omit<PartnerPayments, 'asOf'> {
  const stored = kept<StoredPayment>(
    reader,
    `SELECT * FROM (SELECT * FROM partner_payments WHERE state = 'PENDING' AND gone_at IS NULL ORDER BY expires_at, id LIMIT ${SHOWN})
     UNION ALL
     SELECT * FROM (SELECT * FROM partner_payments WHERE state <> 'PENDING' AND gone_at IS NULL ORDER BY ifnull(decided_at, expires_at) DESC LIMIT 200)`,
  ).all()
  const names = namesOf(
    reader,
    scope,
    stored.map(({ customer_id }) => customer_id),
  )
  // R-CUST-03: whose name is not told is another's customer.
  const rows = stored.filter(({ customer_id }) => customer_id in names)
  const pending = kept<{ count: number; amount: number | null }>(
    reader,
    `SELECT count(*) AS count, sum(amount) AS amount FROM partner_payments WHERE state = 'PENDING' AND gone_at IS NULL`,
  ).get()
  const balance = kept<number>(reader, 'SELECT amount FROM partner_accounts WHERE account_type = ?').pluck()
  const accountOf = (type: string) => {
    const amount = balance.get(type)
    return amount === undefined ? null : fen(amount)
  }
  return {
    rows: rows.map((row) => ({
      orderId: row.order_id.slice(0, 64),
      customerId: row.customer_id.slice(0, 64),
      customerName: names[row.customer_id] ?? '',
      service: clipped(row.service_name ?? row.service_code, 400),
      amount: fen(row.amount),
      state: row.state.slice(0, 64),
      requestedAt: row.requested_at,
      expiresAt: row.expires_at,
      reason: clipped(row.reason, 400),
      decidedBy: clipped(row.decided_by, 128),
      decidedAt: row.decided_at,
    })),
    pending: { count: pending?.count ?? 0, amount: fen(pending?.amount ?? 0) },
    balance: accountOf('1'),
    grantable: accountOf('8'),
  }
}

const EXPIRES_MS = 7 * 24 * 3600_000

const factsHere = (cache: Db | null, orderId: string): PartnerPaymentFacts | null =>
  cache === null
    ? null
    : (kept<PartnerPaymentFacts>(
        cache,
        'SELECT state, expires_at AS expiresAt FROM partner_payments WHERE order_id = ? AND gone_at IS NULL',
      ).get(orderId) ?? null)

async function factsNow(desk: Desk, order_id: string) {
  const { body } = await desk.call('ShowDeskPartnerPayment', { path: { order_id } })
  return readable('ShowDeskPartnerPayment', () => livePaymentFacts(body as WireRow))
}

/** R-ORD-23: both balances of now. */
async function refuseShort(desk: Desk, amount: number) {
  const { body } = await desk.call('ListPartnerBalances')
  const accounts = readable('ListPartnerBalances', () =>
    accountsOf(rowsIn('ListPartnerBalances', body, 'account_balances')),
  )
  return refusePartnerShort(fen(amount), accounts)
}

const common = <P extends { orderId: string; customerId: string }>(
  name: string,
): Pick<Command<P>, 'name' | 'version' | 'target' | 'twin' | 'customerId' | 'refuse' | 'release' | 'expiresMs'> => ({
  name,
  version: 1,
  target: ({ orderId }) => `order:${orderId}`,
  twin: ({ orderId }) => `${name} ${orderId}`,
  customerId: ({ customerId }) => customerId,
  refuse: ({ orderId }, cache, now) => {
    const facts = factsHere(cache, orderId)
    return facts && refusePartnerPayment(facts, now)
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
})

/** What the person agreed to last: at first, or when asked again. */
const agreedAmount = ({ amount }: PayForCustomer, basis: Facts | null | undefined): number =>
  typeof basis?.amount === 'number' ? basis.amount : amount

const payFor = command<PayForCustomer>({
  ...common<PayForCustomer>('orders.payFor'),
  read: (version, payload) => (version === 1 ? (PayForCustomer.safeParse(payload).data ?? null) : null),
  amount: ({ amount }) => amount,
  recheck: async (payload, basis, desk) => {
    const { orderId } = payload
    const amount = agreedAmount(payload, basis)
    const live = await factsNow(desk, orderId)
    const refusal = refusePartnerPayment(live, desk.vendorNow())
    if (refusal) return { kind: 'refused', refusal }
    if (live.amount !== amount) return { kind: 'moved', basis: { amount: live.amount } }
    const short = await refuseShort(desk, amount)
    return short ? { kind: 'refused', refusal: short } : { kind: 'same' }
  },
  send: async (payload, desk, _reference, basis) => {
    const { orderId } = payload
    const amount = agreedAmount(payload, basis)
    await desk.call('PayDeskPartnerPayment', { body: { order_id: orderId, amount: Number(yuanText(fen(amount))) } })
    return { effectId: null, result: { orderId } }
  },
  repeat: {
    by: 'nature',
    find: async ({ orderId }, desk) => {
      const { state, decidedAt } = await factsNow(desk, orderId)
      return state === paymentStates.paid ? { effectId: null, result: { orderId, paidAt: decidedAt } } : null
    },
  },
  refresh: [PARTNER_PAYMENTS, 'orders', 'partner-balance'],
})

const reject = command<RejectPayment>({
  ...common<RejectPayment>('orders.rejectPayment'),
  read: (version, payload) => (version === 1 ? (RejectPayment.safeParse(payload).data ?? null) : null),
  amount: () => null,
  withoutCode: true,
  recheck: async ({ orderId }, _basis, desk) => {
    const refusal = refusePartnerPayment(await factsNow(desk, orderId), desk.vendorNow())
    return refusal ? { kind: 'refused', refusal } : { kind: 'same' }
  },
  send: async ({ orderId, reason }, desk) => {
    await desk.call('RejectDeskPartnerPayment', { body: { order_id: orderId, reason } })
    return { effectId: null, result: { orderId } }
  },
  repeat: {
    by: 'nature',
    find: async ({ orderId }, desk) => {
      const { state } = await factsNow(desk, orderId)
      return state === paymentStates.rejected ? { effectId: null, result: { orderId } } : null
    },
  },
  refresh: [PARTNER_PAYMENTS],
})

export const partnerPaymentCommands = [payFor, reject]
