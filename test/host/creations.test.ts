/** Customers made by the partner: asked for once whatever is lost, and the link followed until the list shows it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CreateCustomer } from '#shared/contract/creations.ts'
import { refuseCreation } from '#shared/rules/creations.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { type HurriedHost, startHurried } from './hurry.ts'
import { ok, openAs, removeDataDir, synced } from './support.ts'

describe('R-CUST-14 what needs no network', () => {
  test.each([
    ['', 'u1', false, null],
    ['shop_01', 'u1', false, null],
    ['-abcd', 'u1', false, null],
    ['abcd', 'u1', false, 'name-length'],
    ['a'.repeat(33), 'u1', false, 'name-length'],
    ['12345', 'u1', false, 'name-characters'],
    ['1abcd', 'u1', false, 'name-characters'],
    ['客户一二三', 'u1', false, 'name-characters'],
    ['op_abc', 'u1', false, 'name-prefix'],
    ['shadow_abc', 'u1', false, 'name-prefix'],
    ['shop_01', '', false, 'no-xaccount'],
    ['shop_01', 'x'.repeat(129), false, 'xaccount-length'],
    ['shop_01', 'u1', true, 'xaccount-used'],
  ] as const)('%s for %s (used: %s): %s', (accountName, xaccountId, used, reason) => {
    expect(refuseCreation({ accountName, xaccountId }, used)?.reason ?? null).toBe(reason)
  })
})

describe('a creation', () => {
  let api: PartnerApi
  let at: HurriedHost
  /** The vendor's clock, milliseconds ahead of ours. */
  let ahead = 0
  beforeAll(async () => {
    api = await startPartnerApi({ size: 's', limits: 'off', clock: () => Date.now() + ahead })
    at = await startHurried()
    await openAs(at, api, 'administrator')
    await synced(at)
  })
  afterAll(async () => {
    await at.stop()
    removeDataDir(at.dataDir)
    await api.close()
  })
  afterEach(() => api.faults.set({}))

  const create = async (payload: Partial<CreateCustomer> & { xaccountId: string }) => {
    const whole: CreateCustomer = { accountName: '', xaccountType: 'hzyd', cooperation: 'resale', ...payload }
    const { intents } = ok(
      await at.client.creations.create({ requestId: crypto.randomUUID(), items: [{ payload: whole }], release: true }),
    )
    return intents[0]
  }
  const rowOf = async (xaccountId: string) =>
    ok(await at.client.creations.list({})).rows.find((row) => row.xaccountId === xaccountId)
  const made = (xaccountId: string): number =>
    api.state.prepare('select count(*) from customers where xaccount_id = ?').pluck().get(xaccountId) as number

  test.each([
    ['the answer is lost', { kind: 'dropAfter' }],
    ['the request is lost', { kind: 'dropBefore' }],
    ['CBC.99000050: made, the link still open', { kind: 'status', status: 500, code: 'CBC.99000050', after: true }],
  ] as const)('R-CUST-14 is made once where %s, and linked once the list shows it', async (what, fault) => {
    const xaccountId = `user ${what}`.slice(0, 40)
    api.faults.add({ operation: 'CreateSubCustomer', times: 1, fault })
    const intent = await create({ xaccountId, accountName: `shop_${fault.kind.toLowerCase()}` })
    await at.settled(intent?.intentId, 'done')
    expect(made(xaccountId)).toBe(1)
    await at.eventually(async () => (await rowOf(xaccountId))?.customerId != null)
  })

  test('a link that comes late: created and not yet linked, then linked', async () => {
    const xaccountId = 'late-user'
    api.faults.add({ operation: 'CreateSubCustomer', times: 1, fault: { kind: 'late', ms: 30_000 } })
    const intent = await create({ xaccountId })
    const done = await at.settled(intent?.intentId, 'done')
    expect(done.effectId).not.toBeNull()
    expect((await rowOf(xaccountId))?.customerId).toBeNull()
    await at.eventually(() => api.state.prepare('select count(*) from pending_links').pluck().get() === 1)
    ahead += 60_000
    ok(await at.client.sync.start({ collections: ['customers'] }))
    await at.eventually(async () => (await rowOf(xaccountId))?.customerId != null)
  })

  test('a name that is taken is refused before anything is sent; a used id by what is known here', async () => {
    const taken = api.state
      .prepare(
        `select account_name from customers where account_name glob '[a-z]*' and length(account_name) between 6 and 30 limit 1`,
      )
      .pluck()
      .get() as string
    expect(ok(await at.client.creations.checkName({ accountName: taken })).available).toBe(false)
    const intent = await create({ xaccountId: 'fresh-user', accountName: taken })
    const refused = await at.settled(intent?.intentId, 'refused')
    expect(refused.detail).toMatchObject({ rule: 'R-CUST-14', reason: 'name-taken' })
    expect(made('fresh-user')).toBe(0)
    const known = api.state
      .prepare(
        'select xaccount_id from customers where xaccount_id is not null and linked = 1 and indirect_partner_id is null limit 1',
      )
      .pluck()
      .get() as string
    expect(await create({ xaccountId: known })).toMatchObject({ state: 'refused', detail: { reason: 'xaccount-used' } })
  })

  test('an id that a colleague gave to another account meanwhile is no creation of ours', async () => {
    api.state
      .prepare(
        `update customers set xaccount_id = 'colleague' where customer_id = (select customer_id from customers
           where linked = 1 and indirect_partner_id is null order by id desc limit 1)`,
      )
      .run()
    const intent = await create({ xaccountId: 'colleague', accountName: 'shop_of_ours' })
    const refused = await at.settled(intent?.intentId, 'refused')
    expect(refused.error?.vendor?.code).toBe('CBC.99000039')
    expect(made('colleague')).toBe(1)
  })
})
