/** Who looks after a customer, and who sees it (domain: customers.md, organization.md). */

export interface AssignRefusal {
  readonly rule: 'R-CUST-28'
  readonly reason: 'unknown-customer' | 'not-linked' | 'no-manager' | 'same-manager' | 'not-a-manager'
}

/** What is known of a customer here. */
export interface AssignedCustomer {
  readonly linked: boolean
  /** Account name; null = nobody's. */
  readonly manager: string | null
}

export interface Rep {
  readonly accountName: string
  readonly name: string
  /** Account name of the director; null = none. */
  readonly director: string | null
  /** R-ORG-05: another role beside the rep's shows every customer. */
  readonly seesAll: boolean
}

/** Account managers by account name. */
export type Reps = ReadonlyMap<string, Rep>

/** `to` null takes the customer back. `mayBe`: the manager is one, and within the reach of who assigns. */
export function refuseAssign(
  customer: AssignedCustomer | null,
  to: string | null,
  mayBe: boolean,
): AssignRefusal | null {
  const refusal = (reason: AssignRefusal['reason']): AssignRefusal => ({ rule: 'R-CUST-28', reason })
  if (customer === null) return refusal('unknown-customer')
  if (!customer.linked) return refusal('not-linked')
  if (to === null) return customer.manager === null ? refusal('no-manager') : null
  if (customer.manager === to) return refusal('same-manager')
  return mayBe ? null : refusal('not-a-manager')
}

/** Whether somebody sees a customer afterwards: no longer, from now on, or as before by another role. */
export interface SightChange {
  readonly who: string
  readonly role: 'rep' | 'director'
  readonly sight: 'loses' | 'gains' | 'keeps'
}

/** R-CUST-03, R-CUST-28: a rep sees own customers, a director those of the reps below; both ends may be nobody. */
export function sightChanges(from: string | null, to: string | null, reps: Reps): SightChange[] {
  if (from === to) return []
  const changes: SightChange[] = []
  const rep = (who: string | null, sight: 'loses' | 'gains'): string | null => {
    if (who === null) return null
    changes.push({ who, role: 'rep', sight: reps.get(who)?.seesAll ? 'keeps' : sight })
    return reps.get(who)?.director ?? null
  }
  const before = rep(from, 'loses')
  const after = rep(to, 'gains')
  if (before !== after) {
    if (before !== null) changes.push({ who: before, role: 'director', sight: 'loses' })
    if (after !== null) changes.push({ who: after, role: 'director', sight: 'gains' })
  }
  return changes
}
