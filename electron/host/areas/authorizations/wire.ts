/** Authorizations in the desk API's fields; source: DeskAuthorization. */
import type { RowValues } from '#host/sync/types.ts'
import { extra, instant, mapping, requiredText, text, type WireRow } from '#host/sync/wire.ts'
import type { AuthorizationFacts } from '#shared/rules/authorizations.ts'

export const authorizationColumns = [
  'customer_id',
  'state',
  'waits_for',
  'letter_accepted',
  'requested_by',
  'requested_at',
  'decided_by',
  'decided_at',
  'reason',
  'updated_at',
  'extra',
] as const

const known = new Set([
  'customer_id',
  'state',
  'waits_for',
  'letter_accepted',
  'requested_by',
  'requested_on',
  'decided_by',
  'decided_on',
  'reason',
  'updated_on',
])

export const mapAuthorization = mapping(
  'customer_id',
  (row): RowValues => [
    requiredText(row.customer_id, 'customer_id'),
    requiredText(row.state, 'state'),
    text(row.waits_for, 'waits_for'),
    row.letter_accepted === true ? 1 : 0,
    text(row.requested_by, 'requested_by'),
    instant(row.requested_on, 'requested_on'),
    text(row.decided_by, 'decided_by'),
    instant(row.decided_on, 'decided_on'),
    text(row.reason, 'reason'),
    instant(row.updated_on, 'updated_on'),
    extra(row, known),
  ],
)

/** What the gate asks of a live answer. Throws what `mapping` refuses a row for. */
export const liveFacts = (row: WireRow): AuthorizationFacts & { readonly letterAccepted: boolean } => ({
  state: requiredText(row.state, 'state'),
  waitsFor: text(row.waits_for, 'waits_for'),
  letterAccepted: row.letter_accepted === true,
})
