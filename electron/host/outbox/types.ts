/** What an area declares to have an intent carried out; the engine does the rest (durability, order, looking, people). */

import type { PartnerApi } from '#host/partner-api/types.ts'
import type { Db } from '#host/store/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import type { IntentReason, IntentState } from '#shared/intent-states.ts'

/** Plain facts, kept as JSON. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>

/** The partner's operations and the partner's clock (UTC milliseconds, exact to about two seconds). */
export interface Desk {
  readonly call: PartnerApi['call']
  vendorNow(): number
}

export interface RuleRefusal {
  readonly rule: string
  readonly reason: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** The ground, read live just before sending. */
export type Recheck =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly refusal: RuleRefusal }
  /** Moved against the person: `basis` is what there is now, shown beside what was seen. */
  | { readonly kind: 'moved'; readonly basis: Facts }

/** One effect at the partner's. */
export interface Effect {
  /** The partner's id of it; null where it names none. */
  readonly effectId: string | null
  readonly result: Facts
  /** A record that fits, though what it should have changed does not show: no proof, even where nobody else acts. */
  readonly doubtful?: true
}

export interface Sent {
  /** The intent's own id: what we gave the call as reference. */
  readonly reference: string
  /** The partner's time just before sending. */
  readonly since: number
  /** What `before` answered. */
  readonly snapshot: Facts | null
}

/** The id we send is the partner's key: sending again is the same order. */
export interface ByKey {
  readonly by: 'key'
}

/** The same order cannot happen twice: after silence look, and send again where there is nothing. */
export interface ByNature<P> {
  readonly by: 'nature'
  find(payload: P, desk: Desk): Promise<Effect | null>
}

/** Sending again would do it again: silence is settled by reading the records, never by sending. */
export interface ByLooking<P> {
  readonly by: 'looking'
  /** Longer than the partner's records lag; milliseconds. */
  readonly settleMs: number
  /** Whether the record carries our reference; without one, a match may be somebody else's. */
  readonly reference: boolean
  /** Read just before sending: what is there already cannot be ours. */
  before?(payload: P, desk: Desk): Promise<Facts>
  /** Every record that may be this intent's effect. */
  find(payload: P, desk: Desk, sent: Sent): Promise<readonly Effect[]>
}

export interface Command<P> {
  /** The contract's name of the call. */
  readonly name: string
  /** Of the payload; `read` understands this one and older ones. */
  readonly version: number
  /** The stored payload, or null where this program cannot read it: then it is kept, shown and not sent. */
  read(version: number, payload: unknown): P | null
  /** One call in flight per target. */
  target(payload: P): string
  /** Intents with the same twin text could not be told apart by the partner's records. */
  twin(payload: P): string
  customerId(payload: P): string | null
  /** Fen; null = known only afterwards. */
  amount(payload: P): number | null
  /** What the rules say by the facts at hand; `cache` is read only. */
  refuse(payload: P, cache: Db | null, now: number): RuleRefusal | null
  recheck(payload: P, basis: Facts | null, desk: Desk): Promise<Recheck>
  /** `person`: nothing leaves before somebody released it (R-CUST-37). */
  readonly release: 'person' | 'auto'
  /** Needs no one-time code even where the account has code verification on; money does (R-CUST-37). */
  readonly withoutCode?: true
  /** Carried out as its customer (R-AUTH-09): the audit chain says so. Set by `onBehalf` of areas/authorizations/gate.ts. */
  readonly onBehalf?: true
  /** An intent that waited so long in the queue is not sent any more; milliseconds. */
  readonly expiresMs: number
  /** Throws `PartnerError`. `basis`: what the person consented to last, the first time or when asked again. */
  send(payload: P, desk: Desk, reference: string, basis?: Facts | null): Promise<Effect>
  readonly repeat: ByKey | ByNature<P> | ByLooking<P>
  /** Collections to read again once it is done; keyed ones for its customer alone. */
  readonly refresh: readonly string[]
}

/** Any command: payloads pass through `read` before anything else sees them. */
export type AnyCommand = Command<never>

/** Ties a command's parts to one payload type. */
export const command = <P>(declared: Command<P>): AnyCommand => declared as unknown as AnyCommand

export interface IntentRow {
  readonly seq: number
  readonly intent_id: string
  readonly request_id: string
  readonly item: number
  readonly group_id: string
  readonly command: string
  readonly version: number
  readonly payload: string
  readonly basis: string | null
  readonly target: string
  readonly twin: string
  readonly customer_id: string | null
  readonly amount: number | null
  readonly author: string
  readonly state: IntentState
  readonly why: IntentReason
  readonly detail: string | null
  readonly released: 0 | 1
  readonly hold: 0 | 1
  readonly maybe: 0 | 1
  readonly not_before: number
  readonly tries: number
  readonly accepted_at: number
  readonly changed_at: number
  readonly expires_at: number
  readonly sent_at: number | null
  readonly sent_vendor_at: number | null
  readonly snapshot: string | null
  readonly effect_id: string | null
  readonly result: string | null
  readonly error: string | null
  readonly code_until: number | null
}

/** What goes into the audit chain in the same transaction as the change. */
export type Audit = (tx: Db, action: string, target: string, detail: Facts, result: 'done' | 'refused') => void

export type OutboxLog = (
  level: 'info' | 'warn' | 'error',
  message: string,
  facts: Readonly<Record<string, unknown>>,
) => void

/** What the queue as a whole waits for; null = nothing. */
export interface Pause {
  readonly why: 'offline' | 'signed-out'
  /** Tried again by itself; UTC milliseconds. */
  readonly until: number
  readonly error: AppErrorValue | null
}
