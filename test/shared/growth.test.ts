/** Who may share marketplace goods, and when a link may be shown. */
import { describe, expect, test } from 'vitest'
import { refuseSharing, sharingRoles } from '#shared/rules/growth.ts'

const plan = { joined: true, distributorJoined: true, distributorBusinessInfo: true }
const may = (kinds: readonly string[], more: Partial<typeof plan>): boolean[] =>
  sharingRoles(kinds, { ...plan, ...more }).map((role) => role.may)

describe('R-GROW-22 prerequisites by kind of partner', () => {
  test.each(['SOLUTION_PROVIDER', 'GENERAL_DISTRIBUTOR'])('%s: in the plan, whatever its distributor did', (kind) => {
    expect(may([kind], { distributorJoined: false })).toEqual([true])
    expect(may([kind], { joined: false })).toEqual([false])
  })

  test('a reseller: its distributor joined and completed its business information', () => {
    expect(may(['CLOUD_RESELLER'], { joined: false })).toEqual([true])
    expect(may(['CLOUD_RESELLER'], { distributorJoined: false })).toEqual([false])
    expect(may(['CLOUD_RESELLER'], { distributorBusinessInfo: false })).toEqual([false])
    expect(
      sharingRoles(['CLOUD_RESELLER'], { joined: true, distributorJoined: null, distributorBusinessInfo: null }),
    ).toEqual([
      {
        kind: 'CLOUD_RESELLER',
        needs: [
          { name: 'distributor-joined', met: false },
          { name: 'distributor-business-info', met: false },
        ],
        may: false,
      },
    ])
  })

  test('a kind that the program does not know claims nothing', () => {
    expect(sharingRoles(['NEW_KIND'], plan)).toEqual([])
  })
})

test('R-GROW-24 a link is shown until it ends, one kind that may is enough', () => {
  const share = { link: 'https://x', validUntil: 100 }
  const roles = sharingRoles(['SOLUTION_PROVIDER', 'CLOUD_RESELLER'], { ...plan, distributorBusinessInfo: false })
  expect(refuseSharing(share, roles, 99)).toBeNull()
  expect(refuseSharing(share, roles, 100)).toBe('expired')
  expect(refuseSharing({ ...share, validUntil: null }, roles, 1e15)).toBeNull()
  expect(refuseSharing({ link: null, validUntil: null }, roles, 0)).toBe('no-link')
  expect(refuseSharing(share, sharingRoles(['SOLUTION_PROVIDER'], { ...plan, joined: false }), 0)).toBe('not-in-plan')
  expect(refuseSharing(share, null, 0)).toBeNull()
})
