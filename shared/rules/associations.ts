/** How a customer is linked, and whether it may use the cloud (domain: customers.md). */
import { RESALE } from './customers.ts'
import type { Rules } from './rule.ts'

export const associationRules = {
  'R-CUST-38': {
    says: 'A frozen resale customer cannot buy, renew, change or use resources; unfreezing makes the partner liable again, and a frozen partner may only unfreeze accounts.',
    source: 'I',
  },
} as const satisfies Rules

/** What a customer is frozen to, as the vendor numbers it; other values are kept and shown. */
export const NOT_FROZEN = '0'
export const ACCOUNT_FROZEN = '1'
export const RESOURCES_FROZEN = '2'

export interface FreezableCustomer {
  readonly linked: boolean
  readonly associationType: string | null
  /** Vendor's code; null = not told. */
  readonly frozen: string | null
}

export interface FreezeRefusal {
  readonly rule: 'R-CUST-38'
  readonly reason: 'unknown-customer' | 'not-linked' | 'not-resale' | 'frozen-already' | 'not-frozen' | 'partner-frozen'
}

const refusal = (reason: FreezeRefusal['reason']): FreezeRefusal => ({ rule: 'R-CUST-38', reason })

function refuseAny(customer: FreezableCustomer | null): FreezeRefusal | null {
  if (customer === null) return refusal('unknown-customer')
  if (!customer.linked) return refusal('not-linked')
  return customer.associationType === RESALE ? null : refusal('not-resale')
}

/** @param to the state that is wanted */
export function refuseFreeze(customer: FreezableCustomer | null, to: string): FreezeRefusal | null {
  return refuseAny(customer) ?? (customer?.frozen === to ? refusal('frozen-already') : null)
}

export function refuseUnfreeze(customer: FreezableCustomer | null, partnerFrozen: boolean): FreezeRefusal | null {
  const wrong = refuseAny(customer)
  if (wrong) return wrong
  const frozen = customer?.frozen ?? NOT_FROZEN
  if (frozen === NOT_FROZEN) return refusal('not-frozen')
  return partnerFrozen && frozen !== ACCOUNT_FROZEN ? refusal('partner-frozen') : null
}
