/** Orders from the wire; amounts in fen. A row that does not fit is refused alone, an unknown code is kept. */
import type { RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  instant,
  listOf,
  mapping,
  requiredText,
  requireYuan,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'

export const orderColumns = [
  'order_id',
  'part',
  'customer_id',
  'service_code',
  'service_name',
  'status',
  'order_type',
  'source',
  'official',
  'amount',
  'created_at',
  'paid_at',
  'coupon',
  'cash_coupon',
  'card',
  'commission',
  'consumed',
  'discounts',
  'children',
  'projects',
  'contract_id',
  'paying_agent',
  'agent_paid',
  'extra',
] as const

const known = new Set([
  'order_id',
  'customer_id',
  'service_type_code',
  'service_type_name',
  'status',
  'order_type',
  'source_type',
  'official_amount',
  'amount_after_discount',
  'measure_id',
  'currency',
  'create_time',
  'payment_time',
  'amount_info',
  'sub_order_infos',
  'enterprise_projects',
  'contract_id',
  'agent_pay_info',
])

const object = (value: unknown): WireRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireRow) : {}

const json = (list: readonly unknown[]): string | null => (list.length === 0 ? null : JSON.stringify(list))

interface Discount {
  readonly type: string | null
  readonly amount: number | null
}

const discountsOf = (info: WireRow): Discount[] =>
  (listOf(info, 'discounts') ?? []).map((one) => {
    const discount = object(one)
    return {
      type: code(discount.discount_type, 'discount_type'),
      amount: yuan(discount.discount_amount, 'discount_amount'),
    }
  })

/** Of a combined order's members, which are no rows of their own (R-ORD-13). */
const childOf = (one: unknown) => {
  const child = object(one)
  return {
    orderId: requiredText(child.order_id, 'sub_order_infos.order_id'),
    serviceCode: text(child.service_type_code, 'service_type_code'),
    serviceName: text(child.service_type_name, 'service_type_name'),
    status: code(child.status, 'status'),
    official: yuan(child.official_amount, 'official_amount'),
    amount: yuan(child.amount_after_discount, 'amount_after_discount'),
  }
}

/** The default project says nothing: most orders have no other. */
const projectsOf = (row: WireRow): string | null =>
  json((listOf(row, 'enterprise_projects') ?? []).filter((one) => object(one).id !== '0'))

/** Source: ListCustomerOrders, of one window. */
export const mapOrder = (part: string) =>
  mapping('order_id', (row): RowValues => {
    requireYuan(row.measure_id)
    const info = object(row.amount_info)
    const agent = object(row.agent_pay_info)
    return [
      requiredText(row.order_id, 'order_id'),
      part,
      requiredText(row.customer_id, 'customer_id'),
      text(row.service_type_code, 'service_type_code') ?? '',
      text(row.service_type_name, 'service_type_name'),
      code(row.status, 'status') ?? '',
      code(row.order_type, 'order_type') ?? '',
      code(row.source_type, 'source_type'),
      yuan(row.official_amount, 'official_amount'),
      yuan(row.amount_after_discount, 'amount_after_discount'),
      instant(row.create_time, 'create_time'),
      instant(row.payment_time, 'payment_time'),
      yuan(info.coupon_amount, 'coupon_amount'),
      yuan(info.flexipurchase_coupon_amount, 'flexipurchase_coupon_amount'),
      yuan(info.stored_card_amount, 'stored_card_amount'),
      yuan(info.commission_amount, 'commission_amount'),
      yuan(info.consumed_amount, 'consumed_amount'),
      json(discountsOf(info)),
      json((listOf(row, 'sub_order_infos') ?? []).map(childOf)),
      projectsOf(row),
      text(row.contract_id, 'contract_id'),
      text(agent.paying_agent_id, 'paying_agent_id'),
      agent.is_agent_pay === true ? 1 : 0,
      extra(row, known),
    ]
  })

/** What the details of one order tell beside its lines. */
export interface OrderDetails {
  readonly orderId: string
  readonly customerId: string
  readonly serviceCode: string
  readonly status: string
  readonly official: number | null
  readonly amount: number | null
  /** A discount of contract or partner is on it already. */
  readonly discounted: boolean
  readonly paidAt: number | null
  readonly pendingUntil: number | null
  readonly userName: string | null
}

/** Source: ShowCustomerOrderDetails, `order_info`. */
export const mapDetails = (info: WireRow): OrderDetails => {
  requireYuan(info.measure_id)
  return {
    orderId: requiredText(info.order_id, 'order_id'),
    customerId: requiredText(info.customer_id, 'customer_id'),
    serviceCode: text(info.service_type_code, 'service_type_code') ?? '',
    status: code(info.status, 'status') ?? '',
    official: yuan(info.official_amount, 'official_amount'),
    discounted: discountsOf(object(info.amount_info)).some(({ amount }) => amount !== null && amount !== 0),
    amount: yuan(info.amount_after_discount, 'amount_after_discount'),
    paidAt: instant(info.payment_time, 'payment_time'),
    pendingUntil: instant(info.pending_payment_end_time, 'pending_payment_end_time'),
    userName: text(info.user_name, 'user_name'),
  }
}

const count = (value: unknown): number | null => (Number.isSafeInteger(value) ? (value as number) : null)

/** Source: `order_line_items`; the period's number is absent in unsubscriptions. */
const lineOf = (one: unknown) => {
  const line = object(one)
  return {
    lineId: requiredText(line.order_line_item_id, 'order_line_item_id'),
    serviceCode: text(line.service_type_code, 'service_type_code'),
    serviceName: text(line.service_type_name, 'service_type_name'),
    productId: text(line.product_id, 'product_id'),
    spec: text(line.product_spec_desc, 'product_spec_desc'),
    periodType: code(line.period_type, 'period_type'),
    periodNum: count(line.period_num),
    effectiveAt: instant(line.effective_time, 'effective_time'),
    expiresAt: instant(line.expire_time, 'expire_time'),
    quantity: count(line.subscription_num),
    official: yuan(line.official_amount, 'official_amount'),
    amount: yuan(line.amount_after_discount, 'amount_after_discount'),
    discounts: discountsOf(object(line.amount_info)),
  }
}
export type StoredLine = ReturnType<typeof lineOf>
export type StoredChild = ReturnType<typeof childOf>
export type StoredDiscount = Discount

export const detailColumns = ['order_id', 'status', 'amount', 'paid_at', 'pending_until', 'user_name', 'lines'] as const

/** One order's details as a row: `order_id` beside what the call answered. */
export const mapDetailRow = mapping('order_id', (row): RowValues => {
  const details = mapDetails(object(row.order_info))
  return [
    details.orderId,
    details.status,
    details.amount,
    details.paidAt,
    details.pendingUntil,
    details.userName,
    JSON.stringify((listOf(row, 'order_line_items') ?? []).map(lineOf)),
  ]
})
