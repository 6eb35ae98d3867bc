// Funds through the whole host against the partner over HTTP: records, live balances, moves with customers and resellers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AdjustRecord } from '#shared/contract/funds.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { billingMonth, monthAfter, monthStart, toInstant } from '#shared/time.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../../host/support.ts'
import { PARTNER_ID } from '../../partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

let api: PartnerApi
let page: TestHost
let dataDir: string
const clock = { ahead: 0 }
let customers: string[]
let resellers: string[]

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', seed: 9, limits: 'off', clock: () => Date.now() + clock.ahead })
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(page, api, 'distributor')
  await synced(page)
  const ids = (sql: string): string[] => api.state.prepare(sql).pluck().all() as string[]
  customers = ids(`select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
    and coalesce(indirect_partner_id, '') = '' and amount > 100000 order by id limit 4`)
  resellers = ids('select indirect_partner_id from resellers where leaving = 0 order by id')
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

const one = (sql: string, ...params: unknown[]): number =>
  api.state
    .prepare(sql)
    .pluck()
    .get(...params) as number
const cash = (owner: string): number =>
  one('select amount from partner_accounts where owner_id = ? and account_type = 1', owner)
const held = (customerId: string): number =>
  one('select amount - debt_amount from customers where customer_id = ?', customerId)

const get = async (intentId: string): Promise<IntentView> => ok(await page.client.outbox.get({ intentId })).intent

/** Lets the undo window pass, and waits until the intents are where they should be. */
async function settle(intents: readonly IntentView[], ...states: IntentView['state'][]): Promise<IntentView[]> {
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
type Call = 'grant' | 'reclaim' | 'grantReseller' | 'reclaimReseller'
async function move(call: Call, to: string, amount: number): Promise<IntentView[]> {
  requests += 1
  const common = { requestId: `move-${requests}`, release: true }
  if (call === 'grant' || call === 'reclaim')
    return ok(await page.client.funds[call]({ ...common, items: [{ payload: { customerId: to, amount } }] })).intents
  return ok(await page.client.funds[call]({ ...common, items: [{ payload: { resellerId: to, amount } }] })).intents
}

async function allRecords() {
  const rows = []
  let after: string | null = null
  do {
    const answer: { rows: AdjustRecord[]; next: string | null } = ok(
      await page.client.funds.listRecords({ filter: {}, after, limit: 7 }),
    )
    rows.push(...answer.rows)
    after = answer.next
  } while (after !== null)
  return rows
}

describe('adjustment records', () => {
  /** A year and the present month are read at first. */
  const reach = toInstant(monthStart(monthAfter(billingMonth(Date.now()), -12)))
  const server = () =>
    api.state
      .prepare(
        `select trans_id, customer_id, operation_type, amount from adjust_records
         where owner_id = ? and operation_time >= ? order by operation_time desc, trans_id`,
      )
      .all(PARTNER_ID, reach) as { trans_id: string; customer_id: string; operation_type: string; amount: number }[]

  it('are the server’s, row by row, newest first at any page, names masked', async () => {
    const rows = await allRecords()
    const told = server()
    expect(rows.length).toBeGreaterThan(10)
    const key = (transId: string, customerId: string, operation: string, amount: number): string =>
      [transId, customerId, operation, amount].join(' ')
    expect(rows.map((row) => key(row.transId, row.customerId, row.operation, row.amount)).sort()).toEqual(
      told.map((row) => key(row.trans_id, row.customer_id, row.operation_type, row.amount)).sort(),
    )
    expect(rows.map(({ operatedAt }) => operatedAt)).toEqual(
      rows.map(({ operatedAt }) => operatedAt).sort((a, b) => b - a),
    )
    const [name] = api.state.prepare('select customer_name from adjust_records limit 1').pluck().all() as string[]
    expect(rows.map(({ customerName }) => customerName)).not.toContain(name)
    expect(rows.every(({ customerName }) => customerName.includes('*'))).toBe(true)
  })

  it('are filtered by customer, direction, time and transaction, and summed exactly', async () => {
    const [row] = await allRecords()
    if (!row) throw new Error('no record')
    const total = async (filter: object): Promise<number> => ok(await page.client.funds.sumRecords({ filter })).total
    expect(await total({ transId: row.transId })).toBe(1)
    expect(await total({ from: row.operatedAt })).toBe(1)
    expect(await total({ until: row.operatedAt })).toBe(server().length - 1)
    expect(await total({ customerId: row.customerId })).toBe(
      server().filter(({ customer_id }) => customer_id === row.customerId).length,
    )
    const { sums } = ok(await page.client.funds.sumRecords({ filter: { operation: ['SOURCE_OPERATION_BEADJUST'] } }))
    const grants = server().filter(({ operation_type }) => operation_type === 'SOURCE_OPERATION_BEADJUST')
    expect(sums).toEqual([
      {
        operation: 'SOURCE_OPERATION_BEADJUST',
        count: grants.length,
        amount: grants.reduce((sum, { amount }) => sum + amount, 0),
      },
    ])
    expect(failed(await page.client.funds.listRecords({ filter: {}, after: 'x', limit: 5 })).code).toBe('invalid-input')
  })

  it('are exported as they are listed', async () => {
    const path = join(dataDir, 'records.csv')
    page.shell.saveTo = path
    const { jobId } = ok(await page.client.funds.exportRecords({ filter: {}, format: 'csv', language: 'zh' }))
    await page.event((event) => event.kind === 'job' && event.job.jobId === jobId && event.job.state === 'done')
    const lines = readFileSync(path, 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(server().length + 2)
    expect(lines[1]).toContain('事务ID')
    expect(lines[2]).toMatch(/拨款|回收/)
  })
})

describe('moves', () => {
  it('R-CUST-36 a record read back stands beside its intent; the balance follows', async () => {
    const [customerId = ''] = customers
    const before = held(customerId)
    const [done] = await settle(await move('grant', customerId, 777), 'done')
    expect(held(customerId)).toBe(before + 777)
    await vi.waitFor(
      async () => {
        const filter = { transId: done?.effectId ?? '' }
        const { rows } = ok(await page.client.funds.listRecords({ filter, after: null, limit: 5 }))
        expect(rows).toMatchObject([{ customerId, amount: 777, intentId: done?.intentId }])
        expect(ok(await page.client.funds.sumRecords({ filter: { ours: true } })).total).toBe(1)
      },
      { timeout: 20_000, interval: 100 },
    )
  })

  it('live balances are the server’s; who is not resale is left out (R-CUST-31)', async () => {
    const stranger = one(`select customer_id from customers where association_type = '1' limit 1`) as unknown as string
    const live = ok(await page.client.funds.live({ customerIds: [...customers, stranger] }))
    expect(live.customers.map(({ customerId }) => customerId).sort()).toEqual([...customers].sort())
    for (const { customerId, amount, debt } of live.customers) expect(amount - debt).toBe(held(customerId))
    expect(live.grantable).toBe(cash(PARTNER_ID) - 1_200_000_00)
  })

  it('R-CUST-35 a distributor grants to a reseller and takes back at most what it holds (R-CUST-34)', async () => {
    const [resellerId = ''] = resellers
    const before = { own: cash(PARTNER_ID), theirs: cash(resellerId) }
    await settle(await move('grantReseller', resellerId, 5_000), 'done')
    expect(cash(resellerId)).toBe(before.theirs + 5_000)
    expect(cash(PARTNER_ID)).toBe(before.own - 5_000)
    await settle(await move('reclaimReseller', resellerId, 3_000), 'done')
    expect(cash(resellerId)).toBe(before.theirs + 2_000)
    const [refused] = await settle(await move('reclaimReseller', resellerId, before.theirs + 2_001), 'refused')
    expect(refused?.detail).toMatchObject({ rule: 'R-CUST-35', reason: 'over-balance' })
    await vi.waitFor(
      async () => {
        const { rows } = ok(await page.client.funds.listResellers({}))
        expect(rows.find((row) => row.resellerId === resellerId)).toMatchObject({ amount: before.theirs + 2_000 })
      },
      { timeout: 20_000, interval: 100 },
    )
  })

  it.each([
    ['grantReseller', 'UpdateIndirectPartnerAccount', 1],
    ['reclaimReseller', 'ReclaimIndirectPartnerAccount', -1],
  ] as const)('the answer of %s is lost: it happened once, and its record says so', async (call, operation, sign) => {
    ok(await page.client.outbox.declareAlone({ alone: true }))
    const [, resellerId = resellers[0] ?? ''] = resellers
    const before = cash(resellerId)
    api.faults.add({ operation, times: 1, fault: { kind: 'dropAfter' } })
    const intents = await move(call, resellerId, 4_321)
    const [done] = await settle(intents, 'done')
    expect(done).toMatchObject({ why: 'record-found' })
    expect(cash(resellerId)).toBe(before + sign * 4_321)
    expect(
      one(
        'select count(*) from adjust_records where customer_id = ? and amount = 4321 and trans_id = ?',
        resellerId,
        done?.effectId,
      ),
    ).toBe(1)
  })

  it.each(['grantReseller', 'reclaimReseller'] as const)(
    'the request of %s is lost: nothing happened',
    async (call) => {
      const [resellerId = ''] = resellers
      const before = cash(resellerId)
      const operation = call === 'grantReseller' ? 'UpdateIndirectPartnerAccount' : 'ReclaimIndirectPartnerAccount'
      api.faults.add({ operation, times: 1, fault: { kind: 'dropBefore' } })
      const intents = await move(call, resellerId, 1_234)
      await settle(intents, 'uncertain')
      clock.ahead += 16 * 60_000
      await settle(intents, 'waiting')
      expect(cash(resellerId)).toBe(before)
      const [intent] = intents
      ok(await page.client.outbox.decide({ intentId: intent?.intentId ?? '', happened: false }))
    },
  )

  it('the sum of moves is the change of every balance, to the fen', { timeout: 60_000 }, async () => {
    const step = fc.record({
      call: fc.constantFrom<Call>('grant', 'reclaim', 'grantReseller', 'reclaimReseller'),
      who: fc.nat({ max: 3 }),
      amount: fc.oneof(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 50_000 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const parties = [...customers, ...resellers, PARTNER_ID]
        const holds = (id: string): number => (customers.includes(id) ? held(id) : cash(id))
        const before = new Map(parties.map((id) => [id, holds(id)]))
        const expected = new Map(parties.map((id) => [id, 0]))
        const intents: IntentView[] = []
        const moves: { to: string; change: number }[] = []
        for (const { call, who, amount } of steps) {
          const among = call === 'grant' || call === 'reclaim' ? customers : resellers
          const to = among[who % among.length] ?? ''
          intents.push(...(await move(call, to, amount)))
          moves.push({ to, change: call === 'grant' || call === 'grantReseller' ? amount : -amount })
        }
        clock.ahead += 11_000
        ok(await page.client.outbox.resume({}))
        const ended = await vi.waitFor(
          async () => {
            const now = await Promise.all(intents.map(({ intentId }) => get(intentId)))
            expect(now.every(({ state }) => state === 'done' || state === 'refused')).toBe(true)
            return now
          },
          { timeout: 20_000, interval: 30 },
        )
        for (const [n, { to, change }] of moves.entries()) {
          if (ended[n]?.state !== 'done') continue
          expected.set(to, (expected.get(to) ?? 0) + change)
          expected.set(PARTNER_ID, (expected.get(PARTNER_ID) ?? 0) - change)
        }
        for (const id of parties) expect(holds(id) - (before.get(id) ?? 0)).toBe(expected.get(id))
      }),
      { numRuns: 6 },
    )
  })
})

describe('who may', () => {
  it('thresholds are set by whoever moves money, audited, and a rep reads neither records nor the outlook', async () => {
    const thresholds = { partnerLow: 5, customerLow: 6, days: 9 }
    expect(ok(await page.client.funds.setThresholds(thresholds))).toEqual(thresholds)
    expect(ok(await page.client.funds.outlook({})).thresholds).toEqual(thresholds)
    const rep = await startHost()
    try {
      await openAs(rep, api, 'rep')
      await synced(rep)
      expect(failed(await rep.client.funds.outlook({})).code).toBe('forbidden')
      expect(failed(await rep.client.funds.listRecords({ filter: {}, after: null, limit: 5 })).code).toBe('forbidden')
      expect(failed(await rep.client.funds.setThresholds(thresholds)).code).toBe('forbidden')
      const [first] = ok(
        await rep.client.customers.list({
          filter: {},
          sort: { column: 'associatedAt', descending: true },
          after: null,
          limit: 1,
        }),
      ).rows
      expect(ok(await rep.client.funds.customerOutlook({ customerId: first?.customerId ?? '' }))).toHaveProperty(
        'outlook',
      )
      const hidden = customers.find((id) => id !== first?.customerId) ?? ''
      const managed = api.state
        .prepare('select account_manager from customers where customer_id = ?')
        .pluck()
        .get(hidden)
      if (managed !== 'hzyd_rep')
        expect(failed(await rep.client.funds.customerOutlook({ customerId: hidden })).code).toBe('not-found')
    } finally {
      await rep.stop()
      removeDataDir(rep.dataDir)
    }
  })
})
