/** What may be written about an intent: its first row, and a change of it. */

import type { Facts, IntentRow } from '#host/outbox/types.ts'
import type { IntentReason, IntentState } from '#shared/intent-states.ts'

/** Columns a change may set beside the state. */
type Patch = Partial<
  Pick<
    IntentRow,
    | 'released'
    | 'hold'
    | 'maybe'
    | 'not_before'
    | 'tries'
    | 'sent_at'
    | 'sent_vendor_at'
    | 'snapshot'
    | 'effect_id'
    | 'result'
    | 'error'
    | 'payload'
    | 'basis'
    | 'version'
    | 'twin'
    | 'target'
    | 'customer_id'
    | 'amount'
    | 'expires_at'
    | 'code_until'
  >
>

export interface Change {
  readonly from: readonly IntentState[]
  readonly to: IntentState
  readonly why: IntentReason
  readonly detail?: Facts | null
  readonly patch?: Patch
  /** Contract's name for the audit; left out where nothing happened that a person must find there. */
  readonly audit?: { readonly action: string; readonly result?: 'done' | 'refused'; readonly detail?: Facts }
}

export interface NewIntent {
  readonly intentId: string
  readonly requestId: string
  readonly item: number
  readonly groupId: string
  readonly command: string
  readonly version: number
  readonly payload: unknown
  readonly basis: Facts | null
  readonly target: string
  readonly twin: string
  readonly customerId: string | null
  readonly amount: number | null
  readonly author: string
  readonly state: 'draft' | 'queued' | 'refused'
  readonly why: IntentReason
  readonly detail: Facts | null
  readonly released: boolean
  readonly notBefore: number
  readonly expiresAt: number
}
