/** What the records say about an intent whose outcome is not known: pure decisions, so that each has a test. */

import type { Effect } from '#host/outbox/types.ts'
import type { IntentReason } from '#shared/intent-states.ts'

export type Verdict =
  | { readonly kind: 'applied'; readonly effect: Effect }
  | { readonly kind: 'look-later' }
  | { readonly kind: 'person'; readonly why: Extract<IntentReason, 'not-found' | 'several' | 'ambiguous'> }

export interface Looked {
  /** Records that may be ours and that no other intent has. */
  readonly found: readonly Effect[]
  /** Records carry our reference. */
  readonly reference: boolean
  /** Whether the settling time is over, by the partner's clock. */
  readonly settled: boolean
  /** Intents of this machine that one of the records could as well belong to. */
  readonly rivals: number
  /** Whether somebody said that nobody else moves money on this account. */
  readonly alone: boolean
}

/**
 * Exactly one match = applied; none after the settling time, or several = a person. A match without our reference proves
 * something only where it can be nobody else's: no other intent of ours waits for such a record, and nobody beside this
 * machine moves money on the account.
 */
export function judge({ found, reference, settled, rivals, alone }: Looked): Verdict {
  const [first, ...more] = found
  if (!first) return settled ? { kind: 'person', why: 'not-found' } : { kind: 'look-later' }
  if (more.length > 0) return { kind: 'person', why: 'several' }
  if (reference || (rivals === 0 && alone && !first.doubtful)) return { kind: 'applied', effect: first }
  // Not at once: the other's record may be on its way, and then the picture is another one.
  return settled ? { kind: 'person', why: 'ambiguous' } : { kind: 'look-later' }
}
