/** A file dropped on the window becomes an edition: only when everything found about it was agreed to. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ImportFinding, ImportKindName, ImportView } from '#shared/contract/imports.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { detailCells, detailHeadings, periodDetails } from '#test/data/portal-files.ts'
import { worldOf } from '#test/data/seed.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { xlsx } from './imports/files.ts'
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
  await vi.waitUntil(async () => (await edition()) !== null, { timeout: 30_000, interval: 50 })
}, 60_000)
afterEach(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
})

const periodOf = async () => ok(await at.client.incentives.periods({})).rows.find((row) => row.period === period)
const edition = async () => (await periodOf())?.edition ?? null
const managers = () => api.state.prepare('select account_manager from customers where customer_id = ?').pluck()
const portalRows = (): string[][] =>
  [...periodDetails(worldOf(api.state), period)].map((detail) =>
    detailCells(detail, managers().get(detail.line.customerId) as string | null),
  )

async function opened(
  rows: readonly (readonly string[])[],
  kind: ImportKindName = 'incentives.details',
  heads: readonly string[] = detailHeadings,
): Promise<ImportView> {
  const file = new File([Buffer.from(await xlsx([heads, ...rows]))], '激励明细.xlsx')
  const { importId } = ok(await at.client.imports.open({ kind, file }))
  return seen(importId ?? '')
}
const seen = (importId: string): Promise<ImportView> =>
  vi.waitUntil(
    async () => {
      const view = ok(await at.client.imports.get({ importId }))
      return view.state === 'reading' || view.state === 'checking' ? null : view
    },
    { timeout: 20_000, interval: 20 },
  )
const codes = ({ facts }: ImportView): string[] => [...new Set(facts?.findings.map(({ code }) => code))]
const take = async (importId: string, accepting: ImportFinding['code'][], whole = true) => {
  const { jobId } = ok(await at.client.incentives.take({ importId, whole, accepting }))
  const job = await vi.waitUntil(
    async () => {
      const found = ok(await at.client.system.listJobs({})).jobs.find((one) => one.jobId === jobId)
      return found && found.state !== 'running' ? found : null
    },
    { timeout: 20_000, interval: 20 },
  )
  expect(job.error).toBeNull()
  return job.found
}

test('the export of the very statement says nothing new; another one is an edition that tells where it comes from', async () => {
  const rows = portalRows()
  const same = await opened(rows)
  expect([same.good, same.bad, codes(same)]).toEqual([rows.length, 0, []])
  expect(same.facts?.periods[0]).toMatchObject({ period, rows: rows.length })
  expect(await take(same.importId, [])).toEqual({ periods: 1, editions: 0 })
  const less = await opened(rows.slice(1))
  expect(codes(less)).toEqual(expect.arrayContaining(['half-period', 'lines-vanish']))
  const refused = failed(
    await at.client.incentives.take({ importId: less.importId, whole: true, accepting: ['half-period'] }),
  )
  expect(refused).toMatchObject({ code: 'conflict', detail: { reason: 'findings' } })
  const agreed = less.facts?.findings.map(({ code }) => code) ?? []
  expect(await take(less.importId, agreed)).toEqual({ periods: 1, editions: 1 })
  const { rows: editions } = ok(await at.client.incentives.editions({ period }))
  expect(editions[0]).toMatchObject({
    number: 2,
    source: 'file',
    fileName: '激励明细.xlsx',
    takenBy: 'hzyd_finance',
    lines: rows.length - 1,
  })
  expect(editions[0]?.findings.map(({ code }) => code)).toEqual(agreed)
  expect(editions[1]).toMatchObject({ number: 1, source: 'service', lines: rows.length })
  await at.stop()
  const { entries } = await auditOf(at, workspaceId)
  expect(entries.filter(({ action }) => action === 'incentives.take')).toHaveLength(2)
  at = await startHost({ dataDir: at.dataDir, shell: at.shell })
})

test('bad rows, totals that do not add up and other columns than last time are named before anything is taken', async () => {
  const rows = portalRows()
  const first = rows[0] as string[]
  const broken = rows.map((row, n) => (n === 0 ? row.with(18, '12,3') : n === 1 ? row.with(18, '99999.5') : row))
  const view = await opened([
    ...broken,
    first.with(0, first[0] ?? ''),
    ['合计', ...first.slice(1, 18).map(() => ''), '1.00'],
  ])
  // The broken row is no line, so what stands there again is not told twice.
  expect(view.reasons.map(({ reason }) => reason).sort()).toEqual(['not-an-amount', 'total-differs'])
  expect(codes(view)).toEqual(expect.arrayContaining(['bad-rows', 'total-differs']))
  expect(
    failed(await at.client.incentives.take({ importId: view.importId, whole: false, accepting: [] })).detail,
  ).toMatchObject({ reason: 'findings' })
  expect((await edition())?.number).toBe(1)
  ok(await at.client.incentives.take({ importId: (await opened(rows)).importId, whole: true, accepting: [] }))
  const renamed = detailHeadings.map((heading) => (heading === '激励比例' ? '返点比例（新）' : heading))
  const other = await opened(rows, 'incentives.details', renamed)
  expect(other.state).toBe('mapping')
  ok(await at.client.imports.map({ importId: other.importId, mapping: other.mapping }))
  expect((await seen(other.importId)).facts?.findings[0]).toMatchObject({
    code: 'columns-changed',
    detail: { added: '返点比例', missing: '激励比例' },
  })
})
