/**
 * Commands that histories draw, and what of the vendor's books each of them moves.
 *
 * To add a command: declare it in its area (its list must be among `commands` below), and add one entry to `moneys`: how
 * a payload is drawn, the key under which an intent of it is counted, and the effects that the vendor's tables show under
 * the same key. An effect's key must name everything that the command's own record is told by (target, amount, kind, or
 * our reference); the comparison in books.ts does the rest. Where its writes or readings are other operations of the
 * vendor, name them in `writes` and `reads`, so that faults meet them. Then `npm run faults -- --runs 300`.
 */
import type { Database } from 'better-sqlite3'
import { couponCommands } from '#host/areas/coupons/commands.ts'
import { fundsCommands } from '#host/areas/funds/commands.ts'
import { partnerPaymentCommands } from '#host/areas/orders/payments.ts'
import { resellerCommands } from '#host/areas/resellers/commands.ts'
import { resourceCommands } from '#host/areas/resources/commands.ts'
import type { AnyCommand } from '#host/outbox/types.ts'
import { waitingOrder } from '#test/areas/orders/support.ts'
import type { Draw } from './draw.ts'
import type { World } from './world.ts'

/** Every command that a laptop of the run can carry out. */
export const commands: readonly AnyCommand[] = [
  ...fundsCommands,
  ...couponCommands,
  ...resellerCommands,
  ...resourceCommands,
  ...partnerPaymentCommands,
]

export type Payload = Readonly<Record<string, unknown>>

export interface Drawn {
  readonly draw: Draw
  readonly world: World
  readonly customerId: string
  readonly resellerId: string
  /** Fen. */
  readonly amount: number
}

export interface Effect {
  readonly key: string
  /** The vendor's id of it, as the answer or the record names it. */
  readonly effectId: string
}

export interface Money {
  /** The contract's name of the call. */
  readonly command: string
  /** How often it is drawn beside the others of its caller. */
  readonly weight: number
  readonly caller: 'partner' | 'distributor'
  /** Null = nothing to do it to now. */
  payload(drawn: Drawn): Payload | null
  keyOf(payload: Payload, intentId: string): string
  /** Table whose new rows show effects, and its own effects among the rows above an id. */
  readonly table: 'account_changes' | 'adjust_records' | 'coupons' | 'coupon_records' | 'quota_records' | 'orders'
  effects(state: Database, above: number): Effect[]
  /** Several intents may be right about one effect: what is back is back. */
  readonly shared?: true
  readonly writes: readonly string[]
  readonly reads: readonly string[]
}

const moveKey = (operation: string, whom: unknown, amount: unknown): string => `${operation} ${whom} ${amount}`

interface Move {
  readonly whom: string
  readonly amount: number
  readonly transId: string
}

const moves =
  (operation: string, of: 'customer' | 'reseller') =>
  (state: Database, above: number): Effect[] => {
    const rows = state
      .prepare(`select customer_id as whom, amount, trans_id as transId from adjust_records where id > ? and operation_type = ?
      and customer_id ${of === 'reseller' ? '' : 'not'} in (select indirect_partner_id from resellers)`)
      .all(above, operation) as Move[]
    return rows.map(({ whom, amount, transId }) => ({ key: moveKey(operation, whom, amount), effectId: transId }))
  }

interface QuotaMove {
  readonly quotaId: string
  readonly parentId: string
  readonly resellerId: string
  readonly amount: number
}

const quotaRecords = (state: Database, above: number, operation: '10' | '11'): QuotaMove[] =>
  state
    .prepare(`select quota_id as quotaId, parent_quota_id as parentId, indirect_partner_id as resellerId, amount
      from quota_records where id > ? and operation_type = ?`)
    .all(above, operation) as QuotaMove[]

const ofCustomer = (command: string, operation: string, write: string, weight: number): Money => ({
  command,
  weight,
  caller: 'partner',
  payload: ({ customerId, amount }) => ({ customerId, amount }),
  keyOf: ({ customerId, amount }) => moveKey(operation, customerId, amount),
  table: 'adjust_records',
  effects: moves(operation, 'customer'),
  writes: [write],
  reads: ['ListPartnerAdjustRecords', 'ListCustomersBalancesDetail', 'ListPartnerBalances'],
})

const ofReseller = (command: string, operation: string, write: string): Money => ({
  ...ofCustomer(command, operation, write, 1),
  caller: 'distributor',
  payload: ({ resellerId, amount }) => ({ resellerId, amount }),
  keyOf: ({ resellerId, amount }) => moveKey(operation, resellerId, amount),
  effects: moves(operation, 'reseller'),
})

interface Made {
  readonly id: string
  readonly orderType: number
  readonly lines: readonly { readonly resourceId?: string }[]
}

/** Orders that calls made about resources: the first line of each is the main one. */
const ordersAbout =
  (orderType: number, name: string) =>
  (state: Database, above: number): Effect[] =>
    (state.prepare('select body from orders where id > ? and base_index is null').pluck().all(above) as string[])
      .map((body) => JSON.parse(body) as Made)
      .filter((order) => order.orderType === orderType)
      .map(({ id, lines }) => ({ key: `${name} ${lines[0]?.resourceId}`, effectId: id }))

const ofResource = (
  name: 'renew' | 'unsubscribe',
  orderType: number,
  write: string,
  weight: number,
  more: (drawn: Drawn) => Payload,
): Money => ({
  command: `resources.${name}`,
  weight,
  caller: 'partner',
  payload: (drawn) => {
    const { draw, world, customerId } = drawn
    const own = world.resourcesOf(customerId)
    return own.length === 0 ? null : { customerId, resourceId: draw.of(own), ...more(drawn) }
  },
  keyOf: ({ resourceId }) => `${name} ${resourceId}`,
  table: 'orders',
  effects: ordersAbout(orderType, name),
  writes: [write],
  reads: ['ListCustomerOrders', 'ListPayPerUseCustomerResources', 'ListRenewRateOnPeriod', 'ShowDeskAuthorization'],
})

export const moneys: readonly Money[] = [
  ofCustomer('funds.grant', 'SOURCE_OPERATION_BEADJUST', 'UpdateCustomerAccountAmount', 2),
  ofCustomer('funds.reclaim', 'SOURCE_OPERATION_BERETRIEVE', 'ReclaimToPartnerAccount', 1),
  ofResource('renew', 2, 'RenewalResources', 3, ({ draw }) => ({
    periodType: 2,
    periodNum: 1,
    payNow: draw.chance(0.9),
    price: null,
  })),
  ofResource('unsubscribe', 4, 'CancelResourcesSubscription', 1, () => ({
    type: 1,
    reasonType: 5,
    reason: '',
    feeAccepted: true,
    refund: null,
  })),
  ofReseller('funds.grantReseller', 'SOURCE_OPERATION_BEADJUST', 'UpdateIndirectPartnerAccount'),
  ofReseller('funds.reclaimReseller', 'SOURCE_OPERATION_BERETRIEVE', 'ReclaimIndirectPartnerAccount'),
  {
    command: 'orders.payFor',
    weight: 2,
    caller: 'partner',
    // An order that somebody asked for already, as a rule: equal intents are to meet.
    payload: ({ draw, world, customerId }) => {
      const { state } = world.api
      const asked = state
        .prepare(
          'select order_id from partner_payments where customer_id = ? and decision is null order by requested_at desc',
        )
        .pluck()
        .get(customerId) as string | undefined
      if (asked !== undefined && draw.chance(0.7)) return { orderId: asked, customerId, amount: 100_000 }
      const { orderId } = waitingOrder({ state }, customerId, {}, world.now())
      state
        .prepare('insert into partner_payments (order_id, customer_id, requested_at) values (?, ?, ?)')
        .run(orderId, customerId, world.now())
      return { orderId, customerId, amount: 100_000 }
    },
    keyOf: ({ orderId }) => `pay for ${orderId}`,
    table: 'account_changes',
    // Every line of the partner's ledger is money that left.
    effects: (state, above) =>
      (
        state
          .prepare(`select account_change_id as effectId, trade_id as orderId from account_changes where id > ?
            and trade_detail_type = 'AGENT_PAY'`)
          .all(above) as { effectId: string; orderId: string }[]
      ).map(({ effectId, orderId }) => ({ key: `pay for ${orderId}`, effectId })),
    shared: true,
    writes: ['PayDeskPartnerPayment'],
    reads: ['ShowDeskPartnerPayment', 'ListPartnerBalances'],
  },
  {
    command: 'coupons.issue',
    weight: 2,
    caller: 'partner',
    payload: ({ draw, world, customerId, amount }) => ({
      quotaId: draw.of(world.quotas),
      customerId,
      faceValue: amount,
      validFrom: null,
      validUntil: null,
      memo: draw.of(['', '春节活动']),
    }),
    keyOf: (_payload, intentId) => `issue ${intentId}`,
    table: 'coupons',
    effects: (state, above) =>
      (
        state.prepare(`select coupon_id, coalesce(memo, '') as memo from coupons where id > ?`).all(above) as {
          coupon_id: string
          memo: string
        }[]
      ).map(({ coupon_id, memo }) => ({ key: `issue ${/\[(\w+)\]$/.exec(memo)?.[1]}`, effectId: coupon_id })),
    writes: ['CreatePartnerCoupons'],
    reads: ['ListPartnerCouponsRecord', 'ListQuotaCoupons'],
  },
  {
    command: 'coupons.reclaim',
    weight: 1,
    caller: 'partner',
    payload: ({ world, customerId }) => {
      const couponId = world.usableCoupons(customerId)[0]
      return couponId === undefined ? null : { couponId, customerId }
    },
    keyOf: ({ couponId }) => `reclaim ${couponId}`,
    table: 'coupon_records',
    effects: (state, above) =>
      (
        state
          .prepare(`select coupon_id from coupon_records where id > ? and operation_type = '2'`)
          .pluck()
          .all(above) as string[]
      ).map((couponId) => ({ key: `reclaim ${couponId}`, effectId: couponId })),
    shared: true,
    writes: ['ReclaimPartnerCoupons'],
    reads: ['ListIssuedPartnerCoupons', 'ListPartnerCouponsRecord'],
  },
  {
    command: 'resellers.giveQuota',
    weight: 2,
    caller: 'distributor',
    payload: ({ draw, world, resellerId, amount }) => ({ quotaId: draw.of(world.quotas), resellerId, amount }),
    keyOf: ({ quotaId, resellerId, amount }) => moveKey(`give ${quotaId}`, resellerId, amount),
    table: 'quota_records',
    effects: (state, above) =>
      quotaRecords(state, above, '10').map(({ quotaId, parentId, resellerId, amount }) => ({
        key: moveKey(`give ${parentId}`, resellerId, amount),
        effectId: quotaId,
      })),
    writes: ['UpdateCouponQuotas'],
    reads: ['ListCouponQuotasRecords', 'ListQuotaCoupons'],
  },
  {
    command: 'resellers.reclaimQuota',
    weight: 1,
    caller: 'distributor',
    payload: ({ world, resellerId }) => {
      const child = world.api.state
        .prepare(`select quota_id as quotaId, parent_quota_id as parentQuotaId from coupon_quotas where owner_id = ?
          and quota_status = 0 and expire_time > '2089-01-01T00:00:00Z' order by id desc limit 1`)
        .get(resellerId) as { quotaId: string; parentQuotaId: string } | undefined
      return child ?? null
    },
    keyOf: ({ quotaId }) => `take back ${quotaId}`,
    table: 'quota_records',
    effects: (state, above) =>
      quotaRecords(state, above, '11').map(({ quotaId }) => ({ key: `take back ${quotaId}`, effectId: quotaId })),
    shared: true,
    writes: ['ReclaimCouponQuotas'],
    reads: ['ListIssuedCouponQuotas', 'ListCouponQuotasRecords'],
  },
]

export const writeOperations: readonly string[] = [...new Set(moneys.flatMap(({ writes }) => writes))]
