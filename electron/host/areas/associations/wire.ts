/** Requests and checks from the desk's fields; sources: DeskAssociationRequest, DeskCheckItem. */
import type { RowValues } from '#host/sync/types.ts'
import { extra, instant, mapping, requiredText, text, type WireRow } from '#host/sync/wire.ts'
import { type ChangeKind, type CheckResult, ruleOfItem } from '#shared/rules/associations.ts'

export const requestColumns = [
  'request_id',
  'customer_id',
  'kind',
  'asked_by',
  'from_type',
  'to_type',
  'state',
  'reason',
  'requested_at',
  'decided_at',
  'expires_at',
  'extra',
] as const

const known = new Set([
  'request_id',
  'customer_id',
  'kind',
  'asked_by',
  'from_type',
  'to_type',
  'state',
  'reason',
  'requested_on',
  'decided_on',
  'expires_on',
])

export const mapRequest = mapping(
  'request_id',
  (row): RowValues => [
    requiredText(row.request_id, 'request_id'),
    requiredText(row.customer_id, 'customer_id'),
    requiredText(row.kind, 'kind'),
    requiredText(row.asked_by, 'asked_by'),
    text(row.from_type, 'from_type'),
    text(row.to_type, 'to_type'),
    requiredText(row.state, 'state'),
    text(row.reason, 'reason'),
    instant(requiredText(row.requested_on, 'requested_on'), 'requested_on'),
    instant(row.decided_on, 'decided_on'),
    instant(row.expires_on, 'expires_on'),
    extra(row, known),
  ],
)

/** Throws what `readable` makes an unreadable answer of. */
export function checkOf(row: WireRow, kind: ChangeKind, associationType: string | null): CheckResult {
  const item = requiredText(row.item, 'item').slice(0, 64)
  const { passed } = row
  return {
    item,
    rule: ruleOfItem(item, kind, associationType),
    // An answer that does not say so has not passed.
    state: passed === true ? 'passed' : passed === false ? 'failed' : 'unknown',
    until: instant(row.until, 'until'),
  }
}
