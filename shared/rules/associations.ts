/** How a customer is linked, and whether it may use the cloud (domain: customers.md). */
import { CONSULTATIVE, RESALE } from './customers.ts'
import type { Rules } from './rule.ts'

export const associationRules = {
  'R-CUST-15': {
    says: 'A switch of the association type is asked for with a reason; nothing changes until the customer agrees.',
    source: 'S002:15, S002:16, P',
  },
  'R-CUST-16': {
    says: 'The partner asks at most once in three months to switch or to dissociate a customer, and waits as long after the customer asked to leave.',
    source: 'P',
  },
  'R-CUST-17': {
    says: 'No switch while the customer is an enterprise primary with non-custody subs, or is such a sub itself.',
    source: 'P',
  },
  'R-CUST-18': {
    says: 'The other way to another type is to dissociate and link anew, under the same limit of three months.',
    source: 'S002:16, P',
  },
  'R-CUST-19': {
    says: 'At a switch the coupons of the partner are taken back by themselves (record type 8).',
    source: 'A, P',
  },
  'R-CUST-20': {
    says: 'A dissociation is checked, understood, given a reason, submitted and agreed to; each failed check is named with what to do.',
    source: 'P, A',
  },
  'R-CUST-21': {
    says: 'A consultative customer tops up its debt before it is dissociated; a sub is released by its primary.',
    source: 'S002:14',
  },
  'R-CUST-22': {
    says: 'A resale customer is not dissociated with non-custody subs, debt, a reserved instance or support plan in force, or a special contract.',
    source: 'S002:14, P',
  },
  'R-CUST-23': { says: 'No dissociation while an order waits for the partner to pay.', source: 'P' },
  'R-CUST-24': { says: 'The customer itself asks for dissociation at most once in three months.', source: 'P' },
  'R-CUST-25': {
    says: 'A frozen account is unfrozen before a dissociation, and only the administrator dissociates.',
    source: 'I',
  },
  'R-CUST-26': {
    says: 'After a dissociation granted money and coupons (record type 3) are back with the partner, and history stays readable.',
    source: 'P, A',
  },
  'R-CUST-27': {
    says: 'Where a refund goes depends on who paid, and on whether the customer is linked, dissociated or switched by then.',
    source: 'P',
  },
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

export const changeKinds = ['switch', 'dissociate'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** As the desk names them; unknown ones are kept and shown. */
export const PENDING = 'PENDING'
export const AGREED = 'AGREED'
export const BY_PARTNER = 'PARTNER'
export const BY_CUSTOMER = 'CUSTOMER'
export const wireKind = { switch: 'SWITCH', dissociate: 'DISSOCIATE' } as const satisfies Record<ChangeKind, string>

/** R-CUST-16, R-CUST-24: the same day three calendar months later. `at`: UTC milliseconds. */
export function threeMonthsAfter(at: number): number {
  const day = new Date(at)
  const month = day.getUTCMonth() + 3
  const last = new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return Date.UTC(
    day.getUTCFullYear(),
    month,
    Math.min(day.getUTCDate(), last),
    day.getUTCHours(),
    day.getUTCMinutes(),
    day.getUTCSeconds(),
  )
}

export interface AskedBefore {
  readonly kind: string
  readonly askedBy: string
  readonly state: string
  readonly requestedAt: number
}

const latest = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.max(...times))

/** When the partner may ask again; null = nothing was asked. A customer's own request counts as well (R-CUST-16). */
export const partnerMayAskFrom = (requests: readonly AskedBefore[]): number | null =>
  latest(
    requests
      .filter(({ askedBy, kind }) => askedBy === BY_PARTNER || kind === wireKind.dissociate)
      .map(({ requestedAt }) => threeMonthsAfter(requestedAt)),
  )

/** When the customer may ask again to leave (R-CUST-24). */
export const customerMayAskFrom = (requests: readonly AskedBefore[]): number | null =>
  latest(
    requests
      .filter(({ askedBy, kind }) => askedBy === BY_CUSTOMER && kind === wireKind.dissociate)
      .map(({ requestedAt }) => threeMonthsAfter(requestedAt)),
  )

export type CheckRule = 'R-CUST-16' | 'R-CUST-17' | 'R-CUST-20' | 'R-CUST-21' | 'R-CUST-22' | 'R-CUST-23' | 'R-CUST-25'

/** The rule behind a check item; one that the program does not know belongs to the check itself. */
export function ruleOfItem(item: string, kind: ChangeKind, associationType: string | null): CheckRule {
  const byType = associationType === RESALE ? 'R-CUST-22' : 'R-CUST-21'
  switch (item) {
    case 'IS_REQUEST_PENDING':
    case 'IS_ASKED_RECENTLY':
      return 'R-CUST-16'
    case 'IS_PRIMARY_WITH_SUBS':
    case 'IS_ENTERPRISE_SUB':
      return kind === 'switch' ? 'R-CUST-17' : byType
    case 'IS_DEBT':
      return byType
    case 'IS_RESERVED_INSTANCE':
    case 'IS_SUPPORT_PLAN':
    case 'IS_SPECIAL_CONTRACT':
      return 'R-CUST-22'
    case 'IS_ORDER_PENDING_PARTNER_PAYMENT':
      return 'R-CUST-23'
    case 'IS_FROZEN':
      return 'R-CUST-25'
    default:
      return 'R-CUST-20'
  }
}

/** Every precondition of a change, in the order it is told. */
export function itemsOf(kind: ChangeKind, associationType: string | null): readonly string[] {
  const both = ['IS_REQUEST_PENDING', 'IS_ASKED_RECENTLY', 'IS_PRIMARY_WITH_SUBS', 'IS_ENTERPRISE_SUB']
  if (kind === 'switch') return both
  const leaving = [...both, 'IS_DEBT', 'IS_CREDIT_ACCOUNT', 'IS_FROZEN', 'IS_ORDER_PENDING_PARTNER_PAYMENT']
  return associationType === RESALE
    ? [...leaving, 'IS_RESERVED_INSTANCE', 'IS_SUPPORT_PLAN', 'IS_SPECIAL_CONTRACT']
    : leaving
}

export interface LinkedCustomer extends FreezableCustomer {
  /** Fen, as last read; null = not known here. */
  readonly debt: number | null
}

export interface CheckResult {
  readonly item: string
  readonly rule: CheckRule
  /** unknown: only the partner's own check tells. */
  readonly state: 'passed' | 'failed' | 'unknown'
  /** A limit of time that ends by itself; UTC milliseconds. */
  readonly until: number | null
}

/** What can be told without the network. `requests` null: they were never read. */
export function checksHere(
  customer: LinkedCustomer,
  requests: readonly AskedBefore[] | null,
  kind: ChangeKind,
  now: number,
): CheckResult[] {
  const { associationType, frozen, debt } = customer
  const limit = requests === null ? null : partnerMayAskFrom(requests)
  const failed = (item: string): boolean | null => {
    if (item === 'IS_REQUEST_PENDING') return requests?.some(({ state }) => state === PENDING) ?? null
    if (item === 'IS_ASKED_RECENTLY') return requests && limit !== null && limit > now
    if (item === 'IS_FROZEN') return frozen === null ? null : frozen !== NOT_FROZEN
    // Of consultative customers the vendor tells no debt (R-CUST-06).
    if (item === 'IS_DEBT') return associationType === RESALE && debt !== null ? debt > 0 : null
    return null
  }
  return itemsOf(kind, associationType).map((item) => {
    const fails = failed(item)
    return {
      item,
      rule: ruleOfItem(item, kind, associationType),
      state: fails === null ? 'unknown' : fails ? 'failed' : 'passed',
      until: item === 'IS_ASKED_RECENTLY' && fails ? limit : null,
    }
  })
}

export interface ChangeRefusal {
  readonly rule: CheckRule | 'R-CUST-15'
  readonly reason: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** By what can no longer become otherwise: a link that is gone, a limit of time that runs. */
export function refuseChange(
  customer: FreezableCustomer | null,
  requests: readonly AskedBefore[],
  now: number,
): ChangeRefusal | null {
  if (customer === null) return { rule: 'R-CUST-15', reason: 'unknown-customer' }
  if (!customer.linked) return { rule: 'R-CUST-15', reason: 'not-linked' }
  const limit = partnerMayAskFrom(requests)
  if (limit === null || limit <= now) return null
  return { rule: 'R-CUST-16', reason: 'IS_ASKED_RECENTLY', detail: { askAgainAt: limit } }
}

/** What the partner's own check refused: one item by its rule, several together (CBC.99007004). */
export function refusalOfChecks(checks: readonly CheckResult[]): ChangeRefusal | null {
  const failed = checks.filter(({ state }) => state === 'failed')
  const [first] = failed
  if (!first) return null
  if (failed.length > 1)
    return {
      rule: 'R-CUST-20',
      reason: 'several',
      detail: { count: failed.length, items: failed.map(({ item }) => item).join(', ') },
    }
  return {
    rule: first.rule,
    reason: first.item,
    ...(first.until === null ? {} : { detail: { askAgainAt: first.until } }),
  }
}

export type RefundTo = 'customer' | 'partner' | 'customer-withdraws' | 'partner-settles'
export interface RefundRow {
  readonly paidBy: 'customer' | 'balance' | 'partner'
  readonly linked: RefundTo
  readonly dissociated: RefundTo
  readonly switched: RefundTo
}

/** R-CUST-27; an association type nobody knows yet has no table. */
export function refundTable(associationType: string | null): readonly RefundRow[] {
  if (associationType === CONSULTATIVE)
    return [
      { paidBy: 'customer', linked: 'customer', dissociated: 'customer', switched: 'customer-withdraws' },
      { paidBy: 'partner', linked: 'partner', dissociated: 'partner', switched: 'partner-settles' },
    ]
  if (associationType !== RESALE) return []
  return [
    { paidBy: 'balance', linked: 'customer', dissociated: 'partner', switched: 'partner' },
    { paidBy: 'partner', linked: 'partner', dissociated: 'partner', switched: 'partner' },
  ]
}
