// Intents through the whole host: page, port, engine in the main thread, the sync thread's client, the vendor over HTTP.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { IntentView } from '#shared/contract/outbox.ts'
import { PARTNER_ID } from '../../partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../support.ts'

let api: PartnerApi
let page: TestHost
let dataDir: string
const clock = { ahead: 0 }
let customers: string[]
let quotaId: string

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', seed: 5, limits: 'off' })
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(page, api, 'administrator')
  await synced(page)
  customers = api.state
    .prepare(`select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
      and coalesce(indirect_partner_id, '') = '' order by id limit 5`)
    .pluck()
    .all() as string[]
  quotaId = api.state
    .prepare(
      `select quota_id from coupon_quotas where owner_id = ? and limit_infos = '[]' and quota_status = 0 and quota_type = 0 order by id limit 1`,
    )
    .pluck()
    .get(PARTNER_ID) as string
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

type View = z.infer<typeof IntentView>
const get = async (intentId: string): Promise<View> => ok(await page.client.outbox.get({ intentId })).intent

/** Lets the undo window pass, and waits until the intents are where they should be. */
async function settle(intents: readonly View[], ...states: View['state'][]): Promise<View[]> {
  clock.ahead += 11_000
  ok(await page.client.outbox.resume({}))
  return vi.waitFor(
    async () => {
      const now = await Promise.all(intents.map(({ intentId }) => get(intentId)))
      expect(now.map(({ state }) => state)).toEqual(states)
      return now
    },
    { timeout: 20_000, interval: 50 },
  )
}

let requests = 0
const issue = async (to: readonly string[], faceValue = 5_000) => {
  requests += 1
  return ok(
    await page.client.coupons.issue({
      requestId: `issue-${requests}`,
      release: true,
      items: to.map((customerId) => ({
        payload: { quotaId, customerId, faceValue, validFrom: null, validUntil: null, memo: '回馈' },
      })),
    }),
  ).intents
}

describe('intents in the host', () => {
  it('R-CUST-36 a grant moves once, keeps its transaction id, and stands in the audit', async () => {
    const [customerId = ''] = customers
    const input = { requestId: 'grant-1', release: true, items: [{ payload: { customerId, amount: 12_345 } }] }
    const { intents } = ok(await page.client.funds.grant(input))
    expect(ok(await page.client.funds.grant(input)).intents.map(({ intentId }) => intentId)).toEqual(
      intents.map(({ intentId }) => intentId),
    )
    const [done] = await settle(intents, 'done')
    const records = api.state
      .prepare(`select trans_id from adjust_records where customer_id = ? and amount = 12345`)
      .pluck()
      .all(customerId)
    expect(records).toEqual([done?.effectId])
    const { history } = ok(await page.client.outbox.get({ intentId: intents[0]?.intentId ?? '' }))
    expect(history.map(({ state }) => state)).toEqual(['queued', 'sent', 'done'])
  })

  it('the answer of a coupon is lost: uncertain becomes done by its record, and there is one coupon', async () => {
    api.faults.add({ operation: 'CreatePartnerCoupons', times: 1, fault: { kind: 'dropAfter' } })
    const intents = await issue(customers.slice(0, 1))
    clock.ahead += 11_000
    ok(await page.client.outbox.resume({}))
    await vi.waitFor(async () => expect(await get(intents[0]?.intentId ?? '')).toMatchObject({ state: 'uncertain' }), {
      timeout: 20_000,
      interval: 20,
    })
    const [done] = await settle(intents, 'done')
    expect(done).toMatchObject({ why: 'record-found' })
    expect(
      api.state.prepare('select coupon_id from coupons where memo like ?').pluck().all(`%[${done?.intentId}]%`),
    ).toEqual([done?.effectId])
  })

  it('R-COUPON-08 a batch half succeeds: each customer has a result of its own', async () => {
    const stranger = customers[3] ?? ''
    api.state.prepare('update customers set finance_custody = 1 where customer_id = ?').run(stranger)
    const intents = await issue([customers[1] ?? '', stranger, customers[2] ?? ''])
    const [, refused] = await settle(intents, 'done', 'refused', 'done')
    expect(refused?.error?.vendor?.code).toBe('CBC.50000034')
    api.state.prepare('update customers set finance_custody = 0 where customer_id = ?').run(stranger)
  })

  it('R-COUPON-14 and R-COUPON-16: a reclaim takes the whole rest and shows what really came back', async () => {
    const [issued] = await settle(await issue(customers.slice(3, 4), 6_600), 'done')
    const couponId = issued?.effectId ?? ''
    api.state.prepare('update coupons set balance = 4400 where coupon_id = ?').run(couponId)
    const { intents } = ok(
      await page.client.coupons.reclaim({
        requestId: 'back',
        release: true,
        items: [{ payload: { couponId, customerId: null } }],
      }),
    )
    const [done] = await settle(intents, 'done')
    expect(done?.detail).toEqual({ couponId, amount: 4_400 })
    expect(api.state.prepare('select status from coupons where coupon_id = ?').pluck().get(couponId)).toBe(5)
  })

  it('R-COUPON-16 less than was seen asks again; a quota that shrank refuses with its rule', async () => {
    const [issued] = await settle(await issue(customers.slice(4, 5), 6_600), 'done')
    const couponId = issued?.effectId ?? ''
    api.state.prepare('update coupons set balance = 1100 where coupon_id = ?').run(couponId)
    const { intents } = ok(
      await page.client.coupons.reclaim({
        requestId: 'less',
        release: true,
        items: [{ payload: { couponId, customerId: null }, basis: { balance: 6_600 } }],
      }),
    )
    const [asked] = await settle(intents, 'queued')
    await vi.waitFor(
      async () =>
        expect(await get(asked?.intentId ?? '')).toMatchObject({
          why: 'ground-moved',
          released: false,
          detail: { balance: 1_100 },
        }),
      { timeout: 10_000 },
    )
    api.state.prepare('update coupon_quotas set balance = 100 where quota_id = ?').run(quotaId)
    const [refused] = await settle(await issue(customers.slice(0, 1)), 'refused')
    expect(refused?.detail).toMatchObject({ rule: 'R-COUPON-01', reason: 'short' })
  })

  it('after a grant the balance of that one customer is read again, and of nobody else', async () => {
    const [, customerId = '', other = ''] = customers
    const balanceOf = (id: string) =>
      api.state.prepare('select amount from customers where customer_id = ?').pluck().get(id)
    api.state.prepare('update customers set amount = amount + 999 where customer_id = ?').run(other)
    const before = api.log.filter(({ operationId }) => operationId === 'ListCustomersBalancesDetail').length
    const { intents } = ok(
      await page.client.funds.grant({
        requestId: 'grant-2',
        release: true,
        items: [{ payload: { customerId, amount: 4_321 } }],
      }),
    )
    await settle(intents, 'done')
    const shown = async (id: string) => ok(await page.client.customers.get({ customerId: id })).balance?.amount
    await vi.waitFor(async () => expect(await shown(customerId)).toBe(balanceOf(customerId)), { timeout: 10_000 })
    expect(await shown(other)).not.toBe(balanceOf(other))
    // The live check before sending and the reading after it.
    const asked = api.log.filter(({ operationId }) => operationId === 'ListCustomersBalancesDetail').length - before
    expect(asked).toBe(2)
  })

  it('R-CUST-37 with code verification on, a batch waits for one code and then leaves', async () => {
    api.state.exec('update code_verification set switched_on = 1')
    ok(await page.client.sync.start({ collections: ['own-member'] }))
    await vi.waitFor(async () => expect(ok(await page.client.outbox.status({})).codeNeeded).toBe(true), {
      timeout: 10_000,
    })
    const { groupId, intents } = ok(
      await page.client.funds.grant({
        requestId: 'grant-3',
        release: true,
        items: customers.slice(0, 3).map((customerId) => ({ payload: { customerId, amount: 77 } })),
      }),
    )
    expect(intents.map(({ why, released }) => `${why} ${released}`)).toEqual(Array(3).fill('needs-code false'))
    expect(failed(await page.client.outbox.releaseGroup({ groupId }))).toMatchObject({
      code: 'invalid-input',
      field: 'code',
      detail: { reason: 'needed' },
    })
    expect(ok(await page.client.outbox.sendCode({})).sentTo).toContain('****')
    const code = api.state
      .prepare('select code from verification_codes order by rowid desc limit 1')
      .pluck()
      .get() as string
    expect(failed(await page.client.outbox.releaseGroup({ groupId, code: '000000' })).detail).toEqual({
      reason: 'wrong',
    })
    expect(ok(await page.client.outbox.releaseGroup({ groupId, code }))).toEqual({ released: 3 })
    await settle(intents, 'done', 'done', 'done')
    expect(ok(await page.client.outbox.group({ groupId }))).toMatchObject({ counts: { done: 3 }, sumDone: 231 })
    api.state.exec('update code_verification set switched_on = 0')
  })

  it('the pending page lists, counts and refuses what is not possible', async () => {
    const { rows } = ok(await page.client.outbox.list({ states: ['done'], before: null, limit: 3 }))
    expect(rows).toHaveLength(3)
    expect(failed(await page.client.outbox.discard({ intentIds: [rows[0]?.intentId ?? ''] })).code).toBe('conflict')
    expect(ok(await page.client.outbox.status({}))).toMatchObject({
      unsent: 1,
      needPerson: 1,
      alone: false,
      pause: null,
    })
  })
})
