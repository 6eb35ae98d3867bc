/** Quotas, coupons and operation records from the wire; amounts in fen. A row that does not fit is refused alone. */

import type { RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  instant,
  listOf,
  mapping,
  requiredText,
  requiredYuan,
  requireYuan,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'

export const quotaFacts = [
  'quota_type',
  'status',
  'value',
  'balance',
  'effective_at',
  'expires_at',
  'created_at',
  'updated_at',
] as const

export const quotaColumns = ['quota_id', ...quotaFacts, 'limits', 'extra'] as const

/** On the wire. */
export const quotaFields = [
  'quota_id',
  'quota_type',
  'quota_status',
  'quota_value',
  'balance',
  'effective_time',
  'expire_time',
  'create_time',
  'last_update_time',
  'limit_infos',
  'measure_id',
  'currency',
]
const knownOfQuota = new Set(quotaFields)

export const mapQuotaFacts = (row: WireRow): RowValues => {
  requireYuan(row.measure_id)
  return [
    code(row.quota_type, 'quota_type') ?? '',
    code(row.quota_status, 'quota_status') ?? '',
    requiredYuan(row.quota_value, 'quota_value'),
    requiredYuan(row.balance, 'balance'),
    instant(row.effective_time, 'effective_time'),
    instant(row.expire_time, 'expire_time'),
    instant(row.create_time, 'create_time'),
    instant(row.last_update_time, 'last_update_time'),
  ]
}

/** The limits as they came: their keys are open. */
export const limitsOf = (row: WireRow): string => JSON.stringify(listOf(row, 'limit_infos') ?? [])

/** Source: ListQuotaCoupons. */
export const mapQuota = mapping('quota_id', (row) => [
  requiredText(row.quota_id, 'quota_id'),
  ...mapQuotaFacts(row),
  limitsOf(row),
  extra(row, knownOfQuota),
])

export const couponColumns = [
  'coupon_id',
  'customer_id',
  'coupon_type',
  'status',
  'frozen',
  'face_value',
  'balance',
  'effective_at',
  'expires_at',
  'active_at',
  'last_used_at',
  'created_at',
  'order_id',
  'lock_order_id',
  'plan_name',
  'plan_description',
  'use_limits',
  'extra',
] as const

const knownOfCoupon = new Set([
  'coupon_id',
  'customer_id',
  'coupon_type',
  'status',
  'is_frozen',
  'measure_id',
  'face_value',
  'balance',
  'effective_time',
  'expire_time',
  'active_time',
  'last_used_time',
  'create_time',
  'order_id',
  'lock_order_id',
  'promotion_plan_name',
  'promotion_plan_desc',
  'use_limits',
])

/** Source: ListIssuedPartnerCoupons. The balance is absent for coupons of the old version. */
export const mapCoupon = mapping('coupon_id', (row) => {
  requireYuan(row.measure_id)
  return [
    requiredText(row.coupon_id, 'coupon_id'),
    requiredText(row.customer_id, 'customer_id'),
    code(row.coupon_type, 'coupon_type'),
    code(row.status, 'status'),
    code(row.is_frozen, 'is_frozen'),
    requiredYuan(row.face_value, 'face_value'),
    yuan(row.balance, 'balance'),
    instant(row.effective_time, 'effective_time'),
    instant(row.expire_time, 'expire_time'),
    instant(row.active_time, 'active_time'),
    instant(row.last_used_time, 'last_used_time'),
    instant(row.create_time, 'create_time'),
    text(row.order_id, 'order_id'),
    text(row.lock_order_id, 'lock_order_id'),
    text(row.promotion_plan_name, 'promotion_plan_name'),
    text(row.promotion_plan_desc, 'promotion_plan_desc'),
    JSON.stringify(listOf(row, 'use_limits') ?? []),
    extra(row, knownOfCoupon),
  ]
})

export const recordColumns = [
  'record_id',
  'month',
  'operation_type',
  'quota_id',
  'quota_type',
  'coupon_id',
  'customer_id',
  'amount',
  'operated_at',
  'result',
  'remark',
  'extra',
] as const

const knownOfRecord = new Set([
  'id',
  'operation_type',
  'quota_id',
  'quota_type',
  'coupon_id',
  'customer_id',
  'operation_amount',
  'operation_time',
  'result',
  'remark',
])

/** Source: ListPartnerCouponsRecord, of one month. */
export const mapRecord = (month: string) =>
  mapping('id', (row) => [
    requiredText(row.id, 'id'),
    month,
    code(row.operation_type, 'operation_type') ?? '',
    text(row.quota_id, 'quota_id'),
    code(row.quota_type, 'quota_type'),
    text(row.coupon_id, 'coupon_id'),
    text(row.customer_id, 'customer_id'),
    requiredYuan(row.operation_amount, 'operation_amount'),
    instant(row.operation_time, 'operation_time'),
    code(row.result, 'result'),
    text(row.remark, 'remark'),
    extra(row, knownOfRecord),
  ])
