import { describe, expect, it } from 'vitest'
import {
  boughtTerm,
  dueUntil,
  firstChargeAt,
  monthsBetween,
  packageTotal,
  refundOf,
  refundRows,
  refundsAll,
  refuseBalance,
  refuseFee,
  refuseOnDemand,
  refuseRenewal,
  refuseSetting,
  refuseTerm,
  refuseUnsubscribe,
  renewalRefusal,
} from '#shared/rules/resources.ts'
import { formatBeijing } from '#shared/time.ts'

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

const DAY = 86_400_000
const NOW = Date.parse('2026-11-28T02:00:00Z')
const inUse = { main: true, status: '2', expireAt: NOW + 20 * DAY }

it.each([
  [0, null, true, 'no-balance'],
  [-1, null, false, 'no-balance'],
  [100, 101, true, 'balance-short'],
  [100, 101, false, undefined],
  [100, 100, true, undefined],
  [null, 100, true, undefined],
])('R-CUST-46 a balance of %s and a price of %s, paid now %s: %s', (balance, price, payNow, reason) => {
  expect(refuseBalance(balance, price, payNow)?.reason).toBe(reason)
})

it.each([
  [2, 1, true],
  [2, 11, true],
  [2, 12, false],
  [2, 0, false],
  [3, 3, true],
  [3, 4, false],
] as const)('R-ORD-28 a term of type %s and number %s is one: %s', (periodType, periodNum, fits) => {
  expect(refuseTerm({ periodType, periodNum }) === null).toBe(fits)
})

it.each([
  ['CBC.30050007', 'R-ORD-28', 'not-main'],
  ['CBC.30050008', 'R-ORD-28', 'no-such-term'],
  ['CBC.30050009', 'R-ORD-31', 'gone'],
  ['CBC.30050010', 'R-ORD-31', 'in-unpaid-order'],
  ['CBC.30050011', 'R-ORD-31', 'being-changed'],
  ['CBC.30050012', 'R-ORD-28', 'twice'],
  ['CBC.30050013', 'R-ORD-31', 'not-renewable'],
])('R-ORD-31 the vendor’s %s has words of its own', (code, rule, reason) => {
  expect(renewalRefusal(code)).toMatchObject({ rule, reason })
  expect(renewalRefusal('CBC.0999')).toBeNull()
  expect(renewalRefusal(null)).toBeNull()
})

it('R-ORD-31 what is gone or frozen is not renewed; what has just expired still is', () => {
  expect(refuseRenewal(null)?.reason).toBe('gone')
  expect(refuseRenewal({ ...inUse, status: '3' })?.reason).toBe('gone')
  expect(refuseRenewal({ ...inUse, status: '4' })?.reason).toBe('frozen')
  expect(refuseRenewal({ ...inUse, main: false })).toMatchObject({ rule: 'R-ORD-28', reason: 'not-main' })
  expect(refuseRenewal({ ...inUse, status: '5' })).toBeNull()
  expect(refuseRenewal({ ...inUse, status: '99' })).toBeNull()
})

describe('R-ORD-30 auto-renewal', () => {
  it.each([
    ['2026-10-28T02:00:00Z', '2026-11-28T02:00:00Z', 2, 1],
    ['2026-05-28T02:00:00Z', '2026-11-28T02:00:00Z', 2, 6],
    ['2025-11-28T02:00:00Z', '2026-11-27T15:59:59Z', 3, 1],
    ['2023-11-28T02:00:00Z', '2026-11-28T02:00:00Z', 3, 3],
    ['2025-08-28T02:00:00Z', '2026-11-28T02:00:00Z', 2, 1],
    ['2016-11-28T02:00:00Z', '2026-11-28T02:00:00Z', 3, 1],
  ])('from %s to %s renews for type %s, number %s', (from, until, periodType, periodNum) => {
    expect(boughtTerm(Date.parse(from), Date.parse(until))).toEqual({ periodType, periodNum })
  })
  it('charges first at 03:00 in Beijing seven days before', () => {
    expect(formatBeijing(firstChargeAt(Date.parse('2026-12-10T18:30:00Z')))).toBe('2026-12-04 03:00:00')
    expect(formatBeijing(firstChargeAt(Date.parse('2026-12-10T18:30:00Z'), 3))).toBe('2026-12-08 03:00:00')
  })
  it.each([
    ['DEDUCTION_DATE', 1, false],
    ['DEDUCTION_DATE', 2, true],
    ['DEDUCTION_DATE', 7, true],
    ['DEDUCTION_DATE', 8, false],
    ['EXPIRE_DATE', -1, true],
    ['EXPIRE_DATE', 0, false],
    ['EXPIRE_DATE', 28, true],
    ['EXPIRE_DATE', 29, false],
  ] as const)('%s %s is a setting: %s', (name, value, fits) => {
    expect(refuseSetting(name, value) === null).toBe(fits)
  })
})

it('R-ORD-32 only a main resource in use becomes an on-demand one', () => {
  expect(refuseOnDemand(inUse)).toBeNull()
  expect(refuseOnDemand({ ...inUse, status: '5' })?.reason).toBe('not-in-use')
  expect(refuseOnDemand({ ...inUse, main: false })).toMatchObject({ rule: 'R-ORD-32', reason: 'not-main' })
})

describe('R-ORD-33 and R-ORD-34 what comes back', () => {
  const term = { from: NOW - 10 * DAY, until: NOW + 20 * DAY, lines: [3000, 1001] }
  it('is the unused share of each line, rounded down', () => {
    expect(refundOf(term, NOW - 40 * DAY, NOW)).toEqual({ paid: 4001, refund: 2667, consumed: 1334, full: false })
  })
  it('is everything within five days of opening, and of a renewal that has not begun', () => {
    expect(refundOf(term, NOW - 5 * DAY, NOW)).toMatchObject({ refund: 4001, full: true })
    expect(refundsAll(NOW - 5 * DAY - 1, NOW)).toBe(false)
    const next = { ...term, from: NOW + DAY, until: NOW + 31 * DAY }
    expect(refundOf(next, null, NOW)).toMatchObject({ refund: 4001, full: true })
  })
  it('is nothing after the end', () => {
    expect(refundOf({ ...term, until: NOW - DAY }, null, NOW)).toMatchObject({ refund: 0, full: false })
  })
  it('a renewal that has begun is not returned alone; a fee needs its tick', () => {
    expect(refuseUnsubscribe(inUse, 2, term, NOW)?.reason).toBe('renewal-begun')
    expect(refuseUnsubscribe(inUse, 2, { ...term, from: NOW + 1 }, NOW)).toBeNull()
    expect(refuseUnsubscribe({ ...inUse, status: '4' }, 1, term, NOW)?.reason).toBe('not-active')
    expect(refuseFee(false, false)).toMatchObject({ rule: 'R-ORD-34' })
    expect(refuseFee(true, false)).toBeNull()
  })
})

it('R-ORD-35 negative rows are refunded, positive ones consumed or a fee', () => {
  expect(refundRows([-500, -20, 30, 0])).toEqual({ refunded: 520, kept: 30 })
})
