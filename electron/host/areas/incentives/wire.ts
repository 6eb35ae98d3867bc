/** Incentives from the partner's fields to columns; sources: DeskIncentiveBill, DeskIncentivePlan, DeskIncentiveDetail, IncentiveAndDiscountPolicy. */
import type { Mapped, RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  instant,
  mapping,
  minor,
  month,
  rate,
  requiredMinor,
  requiredText,
  requiredYuan,
  text,
  type WireRow,
} from '#host/sync/wire.ts'

export const policyColumns = [
  'policy_key',
  'month',
  'service_type_code',
  'service_type_name',
  'incentive_policy',
  'allow_discount',
  'extra',
] as const
const ofPolicy = new Set(['service_type_code', 'service_type_name', 'incentive_policy', 'allow_discount'])

/** @param asked the month asked for: the answer does not repeat it */
export const mapPolicy = (row: unknown, asked: string): Mapped =>
  mapping('service_type_code', (one): RowValues => {
    const service = requiredText(one.service_type_code, 'service_type_code')
    return [
      `${asked}/${service}`,
      asked,
      service,
      text(one.service_type_name, 'service_type_name'),
      code(one.incentive_policy, 'incentive_policy'),
      text(one.allow_discount, 'allow_discount'),
      extra(one, ofPolicy),
    ]
  })(row)

export const planColumns = [
  'plan_key',
  'period',
  'plan_code',
  'plan_name',
  'association_type',
  'incentive_policy',
  'rate',
  'extra',
] as const
const ofPlan = new Set(['plan_code', 'plan_name', 'association_type', 'incentive_policy', 'rate'])

/** @param asked the period asked for: the answer does not repeat it */
export const mapPlan = (row: unknown, asked: string): Mapped =>
  mapping('plan_code', (one): RowValues => {
    const plan = requiredText(one.plan_code, 'plan_code')
    const association = code(one.association_type, 'association_type')
    const policy = requiredText(code(one.incentive_policy, 'incentive_policy'), 'incentive_policy')
    return [
      `${asked}/${plan}/${association}/${policy}`,
      asked,
      plan,
      text(one.plan_name, 'plan_name'),
      association,
      policy,
      rate(one.rate, 'rate'),
      extra(one, ofPlan),
    ]
  })(row)

export const billColumns = [
  'bill_id',
  'period',
  'plan_code',
  'plan_name',
  'association_type',
  'total',
  'payable',
  'frozen',
  'frozen_reason',
  'status',
  'announce_end',
  'detail_count',
  'feedback',
  'tax_rate',
  'updated_at',
  'extra',
] as const
const ofBill = new Set([
  'bill_id',
  'period',
  'plan_code',
  'plan_name',
  'association_type',
  'total_amount',
  'payable_amount',
  'frozen_amount',
  'frozen_reason',
  'status',
  'announce_end',
  'detail_count',
  'feedback',
  'tax_rate',
  'updated_on',
])

const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

export const mapBill = mapping(
  'bill_id',
  (row): RowValues => [
    requiredText(row.bill_id, 'bill_id'),
    requiredText(month(row.period, 'period'), 'period'),
    text(row.plan_code, 'plan_code'),
    text(row.plan_name, 'plan_name'),
    code(row.association_type, 'association_type'),
    requiredYuan(row.total_amount, 'total_amount'),
    requiredYuan(row.payable_amount, 'payable_amount'),
    requiredYuan(row.frozen_amount, 'frozen_amount'),
    text(row.frozen_reason, 'frozen_reason'),
    text(row.status, 'status'),
    instant(row.announce_end, 'announce_end'),
    count(row.detail_count),
    text(row.feedback, 'feedback'),
    rate(row.tax_rate, 'tax_rate'),
    instant(row.updated_on, 'updated_on'),
    extra(row, ofBill),
  ],
)

export const detailColumns = [
  'data_id',
  'period',
  'bill_id',
  'performance_period',
  'plan_code',
  'customer_id',
  'account_manager',
  'trade_id',
  'trade_at',
  'service_type_code',
  'association_type',
  'charging_mode',
  'bill_detail_type',
  'payment',
  'coupon',
  'card',
  'base',
  'rate',
  'incentive',
  'status',
  'frozen_reason',
  'performance_account',
  'dealer_status',
  'in_plan',
  'extra',
] as const
const ofDetail = new Set([
  'data_id',
  'bill_id',
  'period',
  'performance_period',
  'plan_code',
  'customer_id',
  'account_manager',
  'trade_id',
  'trade_time',
  'service_type_code',
  'association_type',
  'charging_mode',
  'bill_detail_type',
  'payment_amount',
  'coupon_amount',
  'stored_value_card_amount',
  'base_amount',
  'rate',
  'incentive_amount',
  'status',
  'frozen_reason',
  'performance_account',
  'dealer_status',
  'in_plan',
])

const flag = (row: WireRow): number | null => (typeof row.in_plan === 'boolean' ? Number(row.in_plan) : null)

export const mapDetail = mapping(
  'data_id',
  (row): RowValues => [
    requiredText(row.data_id, 'data_id'),
    requiredText(month(row.period, 'period'), 'period'),
    requiredText(row.bill_id, 'bill_id'),
    month(row.performance_period, 'performance_period'),
    text(row.plan_code, 'plan_code'),
    requiredText(row.customer_id, 'customer_id'),
    text(row.account_manager, 'account_manager'),
    text(row.trade_id, 'trade_id'),
    instant(row.trade_time, 'trade_time'),
    requiredText(row.service_type_code, 'service_type_code'),
    code(row.association_type, 'association_type'),
    code(row.charging_mode, 'charging_mode'),
    code(row.bill_detail_type, 'bill_detail_type'),
    requiredMinor(row.payment_amount, 'payment_amount'),
    minor(row.coupon_amount, 'coupon_amount') ?? 0,
    minor(row.stored_value_card_amount, 'stored_value_card_amount') ?? 0,
    requiredMinor(row.base_amount, 'base_amount'),
    rate(row.rate, 'rate'),
    requiredMinor(row.incentive_amount, 'incentive_amount'),
    text(row.status, 'status'),
    text(row.frozen_reason, 'frozen_reason'),
    text(row.performance_account, 'performance_account'),
    text(row.dealer_status, 'dealer_status'),
    flag(row),
    extra(row, ofDetail),
  ],
)
