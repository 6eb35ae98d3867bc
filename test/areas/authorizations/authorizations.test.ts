// Authorizations through the whole host against the embedded partner API, the customers acting meanwhile.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { IntentView } from '#shared/contract/outbox.ts'
import {
  auditOf,
  failed,
  newDataDir,
  ok,
  openAs,
  removeDataDir,
  startHost,
  synced,
  type TestHost,
} from '../../host/support.ts'
import {
  askDistributorFirst,
  customerByAuthorization,
  declineAuthorization,
  distributorDecides,
  grantAuthorization,
  revokeAuthorization,
} from '../../partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

let api: PartnerApi
let page: TestHost
let dataDir: string
let workspaceId: string
const clock = { ahead: 0 }
let requests = 0
const nextRequest = (): string => {
  requests += 1
  return `r${requests}`
}

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', seed: 3, limits: 'off' })
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  workspaceId = await openAs(page, api, 'administrator')
  await synced(page)
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

const of = (state: Parameters<typeof customerByAuthorization>[1], place = 0): string =>
  customerByAuthorization(api.state, state, place)
const calls = () => page.client.authorizations

async function ask(customerId: string, letterAccepted: boolean, requestId = nextRequest()): Promise<IntentView> {
  const { intents } = ok(await calls().request({ requestId, items: [{ payload: { customerId, letterAccepted } }] }))
  return intents[0] as IntentView
}

async function settled(intent: IntentView): Promise<IntentView> {
  clock.ahead += 11_000
  ok(await page.client.outbox.resume({}))
  return vi.waitFor(
    async () => {
      const now = ok(await page.client.outbox.get({ intentId: intent.intentId })).intent
      expect(['done', 'refused', 'expired']).toContain(now.state)
      return now
    },
    { timeout: 20_000, interval: 30 },
  )
}

/** The mirror as the partner tells it now. */
async function mirror(): Promise<void> {
  const since = Date.now()
  ok(await page.client.sync.start({ collections: ['authorizations'] }))
  await vi.waitFor(
    async () => {
      const { collections, phase } = ok(await page.client.sync.status({}))
      expect(phase).toBe('idle')
      expect(collections.find(({ name }) => name === 'authorizations')?.asOf ?? 0).toBeGreaterThanOrEqual(since)
    },
    { timeout: 20_000, interval: 30 },
  )
}

const card = async (customerId: string) => ok(await calls().get({ customerId }))

describe('the list', () => {
  it('counts by state and pages without a gap, names masked', async () => {
    const { total, tabs } = ok(await calls().count({ filter: {} }))
    expect(total).toBe(tabs.all)
    const seen: string[] = []
    let after: string | null = null
    do {
      const { rows, next, asOf } = ok(await calls().list({ filter: {}, after, limit: 7 })) as Awaited<
        ReturnType<typeof listed>
      >
      expect(asOf).not.toBeNull()
      for (const { customerId, customerName } of rows) {
        seen.push(customerId)
        expect(customerName).toContain('*')
      }
      after = next
    } while (after !== null)
    const all = api.state
      .prepare(
        `select a.customer_id from authorizations a join customers c using (customer_id) where c.indirect_partner_id is null`,
      )
      .pluck()
      .all() as string[]
    expect(seen.sort()).toEqual(all.sort())
    const granted = ok(await calls().list({ filter: { tab: 'GRANTED' }, after: null, limit: 200 })).rows
    expect(granted).toHaveLength(tabs.GRANTED)
    expect(granted.every(({ state }) => state === 'GRANTED')).toBe(true)
    const [one] = granted
    expect(ok(await calls().count({ filter: { text: one?.customerId ?? '' } })).total).toBe(1)
  })
  const listed = async () => ok(await calls().list({ filter: {}, after: null, limit: 1 }))
})

describe('asking', () => {
  it('R-AUTH-08 refuses the first request without the letter, and asks for none later', async () => {
    const never = of('NONE')
    expect(await card(never)).toMatchObject({ letterNeeded: true, refusal: { reason: 'never-asked' }, queued: false })
    const without = await ask(never, false)
    expect(without).toMatchObject({ state: 'refused', detail: { rule: 'R-AUTH-08', reason: 'letter' } })
    const declined = of('DECLINED')
    expect(await card(declined)).toMatchObject({ letterNeeded: false })
    expect((await settled(await ask(declined, false))).state).toBe('done')
  })

  it('R-AUTH-03 is queued and sent once for a double click; only the customer grants', async () => {
    const never = of('NONE')
    const first = await ask(never, true, 'double')
    const second = await ask(never, true, 'double')
    expect(second.intentId).toBe(first.intentId)
    expect(await card(never)).toMatchObject({ queued: true })
    expect(await settled(first)).toMatchObject({ state: 'done', detail: { state: 'REQUESTED', waitsFor: 'CUSTOMER' } })
    // Another form, the same customer: the same request at the partner's.
    const asked = (await card(never)).authorization?.requestedAt
    expect((await settled(await ask(never, true))).state).toBe('done')
    await mirror()
    expect(await card(never)).toMatchObject({
      authorization: { state: 'REQUESTED', requestedAt: asked ?? expect.any(Number) },
      refusal: { rule: 'R-AUTH-01', reason: 'waits-for-customer' },
      queued: false,
    })
    expect(failed(await calls().act({ customerId: never }))).toMatchObject({
      code: 'no-agency',
      detail: { reason: 'waits-for-customer' },
    })
  })

  it.each(['dropBefore', 'dropAfter'] as const)('survives a lost request and a lost answer (%s)', async (kind) => {
    const never = of('NONE')
    api.faults.add({ operation: 'RequestDeskAuthorization', times: 1, fault: { kind } })
    expect((await settled(await ask(never, true))).state).toBe('done')
    expect(api.state.prepare('select state from authorizations where customer_id = ?').pluck().get(never)).toBe(
      'REQUESTED',
    )
  })

  it('R-AUTH-02 asks no consultative customer', async () => {
    const other = api.state
      .prepare(
        `select customer_id from customers where linked = 1 and indirect_partner_id is null and association_type = '1'`,
      )
      .pluck()
      .get() as string
    expect(await ask(other, true)).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-AUTH-02', reason: 'not-resale' },
    })
    expect(failed(await calls().act({ customerId: other }))).toMatchObject({
      code: 'no-agency',
      detail: { rule: 'R-AUTH-02' },
    })
  })

  it('R-AUTH-07 shows that the distributor is asked before the customer', async () => {
    askDistributorFirst(api.state)
    const never = of('NONE')
    expect(await settled(await ask(never, true))).toMatchObject({ detail: { waitsFor: 'DISTRIBUTOR' } })
    await mirror()
    expect((await card(never)).refusal).toEqual({ rule: 'R-AUTH-01', reason: 'waits-for-distributor' })
    distributorDecides(api.state, never, true)
    await mirror()
    expect((await card(never)).refusal).toEqual({ rule: 'R-AUTH-01', reason: 'waits-for-customer' })
    askDistributorFirst(api.state, false)
  })
})

describe('what a customer decides', () => {
  it('R-AUTH-04 a withdrawal is noticed with its reason, once', async () => {
    ok(await calls().seen({ until: Date.now() }))
    const [granted, requested] = [of('GRANTED', 3), of('REQUESTED')]
    revokeAuthorization(api.state, granted, '不再需要代操作')
    declineAuthorization(api.state, requested, '稍后再说')
    await mirror()
    const { changes } = ok(await calls().news({}))
    expect(new Map(changes.map(({ customerId, from, to, reason }) => [customerId, [from, to, reason]]))).toEqual(
      new Map([
        [granted, ['GRANTED', 'REVOKED', '不再需要代操作']],
        [requested, ['REQUESTED', 'DECLINED', '稍后再说']],
      ]),
    )
    ok(await calls().seen({ until: Math.max(...changes.map(({ at }) => at)) }))
    expect(ok(await calls().news({})).changes).toEqual([])
  })
})

describe('R-AUTH-09 acting as the customer', () => {
  it('R-AUTH-06 is asked for live: a mirrored grant that is gone lets nobody in, a newer grant does', async () => {
    const [gone, fresh] = [of('GRANTED'), of('REQUESTED')]
    revokeAuthorization(api.state, gone, 'x')
    grantAuthorization(api.state, fresh)
    expect((await card(gone)).refusal).toBeNull()
    expect(failed(await calls().act({ customerId: gone }))).toMatchObject({
      code: 'no-agency',
      detail: { reason: 'revoked' },
    })
    expect(ok(await calls().act({ customerId: fresh }))).toMatchObject({ customerId: fresh })
    expect(ok(await calls().acting({}))).toMatchObject({ acting: { customerId: fresh }, ended: null })
    ok(await calls().return({}))
    expect(ok(await calls().acting({}))).toEqual({ acting: null, ended: null })
  })

  it('R-AUTH-06 cannot be checked means refused', async () => {
    const granted = of('GRANTED')
    api.faults.add({
      operation: 'ShowDeskAuthorization',
      times: 1,
      fault: { kind: 'status', status: 503, body: 'html' },
    })
    expect(failed(await calls().act({ customerId: granted })).code).toBe('unknown-outcome')
    expect(ok(await calls().acting({})).acting).toBeNull()
  })

  it('ends by itself when the customer takes the grant back', async () => {
    const granted = of('GRANTED')
    ok(await calls().act({ customerId: granted }))
    revokeAuthorization(api.state, granted, '到期')
    await mirror()
    await vi.waitFor(async () => {
      expect(ok(await calls().acting({}))).toMatchObject({
        acting: null,
        ended: { customerId: granted, refusal: { rule: 'R-AUTH-01', reason: 'revoked' } },
      })
    })
    ok(await calls().return({}))
    expect(ok(await calls().acting({})).ended).toBeNull()
  })
})

describe('rights', () => {
  it('an account manager asks and acts for own customers only; finance asks nobody', async () => {
    const foreign = api.state
      .prepare(
        `select a.customer_id from authorizations a join customers c using (customer_id)
         where a.state = 'GRANTED' and c.indirect_partner_id is null and coalesce(c.account_manager, '') <> 'hzyd_rep'`,
      )
      .pluck()
      .get() as string
    await openAs(page, api, 'rep')
    await synced(page)
    expect(failed(await calls().get({ customerId: foreign })).code).toBe('not-found')
    expect(failed(await calls().act({ customerId: foreign })).code).toBe('not-found')
    const wish = { requestId: 'foreign', items: [{ payload: { customerId: foreign, letterAccepted: true } }] }
    expect(failed(await calls().request(wish)).code).toBe('not-found')
    await openAs(page, api, 'finance')
    await synced(page)
    expect(failed(await calls().request({ ...wish, requestId: 'finance' }))).toMatchObject({
      code: 'forbidden',
      detail: { needs: 'authorization.request' },
    })
    expect(ok(await calls().list({ filter: {}, after: null, limit: 1 })).rows).toHaveLength(1)
  })

  it('R-AUTH-09 everything stands in the audit chain with customer and result', async () => {
    await page.stop()
    const { entries, proof } = await auditOf(page, workspaceId)
    expect(proof.ok).toBe(true)
    const said = entries.map(({ action, result }) => `${action} ${result}`)
    for (const one of [
      'authorizations.request done',
      'authorizations.act done',
      'authorizations.act refused',
      'authorizations.return done',
      'authorizations.actingEnded done',
    ])
      expect(said).toContain(one)
  })
})
