/** Details 消费明细 of one customer and month as the partner tells them now: too many to mirror, and near real time. */
import { clip } from '#host/areas/customers/rows.ts'
import { readable, rowsIn, unreadableAnswer } from '#host/outbox/reading.ts'
import type { PartnerApi } from '#host/partner-api/types.ts'
import { code, instant, minor, requiredMinor, requiredText, text, type WireRow } from '#host/sync/wire.ts'
import { type ConsumptionDetail, DETAILS_A_PAGE } from '#shared/contract/consumption.ts'
import { AppError } from '#shared/errors.ts'
import { detailMonths, shownInDetails } from '#shared/rules/consumption.ts'

const OPERATION = 'ListSubCustomerBillDetail'

const short = (value: string | null, length = 400): string | null => (value === null ? null : clip(value, length))

const toDetail = (row: WireRow): ConsumptionDetail => ({
  id: clip(requiredText(row.id, 'id'), 128),
  tradeAt: instant(row.trade_time, 'trade_time'),
  serviceName: short(
    text(row.service_type_name, 'service_type_name') ?? text(row.service_type_code, 'service_type_code'),
  ),
  resourceTypeName: short(text(row.resource_type_name, 'resource_type_name')),
  resourceId: short(text(row.resource_id, 'resource_id')),
  resourceName: short(text(row.resource_name, 'resource_name')),
  regionName: short(text(row.region_name, 'region_name') ?? text(row.region_code, 'region_code')),
  spec: short(text(row.product_spec_desc, 'product_spec_desc')),
  chargeMode: short(code(row.charging_mode, 'charging_mode'), 64),
  detailType: short(code(row.bill_detail_type, 'bill_detail_type'), 64),
  official: minor(row.official_amount, 'official_amount') ?? 0,
  discount: minor(row.official_discount_amount, 'official_discount_amount') ?? 0,
  payment: requiredMinor(row.payment_amount, 'payment_amount'),
  coupon: minor(row.coupon_amount, 'coupon_amount') ?? 0,
  debt: minor(row.debt_amount, 'debt_amount') ?? 0,
})

export interface DetailQuestion {
  readonly customerId: string
  readonly month: string
  readonly serviceCode?: string | undefined
  readonly chargeMode?: '1' | '3' | '10' | '11' | undefined
  readonly withZeros: boolean
  readonly offset: number
}

export interface Details {
  readonly rows: ConsumptionDetail[]
  readonly hidden: number
  readonly unreadable: number
  readonly next: number | null
  readonly total: number
  readonly at: number
}

/** Throws `invalid-input` for a month out of reach (R-CUST-40), or PartnerError. */
export async function detailsOf(
  api: Pick<PartnerApi, 'call'>,
  { customerId, month, serviceCode, chargeMode, withZeros, offset }: DetailQuestion,
  now: number,
  signal: AbortSignal,
): Promise<Details> {
  if (!detailMonths(now).includes(month))
    throw new AppError('invalid-input', { field: 'month', detail: { rule: 'R-CUST-40', month } })
  const { body } = await api.call(OPERATION, {
    query: {
      bill_cycle: month,
      customer_id: customerId,
      ...(serviceCode === undefined ? {} : { service_type_code: serviceCode }),
      ...(chargeMode === undefined ? {} : { charging_mode: Number(chargeMode) as 1 | 3 | 10 | 11 }),
      offset,
      limit: DETAILS_A_PAGE,
    },
    signal,
  })
  const told = rowsIn(OPERATION, body, 'fee_records')
  const total = (body as WireRow | undefined)?.total_count
  if (typeof total !== 'number') throw unreadableAnswer(OPERATION, 'total_count is no count')
  const rows: ConsumptionDetail[] = []
  let unreadable = 0
  for (const row of told) {
    try {
      rows.push(readable(OPERATION, () => toDetail(row)))
    } catch {
      // It is counted and shown as such: one odd row must not hide two hundred.
      unreadable += 1
    }
  }
  const shown = rows.filter(({ payment }) => shownInDetails(payment, withZeros))
  const end = offset + told.length
  return {
    rows: shown,
    hidden: rows.length - shown.length,
    unreadable,
    next: told.length > 0 && end < total ? end : null,
    total,
    at: now,
  }
}
