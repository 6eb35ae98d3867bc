/**
 * Resources in the real window: the lists of the day, a customer's resources with their age, and what is done about them
 * with the customer's own credential.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
const dir = mkdtempSync(join(tmpdir(), 'workstation-resources-'))
const pictures = 'test-results/resources'

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

it('the lists of the day lead to a customer’s resources with one key', async () => {
  const { page } = station
  await goTo(page, '/due')
  await page.getByText(/已读取 \d+ \/ \d+ 个客户的资源/).waitFor()
  // Digits switch lists.
  await page.keyboard.press('3')
  await page.getByRole('tab', { name: /30 天内到期/, selected: true }).waitFor()
  await page.locator('[role="row"]').nth(1).waitFor()
  await shown('1-due')
  await page.locator('[role="row"]').nth(1).click()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: '资源', selected: true }).waitFor()
  await page.getByRole('region', { name: '包年/包月资源' }).locator('tbody tr[data-row-key]').first().waitFor()
  await shown('2-resources')
  await goTo(page, '/')
  await page
    .getByRole('region', { name: '今日名单' })
    .getByText(/个资源/)
    .first()
    .waitFor()
  await shown('3-home')
})
