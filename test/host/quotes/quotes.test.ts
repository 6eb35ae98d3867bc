/** Baskets through the whole host: prices by the vendor's API, the book off line, offers, coupons, paper, scope. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QuoteView } from '#shared/contract/quotes.ts'
import { billingMonth } from '#shared/time.ts'
import { customerByAuthorization } from '../../partner-api/customer-acts.ts'
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

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', seed: 3, limits: 'off' })
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  workspaceId = await openAs(page, api, 'administrator')
  await synced(page)
  customerId = customerToOrderFor(api)
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

const calls = (operationId: string): number => api.log.filter((one) => one.operationId === operationId).length
const priceOf = (quote: QuoteView, at: number) => quote.prices[at]

describe('prices', () => {
  it('R-ORD-03 R-ORD-04 R-ORD-07: a server set and hours on demand, each line exact, one discount for the order', async () => {
    const lines = [...serverSet('set-1'), onDemand()]
    await saved(page, basket('q-set', customerId, lines))
    const { job, quote } = await priced(page, 'q-set')
    expect(job).toMatchObject({ state: 'done', kind: 'price-quote' })
    // 88 + 40 + 500 + 10 × 23 + 14.4 yuan a month; 88 × 1.5 / 720 an hour, of which the vendor keeps six decimals.
    expect(quote.prices.map(({ officialFen }) => officialFen)).toEqual([8800, 4000, 50_000, 23_000, 1440, 13_200])
    expect(priceOf(quote, 5)?.official).toBe('1319997600000')
    expect(quote.offers.map(({ id, why }) => [id, why])).toEqual([
      ['DISC605', null],
      ['DISC606', 'less'],
      ['DISC607', 'tie'],
    ])
    expect(quote.chosen).toBe('DISC605')
    // Fifteen hundredths off each line, rounded where it stands.
    expect(quote.totals).toEqual({
      official: 100_440,
      amount: 85_374,
      saving: 15_066,
      periodAmount: 74_154,
      demandAmount: 11_220,
    })
    expect(quote.estimated).toBe(0)
    const other = await saved(page, { ...quote.draft, offer: 'DISC606' }, quote.changedAt)
    expect([other.chosen, other.totals?.periodAmount]).toEqual(['DISC606', 78_516])
    const none = await saved(page, { ...quote.draft, offer: 'none' }, other.changedAt)
    expect([none.chosen, none.totals?.periodAmount]).toEqual([null, 87_240])
  })

  it('R-ORD-01 R-ORD-02: one wrong line among many is found and named, the others have their price', async () => {
    const wrong = server({ spec: 'nothing.at.all' })
    const unsized = disk(100, { size: null, sizeMeasure: null })
    const lines = [...Array.from({ length: 60 }, (_, n) => disk(n + 1)), wrong, unsized]
    await saved(page, basket('q-wrong', customerId, lines))
    const before = calls('ListRateOnPeriodDetail')
    const { job, quote } = await priced(page, 'q-wrong')
    expect(job.state).toBe('done')
    expect(priceOf(quote, 60)).toMatchObject({ basis: 'none', refused: 'CBC.99006006' })
    expect(priceOf(quote, 61)).toMatchObject({ basis: 'none', refusal: { rule: 'R-ORD-02', reason: 'size-needed' } })
    expect(quote.prices.slice(0, 60).every(({ basis }) => basis === 'asked')).toBe(true)
    expect(quote.totals).toBeNull()
    // Halved down to the line: one call and two for each of six halvings at most.
    expect(calls('ListRateOnPeriodDetail') - before).toBeLessThanOrEqual(13)
  })

  it('two hundred lines go in two calls, with progress', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => disk(n + 1, { quantity: 2 }))
    await saved(page, basket('q-200', customerId, lines))
    const before = calls('ListRateOnPeriodDetail')
    const { job, quote } = await priced(page, 'q-200')
    expect(calls('ListRateOnPeriodDetail') - before).toBe(2)
    expect(job).toMatchObject({ done: 200, total: 200 })
    expect(quote.prices.every(({ basis }) => basis === 'asked')).toBe(true)
    expect(quote.totals?.official).toBe(lines.reduce((sum, { size }) => sum + Number(size) * 200, 0))
  })

  it('R-PLAT-16 a customer that granted nothing cannot be asked for: the error says so, the official price of others stands in', async () => {
    const stranger = customerByAuthorization(api.state, 'NONE')
    await saved(page, basket('q-none', stranger, [server()]))
    const { job, quote } = await priced(page, 'q-none')
    expect(job).toMatchObject({ state: 'failed', error: { code: 'no-agency', safe: 'nothing-changed' } })
    expect(priceOf(quote, 0)).toMatchObject({ basis: 'official', officialFen: 8800, fen: 8800 })
    expect([quote.chosen, quote.estimated]).toEqual([null, 1])
  })
})

describe('off line', () => {
  it('what was asked keeps its time; other units are estimated in proportion and say so; the unknown has no price', async () => {
    const quote = await saved(
      page,
      basket('q-off', customerId, [
        server(),
        disk(1000),
        disk(7),
        line({ serviceType: 'hws.service.type.waf', resourceType: 'hws.resource.type.waf' }, 'waf.basic'),
      ]),
    )
    expect(quote.prices.map(({ basis }) => basis)).toEqual(['asked', 'estimate', 'asked', 'none'])
    // 1 yuan a GB, less fifteen hundredths.
    expect(priceOf(quote, 1)).toMatchObject({ officialFen: 100_000, fen: 85_000 })
    expect(quote.totals).toBeNull()
    expect(quote.oldestAt).toBeLessThanOrEqual(quote.newestAt ?? 0)
    const without = await saved(page, { ...quote.draft, lines: quote.draft.lines.slice(0, 3) }, quote.changedAt)
    expect(without.totals).not.toBeNull()
    expect(without.estimated).toBe(1)
  })

  it('the same content again is the same quote; another version than the one changed is a conflict', async () => {
    const draft = basket('q-conflict', customerId, [server()])
    const first = await saved(page, draft)
    expect(await saved(page, draft)).toEqual(first)
    await saved(page, { ...draft, title: 'a' }, first.changedAt)
    expect(
      failed(await page.client.quotes.save({ draft: { ...draft, title: 'b' }, basedOn: first.changedAt })),
    ).toMatchObject({
      code: 'conflict',
    })
  })

  it('a template has no customer, and becomes a quote of one', async () => {
    const template = ok(
      await page.client.quotes.copy({ quoteId: 'q-off', newId: 'q-template', template: true, customerId: null }),
    )
    expect(template.draft).toMatchObject({ template: true, customerId: null })
    const quote = ok(
      await page.client.quotes.copy({ quoteId: 'q-template', newId: 'q-copy', template: false, customerId }),
    )
    expect(quote.draft).toMatchObject({ template: false, customerId })
    const tab = async (name: 'open' | 'templates') =>
      ok(await page.client.quotes.list({ tab: name, text: '', after: null, limit: 200 })).rows.map(
        ({ quoteId }) => quoteId,
      )
    expect(await tab('templates')).toEqual(['q-template'])
    expect(await tab('open')).toContain('q-copy')
    expect(await tab('open')).not.toContain('q-template')
  })

  it('pages by the last one seen are the whole list', async () => {
    const all = ok(await page.client.quotes.list({ tab: 'all', text: '', after: null, limit: 200 })).rows
    const found: string[] = []
    let after: string | null = null
    do {
      const answer: { rows: { quoteId: string }[]; next: string | null } = ok(
        await page.client.quotes.list({ tab: 'all', text: '', after, limit: 2 }),
      )
      found.push(...answer.rows.map(({ quoteId }) => quoteId))
      after = answer.next
    } while (after !== null)
    expect(found).toEqual(all.map(({ quoteId }) => quoteId))
    expect(ok(await page.client.quotes.list({ tab: 'all', text: 'Q-OFF', after: null, limit: 9 })).rows).toHaveLength(3)
  })
})

describe('coupons and the last order', () => {
  it('R-ORD-16 R-ORD-17: what the customer’s coupons would pay, and those that would not with the reason', async () => {
    const quote = ok(await page.client.quotes.get({ quoteId: 'q-conflict' }))
    const local = api.state
      .prepare(`select count(*) from coupons where customer_id = ? and status = 2`)
      .pluck()
      .get(customerId) as number
    expect(quote.coupons).toMatchObject({ asOf: expect.any(Number) })
    const { covered, payable, couponIds } = quote.coupons as NonNullable<QuoteView['coupons']>
    expect(covered + payable).toBe(quote.totals?.periodAmount)
    expect(couponIds.length).toBeLessThanOrEqual(Math.min(3, local))
  })

  it('repeats the last order at today’s price, with what each line cost then', async () => {
    const order = api.state.prepare('select 1').get()
    expect(order).toBeDefined()
    const { quote, unknown } = ok(await page.client.quotes.repeat({ newId: 'q-repeat', customerId, orderId: null }))
    expect(quote.draft.fromOrder).toMatch(/^CS/)
    expect(quote.draft.lines.length).toBeGreaterThan(0)
    expect(unknown).toBe(quote.draft.lines.filter(({ resourceType }) => resourceType === '').length)
    expect(quote.draft.lines.every(({ before }) => before !== null)).toBe(true)
    expect(failed(await page.client.quotes.repeat({ newId: 'q-x', customerId, orderId: 'nothing' })).code).toBe(
      'refused',
    )
  })
})

describe('the printed quotation', () => {
  const order = {
    document: 'quotation',
    from: billingMonth(Date.now()),
    until: billingMonth(Date.now()),
    customerId: null,
    applicationNumber: null,
    fullNames: false,
    paper: 'a4',
  } as const

  it('has a number, its validity, the time of every price and the total in capitals', async () => {
    const { quote } = await priced(page, 'q-set')
    const print = ok(await page.client.documents.issue({ ...order, quoteId: 'q-set' }))
    expect(print.number).toMatch(/^BJ-/)
    expect(print).toMatchObject({ rows: 6, total: quote.totals?.amount, asOf: quote.oldestAt })
    ok(await page.client.documents.preview({ number: print.number }))
    const sheet = page.shell.sheets.at(-1) ?? ''
    expect(sheet).toContain('报价单')
    expect(sheet).toContain('有效期')
    expect(sheet).toContain('套件1 系统盘（计入云服务器）')
    expect(sheet).toMatch(/人民币[壹贰叁肆伍陆柒捌玖]/)
    expect(sheet).not.toContain('离线价')
    page.shell.saveTo = join(dataDir, 'quote.xlsx')
    ok(await page.client.documents.save({ number: print.number, format: 'xlsx' }))
    expect(readFileSync(page.shell.saveTo).subarray(0, 2).toString()).toBe('PK')
  })

  it('says which prices are old or were never asked for exactly; without a price there is no paper', async () => {
    clock.ahead = 2 * 86_400_000
    const off = ok(await page.client.documents.issue({ ...order, quoteId: 'q-off' }))
    ok(await page.client.documents.preview({ number: off.number }))
    const sheet = page.shell.sheets.at(-1) ?? ''
    expect(sheet).toContain('行为离线价')
    expect(sheet).toContain('估算')
    clock.ahead = 0
    expect(failed(await page.client.documents.issue({ ...order, quoteId: 'q-wrong' }))).toMatchObject({
      code: 'invalid-input',
      detail: { reason: 'unpriced' },
    })
  })
})

it('a price that moved is another price from the next question on', async () => {
  await saved(
    page,
    basket('q-moved', customerId, [
      line({ serviceType: 'hws.service.type.obs', resourceType: 'hws.resource.type.obs' }, 'obs.ia', {
        size: 1000,
        sizeMeasure: 17,
      }),
    ]),
  )
  const { quote: before } = await priced(page, 'q-moved')
  movePrice(api, 'obs.ia', 200)
  expect(ok(await page.client.quotes.get({ quoteId: 'q-moved' })).totals).toEqual(before.totals)
  const { quote: after } = await priced(page, 'q-moved')
  expect(after.totals?.official).toBe((before.totals?.official ?? 0) * 2)
})

it('R-CUST-03 a rep sees quotes of own customers only; every change stands in the audit', async () => {
  const mine = api.state
    .prepare(`select customer_id from customers where account_manager = 'hzyd_rep' and linked = 1 limit 1`)
    .pluck()
    .get() as string
  const rep = await startHost()
  await openAs(rep, api, 'rep')
  await synced(rep)
  await saved(rep, basket('r-mine', mine, [server()]))
  const foreign = api.state
    .prepare(`select customer_id from customers where account_manager <> 'hzyd_rep' and linked = 1 limit 1`)
    .pluck()
    .get() as string
  expect(failed(await rep.client.quotes.save({ draft: basket('r-other', foreign, []), basedOn: null }))).toMatchObject({
    code: 'not-found',
  })
  await rep.stop()
  removeDataDir(rep.dataDir)
  ok(await page.client.quotes.delete({ quoteId: 'q-copy' }))
  ok(await page.client.workspaces.close({}))
  const { entries, proof } = await auditOf(page, workspaceId)
  expect(proof).toMatchObject({ ok: true })
  expect(entries.filter(({ action }) => action.startsWith('quotes.')).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['quotes.create', 'quotes.change', 'quotes.delete']),
  )
})
