/** Requests for partner payment in the desk API's fields; source: DeskPartnerPayment. */
import type { RowValues } from '#host/sync/types.ts'
import { extra, instant, mapping, requiredText, requiredYuan, text, type WireRow } from '#host/sync/wire.ts'
import type { PartnerPaymentFacts } from '#shared/rules/orders.ts'

export const partnerPaymentColumns = [
  'order_id',
  'customer_id',
  'service_code',
  'service_name',
  'amount',
  'state',
  'requested_at',
  'expires_at',
  'reason',
  'decided_by',
  'decided_at',
  'extra',
] as const

const known = new Set([
  'order_id',
  'customer_id',
  'service_type_code',
  'service_type_name',
  'amount',
  'state',
  'requested_on',
  'expires_on',
  'reason',
  'decided_by',
  'decided_on',
])

export const mapPartnerPayment = mapping(
  'order_id',
  (row): RowValues => [
    requiredText(row.order_id, 'order_id'),
    requiredText(row.customer_id, 'customer_id'),
    text(row.service_type_code, 'service_type_code'),
    text(row.service_type_name, 'service_type_name'),
    requiredYuan(row.amount, 'amount'),
    requiredText(row.state, 'state'),
    instant(row.requested_on, 'requested_on'),
    instant(row.expires_on, 'expires_on'),
    text(row.reason, 'reason'),
    text(row.decided_by, 'decided_by'),
    instant(row.decided_on, 'decided_on'),
    extra(row, known),
  ],
)

/** What a decision rests on, of a live answer. Throws what `mapping` refuses a row for. */
export const livePaymentFacts = (
  row: WireRow,
): PartnerPaymentFacts & { readonly amount: number; readonly decidedAt: number | null } => ({
  state: requiredText(row.state, 'state'),
  expiresAt: instant(row.expires_on, 'expires_on'),
  amount: requiredYuan(row.amount, 'amount'),
  decidedAt: instant(row.decided_on, 'decided_on'),
})
