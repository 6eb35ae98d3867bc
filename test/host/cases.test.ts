/** Cases mirrored from the desk API: every chain and state, ticks and reminders kept here, the checklist on paper. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CaseKind, caseKinds } from '#shared/rules/cases.ts'
import { formatBeijing } from '#shared/time.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { order } from './documents/contents.ts'
import { auditOf, failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost()
  workspaceId = await openAs(at, api, 'finance')
  await synced(at)
})
afterAll(async () => {
  await at.stop().catch(() => {})
  await api.close()
  removeDataDir(at.dataDir)
})
const list = async (kind: CaseKind) => ok(await at.client.cases.list({ kind })).rows

test('R-INC-35 every kind is here with whose turn it is; our turn comes first; a capability names its tag', async () => {
  const { counts } = ok(await at.client.cases.counts({}))
  for (const kind of caseKinds) {
    const rows = await list(kind)
    expect([kind, rows.length]).toEqual([kind, counts.find((one) => one.kind === kind)?.all])
    expect(rows.length).toBeGreaterThan(0)
  }
  const opportunities = await list('OPPORTUNITY')
  expect(new Set(opportunities.slice(0, 4).map(({ status }) => status))).toEqual(
    new Set(['TO_APPLY', 'NOT_PASSED', 'TO_CHECK', 'TO_PAY']),
  )
  expect(opportunities.find(({ status }) => status === 'COMPLETED')?.reclaimUntil).toBeGreaterThan(Date.now())
  const capability = (await list('CAPABILITY')).find(({ status }) => status === 'TO_CHECK')
  expect(capability).toMatchObject({ tag: '云迁移' })
  expect(capability?.deadline).toBeGreaterThan(Date.now())
  const transfers = await list('TRANSFER')
  expect(transfers.every(({ toAccount, customerId }) => toAccount === 'hw_other_dealer' && customerId !== null)).toBe(
    true,
  )
})

test('a state that nobody knows is kept and is nobody’s turn', async () => {
  expect((await list('MARKETPLACE')).find(({ status }) => status === 'JOINT_AUDIT')).toMatchObject({ expectedBy: null })
})

test('R-INC-27 steps are ticked off and printed, with who and when; another kind’s step is refused', async () => {
  const red = (await list('RED_LETTER')).find(({ status, medium }) => status === 'TO_CONFIRM' && medium === 'PAPER')
  const caseId = red?.caseId ?? ''
  ok(await at.client.cases.tick({ caseId, step: 'taxLogin', done: true }))
  ok(await at.client.cases.tick({ caseId, step: 'mailBack', done: true }))
  ok(await at.client.cases.tick({ caseId, step: 'mailBack', done: false }))
  expect(failed(await at.client.cases.tick({ caseId, step: 'slip', done: true }))).toMatchObject({ field: 'step' })
  const after = (await list('RED_LETTER')).find((one) => one.caseId === caseId)
  expect(after?.steps.filter(({ at: done }) => done !== null)).toMatchObject([{ step: 'taxLogin', by: 'hzyd_finance' }])
  const print = ok(await at.client.documents.issue({ ...order, document: 'case-checklist', caseId }))
  expect(print).toMatchObject({ rows: 6, pages: 1, total: red?.amount })
  ok(await at.client.documents.preview({ number: print.number }))
  const page = (at.shell.sheets.at(-1) ?? '').replaceAll('<br>', '')
  for (const said of [
    '红字发票办理清单',
    '红字信息确认单处理',
    '把原纸质发票寄回厂商',
    'hzyd_finance',
    red?.invoiceNumber ?? '',
  ])
    expect(page).toContain(said)
  const other = at.client.documents.issue({ ...order, document: 'case-checklist', caseId: 'PERFORMANCE-1' })
  expect(failed(await other).code).toBe('not-found')
})

test('R-INC-27 a reminder is told once on its day, counts as our turn, and is taken back', async () => {
  const waiting = (await list('RED_LETTER')).find(({ status }) => status === 'RETURN_REQUESTED')
  const caseId = waiting?.caseId ?? ''
  const ours = async () =>
    ok(await at.client.cases.counts({})).counts.find(({ kind }) => kind === 'RED_LETTER')?.ours ?? 0
  const before = await ours()
  const day = (ahead: number): string => formatBeijing(Date.now() + ahead * 86_400_000).slice(0, 10)
  ok(await at.client.cases.remind({ caseId, on: day(2), note: '查红字' }))
  expect(await ours()).toBe(before)
  ok(await at.client.cases.remind({ caseId, on: day(0), note: '查红字' }))
  expect(await ours()).toBe(before + 1)
  ok(await at.client.sync.start({ collections: ['own-member'] }))
  await vi.waitUntil(() => at.shell.notices.some(({ title }) => title.includes(caseId)), {
    timeout: 20_000,
    interval: 40,
  })
  expect(at.shell.notices.filter(({ title }) => title.includes(caseId))).toEqual([
    { title: `办理事项提醒 ${caseId}`, body: '查红字' },
  ])
  ok(await at.client.cases.remind({ caseId, on: null, note: '' }))
  expect(await ours()).toBe(before)
})

test('who may not see incentives sees no case; everything noted is in the audit', async () => {
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'rep')
  await synced(at)
  expect(failed(await at.client.cases.list({ kind: 'MDF' })).code).toBe('forbidden')
  await at.stop()
  const { entries, proof } = await auditOf(at, workspaceId)
  expect(proof.ok).toBe(true)
  expect(entries.filter(({ action }) => action.startsWith('cases.')).length).toBe(6)
})
