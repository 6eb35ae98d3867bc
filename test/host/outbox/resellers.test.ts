// Quotas to resellers through the whole host: given once and taken back whole, also where the answer is lost.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { IntentView } from '#shared/contract/outbox.ts'
import { PARTNER_ID } from '../../partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../support.ts'

let api: PartnerApi
let page: TestHost
let dataDir: string
const clock = { ahead: 0 }
let resellers: string[]
let quotaId: string

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', seed: 5, limits: 'off' })
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(page, api, 'distributor')
  await synced(page)
  resellers = api.state.prepare('select indirect_partner_id from resellers order by id').pluck().all() as string[]
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

/** Lets the undo window pass, and waits until the intent is where it should be. */
async function settle(intents: readonly View[], state: View['state']): Promise<View> {
  const intentId = intents[0]?.intentId ?? ''
  clock.ahead += 11_000
  ok(await page.client.outbox.resume({}))
  return vi.waitFor(
    async () => {
      const { intent } = ok(await page.client.outbox.get({ intentId }))
      expect(intent.state).toBe(state)
      return intent
    },
    { timeout: 20_000, interval: 50 },
  )
}

const give = async (requestId: string, resellerId: string, amount: number): Promise<View[]> =>
  ok(
    await page.client.resellers.giveQuota({
      requestId,
      release: true,
      items: [{ payload: { quotaId, resellerId, amount } }],
    }),
  ).intents

const takeBack = async (requestId: string, childId: string): Promise<View[]> =>
  ok(
    await page.client.resellers.reclaimQuota({
      requestId,
      release: true,
      items: [{ payload: { quotaId: childId, parentQuotaId: quotaId } }],
    }),
  ).intents

const balance = (id: string): number =>
  api.state.prepare('select balance from coupon_quotas where quota_id = ?').pluck().get(id) as number
const children = (): number =>
  api.state.prepare('select count(*) from coupon_quotas where parent_quota_id = ?').pluck().get(quotaId) as number

describe('quotas to resellers', () => {
  it('R-COUPON-21 a double click gives one child quota; R-COUPON-24 its whole rest comes back', async () => {
    const [reseller = ''] = resellers
    const before = balance(quotaId)
    const intents = await give('give-1', reseller, 12_345)
    expect((await give('give-1', reseller, 12_345)).map(({ intentId }) => intentId)).toEqual(
      intents.map(({ intentId }) => intentId),
    )
    const done = await settle(intents, 'done')
    expect(balance(quotaId)).toBe(before - 12_345)
    const childId = done.effectId ?? ''
    // The reseller has used some of it meanwhile (R-COUPON-25: with its own id, so it is not ours to see).
    api.state.prepare('update coupon_quotas set balance = balance - 345 where quota_id = ?').run(childId)
    const back = await settle(await takeBack('back-1', childId), 'done')
    expect(back.detail).toMatchObject({ quotaId: childId, amount: 12_000 })
    expect(balance(quotaId)).toBe(before - 345)
    expect(await settle(await takeBack('back-2', childId), 'refused')).toMatchObject({
      detail: { rule: 'R-COUPON-24', reason: 'status' },
    })
  })

  it('R-COUPON-22 lost answers: given once, settled by its record; taken back once', async () => {
    const [, reseller = ''] = resellers
    const before = balance(quotaId)
    const count = children()
    api.faults.add({ operation: 'UpdateCouponQuotas', times: 1, fault: { kind: 'dropAfter' } })
    ok(await page.client.outbox.declareAlone({ alone: true }))
    const intents = await give('give-lost', reseller, 5_000)
    await settle(intents, 'uncertain')
    clock.ahead += 20 * 60_000
    const done = await settle(intents, 'done')
    expect(done.why).toBe('record-found')
    expect(children()).toBe(count + 1)
    expect(balance(quotaId)).toBe(before - 5_000)
    api.faults.add({ operation: 'ReclaimCouponQuotas', times: 1, fault: { kind: 'dropAfter' } })
    const back = await takeBack('back-lost', done.effectId ?? '')
    clock.ahead += 20 * 60_000
    const returned = await settle(back, 'done')
    expect(returned.detail).toMatchObject({ amount: 5_000 })
    expect(balance(quotaId)).toBe(before)
  })

  it('R-COUPON-23 a leaving reseller gets nothing; nor does more than the quota holds leave', async () => {
    const [, , reseller = ''] = resellers
    const before = balance(quotaId)
    api.state.prepare('update resellers set leaving = 1 where indirect_partner_id = ?').run(reseller)
    const refused = await settle(await give('give-leaving', reseller, 100), 'refused')
    expect(refused.error?.vendor?.code).toBe('CBC.50010105')
    const short = await settle(await give('give-much', resellers[0] ?? '', before + 1), 'refused')
    expect(short.detail).toMatchObject({ rule: 'R-COUPON-01', reason: 'short' })
    const none = await give('give-none', resellers[0] ?? '', 0)
    expect(none[0]).toMatchObject({ state: 'refused', detail: { rule: 'R-COUPON-21', reason: 'amount' } })
    expect(balance(quotaId)).toBe(before)
  })
})
