/**
 * Authorization in the real window: asked for offline, sent when the network is back, granted by the customer, acted on
 * with the bar on every page, and taken back while somebody acts.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { customerByAuthorization, grantAuthorization, revokeAuthorization } from '#test/partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
let customer = ''
const dir = mkdtempSync(join(tmpdir(), 'workstation-authorizations-'))
const pictures = 'test-results/authorizations'

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
  customer = customerByAuthorization(api.state, 'NONE')
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

const stateAtPartner = (): unknown =>
  api.state.prepare('select state from authorizations where customer_id = ?').pluck().get(customer)
const block = () => station.page.getByRole('region', { name: '客户授权' })
const syncNow = async (): Promise<void> => {
  const { page } = station
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('lijitongbu')
  await page.getByRole('option', { name: /立即同步/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
}

it('R-AUTH-08 the request needs the letter, is queued without an answer, and arrives once', async () => {
  const { page } = station
  await goTo(page, '/authorizations')
  await page.getByRole('grid').waitFor()
  await shown('1-list')
  await goTo(page, `/customers/${customer}`)
  await block().getByRole('button', { name: '申请授权' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').click()
  await shown('2-request', '[role="dialog"]')
  api.faults.add({ operation: 'RequestDeskAuthorization', times: 1, fault: { kind: 'dropAfter' } })
  await dialog.getByRole('button', { name: '申请授权' }).click()
  await block().getByText('申请已排队').waitFor()
  await picture('3-queued')
  await expect.poll(stateAtPartner, { timeout: 60_000 }).toBe('REQUESTED')
  await page.locator('[data-authorization="REQUESTED"]').waitFor({ timeout: 60_000 })
  await shown('4-requested')
})

it('R-AUTH-09 granted by the customer, acting shows on every page, and ends when the customer takes it back', async () => {
  const { page } = station
  grantAuthorization(api.state, customer)
  await syncNow()
  await page.locator('[data-authorization="GRANTED"]').waitFor({ timeout: 60_000 })
  await block().getByRole('button', { name: '切换角色' }).click()
  const bar = page.getByRole('region', { name: '代客身份' })
  await bar.waitFor()
  await shown('5-acting', '.frame-bar')
  for (const path of ['/orders', '/settings', '/authorizations']) {
    await goTo(page, path)
    await bar.waitFor()
  }
  await picture('6-acting-elsewhere')
  revokeAuthorization(api.state, customer, '改由自行下单')
  await syncNow()
  await page.locator('[data-acting-ended]').waitFor({ timeout: 60_000 })
  await page.locator('[data-lost]').waitFor({ timeout: 60_000 })
  await shown('7-taken-back', '.frame-bar')
  await page.locator('[data-acting-ended]').getByRole('button', { name: '知道了' }).click()
  await page.locator('[data-lost]').getByRole('button', { name: '知道了' }).click()
  await page.locator('[data-acting-ended]').waitFor({ state: 'detached' })
  await goTo(page, `/customers/${customer}`)
  await block().getByText('改由自行下单').waitFor()
  await shown('8-withdrawn')
})

it('R-GROW-23 R-GROW-24 an offer is shared by a code made here, and the log says so', async () => {
  const { page } = station
  await goTo(page, '/growth')
  await page.getByRole('table').first().waitFor()
  await shown('9-growth')
  await page
    .getByRole('button', { name: /^分享 / })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('发给谁、为什么（只记在本机）').fill('展会来访')
  await dialog.getByRole('button', { name: '显示二维码' }).click()
  await dialog.getByRole('img', { name: '分享二维码' }).waitFor()
  await shown('10-share', '[role="dialog"]')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '分享记录' }).click()
  await page.getByText('展会来访').waitFor()
  await shown('11-share-log')
  expect(station.consoleErrors).toEqual([])
})
