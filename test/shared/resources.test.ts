import { describe, expect, it } from 'vitest'
import { dueUntil, monthsBetween, packageTotal } from '#shared/rules/resources.ts'

describe('R-CUST-48 the allowance of a resource package', () => {
  it.each([
    ['40', '1', 12, '480'],
    ['40', '2', 12, '40'],
    ['0.1', '1', 3, '0.3'],
    ['2.50', '1', 2, '5'],
    ['123456789012345678.25', '1', 4, '493827156049382713'],
    ['40', '3', 12, null],
    ['40', null, 12, null],
    ['many', '1', 12, null],
    ['40', '1', 0, null],
  ])('%s of mode %s over %i months is %s', (stated, mode, months, total) => {
    expect(packageTotal(stated, mode, months)).toBe(total)
  })
})

it.each([
  ['2026-01-15T00:00:00Z', '2026-02-15T00:00:00Z', 1],
  ['2026-01-31T10:00:00Z', '2026-02-28T15:59:59Z', 1],
  ['2026-01-15T00:00:00Z', '2027-01-14T15:59:59Z', 12],
  ['2026-01-15T00:00:00Z', '2026-01-20T00:00:00Z', 1],
])('from %s to %s are %i months', (from, until, months) => {
  expect(monthsBetween(Date.parse(from), Date.parse(until))).toBe(months)
})

it('a list of the day ends so many days from now; ended ones go by their state', () => {
  expect(dueUntil('15', 1_000)).toBe(1_000 + 15 * 86_400_000)
  expect(dueUntil('expired', 1_000)).toBeNull()
})
