/** Payment applications in the real window: applied for, invoiced, its list printed from real data, on line and off. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { poppler } from '#test/support/paper.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'
import { run } from '../../build/scripts/lib/run.ts'
import { projectFolder } from '../../build/vite/targets.ts'

let api: PartnerApi
let station: Workstation
let period = ''
const dir = mkdtempSync(join(tmpdir(), 'workstation-applications-'))
const pictures = 'test-results/applications'

const picture = async (name: string): Promise<void> => {
  await station.page.waitForTimeout(400)
  await station.page.screenshot({ path: `${pictures}/${name}.png` })
}
async function shown(name: string, root = 'main'): Promise<void> {
  await picture(name)
  expect([name, await axeFindings(station.page, root)]).toEqual([name, []])
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const { accessKey: ak, secretKey: sk } = api.credentials.finance
  station = await launch({ dataDir: join(dir, 'data'), demo: { endpoint: api.url, ak, sk, name: '示例云科技' } })
  await goTo(station.page, '/sync')
  await station.page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
  period = api.state
    .prepare(
      `select period from payout_bills join payout_applications using (application_number) where status = 'TO_INVOICE'`,
    )
    .pluck()
    .get() as string
})
afterAll(async () => {
  await station.close().catch(() => station.kill())
  await api.close().catch(() => {})
  rmSync(dir, { recursive: true, force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture('failed').catch(() => {})
})

it('R-INC-13 an application is asked for twice, sent once, and shows whose turn it is', async () => {
  const { page } = station
  await goTo(page, '/applications')
  const apply = page.getByRole('button', { name: '申请付款' })
  await apply.waitFor()
  await shown('page')
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '再次选择发放方式' }).click()
  await page.getByTitle('银行转账付款').last().click()
  await shown('dialog', '.ant-modal')
  await dialog.getByRole('button', { name: '确认提交申付' }).click()
  await dialog.getByText('已提交').waitFor()
  await dialog.getByText('已完成').waitFor({ timeout: 40_000 })
  await page.keyboard.press('Escape')
  await page.getByText('没有可申付的账单').waitFor({ timeout: 30_000 })
  await page.getByText('申请处理中').first().waitFor()
  expect(api.state.prepare('select count(*) from payout_applications where request_id is not null').pluck().get()).toBe(
    1,
  )
})

it('R-INC-10 R-INC-27 the deadline stands in the frame; a case is ticked off step by step', async () => {
  const { page } = station
  expect(Number(await page.locator('[data-deadline]').getAttribute('data-deadline'))).toBeGreaterThan(Date.now())
  await goTo(page, '/cases?kind=MARKETPLACE')
  await page.getByText('JOINT_AUDIT').waitFor()
  await shown('cases')
  await goTo(page, '/cases')
  await page.getByRole('button', { name: 'RED_LETTER-0003' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('checkbox', { name: /登录国家税务总局/ }).click()
  await drawer.getByText(/hzyd_finance，/).waitFor()
  await shown('case', '.ant-drawer')
  await page.keyboard.press('Escape')
  await goTo(page, '/incentives')
  await page.getByText('确认账单前须结清全部差异').waitFor()
  await picture('incentives')
})

it('R-INC-21 R-INC-29 invoices are noted, and the list is printed off line with what was last read', async () => {
  const { app, page } = station
  const waiting = api.state
    .prepare(`select application_number from payout_applications where status = 'TO_INVOICE'`)
    .pluck()
    .get() as string
  await goTo(page, '/applications')
  await page.getByRole('button', { name: waiting }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: '发票号码' }).fill('26442000000012345678')
  await page.keyboard.press('Enter')
  await drawer.getByRole('textbox', { name: '快递公司' }).fill('顺丰速运')
  await drawer.getByRole('textbox', { name: '快递单号' }).fill('SF1234567890123')
  await page.keyboard.press('Enter')
  await drawer.getByText(/由 顺丰速运 寄出/).waitFor()
  await shown('drawer', '.ant-drawer')
  await api.close()
  await drawer.getByRole('link', { name: '打印开票清单' }).click()
  await page.getByRole('button', { name: '出单并预览' }).click()
  const print = page.getByRole('dialog')
  await print.getByText(/^KP-/).first().waitFor({ timeout: 60_000 })
  const file = join(dir, 'list.pdf')
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
  await page.getByRole('button', { name: '保存为 PDF' }).click()
  await page.getByText('第 1 份 · 保存为 PDF').waitFor({ timeout: 60_000 })
  const text = (await poppler('pdftotext', ['-layout', file, '-'])).replace(/\s+/gu, '')
  for (const part of [
    waiting,
    '开票清单',
    '价税合计',
    '供应商：杭州云端数智科技有限公司',
    '本页小计',
    '累计',
    '人民币',
    '盖章处',
  ])
    expect(text).toContain(part)
  await poppler('pdftoppm', ['-r', '70', '-png', file, join(pictures, 'list')])
  await picture('documents')
  // The same on voucher paper, and a checklist.
  await page.keyboard.press('Escape')
  await print.waitFor({ state: 'hidden' })
  await page.getByText('凭证纸 240×140').click()
  await page.getByRole('button', { name: '出单并预览' }).click()
  await print.getByText(/^KP-/).first().waitFor({ timeout: 60_000 })
  const voucher = join(dir, 'voucher.pdf')
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, voucher)
  await page.getByRole('button', { name: '保存为 PDF' }).click()
  await page.getByText('第 1 份 · 保存为 PDF').waitFor({ timeout: 60_000 })
  await poppler('pdftoppm', ['-r', '70', '-png', voucher, join(pictures, 'voucher')])
  expect(await poppler('pdftotext', ['-layout', voucher, '-'])).not.toContain('…')
})

it('R-INC-29 R-INC-30 a whole period for all customers from a command line, without a window and without the service', async () => {
  await station.close()
  const file = join(dir, 'period.pdf')
  const words = ['print', '--document', 'invoice-list', '--period', period, '--out', file]
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const { code, output } = await run(
    process.env['PARTNER_WORKSTATION_ELECTRON'] ?? '',
    [...(asRoot ? ['--no-sandbox'] : []), projectFolder, `--task=${JSON.stringify(words)}`],
    { env: { ...process.env, PARTNER_WORKSTATION_DATA: join(dir, 'data'), PARTNER_WORKSTATION_PLAIN_KEYRING: '1' } },
  )
  expect({ code, output }).toMatchObject({ code: 0 })
  const said = JSON.parse(/^\{"number".*\}$/m.exec(output)?.[0] ?? '{}') as {
    number: string
    rows: number
    pages: number
  }
  const pages = (await poppler('pdftotext', ['-layout', file, '-'])).split('\f').slice(0, -1)
  expect(pages).toHaveLength(said.pages)
  // Heads, sums and number on every page; every amount with tax of the period on one of them.
  for (const page of pages)
    for (const part of ['申付单号', '价税合计', '本页小计', '累计', said.number]) expect(page).toContain(part)
  const text = pages.join('')
  const lines = text.match(/\d%/g) ?? []
  expect(lines).toHaveLength(said.rows)
  expect(text.replace(/\s/gu, '')).toContain('人民币')
})
