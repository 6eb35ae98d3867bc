/** Who sees what after an assignment, by the rules alone. */
import { describe, expect, test } from 'vitest'
import { type Rep, refuseAssign, sightChanges } from '#shared/rules/managers.ts'

const rep = (accountName: string, director: string | null, seesAll = false): [string, Rep] => [
  accountName,
  { accountName, name: accountName, director, seesAll },
]
const reps = new Map([rep('a', 'x'), rep('b', 'x'), rep('c', 'y'), rep('d', null), rep('e', 'x', true)])
const told = (from: string | null, to: string | null): string =>
  sightChanges(from, to, reps)
    .map(({ who, sight }) => `${who} ${sight}`)
    .join(', ')

describe('R-CUST-28 assigning an account manager', () => {
  test.each([
    [null, 'b', true, 'unknown-customer'],
    [{ linked: false, manager: 'a' }, 'b', true, 'not-linked'],
    [{ linked: true, manager: null }, null, true, 'no-manager'],
    [{ linked: true, manager: 'a' }, 'a', true, 'same-manager'],
    [{ linked: true, manager: 'a' }, 'z', false, 'not-a-manager'],
    [{ linked: true, manager: 'a' }, 'b', true, null],
    [{ linked: true, manager: 'a' }, null, true, null],
  ] as const)('%j to %s: %s', (customer, to, mayBe, reason) => {
    expect(refuseAssign(customer, to, mayBe)?.reason ?? null).toBe(reason)
  })
})

describe('R-CUST-03 who loses sight of a customer, and who gets it', () => {
  test.each([
    ['a', 'b', 'a loses, b gains'],
    ['a', 'c', 'a loses, c gains, x loses, y gains'],
    ['a', null, 'a loses, x loses'],
    [null, 'c', 'c gains, y gains'],
    ['d', 'a', 'd loses, a gains, x gains'],
    ['e', 'd', 'e keeps, d gains, x loses'],
    ['gone', 'a', 'gone loses, a gains, x gains'],
    ['a', 'a', ''],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(told(from, to)).toBe(expected)
  })
})
