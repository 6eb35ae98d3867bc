/** Monthly consumption sums from the partner's fields to columns; source: BillSumInfoV2. */
import { createHash } from 'node:crypto'
import type { Mapped, RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  mapping,
  requiredText,
  requiredYuan,
  requireYuan,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'

/** A month asked for one charge mode. */
export interface ConsumptionPart {
  readonly key: string
  readonly month: string
  readonly chargeMode: string
}

export const sumColumns = [
  'sum_key',
  'part',
  'month',
  'charge_mode',
  'customer_id',
  'service_type_code',
  'service_type_name',
  'resource_type_code',
  'resource_type_name',
  'bill_type',
  'amount',
  'debt',
  'adjustment',
  'discount',
  'cash',
  'credit',
  'coupon',
  'other_means',
  'extra',
] as const

const known = new Set([
  'customer_id',
  'cloud_service_type',
  'cloud_service_type_name',
  'resource_type_code',
  'resource_type_name',
  'bill_type',
  'charge_mode',
  'amount',
  'debt_amount',
  'adjustment_amount',
  'discount_amount',
  'measure_id',
  'account_details',
])

/** Balance types the sums are split by; source: BillSumInfoV2.account_details. */
const means = ['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT', 'BALANCE_TYPE_COUPON'] as const

function splitOf(row: WireRow): { amounts: number[]; others: string | null } {
  const amounts = means.map(() => 0)
  const others: unknown[] = []
  const details = Array.isArray(row.account_details) ? (row.account_details as WireRow[]) : []
  for (const detail of details) {
    const at = means.indexOf(detail?.balance_type as (typeof means)[number])
    if (at < 0) others.push(detail)
    else amounts[at] = (amounts[at] ?? 0) + requiredYuan(detail.amount, 'account_details.amount')
  }
  return { amounts, others: others.length === 0 ? null : JSON.stringify(others) }
}

/** Everything but amounts: two rows of one digest would be one sum told twice. */
const keyOf = (parts: readonly (string | null)[]): string =>
  createHash('sha1').update(JSON.stringify(parts)).digest('base64url')

export const mapSum = (row: unknown, { key, month, chargeMode }: ConsumptionPart): Mapped =>
  mapping('customer_id', (one): RowValues => {
    requireYuan(one.measure_id)
    const customer = requiredText(one.customer_id, 'customer_id')
    const service = requiredText(one.cloud_service_type, 'cloud_service_type')
    const resource = text(one.resource_type_code, 'resource_type_code')
    const billType = code(one.bill_type, 'bill_type') ?? ''
    const more = extra(one, known)
    const { amounts, others } = splitOf(one)
    return [
      keyOf([key, customer, service, resource, billType, more]),
      key,
      month,
      code(one.charge_mode, 'charge_mode') ?? chargeMode,
      customer,
      service,
      text(one.cloud_service_type_name, 'cloud_service_type_name'),
      resource,
      text(one.resource_type_name, 'resource_type_name'),
      billType,
      requiredYuan(one.amount, 'amount'),
      yuan(one.debt_amount, 'debt_amount') ?? 0,
      yuan(one.adjustment_amount, 'adjustment_amount') ?? 0,
      yuan(one.discount_amount, 'discount_amount') ?? 0,
      ...amounts,
      others,
      more,
    ]
  })(row)
