/**
 * Coupons on a train: a file with mistakes, rehearsed and queued without a network, a single one from the customer card
 * out of a quota that ends meanwhile; then the network comes back, the batch runs, and the proof sheet says what the
 * partner's records say.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { xlsx } from '#test/host/imports/files.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
let ending = ''
/** A quota without limits of its own. */
let plain = ''
let batchAddress = ''
let customers: string[] = []
const dir = mkdtempSync(join(tmpdir(), 'workstation-batches-'))
const pictures = 'test-results/batches'
const serve = (port = 0): Promise<PartnerApi> =>
  startPartnerApi({ size: 's', limits: 'off', stateFile: join(dir, 'partner.db'), port })

const picture = async (name: string): Promise<void> => {
  await station.page.waitForTimeout(400)
  await station.page.screenshot({ path: `${pictures}/${name}.png` })
}

/** Where the next dialogue to save a file leads. */
const saveTo = (path: string): Promise<void> =>
  station.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)

const dropFile = (page: Page, name: string, bytes: Uint8Array): Promise<void> =>
  page.evaluate(
    ({ name: fileName, base64 }) => {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], fileName))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    },
    { name, base64: Buffer.from(bytes).toString('base64') },
  )

const issued = (): { customer_id: string; n: number }[] =>
  api.state.prepare(`select customer_id, count(*) as n from coupons where memo like '回馈 [%' group by 1`).all() as {
    customer_id: string
    n: number
  }[]

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await serve()
  customers = api.state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
         and indirect_partner_id is null order by id`,
    )
    .pluck()
    .all() as string[]
  // The quota that ends first is the one offered: this one ends on the way.
  ending = api.state
    .prepare(`select quota_id from coupon_quotas where limit_infos like '%minFaceValue%' limit 1`)
    .pluck()
    .get() as string
  plain = api.state
    .prepare(
      `select quota_id from coupon_quotas where limit_infos = '[]' and quota_status = 0 and quota_type = 0
         and parent_quota_id is null order by quota_value desc limit 1`,
    )
    .pluck()
    .get() as string
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
  api.state.prepare('update coupon_quotas set expire_time = ? where quota_id = ?').run(soon, ending)
  const { accessKey: ak, secretKey: sk } = api.credentials.administrator
  station = await launch({ dataDir: join(dir, 'data'), demo: { endpoint: api.url, ak, sk, name: '演示工作区' } })
  await goTo(station.page, '/sync')
  await station.page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
})

afterAll(async () => {
  await station.close().catch(() => station.kill())
  await api.close().catch(() => {})
  rmSync(dir, { recursive: true, force: true })
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(`failed-${task.name.replace(/[^a-zA-Z0-9]+/g, '-')}`).catch(() => {})
})

describe('without a network', () => {
  it('R-CUST-37 a coupon from the customer card in three keys waits for a release', async () => {
    await api.close()
    const { page } = station
    await goTo(page, '/sync')
    await page.getByRole('button', { name: '立即同步' }).click()
    await page.getByText('离线').first().waitFor({ timeout: 60_000 })
    await goTo(page, `/customers/${customers[0]}`)
    await page.getByRole('button', { name: '发放代金券' }).waitFor()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '面值（元）' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.matches('input.batch-face'))
    await page.keyboard.type('１００')
    await picture('1-card')
    await page.keyboard.press('Enter')
    await page.getByText('已保存在本机').waitFor()
    await dialog.waitFor({ state: 'detached' })
  })

  it('R-COUPON-08 a file of thirty rows with three mistakes is checked, marked, rehearsed and queued', async () => {
    const { page } = station
    const chosen = customers.slice(1, 28)
    const rows = [
      ['客户账号ID', '面值', '备注'],
      ...chosen.map((customerId) => [customerId, 50, '']),
      [customers[28] ?? '', '五十', ''],
      ['1.23E+17', 50, ''],
      ['nobody', 50, ''],
    ]
    await dropFile(page, '年中回馈名单.xlsx', await xlsx(rows))
    await page.getByRole('button', { name: '批量发券' }).last().click()
    await page.getByText('可用 27 行').waitFor({ timeout: 30_000 })
    await picture('2-checked')
    await saveTo(join(dir, 'marked.xlsx'))
    await page.getByRole('button', { name: '保存标注副本' }).click()
    await expect.poll(() => readFileSync(join(dir, 'marked.xlsx')).length, { timeout: 30_000 }).toBeGreaterThan(1000)
    await page.getByRole('combobox', { name: '额度' }).click()
    await page
      .getByText(new RegExp(`代金券额度 .* ${plain}`))
      .last()
      .click()
    await page.getByRole('textbox', { name: '备注' }).fill('回馈')
    await page.getByRole('button', { name: '预演', exact: true }).click()
    await page.getByRole('button', { name: '排队 27 张，合计 ¥1,350.00' }).scrollIntoViewIfNeeded()
    await picture('3-rehearsal')
    await page.getByRole('button', { name: '排队 27 张，合计 ¥1,350.00' }).click()
    await page.getByRole('button', { name: '放行 27 项' }).waitFor()
    await picture('4-queued')
    batchAddress = new URL(page.url()).hash.slice(1)
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(join(dir, 'marked.xlsx'))
    const reasons = [29, 30, 31].map((line) => String(book.worksheets[0]?.getRow(line).getCell(4).value))
    expect(reasons).toEqual([
      expect.stringContaining('有效的数字'),
      expect.stringContaining('表格软件'),
      expect.stringContaining('没有这个客户'),
    ])
  })
})

describe('the network is back', () => {
  it('R-COUPON-01 the quota that ended meanwhile refuses by its rule, and the rest goes on', async () => {
    api = await serve(api.port)
    const past = new Date(Date.now() - 3600_000).toISOString().replace(/\.\d+Z$/, 'Z')
    api.state.prepare('update coupon_quotas set expire_time = ? where quota_id = ?').run(past, ending)
    const { page } = station
    await goTo(page, '/sync')
    await page.getByRole('button', { name: '立即同步' }).click()
    await page.getByText('离线').first().waitFor({ state: 'detached', timeout: 60_000 })
    // The oldest stands last: the single one, whose quota has ended.
    await goTo(page, '/outbox')
    await page.getByRole('grid').waitFor()
    await page
      .getByRole('row', { name: /¥50.00/ })
      .first()
      .getByRole('gridcell')
      .nth(3)
      .click()
    await page.keyboard.press('Control+End')
    await page.getByRole('row', { name: /¥100.00/ }).waitFor()
    await page.keyboard.press('r')
    await page.getByRole('dialog').getByRole('button', { name: '放行 1 笔' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await goTo(page, batchAddress)
    await page.getByRole('button', { name: '放行 27 项' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放行 27 笔' }).click()
    await expect.poll(() => issued().length, { timeout: 90_000, interval: 500 }).toBe(27)
    expect(issued().every(({ n }) => n === 1)).toBe(true)
    await goTo(page, '/outbox?tab=failed')
    await page
      .getByText(/额度已在 .* 到期/)
      .first()
      .waitFor({ timeout: 30_000 })
    await picture('5-ended-quota')
    await goTo(page, batchAddress)
  })

  it('the batch tells its result and the proof sheet what the records say', async () => {
    const { page } = station
    await page.getByText('已完成 27 项').first().waitFor({ timeout: 60_000 })
    await picture('6-done')
    await goTo(page, '/sync')
    await page.getByRole('button', { name: '立即同步' }).click()
    await page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
    await goTo(page, batchAddress)
    await saveTo(join(dir, 'proof.xlsx'))
    await page.getByRole('button', { name: '证明表' }).click()
    await page.getByText(/证明表已保存/).waitFor({ timeout: 30_000 })
    await picture('7-proof')
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(join(dir, 'proof.xlsx'))
    const sheet = book.worksheets[0]
    const ids = Array.from({ length: 27 }, (_, n) => String(sheet?.getRow(n + 3).getCell(8).value)).sort()
    expect(ids).toEqual(
      api.state.prepare(`select coupon_id from coupons where memo like '回馈 [%' order by coupon_id`).pluck().all(),
    )
    expect(station.consoleErrors).toEqual([])
  })
})
