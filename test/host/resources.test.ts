// Acts on resources through the whole host, with the customer's credential by agency, the partner API failing meanwhile.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PeriodResource, RefundPreview } from '#shared/contract/resources.ts'
import { monthsBetween } from '#shared/rules/resources.ts'
import { packagesOf } from '#test/data/packages.ts'
import { worldOf } from '#test/data/seed.ts'
import { grantAuthorization, revokeAuthorization } from '#test/partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { type HurriedHost, startHurried } from './hurry.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, synced } from './support.ts'

let api: PartnerApi
let at: HurriedHost
let customerId: string
const dataDir = newDataDir()
let requests = 0
const ask = <P>(payload: P, basis: Record<string, string | number | null> | null = null) => {
  requests += 1
  return { requestId: `q${requests}`, items: [{ payload, basis }], release: true }
}

/** Orders that calls made, of one type. */
const orders = (orderType: number): { body: string }[] =>
  (api.state.prepare('select body from orders where customer_id = ?').all(customerId) as { body: string }[]).filter(
    ({ body }) => (JSON.parse(body) as { orderType: number }).orderType === orderType,
  )
const balance = (): number =>
  api.state.prepare('select amount from customers where customer_id = ?').pluck().get(customerId) as number
const setBalance = (fen: number): void =>
  void api.state.prepare('update customers set amount = ? where customer_id = ?').run(fen, customerId)

const mains = async (): Promise<PeriodResource[]> => {
  ok(await at.client.resources.refresh({ customerId }))
  return ok(await at.client.resources.period({ customerId })).rows.filter(({ main }) => main)
}
/** Place of the customer in the seed's formulas. */
const number = (): number =>
  (api.state.prepare('select id from customers where customer_id = ?').pluck().get(customerId) as number) - 1
let taken = 0
/** A main resource in use that no test has touched. */
const fresh = async (): Promise<PeriodResource> => {
  const usable = (await mains()).filter(({ status }) => status === '2')
  const found = usable[taken]
  taken += 1
  if (!found) throw new Error(`only ${usable.length} resources`)
  return found
}
const live = async (resourceId: string): Promise<PeriodResource | undefined> =>
  (await mains()).find((row) => row.resourceId === resourceId)
const price = async (resourceId: string, periodNum = 1): Promise<number> => {
  const { rows } = ok(
    await at.client.resources.renewalQuotes({ customerId, resourceIds: [resourceId], periodType: 2, periodNum }),
  )
  return rows[0]?.official ?? 0
}
const renewal = (resourceId: string, price: number, more: object = {}) => ({
  customerId,
  resourceId,
  periodType: 2 as const,
  periodNum: 1,
  payNow: true,
  price,
  ...more,
})

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHurried({ dataDir })
  await openAs(at, api, 'administrator')
  await synced(at)
  // The resale customer with the most resources in use.
  const { rows } = ok(
    await at.client.customers.list({
      filter: { tab: 'resale' },
      sort: { column: 'associatedAt', descending: false },
      after: null,
      limit: 100,
    }),
  )
  let most = 0
  for (const row of rows) {
    ok(await at.client.resources.refresh({ customerId: row.customerId }))
    const own = ok(await at.client.resources.period({ customerId: row.customerId })).rows
    const count = own.filter(({ main, status }) => main && status === '2').length
    if (count <= most) continue
    most = count
    customerId = row.customerId
  }
  expect(most).toBeGreaterThan(10)
  api.state.prepare('delete from authorizations where customer_id = ?').run(customerId)
  api.state
    .prepare(
      `insert into authorizations (customer_id, state, waits_for, letter_accepted, requested_by, requested_at, updated_at)
       values (?, 'REQUESTED', 'CUSTOMER', 1, 'hzyd_admin', ?, ?)`,
    )
    .run(customerId, Date.now(), Date.now())
  grantAuthorization(api.state, customerId)
  ok(await at.client.outbox.declareAlone({ alone: true }))
  const begun = Date.now()
  await at.client.sync.start({ collections: ['authorizations'] })
  await at.eventually(async () =>
    ok(await at.client.sync.status({})).collections.some(
      ({ name, state, asOf }) => name === 'authorizations' && state === 'fresh' && (asOf ?? 0) >= begun,
    ),
  )
})
beforeEach(() => {
  setBalance(100_000_000)
  api.faults.clear()
})
afterAll(async () => {
  await at.stop()
  await api.close()
  removeDataDir(dataDir)
})

describe('renewal', () => {
  it('R-ORD-28 R-ORD-29 renews with the customer’s credential; the dependants follow, the price is what was quoted', async () => {
    const resource = await fresh()
    const quoted = await price(resource.resourceId)
    const before = balance()
    const answer = ok(await at.client.resources.renew(ask(renewal(resource.resourceId, quoted))))
    const intent = await at.settled(answer.intents[0]?.intentId, 'done')
    expect(intent.effectId).toMatch(/^CS/)
    expect(before - balance()).toBe(quoted)
    const after = (await mains()).find(({ resourceId }) => resourceId === resource.resourceId)
    expect(after?.expireAt).toBeGreaterThan(resource.expireAt ?? 0)
    const { rows } = ok(await at.client.resources.period({ customerId }))
    for (const row of rows.filter(({ parentId }) => parentId === resource.resourceId))
      expect(row.expireAt).toBe(after?.expireAt)
  })

  it('a lost answer is settled by the order and the later end, and the customer pays once', async () => {
    const resource = await fresh()
    const quoted = await price(resource.resourceId)
    const [before, made] = [balance(), orders(2).length]
    api.faults.add({ operation: 'RenewalResources', times: 1, fault: { kind: 'dropAfter' } })
    const answer = ok(await at.client.resources.renew(ask(renewal(resource.resourceId, quoted))))
    const intent = await at.settled(answer.intents[0]?.intentId, 'done')
    expect(intent.why).toBe('record-found')
    expect([before - balance(), orders(2).length - made]).toEqual([quoted, 1])
  })

  it('R-CUST-46 at a balance of zero nothing is renewed, by the facts here and by live ones', async () => {
    const resource = await fresh()
    const quoted = await price(resource.resourceId)
    const made = orders(2).length
    setBalance(0)
    const answer = ok(await at.client.resources.renew(ask(renewal(resource.resourceId, quoted))))
    const intent = await at.settled(answer.intents[0]?.intentId, 'refused')
    expect(intent.detail).toMatchObject({ rule: 'R-CUST-46', reason: 'no-balance' })
    setBalance(quoted - 1)
    const short = ok(await at.client.resources.renew(ask(renewal(resource.resourceId, quoted))))
    const refused = await at.settled(short.intents[0]?.intentId, 'refused')
    expect(refused.detail).toMatchObject({ rule: 'R-CUST-46', reason: 'balance-short', balance: quoted - 1 })
    expect(orders(2).length).toBe(made)
  })

  it('R-ORD-31 what waits in an unpaid order is refused with its reason; each item of a batch for itself', async () => {
    const [first, second] = [await fresh(), await fresh()]
    const unpaid = ok(
      await at.client.resources.renew(ask(renewal(first.resourceId, await price(first.resourceId), { payNow: false }))),
    )
    await at.settled(unpaid.intents[0]?.intentId, 'done')
    const [act] = ok(await at.client.resources.acts({ customerId })).rows
    expect(act).toMatchObject({ resourceId: first.resourceId, paid: false, intent: { state: 'done' } })
    expect(act?.orderId).toMatch(/^CS/)
    const { rows } = ok(
      await at.client.resources.renewalQuotes({
        customerId,
        resourceIds: [first.resourceId, second.resourceId],
        periodType: 2,
        periodNum: 1,
      }),
    )
    expect(rows[0]?.refusal).toMatchObject({ rule: 'R-ORD-31', reason: 'in-unpaid-order' })
    expect(rows[1]?.refusal).toBeNull()
    const both = ok(
      await at.client.resources.renew({
        requestId: 'both',
        items: [first, second].map(({ resourceId }, n) => ({ payload: renewal(resourceId, rows[n]?.official ?? 1) })),
        release: true,
      }),
    )
    const [no, yes] = both.intents
    expect((await at.settled(no?.intentId, 'refused')).detail).toMatchObject({ reason: 'in-unpaid-order' })
    await at.settled(yes?.intentId, 'done')
  })

  it('R-ORD-28 a dependant, a term that is none and a resource that is gone are told apart', async () => {
    const { rows } = ok(await at.client.resources.period({ customerId }))
    const dependant = rows.find(({ main }) => !main)
    const quotes = ok(
      await at.client.resources.renewalQuotes({
        customerId,
        resourceIds: [dependant?.resourceId ?? '', 'no-such-resource'],
        periodType: 2,
        periodNum: 1,
      }),
    )
    expect(quotes.rows.map(({ refusal }) => refusal?.reason)).toEqual(['not-main', 'gone'])
    const error = failed(
      await at.client.resources.renewalQuotes({ customerId, resourceIds: ['x'], periodType: 3, periodNum: 4 }),
    )
    expect(error).toMatchObject({ code: 'invalid-input', detail: { rule: 'R-ORD-28' } })
  })

  it('dearer than agreed it asks again, and goes on with the new word', async () => {
    const resource = await fresh()
    const quoted = await price(resource.resourceId)
    const answer = ok(
      await at.client.resources.renew(ask(renewal(resource.resourceId, quoted - 100), { price: quoted - 100 })),
    )
    const intent = await at.until(answer.intents[0]?.intentId, ({ why }) => why === 'ground-moved')
    expect(intent).toMatchObject({ released: false, detail: { price: quoted } })
    ok(await at.client.outbox.release({ intentIds: [intent.intentId] }))
    await at.settled(intent.intentId, 'done')
  })
})

describe('unsubscription', () => {
  const preview = async (resourceId: string, type: 1 | 2 = 1): Promise<RefundPreview> =>
    ok(await at.client.resources.refundPreview({ customerId, resourceId, type }))
  const leaving = (resourceId: string, more: object = {}) => ({
    customerId,
    resourceId,
    type: 1 as const,
    reasonType: 5,
    reason: '',
    feeAccepted: true,
    refund: null,
    ...more,
  })

  it('R-ORD-33 R-ORD-35 brings back what was previewed, closes the resource and what hangs on it, and says how much', async () => {
    const resource = await fresh()
    const seen = await preview(resource.resourceId)
    expect(seen).toMatchObject({ refusal: null, full: false })
    expect((seen.paid ?? 0) - (seen.consumed ?? 0)).toBe(seen.refund)
    const before = balance()
    const answer = ok(
      await at.client.resources.unsubscribe(
        ask(leaving(resource.resourceId, { refund: seen.refund }), {
          expireAt: resource.expireAt,
          refund: seen.refund,
        }),
      ),
    )
    const intent = await at.settled(answer.intents[0]?.intentId, 'done')
    const back = balance() - before
    // Seconds pass between preview and act: fen, not more.
    expect(Math.abs(back - (seen.refund ?? 0))).toBeLessThanOrEqual(Math.max(100, (seen.refund ?? 0) / 1000))
    expect(
      JSON.parse(
        api.state.prepare('select body from orders where order_id = ?').pluck().get(intent.effectId) as string,
      ),
    ).toMatchObject({ orderType: 4 })
    expect(await live(resource.resourceId)).toBeUndefined()
    const [act] = ok(await at.client.resources.acts({ customerId })).rows
    expect(act).toMatchObject({ resourceId: resource.resourceId, refund: back, orderId: intent.effectId })
    const gone = await preview(resource.resourceId)
    expect(gone.refusal).toMatchObject({ rule: 'R-ORD-31', reason: 'gone' })
  })

  it('R-ORD-34 without the tick a fee is not agreed to, and nothing leaves', async () => {
    const resource = await fresh()
    const answer = ok(await at.client.resources.unsubscribe(ask(leaving(resource.resourceId, { feeAccepted: false }))))
    const intent = await at.settled(answer.intents[0]?.intentId, 'refused')
    expect(intent.detail).toMatchObject({ rule: 'R-ORD-34', reason: 'fee-not-accepted' })
    expect(await live(resource.resourceId)).toBeDefined()
  })

  it('R-ORD-33 only a renewal that has not begun is taken back alone; lost answers are settled by what became of it', async () => {
    const resource = await fresh()
    expect((await preview(resource.resourceId, 2)).refusal).toMatchObject({ rule: 'R-ORD-33', reason: 'renewal-begun' })
    const made = orders(4).length
    api.faults.add({ operation: 'CancelResourcesSubscription', times: 1, fault: { kind: 'dropAfter' } })
    const answer = ok(await at.client.resources.unsubscribe(ask(leaving(resource.resourceId))))
    const intent = await at.settled(answer.intents[0]?.intentId, 'done')
    expect(intent.why).toBe('record-found')
    expect(orders(4).length - made).toBe(1)
  })
})

it('R-CUST-48 packages are read with the customer’s credential and say whether they come anew each month', async () => {
  ok(await at.client.resources.refreshPackages({ customerId }))
  const { rows, asOf } = ok(await at.client.resources.packages({ customerId }))
  expect(asOf).not.toBeNull()
  const told = packagesOf(worldOf(api.state), number(), Date.now())
  expect(rows.map(({ packageId }) => packageId).sort()).toEqual(told.map(({ id }) => id).sort())
  for (const row of rows) {
    const one = told.find(({ id }) => id === row.packageId)
    const months = monthsBetween(row.effectiveAt ?? 0, row.expireAt ?? 0)
    const [item] = row.items
    expect(row.reuseMode).toBe(String(one?.reuseMode))
    expect(item?.total).toBe(String(Number(item?.stated) * (row.reuseMode === '1' ? months : 1)))
    expect(item?.measure).toBe('GB')
  }
  // No list of the whole: it stands in no status, and a customer without an agency tells nothing.
  expect(ok(await at.client.sync.status({})).collections.some(({ name }) => name === 'resource-packages')).toBe(false)
  const other = api.state
    .prepare(`select customer_id from customers where linked = 1 and association_type = '2' and customer_id not in
      (select customer_id from authorizations where state = 'GRANTED') limit 1`)
    .pluck()
    .get() as string
  expect(failed(await at.client.resources.refreshPackages({ customerId: other })).code).toBe('no-agency')
})

describe('what becomes of it at its end', () => {
  it('R-ORD-30 auto-renewal goes on and off, is the same twice, and survives silence', async () => {
    const resource = await fresh()
    const set = async (on: boolean) => {
      const answer = ok(
        await at.client.resources.autoRenew(
          ask({
            customerId,
            resourceId: resource.resourceId,
            on,
            period: on ? ('MONTH' as const) : null,
            times: on ? 3 : null,
          }),
        ),
      )
      await at.settled(answer.intents[0]?.intentId, 'done')
      return (await live(resource.resourceId))?.expirePolicy
    }
    expect(await set(true)).toBe('3')
    expect(await set(true)).toBe('3')
    // On before and on after: silence about how often is no proof, so it is set again.
    api.faults.add({ operation: 'AutoRenewalResources', times: 1, fault: { kind: 'dropBefore' } })
    const renewals = () => api.log.filter(({ operationId }) => operationId === 'AutoRenewalResources').length
    const before = renewals()
    expect(await set(true)).toBe('3')
    expect(renewals() - before).toBe(2)
    api.faults.add({ operation: 'CancelAutoRenewalResources', times: 1, fault: { kind: 'dropAfter' } })
    expect(await set(false)).toBe('0')
    expect(await set(false)).toBe('0')
    const day = ok(
      await at.client.resources.renewSettings(ask({ customerId, name: 'DEDUCTION_DATE' as const, value: 5 })),
    )
    await at.settled(day.intents[0]?.intentId, 'done')
    const wrong = ok(
      await at.client.resources.renewSettings(ask({ customerId, name: 'DEDUCTION_DATE' as const, value: 8 })),
    )
    expect(wrong.intents[0]).toMatchObject({ state: 'refused', detail: { rule: 'R-ORD-30', reason: 'charge-day' } })
  })

  it('R-ORD-32 to on demand at its end, taken back, and at once', async () => {
    const resource = await fresh()
    for (const [on, policy] of [
      [true, '1'],
      [false, '0'],
    ] as const) {
      const answer = ok(
        await at.client.resources.onDemandAtExpiry(ask({ customerId, resourceId: resource.resourceId, on })),
      )
      await at.settled(answer.intents[0]?.intentId, 'done')
      expect((await live(resource.resourceId))?.expirePolicy).toBe(policy)
    }
    const made = orders(10).length
    api.faults.add({ operation: 'UpdatePeriodToOnDemandInstantly', times: 1, fault: { kind: 'dropAfter' } })
    const answer = ok(await at.client.resources.toOnDemand(ask({ customerId, resourceId: resource.resourceId })))
    const intent = await at.settled(answer.intents[0]?.intentId, 'done')
    expect(intent.effectId).toMatch(/^CS/)
    expect(orders(10).length - made).toBe(1)
    const again = ok(await at.client.resources.toOnDemand(ask({ customerId, resourceId: resource.resourceId })))
    expect((await at.settled(again.intents[0]?.intentId, 'refused')).detail).toMatchObject({ reason: 'gone' })
  })
})

it('a request that never arrived is not sent again by itself, and what comes after it waits', async () => {
  const resource = await fresh()
  const quoted = await price(resource.resourceId)
  const [before, made] = [balance(), orders(2).length]
  api.faults.add({ operation: 'RenewalResources', times: 1, fault: { kind: 'dropBefore' } })
  const answer = ok(await at.client.resources.renew(ask(renewal(resource.resourceId, quoted))))
  const intent = await at.settled(answer.intents[0]?.intentId, 'uncertain')
  for (let look = 0; look < 5; look += 1) await at.hurry()
  const later = ok(await at.client.resources.toOnDemand(ask({ customerId, resourceId: resource.resourceId })))
  await at.hurry()
  expect(ok(await at.client.outbox.get({ intentId: intent.intentId })).intent.state).toBe('uncertain')
  expect(ok(await at.client.outbox.get({ intentId: later.intents[0]?.intentId ?? '' })).intent.state).toBe('queued')
  expect([balance(), orders(2).length]).toEqual([before, made])
})

it('R-AUTH-06 a revoked authorization refuses before anything leaves', async () => {
  const resource = await fresh()
  revokeAuthorization(api.state, customerId, '不再需要')
  const answer = ok(
    await at.client.resources.autoRenew(
      ask({
        customerId,
        resourceId: resource.resourceId,
        on: resource.expirePolicy !== '3',
        period: null,
        times: null,
      }),
    ),
  )
  const intent = await at.settled(answer.intents[0]?.intentId, 'refused')
  expect(intent.detail).toMatchObject({ rule: 'R-AUTH-01', reason: 'revoked' })
  expect((await live(resource.resourceId))?.expirePolicy).toBe(resource.expirePolicy)
  // A quote is asked with the customer's credential as well.
  const quotes = await at.client.resources.renewalQuotes({
    customerId,
    resourceIds: [resource.resourceId],
    periodType: 2,
    periodNum: 1,
  })
  expect(failed(quotes).code).toBe('no-agency')
})
