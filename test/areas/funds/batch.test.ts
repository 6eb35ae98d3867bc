// Grants and reclaims from a file and from a selection: rehearsed, accepted as one group, settled, proved.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../../host/support.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

let api: PartnerApi
let page: TestHost
const dataDir = newDataDir()
const clock = { ahead: 0 }
let customers: string[]
let consultative: string
let grantable: number

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', seed: 4, limits: 'off', clock: () => Date.now() + clock.ahead })
  const ids = (sql: string): string[] => api.state.prepare(sql).pluck().all() as string[]
  customers = ids(`select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
    and coalesce(indirect_partner_id, '') = '' order by id limit 4`)
  consultative = ids(`select customer_id from customers where association_type = '1' and linked = 1
    and coalesce(indirect_partner_id, '') = '' order by id limit 1`)[0] as string
  api.state
    .prepare(
      'update customers set amount = 10000, debt_amount = 0 where customer_id in (select value from json_each(?))',
    )
    .run(JSON.stringify(customers))
  grantable = 100_000
  api.state
    .prepare('update partner_accounts set amount = 100000, designated_amount = 0 where account_type in (1, 8)')
    .run()
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(page, api, 'finance')
  await synced(page)
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

const held = (customerId: string | undefined): number =>
  api.state.prepare('select amount from customers where customer_id = ?').pluck().get(customerId) as number

async function importOf(kind: 'funds.grant' | 'funds.reclaim', rows: readonly (readonly string[])[]): Promise<string> {
  const text = rows.map((row) => row.join(',')).join('\r\n')
  const { importId } = ok(await page.client.imports.open({ kind, file: new File([`\ufeff${text}`], '拨款.csv') }))
  const id = importId ?? ''
  await vi.waitUntil(
    async () => !['reading', 'checking'].includes(ok(await page.client.imports.get({ importId: id })).state),
    { timeout: 20_000, interval: 50 },
  )
  return id
}

async function settled(groupId: string): Promise<Partial<Record<string, number>>> {
  clock.ahead += 11_000
  ok(await page.client.outbox.resume({}))
  return vi.waitFor(
    async () => {
      const { group } = ok(await page.client.batches.get({ groupId }))
      expect((group.counts.done ?? 0) + (group.counts.refused ?? 0)).toBe(group.total)
      return group.counts
    },
    { timeout: 20_000, interval: 50 },
  )
}

describe('a file of grants', () => {
  it('R-CUST-30, R-CUST-31, R-CUST-32: each row its rule’s own message, the rest goes on, the proof says what moved', async () => {
    const importId = await importOf('funds.grant', [
      ['客户账号ID', '金额'],
      [customers[0] ?? '', '１２３.45'],
      [customers[1] ?? '', '1.234'],
      [customers[1] ?? '', '0'],
      [customers[2] ?? '', '900'],
      [consultative, '10'],
      ['nobody', '10'],
      [customers[3] ?? '', '10.00'],
    ])
    const { rehearsalId, ...view } = ok(
      await page.client.batches.rehearse({
        source: { from: 'import', importId },
        terms: { kind: 'funds.grant', amount: null },
      }),
    )
    expect(view).toMatchObject({ pot: { balance: grantable, waiting: 0 } })
    const bad = ok(await page.client.imports.rows({ importId, only: 'bad', at: 0, limit: 50 }))
    const reasons = bad.rows.map(({ line, problems }) => [line, problems[0]?.rule ?? null, problems[0]?.reason])
    expect(reasons).toContainEqual([3, 'R-CUST-30', 'decimals'])
    expect(reasons).toContainEqual([4, 'R-CUST-30', 'zero'])
    expect(reasons).toContainEqual([6, 'R-CUST-31', 'not-resale'])
    expect(reasons.some(([line, , reason]) => line === 7 && reason === 'unknown-customer')).toBe(true)
    const before = customers.map(held)
    const groupId = 'batch-of-a-file'
    const accepted = ok(await page.client.batches.accept({ rehearsalId, groupId, label: '拨款.csv', release: true }))
    expect(accepted.items).toBe(view.can)
    expect(await settled(groupId)).toMatchObject({ done: view.can })
    const moved = customers.map((id, n) => held(id) - (before[n] ?? 0))
    expect(moved.reduce((sum, change) => sum + change, 0)).toBe(view.cost)
    expect(moved[1]).toBe(0)
    expect(moved[3]).toBe(1_000)
    // The records are mirrored before they are proved.
    await vi.waitFor(
      async () => expect(ok(await page.client.funds.sumRecords({ filter: { ours: true } })).total).toBe(view.can),
      { timeout: 20_000, interval: 100 },
    )
    const path = join(dataDir, 'proof.csv')
    page.shell.saveTo = path
    const { jobId } = ok(await page.client.batches.proof({ groupId, format: 'csv', language: 'zh' }))
    await page.event((event) => event.kind === 'job' && event.job.jobId === jobId && event.job.state === 'done')
    const proof = readFileSync(path, 'utf8')
    for (const { transId } of ok(
      await page.client.funds.listRecords({ filter: { ours: true }, after: null, limit: 50 }),
    ).rows)
      expect(proof).toContain(transId)
  })
})

describe('a selection', () => {
  it('R-CUST-32 each grant takes from what the one before left', async () => {
    const left = ok(await page.client.funds.partnerBalance({})).grantable ?? 0
    const each = Math.floor(left / 3) + 1
    const view = ok(
      await page.client.batches.rehearse({
        source: { from: 'customers', customerIds: [...customers, consultative] },
        terms: { kind: 'funds.grant', amount: each },
      }),
    )
    expect(view).toMatchObject({ can: 2, cannot: 3, cost: 2 * each, pot: { after: left - 2 * each } })
    expect(view.reasons.map(({ rule, count }) => [rule, count]).sort()).toEqual([
      ['R-CUST-31', 1],
      ['R-CUST-32', 2],
    ])
  })

  it('R-CUST-33 a reclaim takes at most what each customer has', async () => {
    api.state.prepare('update customers set amount = 300 where customer_id = ?').run(customers[1])
    const began = Date.now() + clock.ahead
    ok(await page.client.sync.start({ collections: ['balances'] }))
    await vi.waitFor(
      async () => {
        const status = ok(await page.client.sync.status({}))
        expect(status.collections.find(({ name }) => name === 'balances')?.asOf ?? 0).toBeGreaterThanOrEqual(
          began - 60_000,
        )
        expect(ok(await page.client.funds.live({ customerIds: [customers[1] ?? ''] })).customers[0]?.amount).toBe(300)
        const { balance } = ok(await page.client.customers.get({ customerId: customers[1] ?? '' }))
        expect(balance?.amount).toBe(300)
      },
      { timeout: 20_000, interval: 100 },
    )
    const { rehearsalId, ...view } = ok(
      await page.client.batches.rehearse({
        source: { from: 'customers', customerIds: customers },
        terms: { kind: 'funds.reclaim', amount: 500 },
      }),
    )
    expect(view).toMatchObject({ can: 3, cannot: 1, reasons: [{ rule: 'R-CUST-33', reason: 'over-balance' }] })
    const before = customers.map(held)
    const groupId = 'reclaims'
    ok(await page.client.batches.accept({ rehearsalId, groupId, label: '', release: true }))
    expect(await settled(groupId)).toMatchObject({ done: 3 })
    expect(customers.map((id, n) => held(id) - (before[n] ?? 0))).toEqual([-500, 0, -500, -500])
  })
})
