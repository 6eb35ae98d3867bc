/** Roles and what they may do. Pure: the host enforces, the page only hides. */
import type { Rules } from './rule.ts'

export const organizationRules = {
  'R-ORG-01': { says: 'A member has one to three roles.', source: 'P' },
  'R-ORG-03': { says: 'The administrator role excludes every other.', source: 'P' },
  'R-ORG-04': { says: 'Account manager and account director exclude each other.', source: 'P' },
  'R-ORG-05': { says: 'A rep sees own customers only; with another role beside it, all.', source: 'P' },
  'R-ORG-15': {
    says: 'The server decides rights, the host enforces what it last heard; a right lost is honoured on the next contact.',
    source: 'D',
  },
  'R-ORG-16': {
    says: 'Who did what, when, to whom, with which result stands in an append-only chain of hashes.',
    source: 'P, D',
  },
  'R-ORG-17': { says: 'Each sign-in on a machine has a store and a key of its own.', source: 'D' },
  'R-ORG-18': { says: 'A company with two accounts keeps two workspaces.', source: 'S002:19' },
} as const satisfies Rules

export const roles = ['administrator', 'finance', 'director', 'rep'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'customer.read',
  'customer.reveal',
  'customer.export',
  'customer.note',
  'customer.log',
  'customer.assign',
  'customer.associate',
  'funds.read',
  'funds.move',
  'coupon.read',
  'coupon.issue',
  'coupon.export',
  'order.read',
  'order.payFor',
  'authorization.read',
  'authorization.request',
  'authorization.act',
  'growth.share',
  'outbox.read',
  'outbox.decide',
  'incentive.read',
  'incentive.reconcile',
  'incentive.confirm',
  'document.print',
  'member.read',
  'product.read',
  'quote.read',
  'quote.write',
  'order.place',
  'sync.read',
  'sync.run',
] as const
export type Permission = (typeof permissions)[number]

/** The desk API's name of a general distributor 总经销商, who has resellers. */
export const DISTRIBUTOR = 'GENERAL_DISTRIBUTOR'

/** own: customers assigned to the member; team: those of the reps below a director; all: every customer. */
export type DataScope = 'own' | 'team' | 'all'

const granted: Record<Role, readonly Permission[]> = {
  administrator: permissions,
  finance: [
    'customer.read',
    'customer.reveal',
    'customer.note',
    'funds.read',
    'funds.move',
    'coupon.read',
    'coupon.issue',
    'coupon.export',
    'order.read',
    'order.payFor',
    'authorization.read',
    'authorization.act',
    'outbox.read',
    'outbox.decide',
    'incentive.read',
    'incentive.reconcile',
    'incentive.confirm',
    'document.print',
    'product.read',
    'quote.read',
    'sync.read',
    'sync.run',
  ],
  director: [
    'customer.read',
    'customer.reveal',
    'customer.note',
    'customer.log',
    'customer.assign',
    'outbox.read',
    'outbox.decide',
    'coupon.read',
    'order.read',
    'growth.share',
    'authorization.read',
    'authorization.request',
    'incentive.read',
    'document.print',
    'product.read',
    'quote.read',
    'quote.write',
    'order.place',
    'sync.read',
    'sync.run',
    'member.read',
  ],
  rep: [
    'customer.read',
    'customer.reveal',
    'customer.note',
    'coupon.read',
    'order.read',
    'growth.share',
    'authorization.read',
    'authorization.request',
    'authorization.act',
    'document.print',
    'product.read',
    'quote.read',
    'quote.write',
    'order.place',
    'sync.read',
    'sync.run',
  ],
}

/** The union of what a member's roles allow. Source: organization.md, "Role → what the workstation lets it do" (D). */
export function permissionsOf(memberRoles: readonly Role[]): Set<Permission> {
  return new Set(memberRoles.flatMap((role) => granted[role]))
}

/** R-ORG-05 / R-CUST-03: a rep sees own customers only; holding any further role beside rep widens the view. */
export function dataScopeOf(memberRoles: readonly Role[]): DataScope {
  const others = memberRoles.filter((role) => role !== 'rep')
  if (others.length === 0) return 'own'
  return others.every((role) => role === 'director') ? 'team' : 'all'
}

export interface RoleRefusal {
  rule: 'R-ORG-01' | 'R-ORG-03' | 'R-ORG-04'
}

/** R-ORG-01 one to three roles, R-ORG-03 administrator alone, R-ORG-04 rep and director exclude each other. */
export function refuseRoles(memberRoles: readonly Role[]): RoleRefusal | null {
  const set = new Set(memberRoles)
  if (set.size < 1 || set.size > 3) return { rule: 'R-ORG-01' }
  if (set.has('administrator') && set.size > 1) return { rule: 'R-ORG-03' }
  if (set.has('rep') && set.has('director')) return { rule: 'R-ORG-04' }
  return null
}
