/** Customers made by the partner (domain: customers.md, platform.md). */
import type { Rules } from './rule.ts'

export const creationRules = {
  'R-CUST-14': {
    says: 'An account name has 5 to 32 characters, letters, digits, - and _, no digit first, no op_ or shadow_; empty means random. The link follows later and is read back.',
    source: 'A',
  },
} as const satisfies Rules

export interface CreationRefusal {
  readonly rule: 'R-CUST-14'
  readonly reason:
    | 'name-length'
    | 'name-characters'
    | 'name-prefix'
    | 'name-taken'
    | 'no-xaccount'
    | 'xaccount-length'
    | 'xaccount-used'
}

const refusal = (reason: CreationRefusal['reason']): CreationRefusal => ({ rule: 'R-CUST-14', reason })

/** Null where it may be asked for; whether it is taken only the partner knows. Empty = the vendor makes one up. */
export function refuseAccountName(name: string): CreationRefusal | null {
  if (name === '') return null
  if (name.length < 5 || name.length > 32) return refusal('name-length')
  // A first digit is refused with it, so a name of digits alone is as well.
  if (!/^[a-zA-Z_-][a-zA-Z0-9_-]*$/.test(name)) return refusal('name-characters')
  return /^(op_|shadow_)/.test(name) ? refusal('name-prefix') : null
}

/** The partner's own id of the user: unique, and the key by which a repeated creation is the same one. */
export function refuseXaccount(id: string, used: boolean): CreationRefusal | null {
  if (id === '') return refusal('no-xaccount')
  if (id.length > 128) return refusal('xaccount-length')
  return used ? refusal('xaccount-used') : null
}

export const refuseCreation = (
  { accountName, xaccountId }: { accountName: string; xaccountId: string },
  used: boolean,
): CreationRefusal | null => refuseAccountName(accountName) ?? refuseXaccount(xaccountId, used)

export const nameTaken: CreationRefusal = refusal('name-taken')
