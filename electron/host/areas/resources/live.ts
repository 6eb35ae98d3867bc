/** A resource, its price and what was paid for it, as the partner tells them this moment. All throw PartnerError. */
import { PAGE, readAll, readable, rowsIn } from '#host/outbox/reading.ts'
import type { Desk } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { code, instant, requiredText, requiredYuan, requireYuan, text, type WireRow, yuan } from '#host/sync/wire.ts'
import {
  type ActedOn,
  type PaidTerm,
  RENEWAL_ONLY,
  type Refund,
  type ResourceRefusal,
  refundOf,
  refundsAll,
  refuseUnsubscribe,
  renewalRefusal,
  type Term,
} from '#shared/rules/resources.ts'
import { toInstant } from '#shared/time.ts'

type Calls = Pick<Desk, 'call'>

const RESOURCES = 'ListPayPerUseCustomerResources'
const ORDERS = 'ListCustomerOrders'
const QUOTE = 'ListRenewRateOnPeriod'

export interface LiveResource extends ActedOn {
  readonly resourceId: string
  readonly expirePolicy: string | null
  readonly serviceCode: string | null
  readonly effectiveAt: number | null
  readonly dependants: number
}

/** A main resource with what hangs on it; null where the partner lists it no more. */
export async function liveResource(
  desk: Calls,
  customerId: string,
  resourceId: string,
  orderId?: string,
): Promise<LiveResource | null> {
  const { body } = await desk.call(RESOURCES, {
    body: {
      customer_id: customerId,
      resource_ids: [resourceId],
      ...(orderId === undefined ? {} : { order_id: orderId }),
      offset: 0,
      limit: 500,
    },
  })
  const rows = rowsIn(RESOURCES, body, 'data')
  const own = rows.find((row) => row.resource_id === resourceId)
  if (!own) return null
  return readable(RESOURCES, () => {
    const main = code(own.is_main_resource, 'is_main_resource')
    return {
      resourceId,
      main: main === null ? !text(own.parent_resource_id, 'parent_resource_id') : main === '1',
      status: code(own.status, 'status'),
      expireAt: instant(own.expire_time, 'expire_time'),
      effectiveAt: instant(own.effective_time, 'effective_time'),
      expirePolicy: code(own.expire_policy, 'expire_policy'),
      serviceCode: text(own.service_type_code, 'service_type_code'),
      dependants: rows.filter((row) => row.parent_resource_id === resourceId).length,
    }
  })
}

/** Yuan with more decimals than two, up to the next fen: nobody is told less than it costs. */
function yuanUp(value: unknown, field: string): number {
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(String(value))
  if (!match) return requiredYuan(value, field)
  const [, whole = '0', decimals = ''] = match
  const fen = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'))
  return /[1-9]/.test(decimals.slice(2)) ? fen + 1 : fen
}

export interface Quote {
  readonly official: number | null
  readonly best: number | null
  readonly refusal: ResourceRefusal | null
}

/** What the next term of a resource costs its customer, dependants included; asked with the customer's credential. */
export async function renewalQuote(desk: Calls, customerId: string, resourceId: string, term: Term): Promise<Quote> {
  try {
    const { body } = await desk.call(QUOTE, {
      body: {
        resource_ids: [resourceId],
        period_type: term.periodType,
        period_num: term.periodNum,
        include_relative_resources: true,
      },
      actingFor: customerId,
    })
    const [failed] = rowsIn(QUOTE, body, 'fail_resource_infos')
    const refusal = failed ? renewalRefusal(text(failed.error_code, 'error_code')) : null
    if (refusal) return { official: null, best: null, refusal }
    return readable(QUOTE, () => {
      const website = body?.official_website_rating_result as WireRow | undefined
      const official = yuanUp(website?.official_website_amount, 'official_website_amount')
      const offers = rowsIn(QUOTE, body, 'optional_discount_rating_results')
      const best = offers.find((offer) => code(offer.best_offer, 'best_offer') === '1')
      return { official, best: best ? yuanUp(best.amount, 'amount') : official, refusal: null }
    })
  } catch (cause) {
    const refusal = cause instanceof PartnerError ? renewalRefusal(cause.value.vendor?.code ?? null) : null
    if (refusal) return { official: null, best: null, refusal }
    throw cause
  }
}

export interface LiveOrder {
  readonly orderId: string
  readonly status: string | null
  readonly serviceCode: string | null
  readonly createdAt: number | null
  readonly amount: number
  readonly coupon: number
}

const toOrder = (row: WireRow): LiveOrder => {
  requireYuan(row.measure_id)
  return {
    orderId: requiredText(row.order_id, 'order_id'),
    status: code(row.status, 'status'),
    serviceCode: text(row.service_type_code, 'service_type_code'),
    createdAt: instant(row.create_time, 'create_time'),
    amount: yuan(row.amount_after_discount, 'amount_after_discount') ?? 0,
    coupon: yuan((row.amount_info as WireRow | undefined)?.coupon_amount, 'coupon_amount') ?? 0,
  }
}

/** Order types that acts on resources make: 1 new, 2 renewal, 4 unsubscription, 10 to on demand. */
export type OrderType = '1' | '2' | '4' | '10'

/** Orders of a customer of one type since a moment of the partner's clock; its window is a year at most (R-ORD-14). */
export async function ordersSince(
  desk: Calls,
  customerId: string,
  orderType: OrderType,
  since: number,
): Promise<LiveOrder[]> {
  const rows = await readAll(ORDERS, 'order_infos', (offset) =>
    desk.call(ORDERS, {
      query: {
        customer_id: customerId,
        order_type: orderType,
        create_time_begin: toInstant(since),
        offset,
        limit: PAGE,
      },
    }),
  )
  return readable(ORDERS, () =>
    rows
      .filter(
        (row) =>
          text(row.customer_id, 'customer_id') === customerId &&
          (code(row.order_type, 'order_type') ?? orderType) === orderType,
      )
      .map(toOrder),
  )
}

const DAY_MS = 86_400_000
/** A term of three years was paid so long ago at most. */
const YEARS_BACK = 4
/** So many orders are tried for the one that paid: the newest of the same service first. */
const TRIED_MOST = 20

async function ordersOfYear(desk: Calls, customerId: string, type: OrderType, until: number): Promise<LiveOrder[]> {
  const rows = await readAll(ORDERS, 'order_infos', (offset) =>
    desk.call(ORDERS, {
      query: {
        customer_id: customerId,
        order_type: type,
        status: 5,
        create_time_begin: toInstant(until - 365 * DAY_MS),
        create_time_end: toInstant(until),
        offset,
        limit: PAGE,
      },
    }),
  )
  return readable(ORDERS, () => rows.map(toOrder))
}

/** Whole months before an instant, by the Beijing calendar; a day that the month lacks is its last. */
function monthsBefore(at: number, months: number): number {
  const date = new Date(at + 8 * 3600_000)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime() - 8 * 3600_000
}

interface Paid {
  readonly orderId: string
  readonly coupon: number
  readonly term: PaidTerm
}

/** The order that paid for the present term: the newest renewal or purchase that brought this resource. */
async function paidTerm(desk: Calls, customerId: string, resource: LiveResource, now: number): Promise<Paid | null> {
  let tried = 0
  for (let year = 0; year < YEARS_BACK; year += 1) {
    const until = now - year * 365 * DAY_MS
    const both = [
      ...(await ordersOfYear(desk, customerId, '2', until)),
      ...(await ordersOfYear(desk, customerId, '1', until)),
    ]
    const likely = both
      .filter(({ serviceCode }) => serviceCode === resource.serviceCode)
      .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    for (const order of likely) {
      if (tried >= TRIED_MOST) return null
      tried += 1
      if (!(await liveResource(desk, customerId, resource.resourceId, order.orderId))) continue
      const { body } = await desk.call('ShowCustomerOrderDetails', {
        path: { order_id: order.orderId },
        query: { offset: 0, limit: PAGE },
      })
      const items = rowsIn('ShowCustomerOrderDetails', body, 'order_line_items')
      return readable('ShowCustomerOrderDetails', () => {
        const [first] = items
        const number = Number(code(first?.period_num, 'period_num') ?? 1)
        const months = (code(first?.period_type, 'period_type') === '3' ? 12 : 1) * number
        const end = resource.expireAt ?? now
        return {
          orderId: order.orderId,
          coupon: order.coupon,
          term: {
            from: monthsBefore(end, months),
            until: end,
            lines: items.map((item) => yuan(item.amount_after_discount, 'amount_after_discount') ?? 0),
          },
        }
      })
    }
  }
  return null
}

export interface Preview {
  readonly resource: LiveResource | null
  readonly paid: Paid | null
  readonly refund: Refund | null
  readonly withinFiveDays: boolean
  readonly refusal: ResourceRefusal | null
}

/** What an unsubscription would bring back; without the paying order no figure is made up. */
export async function previewRefund(
  desk: Calls,
  { customerId, resourceId, type }: { customerId: string; resourceId: string; type: 1 | 2 },
  now: number,
): Promise<Preview> {
  const resource = await liveResource(desk, customerId, resourceId)
  const paid = resource ? await paidTerm(desk, customerId, resource, now) : null
  const openedAt = resource?.effectiveAt ?? null
  const refusal = refuseUnsubscribe(resource, type, paid?.term ?? null, now)
  const withinFiveDays = type !== RENEWAL_ONLY && refundsAll(openedAt, now)
  return {
    resource,
    paid,
    withinFiveDays,
    refund: paid && refusal === null ? refundOf(paid.term, type === RENEWAL_ONLY ? null : openedAt, now) : null,
    refusal,
  }
}
