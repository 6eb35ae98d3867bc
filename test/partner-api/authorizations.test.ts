// Authorizations 客户授权 as the desk API tells them: the partner asks, the customer alone decides.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callAs } from './call.ts'
import { agencyToken } from './client.ts'
import {
  askDistributorFirst,
  customerByAuthorization,
  declineAuthorization,
  distributorDecides,
  grantAuthorization,
  revokeAuthorization,
} from './customer-acts.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'
import { utcText } from './wire.ts'

let api: PartnerApi
/** The signer signs with the machine's time: a little ahead of it is no skew. */
let now = Date.now()
const asked = utcText(now)

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off', clock: () => now })
})
afterAll(() => api.close())

const show = async (customerId: string) =>
  (await callAs(api, 'administrator', 'ShowDeskAuthorization', { path: { customer_id: customerId } })).body
const ask = (customerId: string, letter?: boolean) =>
  callAs(api, 'administrator', 'RequestDeskAuthorization', {
    body: { customer_id: customerId, ...(letter === undefined ? {} : { letter_accepted: letter }) },
  })
const agency = async (customerId: string) => (await agencyToken(api.url, customerId)).status

it('goes from none through a request to a grant and back, and the agency with it', async () => {
  const customer = customerByAuthorization(api.state, 'NONE')
  expect(await show(customer)).toMatchObject({ state: 'NONE', letter_accepted: false })
  expect(() => grantAuthorization(api.state, customer)).toThrow('NONE')
  expect((await ask(customer)).code).toBe('CBC.0100')
  expect((await ask(customer, true)).body).toMatchObject({
    state: 'REQUESTED',
    waits_for: 'CUSTOMER',
    requested_by: 'hzyd_admin',
    requested_on: asked,
  })
  expect(await agency(customer)).toBe(403)
  declineAuthorization(api.state, customer, '再考虑', now)
  expect(await show(customer)).toMatchObject({ state: 'DECLINED', decided_by: 'CUSTOMER', reason: '再考虑' })
  // Asked again, nothing of the old answer is left; the letter counts from before.
  expect((await ask(customer)).body).toEqual({
    customer_id: customer,
    state: 'REQUESTED',
    waits_for: 'CUSTOMER',
    letter_accepted: true,
    requested_by: 'hzyd_admin',
    requested_on: asked,
    updated_on: asked,
  })
  now += 60_000
  grantAuthorization(api.state, customer, now)
  expect((await ask(customer)).body).toMatchObject({ state: 'GRANTED', requested_on: asked })
  expect(await agency(customer)).toBe(201)
  revokeAuthorization(api.state, customer, '不再需要', now)
  expect(await show(customer)).toMatchObject({ state: 'REVOKED', reason: '不再需要' })
  expect(await agency(customer)).toBe(403)
})

it.each([
  ['a switch of the association', `association_type = '1'`],
  ['a dissociation', 'linked = 0'],
])('ends with %s, whoever brings it about', async (_name, change) => {
  const customer = customerByAuthorization(api.state, 'GRANTED')
  api.state.prepare(`update customers set ${change} where customer_id = ?`).run(customer)
  expect(await show(customer)).toMatchObject({ state: 'ENDED', decided_by: 'SYSTEM' })
  expect(await agency(customer)).toBe(403)
})

it('R-AUTH-07: a reseller’s request goes to its distributor, then to the customer', async () => {
  askDistributorFirst(api.state)
  const [first, second] = [0, 1].map((place) => customerByAuthorization(api.state, 'NONE', place)) as [string, string]
  expect((await ask(first, true)).body).toMatchObject({ state: 'REQUESTED', waits_for: 'DISTRIBUTOR' })
  expect(() => grantAuthorization(api.state, first)).toThrow('distributor')
  await ask(second, true)
  distributorDecides(api.state, first, true, now)
  expect(await show(first)).toMatchObject({ state: 'REQUESTED', waits_for: 'CUSTOMER' })
  grantAuthorization(api.state, first, now)
  distributorDecides(api.state, second, false, now)
  expect(await show(second)).toMatchObject({ state: 'DECLINED', decided_by: 'DISTRIBUTOR' })
  askDistributorFirst(api.state, false)
})

it('an account manager sees own customers only', async () => {
  const total = async (as: 'administrator' | 'rep') =>
    (await callAs(api, as, 'ListDeskAuthorizations')).body.total_count as number
  expect(await total('rep')).toBeGreaterThan(0)
  expect(await total('rep')).toBeLessThan(await total('administrator'))
})
