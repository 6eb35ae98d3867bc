/** From the sync to the sign-off: statements are matched by themselves, decided, signed by two, confirmed once. */
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { incentiveOf } from '#shared/rules/incentives.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { auditOf, failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string
const period = monthAfter(billingMonth(Date.now()), -1)

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterAll(() => api.close())
beforeEach(async () => {
  at = await startHost()
  workspaceId = await openAs(at, api, 'finance')
  await synced(at)
  await vi.waitUntil(async () => (await periodOf())?.matchedAt != null, { timeout: 30_000, interval: 50 })
}, 60_000)
afterEach(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
})

const periodOf = async (which = period) => {
  const { rows } = ok(await at.client.incentives.periods({}))
  return rows.find((row) => row.period === which)
}
const open = async () =>
  ok(await at.client.incentives.differences({ period, level: 'line', from: 0, limit: 200 })).rows.filter(
    ({ state }) => state === 'open',
  )

test('R-INC-11 what is open is decided, taken back, and decided again; what was accepted stays with its amount', async () => {
  const lines = await open()
  expect((await periodOf())?.openItems).toBe(lines.length)
  expect(lines.length).toBeGreaterThan(0)
  const items = lines.map(({ level, key }) => ({ level, key }))
  const { decisionIds } = ok(
    await at.client.incentives.decide({ period, items, decision: 'accepted', note: '金额小，予以接受' }),
  )
  expect((await periodOf())?.openItems).toBe(0)
  expect((await open())[0]?.decision).toMatchObject({
    decision: 'accepted',
    note: '金额小，予以接受',
    by: 'hzyd_finance',
  })
  ok(await at.client.incentives.undo({ decisionIds }))
  expect((await periodOf())?.openItems).toBe(lines.length)
  expect((await open()).every(({ decision }) => decision === null)).toBe(true)
  expect(failed(await at.client.incentives.undo({ decisionIds })).code).toBe('not-found')
  ok(await at.client.incentives.decide({ period, items, decision: 'disputed', note: '费率不符' }))
  expect((await periodOf())?.openItems).toBe(lines.length)
  expect(
    failed(
      await at.client.incentives.decide({
        period,
        items: [{ level: 'line', key: 'x' }],
        decision: 'accepted',
        note: '',
      }),
    ).code,
  ).toBe('not-found')
})

test('R-INC-11 an open item has an owner, an age and a note; carried over it is open in the next period, and comes back undone', async () => {
  const next = monthAfter(period, 1)
  const [item] = await open()
  if (!item) throw new Error('nothing open')
  const { level, key } = item
  const one = { period, items: [{ level, key }] }
  expect(item).toMatchObject({ owner: null, remark: null, origin: null, since: expect.any(Number) })
  ok(await at.client.incentives.assign({ ...one, owner: '李会计', note: '已问渠道经理' }))
  expect((await open()).find((row) => row.key === key)).toMatchObject({ owner: '李会计', remark: '已问渠道经理' })
  const before = [await periodOf(), await periodOf(next)]
  const carried = async () =>
    ok(await at.client.incentives.differences({ period: next, level: 'carried', from: 0, limit: 50 })).rows
  const { decisionIds } = ok(await at.client.incentives.decide({ ...one, decision: 'carried', note: '下期处理' }))
  expect((await periodOf())?.openItems).toBe((before[0]?.openItems ?? 0) - 1)
  expect((await periodOf(next))?.openItems).toBe((before[1]?.openItems ?? 0) + 1)
  const [row] = await carried()
  expect(row).toMatchObject({ level: 'carried', origin: period, difference: item.difference, state: 'open' })
  const there = { period: next, items: [{ level: 'carried' as const, key: row?.key ?? '' }] }
  const accepted = ok(await at.client.incentives.decide({ ...there, decision: 'accepted', note: '' }))
  expect((await periodOf(next))?.openItems).toBe(before[1]?.openItems)
  ok(await at.client.incentives.undo(accepted))
  const again = ok(await at.client.incentives.decide({ ...there, decision: 'carried', note: '' }))
  expect(
    ok(await at.client.incentives.differences({ period: monthAfter(next, 1), level: 'carried', from: 0, limit: 50 }))
      .rows,
  ).toMatchObject([{ origin: period, key: row?.key }])
  ok(await at.client.incentives.undo(again))
  ok(await at.client.incentives.undo({ decisionIds }))
  expect([await periodOf(), await periodOf(next)]).toEqual(before)
  expect(await carried()).toEqual([])
})

test('R-INC-09 one more order or customer earns by the policy of the month; a product without policy says so', async () => {
  // The test account of finance may not read policies.
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'distributor')
  await synced(at)
  await vi.waitUntil(async () => (await periodOf())?.matchedAt != null, { timeout: 30_000, interval: 50 })
  const { rows: customers } = ok(await at.client.incentives.customers({ period, from: 0, limit: 10 }))
  const { plans } = ok(await at.client.incentives.summary({ period }))
  const planCode = plans[0]?.planCode ?? ''
  const unknown = ok(
    await at.client.incentives.whatIf({ period, planCode, of: { serviceTypeCode: 'no.such', base: '100000000' } }),
  )
  expect(unknown).toMatchObject({ incentive: '0', rows: [{ reason: 'no-policy-data' }] })
  const ask = () =>
    Promise.all(
      customers.flatMap(({ customerId }) =>
        plans.map(async (plan) =>
          ok(await at.client.incentives.whatIf({ period, planCode: plan.planCode ?? '', of: { customerId } })),
        ),
      ),
    )
  const answers = await vi.waitUntil(
    async () => {
      const all = await ask()
      return all.some(({ rows }) => rows.some(({ reason }) => reason === 'earns')) ? all : null
    },
    { timeout: 30_000, interval: 200 },
  )
  const rows = answers.flatMap((answer) => answer.rows)
  const earns = rows.find(({ reason }) => reason === 'earns')
  expect(earns?.incentive).toBe(String(incentiveOf(BigInt(earns?.base ?? 0), earns?.rate ?? 0)))
  for (const answer of answers)
    expect(answer.incentive).toBe(String(answer.rows.reduce((sum, row) => sum + BigInt(row.incentive), 0n)))
})

test('R-INC-10 an evidence pack holds every item in question with its exact sum, and its words fill the feedback', async () => {
  const lines = await open()
  const items = lines.map(({ level, key }) => ({ level, key }))
  ok(await at.client.incentives.decide({ period, items, decision: 'disputed', note: '费率不符' }))
  const sum = lines.reduce((all, { difference }) => all + BigInt(difference), 0n)
  const { items: count, difference, text } = ok(await at.client.incentives.dispute({ period }))
  expect([count, difference]).toEqual([lines.length, String(sum)])
  expect(text).toContain(`${lines.length} 项`)
  expect(text.length).toBeLessThanOrEqual(1000)
  const order = {
    document: 'incentive-dispute' as const,
    from: period,
    until: period,
    customerId: null,
    applicationNumber: null,
    fullNames: false,
    paper: 'a4' as const,
  }
  const print = ok(await at.client.documents.issue(order))
  expect(print).toMatchObject({ rows: lines.length, title: '激励差异争议证据' })
  for (const format of ['pdf', 'xlsx'] as const) {
    at.shell.saveTo = join(at.dataDir, `争议.${format}`)
    expect(ok(await at.client.documents.save({ number: print.number, format })).fileName).toBe(`争议.${format}`)
  }
  const sheet = at.shell.sheets.at(-1) ?? ''
  for (const { tradeId } of lines) expect(sheet.replace(/<[^>]*>|\s/g, '')).toContain(tradeId)
})

test('R-INC-10 a bill is confirmed only without open items, once, and the partner then tells it as issuing', async () => {
  const row = await periodOf()
  const bill = row?.bills.find(({ planCode }) => planCode === 'RESALE')
  const ask = (requestId: string) =>
    at.client.incentives.confirm({ requestId, items: [{ payload: { billId: bill?.billId ?? '' } }], release: true })
  const refused = failed(await ask('confirm-1'))
  expect(refused).toMatchObject({ code: 'conflict', detail: { reason: 'open-items', open: row?.openItems } })
  const items = (await open()).map(({ level, key }) => ({ level, key }))
  ok(await at.client.incentives.decide({ period, items, decision: 'accepted', note: '' }))
  const { intents } = ok(await ask('confirm-2'))
  expect(intents).toHaveLength(1)
  // A double click is the same word.
  expect(ok(await ask('confirm-2')).intents[0]?.intentId).toBe(intents[0]?.intentId)
  await vi.waitUntil(
    async () => (await periodOf())?.bills.find((one) => one.billId === bill?.billId)?.status === 'ISSUING',
    {
      timeout: 30_000,
      interval: 100,
    },
  )
  const words = api.state.prepare('select bill_id, confirmed_at from incentive_words').all()
  expect(words).toHaveLength(1)
  const [again] = ok(await ask('confirm-3')).intents
  expect(again).toMatchObject({ state: 'refused', detail: { rule: 'R-INC-10', reason: 'not-awaiting' } })
})

test('a period is signed off by two persons, not by one; opening it again is audited', async () => {
  const signOff = (role: 'preparer' | 'reviewer') => at.client.incentives.signOff({ period, role })
  expect(failed(await signOff('preparer')).detail).toMatchObject({ reason: 'open-items' })
  const items = (await open()).map(({ level, key }) => ({ level, key }))
  ok(await at.client.incentives.decide({ period, items, decision: 'accepted', note: '' }))
  expect(failed(await signOff('reviewer')).detail).toMatchObject({ reason: 'not-prepared' })
  ok(await signOff('preparer'))
  expect(failed(await signOff('preparer')).detail).toMatchObject({ reason: 'signed-already' })
  expect(failed(await signOff('reviewer')).detail).toMatchObject({ reason: 'same-person' })
  expect((await periodOf())?.locked).toBe(false)
  ok(await at.client.incentives.reopen({ period, reason: '复核人休假' }))
  expect((await periodOf())?.signOffs).toEqual([])
  await at.stop()
  const { entries, proof } = await auditOf(at, workspaceId)
  expect(proof).toMatchObject({ ok: true })
  expect(entries.map(({ action }) => action).filter((action) => action.startsWith('incentives.'))).toEqual([
    'incentives.decide',
    'incentives.signOff',
    'incentives.reopen',
  ])
  at = await startHost({ dataDir: at.dataDir, shell: at.shell })
})

test('who may not reconcile sees no line, and a rep nothing of it at all', async () => {
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'director')
  await synced(at)
  expect(ok(await at.client.incentives.periods({})).rows.length).toBeGreaterThan(0)
  expect(failed(await at.client.incentives.differences({ period, level: 'line', from: 0, limit: 10 })).code).toBe(
    'forbidden',
  )
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'rep')
  await synced(at)
  expect(failed(await at.client.incentives.periods({})).code).toBe('forbidden')
})
