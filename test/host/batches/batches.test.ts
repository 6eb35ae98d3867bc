/** A batch over real parts: a file, its rehearsal, one group, the embedded partner API, the proof sheet. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CouponTerms } from '#shared/contract/batches.ts'
import { billingMonth } from '#shared/time.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '#test/host/support.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { xlsx } from '../imports/files.ts'

let api: PartnerApi
let at: TestHost
let customers: { customer_id: string; customer: string }[] = []
let consultative = ''
const dataDir = newDataDir()

const terms = (more: Partial<CouponTerms> = {}): CouponTerms => ({
  kind: 'coupons.issue',
  quotaId: quotaOf('500000'),
  faceValue: 10_000,
  validFrom: null,
  validUntil: null,
  memo: '年中回馈',
  ...more,
})
const quotaOf = (_: string): string =>
  api.state
    .prepare(`select quota_id from coupon_quotas where limit_infos = '[]' and quota_status = 0 and quota_type = 0
    and parent_quota_id is null and effective_time < datetime('now') order by quota_value desc limit 1`)
    .pluck()
    .get() as string
const jobDone = async (jobId: string | null, lines?: number): Promise<void> => {
  const event = await at.event((one) => one.kind === 'job' && one.job.jobId === jobId && one.job.state !== 'running')
  expect(event).toMatchObject({ job: { state: 'done', ...(lines === undefined ? {} : { done: lines }) } })
}
const importOf = async (rows: Parameters<typeof xlsx>[0]) => {
  const file = new File([(await xlsx(rows)) as BlobPart], '发券名单.xlsx')
  const { importId } = ok(await at.client.imports.open({ kind: 'coupons.issue', file }))
  const id = importId ?? ''
  await until(async () => !['reading', 'checking'].includes(ok(await at.client.imports.get({ importId: id })).state))
  return { importId: id, view: ok(await at.client.imports.get({ importId: id })) }
}

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost({ dataDir })
  await openAs(at, api, 'administrator')
  await synced(at)
  customers = api.state
    .prepare(`select customer_id, customer from customers where association_type = '2' and linked = 1 and finance_custody = 0
      and indirect_partner_id is null order by id limit 12`)
    .all() as typeof customers
  consultative = api.state
    .prepare(
      `select customer_id from customers where association_type = '1' and linked = 1 and indirect_partner_id is null limit 1`,
    )
    .pluck()
    .get() as string
})
afterAll(async () => {
  await at.stop()
  await api.close()
  removeDataDir(dataDir)
})

/** Waits for the machine, not for a time. */
const until = (fits: () => Promise<boolean>): Promise<unknown> => vi.waitUntil(fits, { timeout: 60_000, interval: 50 })

describe('a file becomes a batch', () => {
  it('R-COUPON-01 rehearses without sending: cost, who cannot and why, what is left; and the copy of the file says it', async () => {
    const quotaId = quotaOf('')
    const { importId, view } = await importOf([
      ['客户账号ID', '面值', '备注'],
      [customers[0]?.customer_id ?? '', 100, ''],
      [customers[1]?.customer_id ?? '', 999_999_999, ''],
      [consultative, 100, ''],
      [customers[2]?.customer_id ?? '', '', ''],
      ['nobody', 100, ''],
    ])
    expect(view).toMatchObject({ state: 'checked', rows: 5, good: 3, bad: 2, mappedBy: 'headings' })
    const before = api.state.prepare('select count(*) from coupons').pluck().get()
    const rehearsed = ok(
      await at.client.batches.rehearse({
        source: { from: 'import', importId },
        terms: terms({ quotaId, faceValue: 5_000 }),
      }),
    )
    const balance = Number(
      api.state.prepare('select balance from coupon_quotas where quota_id = ?').pluck().get(quotaId),
    )
    expect(rehearsed).toMatchObject({
      items: 3,
      can: 2,
      cannot: 1,
      cost: 15_000,
      pot: { balance, waiting: 0, after: balance - 15_000 },
      reasons: [{ rule: 'R-COUPON-01', reason: 'short', count: 1, detail: { balance: balance - 10_000 } }],
    })
    expect(api.state.prepare('select count(*) from coupons').pluck().get()).toBe(before)
    const { rows } = ok(
      await at.client.batches.rehearsalRows({ rehearsalId: rehearsed.rehearsalId, only: 'cannot', at: 0, limit: 50 }),
    )
    expect(rows).toMatchObject([{ line: 3, refusal: { reason: 'short' } }])
    const bad = ok(await at.client.imports.rows({ importId, only: 'bad', at: 0, limit: 50 }))
    expect(bad.rows.map(({ line, problems }) => [line, problems[0]?.reason])).toEqual([
      [3, 'short'],
      [4, 'not-resale'],
      [6, 'unknown-customer'],
    ])
    at.shell.saveTo = join(dataDir, 'marked.xlsx')
    const words = { 'R-COUPON-01 short': '额度余额 {{balance}} 不足', 'unknown-customer': '查无此客户' }
    const { jobId } = ok(await at.client.imports.saveMarked({ importId, words, heading: '错误原因', title: '标注' }))
    await jobDone(jobId)
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(at.shell.saveTo)
    const sheet = book.worksheets[0]
    expect(sheet?.getRow(3).getCell(4).value).toMatch(/^额度余额 ¥.* 不足$/)
    expect(sheet?.getRow(4).getCell(4).value).toBe('R-COUPON-02 not-resale')
    expect(sheet?.getRow(6).getCell(4).value).toBe('查无此客户')
  })

  it('R-COUPON-07 a quota for named customers goes to these only', async () => {
    const [limited] = api.state
      .prepare(
        `select quota_id, limit_infos from coupon_quotas where limit_infos like '%customerId%' and parent_quota_id is null`,
      )
      .all() as { quota_id: string; limit_infos: string }[]
    const [{ limit_values: named = [] } = {}] = JSON.parse(limited?.limit_infos ?? '[]') as {
      limit_values?: { value1: string }[]
    }[]
    const stranger =
      customers.find(({ customer_id }) => !named.some(({ value1 }) => value1 === customer_id))?.customer_id ?? ''
    const rehearsed = ok(
      await at.client.batches.rehearse({
        source: { from: 'customers', customerIds: [stranger] },
        terms: terms({ quotaId: limited?.quota_id ?? '' }),
      }),
    )
    expect(rehearsed).toMatchObject({ can: 0, reasons: [{ rule: 'R-COUPON-07', reason: 'not-named' }] })
  })

  it('R-COUPON-08 is accepted once, runs, tells each result, and only failures are tried again', async () => {
    const chosen = customers.slice(3, 9).map(({ customer_id }) => customer_id)
    const stranger = chosen[4] ?? ''
    const rehearsed = ok(
      await at.client.batches.rehearse({ source: { from: 'customers', customerIds: chosen }, terms: terms() }),
    )
    expect(rehearsed).toMatchObject({ can: 6, cannot: 0, cost: 60_000, twins: 0 })
    api.state.prepare('update customers set finance_custody = 1 where customer_id = ?').run(stranger)
    const accept = () =>
      at.client.batches.accept({
        rehearsalId: rehearsed.rehearsalId,
        groupId: 'batch-1',
        label: '六位客户',
        release: true,
      })
    expect(ok(await accept())).toEqual({ groupId: 'batch-1', items: 6, jobId: null })
    expect(ok(await accept())).toEqual({ groupId: 'batch-1', items: 6, jobId: null })
    // The same again says that it is on its way already.
    const again = ok(
      await at.client.batches.rehearse({ source: { from: 'customers', customerIds: chosen }, terms: terms() }),
    )
    expect(again).toMatchObject({ twins: 6, pot: { waiting: 60_000 } })
    await until(async () => {
      const { group } = ok(await at.client.batches.get({ groupId: 'batch-1' }))
      return group.counts.done === 5 && group.counts.refused === 1
    })
    const view = ok(await at.client.batches.get({ groupId: 'batch-1' }))
    expect(view).toMatchObject({
      retriable: 1,
      provable: true,
      group: { label: '六位客户', total: 6, sumDone: 50_000 },
    })
    expect(view.outcomes).toContainEqual(
      expect.objectContaining({ state: 'refused', why: 'vendor', vendorCode: 'CBC.50000034', count: 1 }),
    )
    const only = ok(await at.client.batches.items({ groupId: 'batch-1', only: 'failed', at: 0, limit: 10 }))
    expect(only).toMatchObject({ total: 1, rows: [{ intent: { customerId: stranger, amount: 10_000 } }] })
    expect(only.rows[0]?.customer).toContain('*')
    // The cause is gone: the one failure is tried again alone, in the place of the old one.
    api.state.prepare('update customers set finance_custody = 0 where customer_id = ?').run(stranger)
    const retry = ok(
      await at.client.batches.rehearse({
        source: { from: 'group', groupId: 'batch-1' },
        terms: terms({ faceValue: null }),
      }),
    )
    expect(retry).toMatchObject({ items: 1, can: 1, cost: 10_000 })
    const { jobId } = ok(
      await at.client.batches.accept({
        rehearsalId: retry.rehearsalId,
        groupId: 'batch-2',
        label: '重试',
        release: false,
      }),
    )
    await jobDone(jobId)
    expect(ok(await at.client.batches.get({ groupId: 'batch-1' }))).toMatchObject({
      retriable: 0,
      group: { counts: { discarded: 1 } },
    })
    expect(ok(await at.client.batches.get({ groupId: 'batch-2' }))).toMatchObject({ group: { unreleased: 1 } })
    const issued = api.state
      .prepare(`select customer_id, count(*) as n from coupons where memo like '年中回馈 [%' group by 1`)
      .all() as { customer_id: string; n: number }[]
    expect(issued.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1])
  }, 90_000)

  it('R-COUPON-11 the proof sheet says what the records say, without the memo', async () => {
    const begun = Date.now()
    ok(await at.client.sync.start({ collections: ['coupon-records'] }))
    await until(async () => {
      const { collections } = ok(await at.client.sync.status({}))
      return (collections.find(({ name }) => name === 'coupon-records')?.asOf ?? 0) >= begun
    })
    at.shell.saveTo = join(dataDir, 'proof.xlsx')
    const { jobId } = ok(await at.client.batches.proof({ groupId: 'batch-1', format: 'xlsx', language: 'zh' }))
    await jobDone(jobId, 5)
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(at.shell.saveTo)
    const sheet = book.worksheets[0]
    const lines = Array.from({ length: 5 }, (_, n) => [...((sheet?.getRow(n + 3).values ?? []) as unknown[])].slice(1))
    const records = api.state
      .prepare(`select coupon_id from coupons where memo like '年中回馈 [%' order by coupon_id`)
      .pluck()
      .all() as string[]
    expect(lines.map((line) => line[7]).sort()).toEqual(records)
    expect(lines.map((line) => line[8])).toEqual([100, 100, 100, 100, 100])
    expect(lines.every((line) => line[6] === '已核对')).toBe(true)
    expect(JSON.stringify(lines)).not.toContain('年中回馈')
    for (const { customer } of customers) expect(JSON.stringify(lines)).not.toContain(customer)
  })

  it('R-COUPON-29 the same on paper: numbered, as many lines, the sum of the records', async () => {
    const month = billingMonth(Date.now())
    const order = {
      document: 'batch-proof' as const,
      from: month,
      until: month,
      paper: 'a4' as const,
      fullNames: false,
    }
    const none = { customerId: null, applicationNumber: null }
    const print = ok(await at.client.documents.issue({ ...order, ...none, groupId: 'batch-1' }))
    expect(print).toMatchObject({ document: 'batch-proof', title: '发券证明', rows: 5, total: 50_000 })
    expect(print.number).toMatch(/^ZM-/)
    expect(failed(await at.client.documents.issue({ ...order, ...none, groupId: 'nobody' })).code).toBe('not-found')
    expect(failed(await at.client.documents.issue({ ...order, ...none })).code).toBe('invalid-input')
  })
})

describe('bad luck', () => {
  it('nobody or too many are no batch; a rehearsal that is gone cannot be accepted; rights are asked for', async () => {
    const filter = { text: 'nobody is called so' }
    expect(
      failed(await at.client.batches.rehearse({ source: { from: 'filter', filter, except: [] }, terms: terms() })),
    ).toMatchObject({
      code: 'invalid-input',
      detail: { reason: 'none' },
    })
    expect(
      failed(await at.client.batches.accept({ rehearsalId: 'gone', groupId: 'g', label: '', release: false })).code,
    ).toBe('not-found')
  })

  it('a torn file says so, a file read again with learned headings needs no word', async () => {
    const torn = new File([(await xlsx([['a']])).slice(0, 700) as BlobPart], 'torn.xlsx')
    const { importId } = ok(await at.client.imports.open({ kind: 'coupons.issue', file: torn }))
    await until(async () => ok(await at.client.imports.get({ importId: importId ?? '' })).state === 'failed')
    expect(ok(await at.client.imports.get({ importId: importId ?? '' })).error).toMatchObject({
      code: 'invalid-input',
      detail: { reason: 'not-a-table' },
    })
    const rows = [
      ['编号', '多少'],
      [customers[0]?.customer_id ?? '', 5],
    ]
    const first = await importOf(rows)
    expect(first.view).toMatchObject({ state: 'mapping', missing: ['customer'] })
    ok(await at.client.imports.map({ importId: first.importId, mapping: { customerId: 0, amount: 1 } }))
    await until(async () => ok(await at.client.imports.get({ importId: first.importId })).state === 'checked')
    const second = await importOf(rows)
    expect(second.view).toMatchObject({ state: 'checked', mappedBy: 'learned', good: 1, amount: 500 })
    expect(existsSync(join(dataDir, 'app.json'))).toBe(true)
  })

  it('a template is kept under its name', async () => {
    const template = { templateId: 't1', name: '年中回馈 100', terms: terms({ faceValue: null }) }
    ok(await at.client.batches.saveTemplate(template))
    expect(ok(await at.client.batches.templates({ kind: 'coupons.issue' })).templates).toMatchObject([template])
    ok(await at.client.batches.deleteTemplate({ templateId: 't1' }))
    expect(ok(await at.client.batches.templates({ kind: 'coupons.issue' })).templates).toEqual([])
  })
})
