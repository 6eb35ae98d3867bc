/** Switch, dissociation and freezing, by the rules alone. */
import { describe, expect, test } from 'vitest'
import {
  type AskedBefore,
  checksHere,
  customerMayAskFrom,
  itemsOf,
  partnerMayAskFrom,
  refundTable,
  refusalOfChecks,
  refuseChange,
  refuseFreeze,
  refuseUnfreeze,
  ruleOfItem,
  threeMonthsAfter,
} from '#shared/rules/associations.ts'

const at = (text: string): number => Date.parse(`${text}T08:00:00Z`)
const asked = (askedBy: string, kind: string, day: string, state = 'DECLINED'): AskedBefore => ({
  askedBy,
  kind,
  state,
  requestedAt: at(day),
})
const resale = { linked: true, associationType: '2', frozen: '0', debt: 0 }
const states = (checks: ReturnType<typeof checksHere>): string =>
  checks.map(({ item, state }) => `${item.slice(3)} ${state}`).join(', ')

describe('R-CUST-16, R-CUST-24 the limits of three months', () => {
  test('three calendar months, to the last day of a shorter month', () => {
    expect(threeMonthsAfter(at('2026-08-28'))).toBe(at('2026-11-28'))
    expect(threeMonthsAfter(at('2026-11-30'))).toBe(at('2027-02-28'))
    expect(threeMonthsAfter(at('2026-12-15'))).toBe(at('2027-03-15'))
  })

  test('a switch, a dissociation and the customer’s own request to leave count for the partner; the last alone for the customer', () => {
    expect(partnerMayAskFrom([])).toBeNull()
    expect(partnerMayAskFrom([asked('PARTNER', 'SWITCH', '2026-09-01')])).toBe(at('2026-12-01'))
    const both = [asked('CUSTOMER', 'DISSOCIATE', '2026-10-01'), asked('PARTNER', 'SWITCH', '2026-09-01')]
    expect(partnerMayAskFrom(both)).toBe(at('2027-01-01'))
    expect(customerMayAskFrom(both)).toBe(at('2027-01-01'))
    expect(customerMayAskFrom([asked('PARTNER', 'DISSOCIATE', '2026-10-01')])).toBeNull()
  })

  test('R-CUST-18 the way round by dissociating falls under the same limit', () => {
    const switched = [asked('PARTNER', 'SWITCH', '2026-11-01', 'AGREED')]
    expect(refuseChange(resale, switched, at('2026-11-28'))).toMatchObject({ rule: 'R-CUST-16' })
    expect(refuseChange(resale, switched, at('2027-02-02'))).toBeNull()
  })

  test('R-CUST-15 who is not linked is asked nothing', () => {
    expect(refuseChange(null, [], 0)).toEqual({ rule: 'R-CUST-15', reason: 'unknown-customer' })
    expect(refuseChange({ ...resale, linked: false }, [], 0)?.reason).toBe('not-linked')
  })
})

describe('R-CUST-20 checks', () => {
  test('R-CUST-17 a switch has fewer of them than a dissociation, and each belongs to its rule', () => {
    expect(itemsOf('switch', '2')).toHaveLength(4)
    expect(itemsOf('dissociate', '1')).not.toContain('IS_RESERVED_INSTANCE')
    expect(itemsOf('dissociate', '2')).toContain('IS_SPECIAL_CONTRACT')
    expect(ruleOfItem('IS_ENTERPRISE_SUB', 'switch', '2')).toBe('R-CUST-17')
    expect(ruleOfItem('IS_ENTERPRISE_SUB', 'dissociate', '1')).toBe('R-CUST-21')
    expect(ruleOfItem('IS_DEBT', 'dissociate', '1')).toBe('R-CUST-21')
    expect(ruleOfItem('IS_DEBT', 'dissociate', '2')).toBe('R-CUST-22')
    expect(ruleOfItem('IS_SUPPORT_PLAN', 'dissociate', '2')).toBe('R-CUST-22')
    expect(ruleOfItem('IS_ORDER_PENDING_PARTNER_PAYMENT', 'dissociate', '2')).toBe('R-CUST-23')
    expect(ruleOfItem('IS_FROZEN', 'dissociate', '2')).toBe('R-CUST-25')
    expect(ruleOfItem('IS_SOMETHING_NEW', 'dissociate', '2')).toBe('R-CUST-20')
  })

  test('what is known here is told without the network, the rest is unknown and never passed', () => {
    expect(states(checksHere(resale, null, 'switch', 0))).toBe(
      'REQUEST_PENDING unknown, ASKED_RECENTLY unknown, PRIMARY_WITH_SUBS unknown, ENTERPRISE_SUB unknown',
    )
    const now = at('2026-11-28')
    const pending = [asked('PARTNER', 'SWITCH', '2026-11-20', 'PENDING')]
    expect(states(checksHere({ ...resale, debt: 1, frozen: '2' }, pending, 'dissociate', now))).toContain(
      'REQUEST_PENDING failed, ASKED_RECENTLY failed, PRIMARY_WITH_SUBS unknown, ENTERPRISE_SUB unknown, DEBT failed',
    )
    expect(states(checksHere({ ...resale, frozen: '2' }, [], 'dissociate', now))).toContain('FROZEN failed')
    // Of a consultative customer nobody tells the debt here (R-CUST-06).
    expect(states(checksHere({ ...resale, associationType: '1' }, [], 'dissociate', now))).toContain('DEBT unknown')
  })

  test('one failed item is refused by its rule, several together', () => {
    const one = { item: 'IS_DEBT', rule: 'R-CUST-22', state: 'failed', until: null } as const
    expect(refusalOfChecks([{ ...one, state: 'passed' }])).toBeNull()
    expect(refusalOfChecks([one])).toEqual({ rule: 'R-CUST-22', reason: 'IS_DEBT' })
    expect(refusalOfChecks([one, { ...one, item: 'IS_FROZEN', rule: 'R-CUST-25' }])).toEqual({
      rule: 'R-CUST-20',
      reason: 'several',
      detail: { count: 2, items: 'IS_DEBT, IS_FROZEN' },
    })
  })
})

test('R-CUST-27 where refunds go, by who paid and when', () => {
  const told = (type: string): string[] =>
    refundTable(type).map(({ paidBy, ...to }) => `${paidBy}: ${Object.values(to).join(' ')}`)
  expect(told('1')).toEqual([
    'customer: customer customer customer-withdraws',
    'partner: partner partner partner-settles',
  ])
  expect(told('2')).toEqual(['balance: customer partner partner', 'partner: partner partner partner'])
  expect(refundTable('9')).toEqual([])
})

describe('R-CUST-38 freezing', () => {
  test.each([
    [null, 'unknown-customer'],
    [{ ...resale, linked: false }, 'not-linked'],
    [{ ...resale, associationType: '1' }, 'not-resale'],
    [{ ...resale, frozen: '2' }, 'frozen-already'],
    [{ ...resale, frozen: '1' }, null],
    [resale, null],
  ] as const)('%j: %s', (customer, reason) => {
    expect(refuseFreeze(customer, '2')?.reason ?? null).toBe(reason)
  })

  test('a frozen partner unfreezes accounts, not resources', () => {
    expect(refuseUnfreeze({ ...resale, frozen: '2' }, true)?.reason).toBe('partner-frozen')
    expect(refuseUnfreeze({ ...resale, frozen: '1' }, true)).toBeNull()
    expect(refuseUnfreeze({ ...resale, frozen: '2' }, false)).toBeNull()
    expect(refuseUnfreeze(resale, false)?.reason).toBe('not-frozen')
  })
})
