/** Who may do what. */
import { describe, expect, it } from 'vitest'
import { dataScopeOf, permissionsOf, type Role, refuseRoles, roles } from '#shared/rules/organization.ts'

describe('roles', () => {
  it.each([
    [[], 'R-ORG-01'],
    [['administrator'], null],
    [['rep', 'finance'], null],
    [['administrator', 'rep'], 'R-ORG-03'],
    [['rep', 'director'], 'R-ORG-04'],
    [['rep', 'director', 'finance'], 'R-ORG-04'],
  ] as [Role[], string | null][])('R-ORG-01 R-ORG-03 R-ORG-04 %j is refused by %s', (given, rule) => {
    expect(refuseRoles(given)?.rule ?? null).toBe(rule)
  })

  it('R-ORG-05 R-CUST-03 a rep sees own customers, with any further role more', () => {
    expect(dataScopeOf(['rep'])).toBe('own')
    expect(dataScopeOf(['rep', 'finance'])).toBe('all')
    expect(dataScopeOf(['director'])).toBe('team')
    expect(dataScopeOf(['director', 'finance'])).toBe('all')
    expect(dataScopeOf(['administrator'])).toBe('all')
  })

  it('R-ORG-05 somebody without a known role sees nothing wider than own customers', () => {
    expect(dataScopeOf([])).toBe('own')
    expect(permissionsOf([]).size).toBe(0)
  })

  it('R-CUST-02 only the administrator exports', () => {
    expect(roles.filter((role) => permissionsOf([role]).has('customer.export'))).toEqual(['administrator'])
  })

  it('rights of several roles add up', () => {
    expect(permissionsOf(['rep', 'finance'])).toEqual(
      new Set([...permissionsOf(['rep']), ...permissionsOf(['finance'])]),
    )
  })
})
