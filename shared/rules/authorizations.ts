/** Rules about acting for a customer with its authorization 客户授权 (pure functions and the list of what is implemented). */
import { RESALE } from './customers.ts'
import type { Refused } from './funds.ts'
import type { Rules } from './rule.ts'

export const authorizationRules = {
  'R-AUTH-01': {
    says: 'Ordering or maintaining for a resale customer needs its authorization; without one the act is refused, with the reason.',
    source: 'S002:22, S004:11, P',
  },
  'R-AUTH-02': { says: 'Only resale customers are asked and acted for.', source: 'S002:22, S004:11' },
  'R-AUTH-03': {
    says: 'The customer decides in its own account centre; the partner can ask and remind, never grant to itself.',
    source: 'S001:18',
  },
  'R-AUTH-04': {
    says: 'The customer may withdraw at any time with a reason; turning on the audit service CTS is advised after a grant.',
    source: 'S003:11',
  },
  'R-AUTH-05': {
    says: 'What an authorization allows is a fixed list that is shown to the person.',
    source: 'S000:19, P',
  },
  'R-AUTH-06': {
    says: 'A grant in the mirror is no proof: it is asked again right before acting, and what cannot be asked is refused.',
    source: 'D',
  },
  'R-AUTH-07': { says: 'A reseller’s request goes to its distributor first, then to the customer.', source: 'I' },
  'R-AUTH-08': { says: 'The first request needs the commitment letter ticked, later ones do not.', source: 'I' },
  'R-AUTH-09': {
    says: 'While acting as the customer it is shown for as long as it lasts, with the way back; each act is in the audit chain.',
    source: 'S004:6, D',
  },
} as const satisfies Rules

export type AuthorizationRefusal = Refused<keyof typeof authorizationRules>

/** The desk API's names; `NONE` where a customer was never asked. Others are kept, and allow nothing. */
export const authorizationStates = ['NONE', 'REQUESTED', 'GRANTED', 'DECLINED', 'REVOKED', 'ENDED'] as const

/** R-AUTH-05, in the order of the vendor's page; the words are the renderer's. */
export const authorizationScope = ['consoles', 'resources', 'trade', 'power', 'reset', 'read'] as const

export interface AuthorizationFacts {
  readonly state: string
  /** `DISTRIBUTOR` or `CUSTOMER` while requested; null otherwise. */
  readonly waitsFor: string | null
}

/**
 * The gate before every act as a customer (R-AUTH-01, R-AUTH-02). It knows only what it is given: asked with mirrored
 * facts it says what the page may offer; right before the act it is asked with live ones (R-AUTH-06).
 * @param authorization null = never asked
 * @param customer null = the association is not known here, and is left to the partner
 */
export function refuseOnBehalf(
  authorization: AuthorizationFacts | null,
  customer: { readonly associationType: string | null } | null,
): AuthorizationRefusal | null {
  if (customer && customer.associationType !== RESALE) return { rule: 'R-AUTH-02', reason: 'not-resale' }
  const state = authorization?.state ?? 'NONE'
  if (state === 'GRANTED') return null
  const reasons: Readonly<Record<string, string | undefined>> = {
    NONE: 'never-asked',
    REQUESTED: authorization?.waitsFor === 'DISTRIBUTOR' ? 'waits-for-distributor' : 'waits-for-customer',
    DECLINED: 'declined',
    REVOKED: 'revoked',
    ENDED: 'ended',
  }
  return { rule: 'R-AUTH-01', reason: reasons[state] ?? 'unknown-state' }
}

/** R-AUTH-02, R-AUTH-08; a customer that already agreed or is being asked is no refusal: the same request is done. */
export function refuseRequest(
  customer: { readonly associationType: string | null; readonly linked: boolean } | null,
  letterNeeded: boolean,
  letterAccepted: boolean,
): AuthorizationRefusal | null {
  if (!customer?.linked) return { rule: 'R-AUTH-02', reason: 'not-linked' }
  if (customer.associationType !== RESALE) return { rule: 'R-AUTH-02', reason: 'not-resale' }
  return letterNeeded && !letterAccepted ? { rule: 'R-AUTH-08', reason: 'letter' } : null
}

/** Whether asking (again) makes sense: not while it is asked for or granted. */
export const mayRequest = (state: string): boolean => state !== 'REQUESTED' && state !== 'GRANTED'

/** A grant that was there and is no more, of which the person is told once. */
export const lost = (from: string, to: string): boolean => from === 'GRANTED' && to !== 'GRANTED'
