/** The gate before every act as a customer, and what a request may be. */
import { expect, test } from 'vitest'
import { authorizationStates, lost, mayRequest, refuseOnBehalf, refuseRequest } from '#shared/rules/authorizations.ts'

const resale = { associationType: '2' }

test.each([
  ['NONE', null, 'never-asked'],
  ['REQUESTED', 'CUSTOMER', 'waits-for-customer'],
  ['REQUESTED', 'DISTRIBUTOR', 'waits-for-distributor'],
  ['DECLINED', null, 'declined'],
  ['REVOKED', null, 'revoked'],
  ['ENDED', null, 'ended'],
  ['SOMETHING_NEW', null, 'unknown-state'],
])('R-AUTH-01 nothing is done for a customer in state %s', (state, waitsFor, reason) => {
  expect(refuseOnBehalf({ state, waitsFor }, resale)).toEqual({ rule: 'R-AUTH-01', reason })
})

test('R-AUTH-01 a grant lets it through; without a row the customer was never asked', () => {
  expect(refuseOnBehalf({ state: 'GRANTED', waitsFor: null }, resale)).toBeNull()
  expect(refuseOnBehalf(null, resale)).toEqual({ rule: 'R-AUTH-01', reason: 'never-asked' })
  expect(refuseOnBehalf({ state: 'GRANTED', waitsFor: null }, null)).toBeNull()
})

test.each(['1', '9', null])('R-AUTH-02 association %s: neither acted for nor asked, whatever stands there', (type) => {
  const customer = { associationType: type, linked: true }
  expect(refuseOnBehalf({ state: 'GRANTED', waitsFor: null }, customer)).toEqual({
    rule: 'R-AUTH-02',
    reason: 'not-resale',
  })
  expect(refuseRequest(customer, false, true)).toEqual({ rule: 'R-AUTH-02', reason: 'not-resale' })
  expect(refuseRequest({ ...resale, linked: false }, false, true)).toEqual({ rule: 'R-AUTH-02', reason: 'not-linked' })
  expect(refuseRequest(null, false, true)).toEqual({ rule: 'R-AUTH-02', reason: 'not-linked' })
})

test('R-AUTH-08 the letter is ticked with the first request', () => {
  const customer = { ...resale, linked: true }
  expect(refuseRequest(customer, true, false)).toEqual({ rule: 'R-AUTH-08', reason: 'letter' })
  expect(refuseRequest(customer, true, true)).toBeNull()
  expect(refuseRequest(customer, false, false)).toBeNull()
})

test('who may be asked again, and what counts as lost', () => {
  expect(authorizationStates.filter(mayRequest)).toEqual(['NONE', 'DECLINED', 'REVOKED', 'ENDED'])
  expect(authorizationStates.filter((to) => lost('GRANTED', to))).toEqual([
    'NONE',
    'REQUESTED',
    'DECLINED',
    'REVOKED',
    'ENDED',
  ])
  expect(lost('REQUESTED', 'DECLINED')).toBe(false)
})
