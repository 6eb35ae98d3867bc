/** Cases from the partner's fields to columns; source: DeskIncentiveCase. */
import type { RowValues } from '#host/sync/types.ts'
import { extra, instant, mapping, month, requiredText, text, yuan } from '#host/sync/wire.ts'

export const caseColumns = [
  'case_id',
  'kind',
  'title',
  'period',
  'customer_id',
  'amount',
  'status',
  'status_at',
  'reject_reason',
  'deadline_at',
  'contract_party',
  'medium',
  'invoice_kind',
  'invoice_number',
  'ticked',
  'to_account',
  'tag',
  'created_at',
  'extra',
] as const
const ofCase = new Set<string>([
  ...caseColumns.filter((column) => !column.endsWith('_at') && column !== 'extra'),
  'status_on',
  'deadline_on',
  'created_on',
])

export const mapCase = mapping(
  'case_id',
  (row): RowValues => [
    requiredText(row.case_id, 'case_id'),
    requiredText(row.kind, 'kind'),
    text(row.title, 'title'),
    month(row.period, 'period'),
    text(row.customer_id, 'customer_id'),
    yuan(row.amount, 'amount'),
    text(row.status, 'status'),
    instant(row.status_on, 'status_on'),
    text(row.reject_reason, 'reject_reason'),
    instant(row.deadline_on, 'deadline_on'),
    text(row.contract_party, 'contract_party'),
    text(row.medium, 'medium'),
    text(row.invoice_kind, 'invoice_kind'),
    text(row.invoice_number, 'invoice_number'),
    typeof row.ticked === 'boolean' ? Number(row.ticked) : null,
    text(row.to_account, 'to_account'),
    text(row.tag, 'tag'),
    instant(row.created_on, 'created_on'),
    extra(row, ofCase),
  ],
)
