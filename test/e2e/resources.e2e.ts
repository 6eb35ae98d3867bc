/**
 * Resources in the real window: the lists of the day, a customer's resources with their age, and what is done about them
 * with the customer's own credential.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
let customerId = ''
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

/** The resale customer with most main resources in use: it has agreed that the partner acts for it. */
async function busiestCustomer(): Promise<string> {
  const { accessKey: ak, secretKey: sk } = api.credentials.administrator
  const client = createPartnerApi({
    endpoint: api.url,
    credential: { kind: 'ak-sk', ak, sk },
    site: 'china',
    limitShare: null,
  })
  const resale = api.state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
         and coalesce(indirect_partner_id, '') = ''`,
    )
    .pluck()
    .all() as string[]
  let found = { customerId: '', count: 0 }
  for (const customerId of resale) {
    const { body } = await client.call('ListPayPerUseCustomerResources', {
      body: { customer_id: customerId, only_main_resource: 1, status_list: [2], offset: 0, limit: 1 },
    })
    const count = body.total_count ?? 0
    if (count > found.count) found = { customerId, count }
  }
  await client.close()
  return found.customerId
}

function authorize(customerId: string): void {
  const at = Date.now()
  api.state
    .prepare(`insert or replace into authorizations
      (customer_id, state, waits_for, letter_accepted, requested_by, requested_at, decided_by, decided_at, updated_at)
      values (?, 'GRANTED', null, 1, 'hzyd_admin', ?, 'CUSTOMER', ?, ?)`)
    .run(customerId, at, at, at)
}

const madeOrders = (orderType: number): number =>
  (
    api.state
      .prepare('select body from orders where customer_id = ? and base_index is null')
      .pluck()
      .all(customerId) as string[]
  )
    .map((body) => JSON.parse(body) as { orderType: number })
    .filter((order) => order.orderType === orderType).length

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  customerId = await busiestCustomer()
  authorize(customerId)
  api.state.prepare('update customers set amount = 100000000 where customer_id = ?').run(customerId)
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

it('R-ORD-28 two resources are renewed and paid by the customer’s balance, each with its own result', async () => {
  const { page } = station
  await goTo(page, `/customers/${customerId}?tab=resources`)
  const block = page.getByRole('region', { name: '包年/包月资源' })
  const boxes = block.locator('tbody tr[data-row-key]').filter({ hasText: '使用中' }).locator('input[type="checkbox"]')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('toolbar', { name: '对所选资源的操作' }).getByRole('button', { name: '续订…' }).click()
  const dialog = page.getByRole('dialog', { name: '续订 2 个资源' })
  await dialog.getByText(/客户余额 ¥/).waitFor()
  await dialog.getByText('立即从客户余额自动支付').click()
  await shown('4-renew', '[role="dialog"]')
  await dialog.getByRole('button', { name: /续订 2 个资源并支付 ¥/ }).click()
  await dialog.locator('[data-intent="queued"]').first().waitFor()
  await picture('5-renew-queued')
  await expect.poll(() => madeOrders(2), { timeout: 60_000 }).toBe(2)
  await expect.poll(() => dialog.locator('[data-intent="done"]').count(), { timeout: 60_000 }).toBe(2)
  await shown('6-renew-done', '[role="dialog"]')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
})

it('R-ORD-33 a resource is unsubscribed: the refund told before, the fee ticked, the word asked twice', async () => {
  const { page } = station
  const block = page.getByRole('region', { name: '包年/包月资源' })
  const row = block.locator('tbody tr[data-row-key]').filter({ hasText: '使用中' }).last()
  const name = await row.locator('.resource-name').innerText()
  await row.locator('input[type="checkbox"]').check()
  await page.getByRole('toolbar', { name: '对所选资源的操作' }).getByRole('button', { name: '退订…' }).click()
  const dialog = page.getByRole('dialog', { name: '退订 1 个资源' })
  await dialog.getByText(/预计共退/).waitFor()
  await dialog.getByText(/可能收取手续费/).click()
  await shown('7-unsubscribe', '[role="dialog"]')
  await dialog.getByRole('button', { name: '下一步' }).click()
  const sure = page.getByRole('dialog', { name: '确定退订 1 个资源？' })
  await sure.getByRole('textbox').fill(name)
  await shown('8-unsubscribe-sure', '[role="dialog"]:last-of-type')
  await sure.getByRole('button', { name: '退订 1 个资源' }).click()
  await expect.poll(() => madeOrders(4), { timeout: 60_000 }).toBe(1)
  await dialog.locator('[data-intent="done"]').waitFor({ timeout: 60_000 })
  await picture('9-unsubscribe-done')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect.poll(() => block.getByText(name, { exact: true }).count()).toBe(0)
})

it('consumption by month and product, with its note; with its details read online', async () => {
  const { page } = station
  await page.getByRole('tab', { name: '消费' }).click()
  const block = page.getByRole('region', { name: '月度消费' })
  await block.getByText('当月合计').waitFor()
  await shown('10-consumption')
  await block.locator('.consumption-figure').first().click()
  await page.getByText(/在线读取/).waitFor()
  await shown('11-details', '.ant-drawer')
  expect(station.consoleErrors).toEqual([])
})
