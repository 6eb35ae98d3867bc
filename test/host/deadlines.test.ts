/** The deadline guard: a settable limit before a confirmation, the countdown for pages and tray, one native notice. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { billingMonth, monthAfter, monthStart } from '#shared/time.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { auditOf, failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string
let ahead = 0
const period = monthAfter(billingMonth(Date.now()), -1)
/** The embedded API confirms a period when the month after it ends. */
const until = monthStart(monthAfter(period, 2))
const DAY = 86_400_000

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterAll(() => api.close().catch(() => {}))
beforeEach(async () => {
  // Ten days before, whatever the day: nothing is warned of yet.
  ahead = until - 10 * DAY - Date.now()
  at = await startHost({ now: () => Date.now() + ahead })
  workspaceId = await openAs(at, api, 'finance')
  await synced(at)
  await vi.waitUntil(
    async () => ok(await at.client.incentives.periods({})).rows.find((row) => row.period === period)?.matchedAt != null,
    { timeout: 30_000, interval: 50 },
  )
}, 60_000)
afterEach(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
})
const next = async () => ok(await at.client.deadlines.next({}))
/** What a changed table makes the host do; the time that passed is the test's. */
const look = async () => {
  ok(await at.client.sync.start({ collections: ['own-member'] }))
  await synced(at)
}

test('R-INC-10 confirming is refused above the limit and goes within it; the limit is audited', async () => {
  const bill = ok(await at.client.incentives.periods({}))
    .rows.find((row) => row.period === period)
    ?.bills.find(({ status }) => status === 'TO_CONFIRM')
  const confirm = (requestId: string) =>
    at.client.incentives.confirm({ requestId, draft: true, items: [{ payload: { billId: bill?.billId ?? '' } }] })
  const { deadline, openLimit } = await next()
  expect(openLimit).toBe(0)
  const open = deadline?.openItems ?? 0
  expect(open).toBeGreaterThan(0)
  ok(await at.client.deadlines.setOpenLimit({ openLimit: open - 1 }))
  expect(failed(await confirm('a')).detail).toMatchObject({ reason: 'open-items', open, limit: open - 1 })
  ok(await at.client.deadlines.setOpenLimit({ openLimit: open }))
  expect(ok(await confirm('b')).intents).toHaveLength(1)
  await at.stop()
  const { entries } = await auditOf(at, workspaceId)
  expect(
    entries.filter(({ action }) => action === 'deadlines.setOpenLimit').map(({ detail }) => JSON.parse(detail)),
  ).toEqual([
    { before: 0, after: open - 1 },
    { before: open - 1, after: open },
  ])
})

test('R-INC-10 the countdown runs without a network; one notice comes three working days before, also after a restart', async () => {
  expect((await next()).deadline).toMatchObject({ period, until })
  expect(at.shell.notices).toEqual([])
  await api.close()
  ahead = until - DAY / 2 - Date.now()
  await at.stop()
  const unfinished: string[] = []
  at = await startHost({
    dataDir: at.dataDir,
    shell: at.shell,
    now: () => Date.now() + ahead,
    onUnfinished: ({ text }) => unfinished.push(text),
  })
  expect((await next()).deadline).toMatchObject({ period, until })
  await vi.waitUntil(() => at.shell.notices.length > 0, { timeout: 10_000, interval: 20 })
  expect(at.shell.notices).toEqual([
    { title: `${period} 激励账单即将自动确认`, body: expect.stringContaining('到期后由伙伴中心自动确认') },
  ])
  await vi.waitUntil(() => unfinished.at(-1)?.includes(`${period} 激励账单今天自动确认`), {
    timeout: 10_000,
    interval: 20,
  })
  await at.stop()
  at = await startHost({ dataDir: at.dataDir, shell: at.shell, now: () => Date.now() + ahead })
  expect((await next()).deadline).not.toBeNull()
  expect(at.shell.notices).toHaveLength(1)
  // Over: no countdown any more, whatever was read last.
  ahead += DAY
  expect((await next()).deadline).toBeNull()
  api = await startPartnerApi({ size: 's', limits: 'off' })
})

test('who may not see incentives is told of no deadline', async () => {
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'rep')
  await synced(at)
  ahead = until - DAY / 2 - Date.now()
  await look()
  expect(failed(await at.client.deadlines.next({})).code).toBe('forbidden')
  expect(at.shell.notices).toEqual([])
})
