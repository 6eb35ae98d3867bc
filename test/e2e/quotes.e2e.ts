/**
 * The sales rep's way in the real window: a quote from the keyboard, priced, on paper; off line a draft order; on line the
 * order itself; a price that moved asks again; an authorization that was taken back refuses.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { customerToOrderFor, movePrice } from '#test/host/quotes/support.ts'
import { revokeAuthorization } from '#test/partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let folder: string
let api: PartnerApi
let station: Workstation
let customerId: string

const startApi = (port?: number): Promise<PartnerApi> =>
  startPartnerApi({
    size: 's',
    seed: 5,
    limits: 'off',
    stateFile: join(folder, 'partner.db'),
    ...(port === undefined ? {} : { port }),
  })

const picture = async (name: string): Promise<void> => {
  // Dialogues come to rest.
  await station.page.waitForTimeout(400)
  mkdirSync('test-results', { recursive: true })
  await station.page.screenshot({ path: `test-results/quotes-${name}.png` })
}

const poppler = (tool: string, words: string[]): Buffer => execFileSync(tool, words)

const placed = (): number => api.state.prepare('select count(*) from placed_orders').pluck().get() as number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workstation-quotes-'))
  api = await startApi()
  customerId = customerToOrderFor(api)
  const { accessKey, secretKey } = api.credentials.administrator
  station = await launch({
    dataDir: join(folder, 'data'),
    demo: { endpoint: api.url, ak: accessKey, sk: secretKey, name: '华东伙伴' },
  })
  await station.page.setViewportSize({ width: 1440, height: 900 }).catch(() => {})
  await station.page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
})
afterAll(async () => {
  await station?.close().catch(() => station.kill())
  await api?.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(`failed-${task.id}`).catch(() => {})
})

describe('a quote', () => {
  it('is made from the customer card in six keys, with a server set, priced and printed', async () => {
    const { page, app } = station
    await goTo(page, `/customers/${customerId}`)
    await page.getByRole('button', { name: '新建报价' }).waitFor()
    // Typed text not counted: Q, Enter, F8, Ctrl+P.
    await page.keyboard.press('q')
    const picker = page.getByRole('combobox', { name: '添加产品' })
    await picker.waitFor()
    await expect.poll(() => picker.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('ecs s6 4核8')
    await page.getByRole('option', { name: /s6\.xlarge\.2\.linux/ }).waitFor()
    await picture('1-picker')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.quote-lines tbody tr').count()).toBe(1)
    await page.getByRole('button', { name: '云服务器套件' }).click()
    await page.getByRole('dialog').getByLabel('云服务器规格').waitFor()
    await picture('2-set')
    await page.getByRole('button', { name: '加入套件' }).click()
    await expect.poll(() => page.locator('.quote-lines tbody tr').count()).toBe(6)
    await page.getByLabel('项目', { exact: true }).fill('官网迁云')
    await page.keyboard.press('F8')
    await page.getByText('优惠价合计').waitFor({ timeout: 30_000 })
    await page.getByText('已保存在本机').waitFor()
    await picture('3-priced')
    expect(await axeFindings(page, 'main')).toEqual([])

    const file = join(folder, 'quote.pdf')
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, file)
    await page.keyboard.press('Control+p')
    await page.getByRole('dialog').getByRole('button', { name: '打印报价单' }).click()
    await page
      .getByRole('dialog')
      .getByText(/报价单 BJ-/)
      .waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: '保存 PDF' }).click()
    await page.getByText(/已保存 quote\.pdf/).waitFor({ timeout: 30_000 })
    await picture('4-paper')
    await page.getByRole('button', { name: '关闭', exact: true }).last().click()
    const text = poppler('pdftotext', ['-layout', file, '-']).toString()
    expect(text.replaceAll(/\s/g, '')).toMatch(/报价单.*人民币.+[元整]/)
    poppler('pdftoppm', ['-r', '80', '-png', '-singlefile', file, join('test-results', 'quotes-paper')])
  })
})

describe('an order from it', () => {
  it('R-ORD-09 off line it is kept as a draft; back on line it is placed once', async () => {
    const { page } = station
    const { port } = api
    await api.close()
    await page.keyboard.press('F8')
    await page.getByText('离线：显示上次询到的价格', { exact: false }).waitFor({ timeout: 60_000 })
    await picture('5-offline')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').getByText('离线不能下单', { exact: false }).waitFor()
    await picture('6-draft')
    await page.keyboard.press('Enter')
    await page.locator('[data-intent="draft"]').waitFor()
    api = await startApi(port)
    expect(placed()).toBe(0)
    await goTo(page, '/quotes?tab=ordered')
    await page.getByRole('link', { name: '官网迁云' }).click()
    const go = page.getByRole('button', { name: '现在下单' })
    await expect.poll(() => go.isEnabled(), { timeout: 60_000 }).toBe(true)
    await go.click()
    await picture('7-handed-over')
    await page.locator('[data-intent="done"]').waitFor({ timeout: 60_000 })
    await picture('8-done')
    expect(placed()).toBe(1)
  })

  it('R-ORD-05 a moved price asks again, R-AUTH-06 a revoked authorization refuses', async () => {
    const { page } = station
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByText('复制为新报价').click()
    await page.getByRole('button', { name: '代客下单' }).waitFor()
    movePrice(api, 's6.xlarge.2.linux', 120)
    await page.keyboard.press('Control+Enter')
    const confirm = page.getByRole('dialog').getByRole('button', { name: '确认下单' })
    await confirm.waitFor()
    await expect.poll(() => confirm.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText(/价格变了：原来 ¥[\d,.]+，现在 ¥[\d,.]+。/).waitFor({ timeout: 60_000 })
    await picture('9-moved')
    expect(placed()).toBe(1)
    revokeAuthorization(api.state, customerId, '改由自行下单')
    await page.getByRole('button', { name: /同意新价/ }).click()
    await page.locator('[data-intent="refused"]').waitFor({ timeout: 60_000 })
    await picture('10-revoked')
    expect(placed()).toBe(1)
    await goTo(page, '/quotes?tab=all')
    await page.getByRole('link', { name: '官网迁云' }).first().waitFor()
    await picture('11-list')
    expect(await axeFindings(page, 'main')).toEqual([])
    expect(station.consoleErrors.filter((one) => !one.includes('ERR_'))).toEqual([])
  })
})
