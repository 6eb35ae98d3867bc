/** Orders on behalf through the whole host: drafts, live checks, one order at most whatever is lost on the way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { PlaceOrder, type QuoteView } from '#shared/contract/quotes.ts'
import { revokeAuthorization } from '../../partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { auditOf, failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../support.ts'
import {
  basket,
  customerToOrderFor,
  disk,
  line,
  movePrice,
  onDemand,
  priced,
  saved,
  server,
  serverSet,
} from './support.ts'

let api: PartnerApi
let page: TestHost
let workspaceId: string
const dataDir = newDataDir()
const clock = { ahead: 0 }
let customerId: string
let number = 0

const start = async (): Promise<void> => {
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead, ...(page ? { shell: page.shell } : {}) })
}

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', seed: 3, limits: 'off' })
  await start()
  workspaceId = await openAs(page, api, 'administrator')
  await synced(page)
  customerId = customerToOrderFor(api)
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})
beforeEach(() => {
  number += 1
  api.state.prepare('delete from price_changes').run()
})

/** Orders at the partner's that were placed for a quote of ours. */
const placed = (): { order_id: string; client_key: string }[] =>
  api.state.prepare('select order_id, client_key from placed_orders order by rowid').all() as never
const calls = (operationId: string): number => api.log.filter((one) => one.operationId === operationId).length
const view = async (quoteId: string): Promise<QuoteView> => ok(await page.client.quotes.get({ quoteId }))

/** A priced quote with its order as a draft. */
async function drafted(lines = [server(), disk(100)], quoteId = `o-${number}`) {
  await saved(page, basket(quoteId, customerId, lines))
  const { quote } = await priced(page, quoteId)
  const { intents } = ok(await page.client.quotes.draftOrder({ requestId: `draft-${quoteId}`, quoteId }))
  return { quoteId, quote, intentId: intents[0]?.intentId ?? '' }
}

/** Lets the undo window pass and waits for what the order then is. */
async function settled(
  quoteId: string,
  state: NonNullable<QuoteView['order']>['intent']['state'],
  why?: string,
): Promise<QuoteView> {
  clock.ahead += 11_000
  ok(await page.client.outbox.resume({}))
  return vi.waitFor(
    async () => {
      const now = await view(quoteId)
      expect(now.order?.intent).toMatchObject({ state, ...(why ? { why } : {}) })
      return now
    },
    { timeout: 20_000, interval: 30 },
  )
}

describe('an order from a quote', () => {
  it('R-ORD-09 R-ORD-10: is a draft first, with the quote, the authorization and the author, and without any credential', async () => {
    const before = placed().length
    const { quoteId, quote, intentId } = await drafted()
    const { intent, payload } = ok(await page.client.outbox.get({ intentId }))
    expect(intent).toMatchObject({
      state: 'draft',
      author: 'hzyd_admin',
      customerId,
      amount: quote.totals?.periodAmount,
    })
    const kept = PlaceOrder.parse(JSON.parse(payload))
    expect(kept).toMatchObject({ quoteId, discountId: 'DISC605', amount: quote.totals?.periodAmount })
    expect(kept.lines).toEqual(quote.draft.lines)
    expect(payload).not.toMatch(new RegExp(`${api.credentials.administrator.secretKey}|token`, 'i'))
    clock.ahead += 60_000
    ok(await page.client.outbox.resume({}))
    await new Promise((done) => setTimeout(done, 30))
    expect(placed()).toHaveLength(before)
    ok(await page.client.quotes.dropOrder({ intentId }))
    expect((await view(quoteId)).order).toBeNull()
  })

  it('R-ORD-01 R-ORD-06 R-ORD-13: is placed once at the agreed price with the chosen discount, its members together', async () => {
    const { quoteId, quote, intentId } = await drafted([...serverSet('s'), onDemand()])
    ok(await page.client.quotes.handOver({ intentId }))
    const done = await settled(quoteId, 'done')
    const [order] = placed().slice(-1)
    expect(done.order).toMatchObject({ orderId: order?.order_id, amount: quote.totals?.periodAmount })
    const stored = api.state
      .prepare('select body from orders where order_id = ?')
      .pluck()
      .get(order?.order_id) as string
    const body = JSON.parse(stored) as { children: string[]; lines: object[]; discountType: string; sourceType: number }
    expect(body).toMatchObject({ discountType: '605', sourceType: 2 })
    expect([body.lines.length, body.children.length]).toEqual([6, 6])
    expect(
      api.state.prepare('select discount_id from placed_orders where order_id = ?').pluck().get(order?.order_id),
    ).toBe('DISC605')
    // R-ORD-11: no second one for the same quote.
    expect(failed(await page.client.quotes.draftOrder({ requestId: `again-${number}`, quoteId }))).toMatchObject({
      code: 'conflict',
      detail: { reason: 'ordered' },
    })
    expect(failed(await page.client.quotes.delete({ quoteId })).code).toBe('conflict')
    const ordered = ok(await page.client.quotes.list({ tab: 'ordered', text: '', after: null, limit: 50 })).rows
    expect(ordered.map((row) => row.quoteId)).toContain(quoteId)
  })

  it('R-ORD-05: a price that moved asks again; what is ordered costs what the person then agreed to', async () => {
    const { quoteId, quote, intentId } = await drafted()
    movePrice(api, 'SSD', 150)
    ok(await page.client.quotes.handOver({ intentId }))
    const asked = await settled(quoteId, 'queued', 'ground-moved')
    const agreed = quote.totals?.periodAmount ?? 0
    // 100 GB of SSD cost 50 yuan more, less fifteen hundredths.
    expect(asked.order).toMatchObject({
      amount: agreed + 4250,
      intent: { released: false, detail: { before: agreed, amount: agreed + 4250 } },
    })
    const before = placed().length
    ok(await page.client.quotes.handOver({ intentId }))
    const done = await settled(quoteId, 'done')
    expect(done.order?.amount).toBe(agreed + 4250)
    expect(placed()).toHaveLength(before + 1)
  })

  it('R-ORD-05: a price that moves between the check and the call orders nothing', async () => {
    const { quoteId, intentId } = await drafted()
    const before = placed().length
    // Its live check is answered late; by then the vendor's list is another one.
    api.faults.add({ operation: 'PlaceDeskOrder', times: 1, fault: { kind: 'delay', ms: 300 } })
    ok(await page.client.quotes.handOver({ intentId }))
    const rates = calls('ListRateOnPeriodDetail')
    clock.ahead += 11_000
    ok(await page.client.outbox.resume({}))
    await vi.waitFor(() => expect(calls('ListRateOnPeriodDetail')).toBeGreaterThan(rates), {
      timeout: 10_000,
      interval: 2,
    })
    movePrice(api, 's6.large.2.linux', 110)
    const refused = await settled(quoteId, 'refused')
    expect(refused.order?.intent.error?.vendor?.code).toBe('CBC.99003141')
    expect(placed()).toHaveLength(before)
    // It surely had no effect: the quote is priced anew and ordered again.
    await priced(page, quoteId)
    ok(await page.client.quotes.draftOrder({ requestId: `second-${number}`, quoteId }))
  })

  it('R-AUTH-01 R-AUTH-06: an authorization that was taken back meanwhile refuses it', async () => {
    const other = customerToOrderFor(api, 1)
    const quoteId = `o-${number}`
    await saved(page, basket(quoteId, other, [server()]))
    await priced(page, quoteId)
    const { intents } = ok(await page.client.quotes.draftOrder({ requestId: `draft-${quoteId}`, quoteId }))
    revokeAuthorization(api.state, other, '改由自行下单')
    const before = placed().length
    ok(await page.client.quotes.handOver({ intentId: intents[0]?.intentId ?? '' }))
    const refused = await settled(quoteId, 'refused', 'rule')
    expect(refused.order?.intent.detail).toMatchObject({ rule: 'R-AUTH-01' })
    expect(placed()).toHaveLength(before)
  })

  it('R-CUST-46: a customer without a balance is refused before anything is sent', async () => {
    const { quoteId, intentId } = await drafted()
    const amount = api.state.prepare('select amount from customers where customer_id = ?').pluck().get(customerId)
    api.state.prepare('update customers set amount = 0 where customer_id = ?').run(customerId)
    const sent = calls('PlaceDeskOrder')
    ok(await page.client.quotes.handOver({ intentId }))
    const refused = await settled(quoteId, 'refused', 'rule')
    expect(refused.order?.intent.detail).toMatchObject({ rule: 'R-CUST-46', balance: 0 })
    expect(calls('PlaceDeskOrder')).toBe(sent)
    api.state.prepare('update customers set amount = ? where customer_id = ?').run(amount, customerId)
  })

  it('R-AUTH-10 and R-ORD-08: marketplace goods, too many lines and lines without a price make no draft', async () => {
    const goods = line(
      { serviceType: 'hws.service.type.marketplace', resourceType: 'hws.resource.type.marketplace' },
      'marketplace.basic',
    )
    await saved(page, basket('bad', customerId, [goods]))
    await priced(page, 'bad')
    const draft = async () =>
      failed(await page.client.quotes.draftOrder({ requestId: `bad-${number}`, quoteId: 'bad' }))
    expect(await draft()).toMatchObject({ code: 'invalid-input', detail: { rule: 'R-AUTH-10' } })
    const replace = async (lines: QuoteView['draft']['lines'], change: Partial<QuoteView['draft']> = {}) => {
      const now = await view('bad')
      await saved(page, { ...now.draft, lines, ...change }, now.changedAt)
      return draft()
    }
    expect(await replace(Array.from({ length: 101 }, () => server()))).toMatchObject({ detail: { reason: 'lines' } })
    expect(await replace([server({ spec: 'never.asked' })])).toMatchObject({ detail: { reason: 'unpriced' } })
    expect(await replace([server({ quantity: 0 })])).toMatchObject({ detail: { rule: 'R-ORD-08' } })
    expect(await replace([server()], { customerId: null })).toMatchObject({ detail: { reason: 'customer-needed' } })
  })
})

describe('R-ORD-11 exactly one order', () => {
  const keyOf = async (intentId: string): Promise<string> =>
    PlaceOrder.parse(JSON.parse(ok(await page.client.outbox.get({ intentId })).payload)).clientKey
  const ordersOf = async (intentId: string): Promise<number> => {
    const key = await keyOf(intentId)
    return placed().filter((one) => one.client_key === key).length
  }

  it.each(['dropAfter', 'dropBefore'] as const)('when the call ends with %s', async (kind) => {
    const { quoteId, intentId } = await drafted()
    api.faults.add({ operation: 'PlaceDeskOrder', times: 1, fault: { kind } })
    ok(await page.client.quotes.handOver({ intentId }))
    const looked = calls('ListDeskPlacedOrders')
    clock.ahead += 11_000
    ok(await page.client.outbox.resume({}))
    await vi.waitFor(
      async () => {
        // Time passes until patience and looking are through.
        clock.ahead += 60_000
        ok(await page.client.outbox.resume({}))
        expect((await view(quoteId)).order?.intent.state).toBe('done')
      },
      { timeout: 25_000, interval: 50 },
    )
    expect(calls('ListDeskPlacedOrders')).toBeGreaterThan(looked)
    expect(await ordersOf(intentId)).toBe(1)
  })

  it('when the answer is lost and the list of orders lags: sent again, the partner knows the key', async () => {
    const { quoteId, intentId } = await drafted()
    api.faults.add({ operation: 'PlaceDeskOrder', times: 1, fault: { kind: 'late', ms: 3_600_000 } })
    api.faults.add({ operation: 'PlaceDeskOrder', times: 1, fault: { kind: 'dropAfter' } })
    ok(await page.client.quotes.handOver({ intentId }))
    await vi.waitFor(
      async () => {
        clock.ahead += 60_000
        ok(await page.client.outbox.resume({}))
        expect((await view(quoteId)).order?.intent.state).toBe('done')
      },
      { timeout: 25_000, interval: 50 },
    )
    expect(await ordersOf(intentId)).toBe(1)
  })

  it('when the program ends between call and answer, and starts again', async () => {
    const { quoteId, intentId } = await drafted()
    const key = await keyOf(intentId)
    api.faults.add({ operation: 'PlaceDeskOrder', times: 1, fault: { kind: 'delay', ms: 400 } })
    const sent = calls('PlaceDeskOrder')
    ok(await page.client.quotes.handOver({ intentId }))
    clock.ahead += 11_000
    ok(await page.client.outbox.resume({}))
    await vi.waitFor(async () => expect((await view(quoteId)).order?.intent.state).toBe('sent'), {
      timeout: 10_000,
      interval: 5,
    })
    await page.stop()
    await start()
    await vi.waitFor(
      async () => {
        clock.ahead += 60_000
        ok(await page.client.outbox.resume({}))
        expect((await view(quoteId)).order?.intent.state).toBe('done')
      },
      { timeout: 25_000, interval: 50 },
    )
    expect(placed().filter((one) => one.client_key === key)).toHaveLength(1)
    expect(calls('PlaceDeskOrder')).toBeGreaterThan(sent)
    ok(await page.client.workspaces.close({}))
    const { entries, proof } = await auditOf(page, workspaceId)
    expect(proof).toMatchObject({ ok: true })
    expect(entries.some(({ action }) => action === 'outbox.send')).toBe(true)
  })
})
