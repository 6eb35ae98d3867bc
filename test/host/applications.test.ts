/** Applying for payment against the embedded partner API: states, rejections and the way back, exactly once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ApplicableBill } from '#shared/contract/applications.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import type { Fault } from '../partner-api/faults.ts'
import { moveApplication } from '../partner-api/operations/application-store.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { auditOf, failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string
/** The host's clock runs ahead, so that no test waits for an undo window or a pause between two looks. */
let ahead = 0

beforeEach(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  ahead = 0
  at = await startHost({ now: () => Date.now() + ahead })
  workspaceId = await openAs(at, api, 'finance')
  await synced(at)
})
afterEach(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
  await api.close()
})

const applicable = async () => ok(await at.client.applications.applicable({}))
const list = async (period?: string) =>
  ok(await at.client.applications.list({ ...(period === undefined ? {} : { period }), from: 0, limit: 200 }))
const payload = (bills: readonly ApplicableBill[], key: string) => ({
  key,
  payoutForm: 'BANK' as const,
  formConfirmed: 'BANK' as const,
  bills: bills.map(({ billId, payable }) => ({ billId, amount: payable })),
})
const apply = (bills: readonly ApplicableBill[], key: string, change: object = {}) =>
  at.client.applications.apply({
    requestId: key,
    release: true,
    items: [{ payload: { ...payload(bills, key), ...change } }],
  })
const ended = async (intent: IntentView | undefined, state: IntentView['state']) => {
  const found = async () => ok(await at.client.outbox.get({ intentId: intent?.intentId ?? '' })).intent
  await vi.waitUntil(
    async () => {
      if ((await found()).state === state) return true
      ahead += 10_000
      ok(await at.client.outbox.resume({}))
      return false
    },
    { timeout: 30_000, interval: 50 },
  )
  return found()
}
const reread = async (collections: string[]) => {
  const before = Date.now()
  ok(await at.client.sync.start({ collections }))
  await vi.waitUntil(
    async () => {
      const { phase, collections: all } = ok(await at.client.sync.status({}))
      return phase === 'idle' && all.every(({ name, asOf }) => !collections.includes(name) || (asOf ?? 0) >= before)
    },
    { timeout: 30_000, interval: 40 },
  )
}
const made = () =>
  api.state.prepare('select count(*) from payout_applications where request_id is not null').pluck().get()

test('R-INC-12 R-INC-02 one application for all that is payable; nothing is left, and the partner tells it as being processed', async () => {
  const { bills, info } = await applicable()
  expect(info).toMatchObject({ status: 'COMPLETE', autoApply: false, bankAccount: '****3456' })
  expect(bills.length).toBeGreaterThan(1)
  expect(bills.every(({ payable, status }) => payable > 0 && status === 'ISSUED')).toBe(true)
  const answer = ok(await apply(bills, 'all-1'))
  const sum = bills.reduce((all, { payable }) => all + payable, 0)
  expect(answer.intents[0]).toMatchObject({ state: 'queued', amount: sum })
  // A second window cannot apply for the same bills meanwhile; the same click gets its answer.
  expect(failed(await apply(bills.slice(0, 1), 'other')).detail).toMatchObject({ reason: 'in-application' })
  expect(ok(await apply(bills, 'all-1')).intents[0]?.intentId).toBe(answer.intents[0]?.intentId)
  const { effectId } = await ended(answer.intents[0], 'done')
  await vi.waitUntil(async () => (await applicable()).bills.length === 0, { timeout: 30_000, interval: 50 })
  const application = ok(await at.client.applications.get({ number: effectId ?? '' }))
  expect(application).toMatchObject({ status: 'PROCESSING', payoutForm: 'BANK', incentive: sum, lines: 0 })
  expect(application.total).toBe(application.incentive + application.tax)
  expect(application.bills.reduce((all, { total }) => all + total, 0)).toBe(application.total)
  expect(made()).toBe(1)
}, 60_000)

test('R-INC-13 two different answers for the form are refused here, and nothing is sent', async () => {
  const { bills } = await applicable()
  const { intents } = ok(await apply(bills, 'form-1', { formConfirmed: 'ACCOUNT' }))
  expect(intents[0]).toMatchObject({ state: 'refused', detail: { rule: 'R-INC-13', reason: 'not-confirmed' } })
  expect(made()).toBe(0)
})

test('R-INC-16 business information that changed meanwhile is noticed right before sending', async () => {
  const { bills } = await applicable()
  api.state.exec(`update business_info set status = 'IN_REVIEW'`)
  const { intents } = ok(await apply(bills, 'late-1'))
  const refused = await ended(intents[0], 'refused')
  expect(refused.detail).toMatchObject({ rule: 'R-INC-16', reason: 'in-review' })
  await reread(['business-info'])
  const again = ok(await apply(bills, 'late-2')).intents[0]
  expect(again).toMatchObject({ state: 'refused', detail: { rule: 'R-INC-16' } })
  expect(made()).toBe(0)
}, 60_000)

/** One after the other at the first call, and once more at the second. */
const strikes: [name: string, ...faults: Fault[]][] = [
  ['lost before', { kind: 'dropBefore' }],
  ['lost after', { kind: 'dropAfter' }],
  ['broken', { kind: 'brokenBody', how: 'truncated' }],
  ['500 after', { kind: 'status', status: 500, after: true }],
  ['throttled', { kind: 'throttle', retryAfterSeconds: 1 }],
  // Looked for before it shows, it is sent again under its own key.
  ['lost after, and told late', { kind: 'late', ms: 3_000 }, { kind: 'dropAfter' }],
]

test.each(strikes)(
  'an answer that never came or cannot be read (%s) makes one application all the same',
  async (_name, ...faults: Fault[]) => {
    const { bills } = await applicable()
    api.faults.set({ rules: faults.map((fault) => ({ operation: 'ApplyDeskPayout', nth: [1, 2], fault })) })
    const { intents } = ok(await apply(bills, 'lost-1'))
    const done = await ended(intents[0], 'done')
    expect(made()).toBe(1)
    expect(
      api.state
        .prepare('select request_id from payout_applications where application_number = ?')
        .pluck()
        .get(done.effectId),
    ).toBe('lost-1')
    await vi.waitUntil(async () => (await applicable()).bills.length === 0, { timeout: 30_000, interval: 50 })
  },
  60_000,
)

test('the program ends between request and answer: at the next start the application is found, not made again', async () => {
  const { bills } = await applicable()
  api.faults.set({ rules: [{ operation: 'ApplyDeskPayout', nth: [1], fault: { kind: 'brokenBody', how: 'stalled' } }] })
  const { intents } = ok(await apply(bills, 'killed-1'))
  await ended(intents[0], 'sent')
  await vi.waitUntil(() => made() === 1, { timeout: 20_000, interval: 20 })
  await at.stop()
  at = await startHost({ dataDir: at.dataDir, shell: at.shell, now: () => Date.now() + ahead })
  const done = await ended(intents[0], 'done')
  expect(made()).toBe(1)
  expect(ok(await at.client.outbox.get({ intentId: done.intentId })).history.map(({ state }) => state)).toContain(
    'uncertain',
  )
}, 60_000)

test('R-INC-25 R-INC-03 a rejection keeps its reason and gives the amount back: applied for again under a new number', async () => {
  const { rows, periods } = await list()
  const rejected = rows.find(({ status }) => status === 'REJECTED')
  expect(rejected?.rejectReason).toBe('发票抬头与商业信息不一致，请核对后重新申请')
  expect(rejected?.steps.at(-1)).toMatchObject({ status: 'REJECTED', note: rejected?.rejectReason })
  const period = rejected?.bills[0]?.period ?? ''
  expect(periods).toContain(period)
  const ofPeriod = await list(period)
  expect(ofPeriod.total).toBeGreaterThan(0)
  expect(ofPeriod.rows.every(({ bills }) => bills.some((bill) => bill.period === period))).toBe(true)
  const { bills } = await applicable()
  const back = bills.filter(({ billId }) => rejected?.bills.some((bill) => bill.billId === billId))
  expect(back.map(({ payable }) => payable)).toEqual(rejected?.bills.map(({ amount }) => amount))
  const { intents } = ok(await apply(back, 'again-1'))
  const { effectId } = await ended(intents[0], 'done')
  expect(effectId).not.toBe(rejected?.number)
}, 60_000)

test('R-INC-17 R-INC-22 states move and are told with whose turn it is; a state nobody knows is shown as it is', async () => {
  const { rows } = await list()
  const waiting = rows.find(({ status }) => status === 'TO_INVOICE')
  expect(waiting?.expectedBy).toBeNull()
  expect(waiting?.lines).toBeGreaterThan(0)
  expect(rows.find(({ status }) => status === 'INVOICE_REVIEW')?.expectedBy).toBeGreaterThan(0)
  const number = waiting?.number ?? ''
  moveApplication(api.state, number, { status: 'ESCROW_HOLD', at: Date.now() })
  await reread(['payout-applications'])
  expect(ok(await at.client.applications.get({ number }))).toMatchObject({ status: 'ESCROW_HOLD', expectedBy: null })
})

test('R-INC-19 R-INC-20 R-INC-21 invoices and the parcel are noted once they add up; an invoice belongs to one application', async () => {
  const { rows } = await list()
  const one = rows.find(({ status }) => status === 'TO_INVOICE')
  const other = rows.find(({ status }) => status === 'INVOICE_REVIEW')
  const note = (invoiceNumber: string, amount: number, number = one?.number ?? '') =>
    at.client.applications.noteInvoice({ number, invoiceNumber, kind: 'special', amount, issuedOn: '2026-11-20' })
  const mail = () =>
    at.client.applications.noteMailing({
      number: one?.number ?? '',
      courier: '顺丰速运',
      trackingNumber: 'SF1234567890123',
      sentOn: '2026-11-21',
    })
  const whole = one?.invoiceAmount ?? 0
  expect(failed(await mail()).detail).toMatchObject({ rule: 'R-INC-20', reason: 'sum', needed: whole })
  ok(await note('00000001', whole - 100))
  expect(failed(await note('00000002', 101)).detail).toMatchObject({ rule: 'R-INC-20', reason: 'over' })
  ok(await note('00000002', 100))
  expect(failed(await note('00000002', 1, other?.number)).detail).toMatchObject({
    rule: 'R-INC-19',
    reason: 'other-application',
    number: one?.number,
  })
  ok(await mail())
  const kept = ok(await at.client.applications.get({ number: one?.number ?? '' }))
  expect(kept.invoices.map(({ number }) => number)).toEqual(['00000001', '00000002'])
  expect(kept.mailing).toMatchObject({ courier: '顺丰速运', by: 'hzyd_finance' })
  ok(await at.client.applications.removeInvoice({ id: kept.invoices[1]?.id ?? 0 }))
  ok(await note('00000002', 1, other?.number))
  await at.stop()
  const { entries, proof } = await auditOf(at, workspaceId)
  expect(proof.ok).toBe(true)
  expect(entries.map(({ action }) => action).filter((action) => action.startsWith('applications.'))).toEqual([
    'applications.noteInvoice',
    'applications.noteInvoice',
    'applications.noteMailing',
    'applications.removeInvoice',
    'applications.noteInvoice',
  ])
})

test('R-INC-12 automatic: switched on once, the partner applies by itself at its next look', async () => {
  const turn = (payoutForm: 'BANK' | 'ACCOUNT', requestId: string) =>
    at.client.applications.autoApply({
      requestId,
      release: true,
      items: [{ payload: { enabled: true, payoutForm, formConfirmed: 'BANK' } }],
    })
  expect(ok(await turn('ACCOUNT', 'auto-1')).intents[0]).toMatchObject({
    state: 'refused',
    detail: { rule: 'R-INC-13' },
  })
  await ended(ok(await turn('BANK', 'auto-2')).intents[0], 'done')
  await vi.waitUntil(async () => (await applicable()).info?.autoApply, { timeout: 30_000, interval: 50 })
  await reread(['payout-applications', 'incentive-bills'])
  expect((await list()).rows.some(({ automatic }) => automatic)).toBe(true)
  expect((await applicable()).bills).toEqual([])
}, 60_000)

test('without a network an application is kept as a draft, and goes when a person lets it go', async () => {
  const { bills } = await applicable()
  const { port } = api
  await api.close()
  ok(await at.client.sync.start({ collections: ['payout-applications'] }))
  await vi.waitUntil(async () => ok(await at.client.sync.status({})).connection === 'offline', {
    timeout: 30_000,
    interval: 50,
  })
  const { intents } = ok(await apply(bills, 'draft-1'))
  expect(intents[0]).toMatchObject({ state: 'draft' })
  expect((await applicable()).bills[0]?.intent?.intentId).toBe(intents[0]?.intentId)
  expect(
    failed(
      await at.client.applications.autoApply({
        requestId: 'x',
        release: true,
        items: [{ payload: { enabled: false, payoutForm: null, formConfirmed: null } }],
      }),
    ).code,
  ).toBe('offline')
  api = await startPartnerApi({ size: 's', limits: 'off', port })
  ok(await at.client.outbox.release({ intentIds: [intents[0]?.intentId ?? ''] }))
  ok(await at.client.outbox.resume({}))
  await ended(intents[0], 'done')
  expect(made()).toBe(1)
}, 90_000)

test('who may only read sees applications and cannot apply; a rep sees none of it', async () => {
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'director')
  await synced(at)
  expect((await list()).rows.length).toBeGreaterThan(0)
  const { bills } = await applicable()
  expect(failed(await apply(bills, 'no-1')).code).toBe('forbidden')
  ok(await at.client.workspaces.close({}))
  await openAs(at, api, 'rep')
  expect(failed(await at.client.applications.list({ from: 0, limit: 10 })).code).toBe('forbidden')
})
