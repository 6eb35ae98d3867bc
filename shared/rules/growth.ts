/** Rules about sharing marketplace goods 云商店 (pure functions and the list of what is implemented). */
import type { Rules } from './rule.ts'

export const growthRules = {
  'R-GROW-22': {
    says: 'A solution provider or general distributor in the customer-service plan may share; a reseller only when its distributor joined and completed its business information.',
    source: 'S001:6, S001:7, S001:8',
  },
  'R-GROW-23': {
    says: 'Goods show their share of the price; offers (of goods, of configurations) are shared by link or QR code.',
    source: 'S001:12, S001:17, S001:19',
  },
  'R-GROW-24': {
    says: 'The QR code is made here from the stored link, with its validity beside it; the partner’s parameter is never altered.',
    source: 'D',
  },
  'R-GROW-25': { says: 'Offers are priced by the vendor: the copy here says as of when.', source: 'D' },
} as const satisfies Rules

/** The desk API's names of a partner's kinds. */
const RESELLER = 'CLOUD_RESELLER'
const FIRST_TIER = ['SOLUTION_PROVIDER', 'GENERAL_DISTRIBUTOR'] as const

export interface PlanFacts {
  readonly joined: boolean
  readonly distributorJoined: boolean | null
  readonly distributorBusinessInfo: boolean | null
}

export type Prerequisite = 'plan-joined' | 'distributor-joined' | 'distributor-business-info'

export interface SharingRole {
  readonly kind: string
  readonly needs: readonly { readonly name: Prerequisite; readonly met: boolean }[]
  readonly may: boolean
}

/** R-GROW-22: what each of the partner's kinds needs to share, and what of it is there. */
export function sharingRoles(kinds: readonly string[], plan: PlanFacts): SharingRole[] {
  const role = (kind: string, needs: SharingRole['needs']): SharingRole => ({
    kind,
    needs,
    may: needs.every(({ met }) => met),
  })
  return kinds.flatMap((kind) => {
    if (FIRST_TIER.some((one) => one === kind)) return [role(kind, [{ name: 'plan-joined', met: plan.joined }])]
    if (kind !== RESELLER) return []
    return [
      role(kind, [
        { name: 'distributor-joined', met: plan.distributorJoined === true },
        { name: 'distributor-business-info', met: plan.distributorBusinessInfo === true },
      ]),
    ]
  })
}

export type SharingRefusal = 'expired' | 'no-link' | 'not-in-plan'

/** R-GROW-24: links work without a network until they end. Where nobody told the plan, the portal's own word decides. */
export function refuseSharing(
  share: { readonly link: string | null; readonly validUntil: number | null },
  roles: readonly SharingRole[] | null,
  now: number,
): SharingRefusal | null {
  if (share.link === null) return 'no-link'
  if (share.validUntil !== null && share.validUntil <= now) return 'expired'
  if (roles && roles.length > 0 && !roles.some(({ may }) => may)) return 'not-in-plan'
  return null
}
