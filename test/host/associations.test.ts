/** Switch and dissociation between the page, the partner and a customer who acts when it likes. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { IntentView } from '#shared/contract/outbox.ts'
import type { ChangeKind } from '#shared/rules/associations.ts'
import { Random } from '../data/random.ts'
import { customersOf } from '../partner-api/acts.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { type HurriedHost, startHurried } from './hurry.ts'
import { failed, ok, openAs, removeDataDir, synced } from './support.ts'

let api: PartnerApi
let at: HurriedHost
let customers: ReturnType<typeof customersOf>

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  customers = customersOf(api)
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

const taken = new Set<string>()
/** A customer that no other test touches. */
const fresh = (type: '1' | '2'): string => {
  const ids = api.state
    .prepare(
      `select customer_id from customers where linked = 1 and indirect_partner_id is null and association_type = ?
         and is_frozen = 0 and coalesce(debt_amount, 0) = 0 order by id`,
    )
    .pluck()
    .all(type) as string[]
  const found = ids.find((id) => !taken.has(id)) ?? ''
  taken.add(found)
  return found
}
const view = async (customerId: string) => ok(await at.client.associations.get({ customerId }))
const rowOf = async (customerId: string) => ok(await at.client.customers.get({ customerId })).row
const reread = async (): Promise<void> => {
  ok(await at.client.sync.start({ collections: ['association-requests'] }))
}
const request = async (customerId: string, kind: ChangeKind): Promise<IntentView> => {
  const { intents } = ok(
    await at.client.associations.request({
      requestId: crypto.randomUUID(),
      items: [{ payload: { customerId, kind, reason: '客户要求' } }],
      release: true,
    }),
  )
  return intents[0] as IntentView
}
const one = (sql: string, ...values: string[]): unknown =>
  api.state
    .prepare(sql)
    .pluck()
    .get(...values)
const asked = (customerId: string): number =>
  one(`select count(*) from association_requests where customer_id = ? and asked_by = 'PARTNER'`, customerId) as number

describe('a switch of the association type', () => {
  test('R-CUST-15, R-CUST-19 waits for the customer, then the type, the money and the coupons have moved', async () => {
    const customerId = fresh('2')
    const had = one('select amount from customers where customer_id = ?', customerId) as number
    // The answer is lost: settled by the list of requests, never asked twice.
    api.faults.add({ operation: 'RequestDeskAssociationChange', times: 1, fault: { kind: 'dropAfter' } })
    const intent = await request(customerId, 'switch')
    await at.settled(intent.intentId, 'done')
    expect(asked(customerId)).toBe(1)
    await at.eventually(async () => (await view(customerId)).pending !== null)
    expect((await view(customerId)).pending).toMatchObject({ kind: 'SWITCH', askedBy: 'PARTNER', toType: '1' })
    expect((await rowOf(customerId)).associationType).toBe('2')
    expect(customers.answers(customerId, true)).toBe(true)
    await reread()
    await at.eventually(async () => (await rowOf(customerId)).associationType === '1')
    expect((await view(customerId)).pending).toBeNull()
    const returned = one(
      `select coalesce(sum(amount), 0) from adjust_records where customer_id = ? and operation_type = 'SOURCE_OPERATION_BEUNBIND'`,
      customerId,
    )
    expect(returned).toBe(had)
    expect(
      one('select count(*) from coupons where customer_id = ? and status = 2 and owner_id is not null', customerId),
    ).toBe(0)
    // R-CUST-16: not again within three months, and it says from when.
    expect(await request(customerId, 'dissociate')).toMatchObject({
      state: 'refused',
      detail: { rule: 'R-CUST-16', reason: 'IS_ASKED_RECENTLY' },
    })
    expect((await view(customerId)).partnerFrom).toBeGreaterThan(Date.now())
  })

  test('R-CUST-17, R-CUST-20 failed checks are named by the partner’s own check and refuse before anything is sent', async () => {
    const customerId = fresh('2')
    customers.stands(customerId, { primary_with_subs: 1 })
    const { items } = ok(await at.client.associations.checkLive({ customerId, kind: 'switch' }))
    expect(items.filter(({ state }) => state === 'failed')).toMatchObject([
      { item: 'IS_PRIMARY_WITH_SUBS', rule: 'R-CUST-17' },
    ])
    const refused = await at.settled((await request(customerId, 'switch')).intentId, 'refused')
    expect(refused.detail).toMatchObject({ rule: 'R-CUST-17', reason: 'IS_PRIMARY_WITH_SUBS' })
    customers.stands(customerId, { enterprise_sub: 1 })
    const both = await at.settled((await request(customerId, 'switch')).intentId, 'refused')
    expect(both.detail).toMatchObject({ rule: 'R-CUST-20', reason: 'several', count: 2 })
    expect(asked(customerId)).toBe(0)
  })
})

describe('a dissociation', () => {
  test.each([
    ['1', { enterprise_sub: 1 }, 'R-CUST-21', 'IS_ENTERPRISE_SUB'],
    ['2', { reserved_instance: 1 }, 'R-CUST-22', 'IS_RESERVED_INSTANCE'],
    ['2', { pending_partner_payment: 1 }, 'R-CUST-23', 'IS_ORDER_PENDING_PARTNER_PAYMENT'],
  ] as const)('is refused for a customer of type %s with %j by %s', async (type, facts, rule, reason) => {
    const customerId = fresh(type)
    customers.stands(customerId, facts)
    const refused = await at.settled((await request(customerId, 'dissociate')).intentId, 'refused')
    expect(refused.detail).toMatchObject({ rule, reason })
  })

  test('R-CUST-25 a frozen account is unfrozen first; R-CUST-26 then it ends with the row gone and its history here', async () => {
    const customerId = fresh('2')
    api.state.prepare('update customers set is_frozen = 1 where customer_id = ?').run(customerId)
    const refused = await at.settled((await request(customerId, 'dissociate')).intentId, 'refused')
    expect(refused.detail).toMatchObject({ rule: 'R-CUST-25', reason: 'IS_FROZEN' })
    api.state.prepare('update customers set is_frozen = 0 where customer_id = ?').run(customerId)
    await at.settled((await request(customerId, 'dissociate')).intentId, 'done')
    customers.answers(customerId, true)
    await reread()
    await at.eventually(async () => (await rowOf(customerId)).goneAt !== null)
    expect((await view(customerId)).requests).toMatchObject([{ kind: 'DISSOCIATE', state: 'AGREED' }])
  })

  test('R-CUST-24 the customer asks itself: the partner declines, and may not ask for three months', async () => {
    const customerId = fresh('1')
    expect(customers.asksToLeave(customerId)).toBe(true)
    await reread()
    await at.eventually(async () => (await view(customerId)).pending?.askedBy === 'CUSTOMER')
    const { pending, customerFrom } = await view(customerId)
    expect(customerFrom).toBeGreaterThan(Date.now())
    const { intents } = ok(
      await at.client.associations.answer({
        requestId: crypto.randomUUID(),
        items: [{ payload: { requestId: pending?.requestId ?? '', customerId, agree: false } }],
        release: true,
      }),
    )
    await at.settled(intents[0]?.intentId, 'done')
    await at.eventually(async () => (await view(customerId)).requests[0]?.state === 'DECLINED')
    expect(await request(customerId, 'switch')).toMatchObject({ state: 'refused', detail: { rule: 'R-CUST-16' } })
    // It asks at most once in three months.
    expect(customers.asksToLeave(customerId)).toBe(false)
  })

  test('R-CUST-37 with code verification on a request waits for a code', async () => {
    api.state.prepare('update code_verification set switched_on = 1').run()
    try {
      ok(await at.client.sync.start({ collections: ['own-member'] }))
      await at.eventually(async () => ok(await at.client.outbox.status({})).codeNeeded)
      const customerId = fresh('1')
      const waits = await request(customerId, 'switch')
      expect(waits).toMatchObject({ state: 'queued', why: 'needs-code', released: false })
      ok(await at.client.outbox.sendCode({}))
      const code = one('select code from verification_codes order by sent_at desc limit 1') as string
      ok(await at.client.outbox.release({ intentIds: [waits.intentId], code }))
      await at.settled(waits.intentId, 'done')
    } finally {
      api.state.prepare('update code_verification set switched_on = 0').run()
      ok(await at.client.sync.start({ collections: ['own-member'] }))
      await at.eventually(async () => !ok(await at.client.outbox.status({})).codeNeeded)
    }
  })
})

/** Acts of both sides in any order, with answers lost on the way. */
describe('any history of both sides', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9))
  test(`ends with one request an intent that is done, and the mirror equal to the partner's (seed ${seed})`, async () => {
    const random = new Random(seed)
    const watched = [fresh('1'), fresh('2'), fresh('2')]
    const done = new Map<string, number>(watched.map((id) => [id, 0]))
    const faults = [
      'RequestDeskAssociationChange',
      'ListDeskAssociationRequests',
      'CheckDeskAssociationChange',
    ] as const
    for (let step = 0; step < 24; step += 1) {
      const customerId = watched[random.below(watched.length)] ?? ''
      const linked = one('select linked from customers where customer_id = ?', customerId) === 1
      const act = random.below(7)
      if (act <= 2) {
        if (random.chance(0.5)) {
          const kind = random.chance(0.5) ? 'dropAfter' : 'dropBefore'
          api.faults.add({ operation: faults[random.below(faults.length)] ?? faults[0], times: 1, fault: { kind } })
        }
        const intent = await request(customerId, random.chance(0.5) ? 'switch' : 'dissociate')
        // The customer may act while the intent is on its way.
        if (random.chance(0.3)) customers.asksToLeave(customerId)
        const end = await at.until(intent.intentId, ({ state }) => state === 'done' || state === 'refused')
        if (end.state === 'done') done.set(customerId, (done.get(customerId) ?? 0) + 1)
        else expect(end.detail, `step ${step}`).toHaveProperty('rule')
        if (!linked) expect(end.state).toBe('refused')
        api.faults.set({})
      } else if (act === 3) customers.answers(customerId, random.chance(0.4))
      else if (act === 4) customers.lets(customerId)
      else if (act === 5) customers.asksToLeave(customerId)
      else {
        customers.waitsThreeMonths(customerId)
        customers.lets(customerId)
        await reread()
        await at.eventually(async () => (await view(customerId)).partnerFrom === null)
      }
    }
    await reread()
    for (const id of watched) {
      expect(asked(id), id).toBe(done.get(id))
      await at.eventually(async () => {
        const { requests } = await view(id)
        const row = await rowOf(id)
        const [type, linked] = api.state
          .prepare('select association_type, linked from customers where customer_id = ?')
          .raw()
          .get(id) as [string, number]
        const states = api.state
          .prepare('select request_id from association_requests where customer_id = ?')
          .pluck()
          .all(id) as string[]
        return (
          (row.goneAt === null) === (linked === 1) &&
          (linked === 0 || row.associationType === type) &&
          requests
            .map(({ requestId }) => requestId)
            .sort()
            .join() === states.sort().join()
        )
      })
    }
  }, 60_000)
})

test('R-CUST-03 a customer whom the person does not see is asked for nothing', async () => {
  const payload = { customerId: 'of-somebody-else', kind: 'dissociate' as const, reason: '代为办理' }
  const request = { requestId: crypto.randomUUID(), items: [{ payload }] }
  expect(failed(await at.client.associations.request(request))).toMatchObject({
    code: 'not-found',
    field: 'customerId',
  })
})
