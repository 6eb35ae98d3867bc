/** Invoice lists from what was really read: of one application and of a period, offline, and refused where sums differ. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Application } from '#shared/contract/applications.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { order } from './documents/contents.ts'
import { failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let rows: Application[]
const folder = mkdtempSync(join(tmpdir(), 'invoice-lists-'))

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost()
  await openAs(at, api, 'finance')
  await synced(at)
  rows = ok(await at.client.applications.list({ from: 0, limit: 200 })).rows
})
afterAll(async () => {
  await at.stop()
  await api.close().catch(() => {})
  removeDataDir(at.dataDir)
  rmSync(folder, { recursive: true, force: true })
})

const of = (status: string): Application => {
  const found = rows.find((row) => row.status === status)
  if (!found) throw new Error(`no application in ${status}`)
  return found
}
const whole = (application: Application) => ({
  ...order,
  from: application.bills[0]?.period ?? '',
  until: application.bills[0]?.period ?? '',
})
const issueOne = (application: Application) =>
  at.client.documents.issue({ ...whole(application), applicationNumber: application.number })
const pageOf = async (number: string): Promise<string> => {
  ok(await at.client.documents.preview({ number }))
  return (at.shell.sheets.at(-1) ?? '').replaceAll('<br>', '')
}

test('R-INC-24 R-INC-29 R-INC-30 of one application: its rows add up to it; party, address, supplier and capitals on paper', async () => {
  const application = of('TO_INVOICE')
  const print = ok(await issueOne(application))
  expect(print).toMatchObject({
    rows: application.lines,
    total: application.total,
    period: application.bills[0]?.period,
  })
  expect(print.asOf).not.toBeNull()
  const page = await pageOf(print.number)
  expect(page).toContain(application.number)
  expect(page).toContain('华为云计算技术有限公司')
  expect(page).toContain('财务共享中心')
  expect(page).toContain('纳税人识别号 91440300MA5F7K2M8X，开户行 中国工商银行深圳南山支行，账号 ****3456')
  expect(page).toContain(`${formatYuan(fen(application.total))}</span><span>人民币`)
  expect(page).toMatch(/<td>[^<]{2}\*{4}[^<]{2}<\/td>/)
})

test('R-INC-24 of a whole period: all of its applications that need an invoice, each to the fen', async () => {
  const { from, until } = whole(of('INVOICE_REVIEW'))
  const inside = rows.filter(
    ({ bills, lines, status }) => lines > 0 && status !== 'REJECTED' && bills.some(({ period }) => period === from),
  )
  expect(inside.length).toBeGreaterThan(1)
  const print = ok(await at.client.documents.issue({ ...order, from, until }))
  expect(print.total).toBe(inside.reduce((sum, { total }) => sum + total, 0))
  expect(print.rows).toBe(inside.reduce((sum, { lines }) => sum + lines, 0))
  // Several periods at once, and as a file.
  const all = ok(await at.client.documents.issue({ ...order, from: '2000-01', until }))
  expect(all.total).toBeGreaterThan(print.total)
  at.shell.saveTo = join(folder, 'list.xlsx')
  ok(await at.client.documents.save({ number: print.number, format: 'xlsx' }))
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  await book.xlsx.readFile(join(folder, 'list.xlsx'))
  const sheet = book.worksheets[0]
  expect(sheet?.rowCount).toBe(print.rows + 2)
  const heads = (sheet?.getRow(2).values as string[]) ?? []
  const column = heads.indexOf('价税合计')
  let sum = 0
  for (let n = 3; n <= print.rows + 2; n += 1) sum += Math.round(Number(sheet?.getRow(n).getCell(column).value) * 100)
  expect(sum).toBe(print.total)
})

test('on voucher paper party and address stand above the table, and nothing of a row is cut', async () => {
  const application = of('TO_INVOICE')
  const single = { ...whole(application), applicationNumber: application.number, paper: 'voucher' as const }
  const print = ok(await at.client.documents.issue(single))
  expect(print).toMatchObject({ rows: application.lines, total: application.total })
  const page = await pageOf(print.number)
  expect(page).toContain('收件地址：贵州省贵安新区黔中大道交兴功路华为云数据中心 财务共享中心激励发票组（收）')
  expect(page.split(`<td>${application.number}</td>`).length - 1).toBe(application.lines)
  expect(page).not.toContain('…')
})

test('R-INC-22 without an invoice, or rejected, there is no list, and it is said why', async () => {
  expect(failed(await issueOne(of('QUOTA_FAILED'))).detail).toMatchObject({
    rule: 'R-INC-22',
    reason: 'no-invoice-needed',
  })
  expect(failed(await issueOne(of('REJECTED'))).detail).toMatchObject({ rule: 'R-INC-22', reason: 'no-list-yet' })
  const nobody = at.client.documents.issue({ ...order, applicationNumber: 'SF0000' })
  expect(failed(await nobody)).toMatchObject({ code: 'not-found', field: 'applicationNumber' })
})

test('R-INC-30 what does not add up is refused with both figures and takes no number', async () => {
  const application = of('PAYMENT_REVIEW')
  const before = ok(await issueOne(application))
  const change = api.state.prepare('update payout_bills set tax = tax + ? where application_number = ?')
  change.run(1, application.number)
  const began = Date.now()
  ok(await at.client.sync.start({ collections: ['payout-applications'] }))
  await vi.waitUntil(
    async () =>
      ok(await at.client.sync.status({})).collections.some(
        ({ name, asOf }) => name === 'payout-applications' && (asOf ?? 0) >= began,
      ),
    { timeout: 30_000, interval: 40 },
  )
  expect(failed(await issueOne(application))).toMatchObject({
    code: 'sums-differ',
    detail: { difference: -1, application: application.number },
  })
  expect(failed(await at.client.documents.issue(whole(application))).code).toBe('sums-differ')
  const next = ok(await issueOne(of('TO_INVOICE')))
  expect(Number(next.number.slice(-5))).toBe(Number(before.number.slice(-5)) + 1)
  change.run(-1, application.number)
})

test('R-INC-29 off line, and from a command line with the same code', async () => {
  await api.close()
  const application = of('TO_INVOICE')
  expect(ok(await issueOne(application)).total).toBe(application.total)
  const out = join(folder, 'period.pdf')
  const period = application.bills[0]?.period ?? ''
  const end = await at.host.runTask(['print', '--document', 'invoice-list', '--period', period, '--out', out])
  expect(end).toMatchObject({ ok: true })
  expect(readFileSync(out, 'utf8')).toContain(application.number)
  const none = await at.host.runTask(['print', '--document', 'invoice-list', '--period', '2001-01', '--out', out])
  expect(none).toMatchObject({ ok: false, message: expect.stringContaining('nothing-to-print') })
})
