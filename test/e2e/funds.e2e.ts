/**
 * Balances in the real window: a grant from the customer card whose answer is lost and which settles by its record, a
 * move with a reseller, a batch from the list, and the records that say what really moved.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
let customers: string[] = []
const dir = mkdtempSync(join(tmpdir(), 'workstation-funds-'))
const pictures = 'test-results/funds'

const picture = async (name: string): Promise<void> => {
  await station.page.waitForTimeout(400)
  await station.page.screenshot({ path: `${pictures}/${name}.png` })
}

async function shown(name: string, root = 'main'): Promise<void> {
  await picture(name)
  expect([name, await axeFindings(station.page, root)]).toEqual([name, []])
}

const held = (customerId: string | undefined): number =>
  api.state
    .prepare('select amount - debt_amount from customers where customer_id = ?')
    .pluck()
    .get(customerId) as number

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  customers = api.state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
         and coalesce(indirect_partner_id, '') = '' and amount > 100000 order by id limit 3`,
    )
    .pluck()
    .all() as string[]
  const { accessKey: ak, secretKey: sk } = api.credentials.distributor
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

describe('one customer', () => {
  it('R-CUST-36 the answer of a grant is lost: uncertain becomes done by its record, and it happened once', async () => {
    const { page } = station
    const [customerId = ''] = customers
    const before = held(customerId)
    // Nobody else moves money on this account: then one matching record is a proof.
    await goTo(page, '/outbox')
    await page.getByRole('button', { name: '核实方式…' }).click()
    await page.getByRole('switch').click()
    await page.waitForFunction(() => document.querySelector('[role="switch"]')?.getAttribute('aria-checked') === 'true')
    await page.keyboard.press('Escape')
    await goTo(page, `/customers/${customerId}`)
    await page
      .getByRole('region', { name: '余额' })
      .getByRole('button', { name: /拨\s?款/ })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('实时读取').first().waitFor()
    await page.waitForFunction(() => document.activeElement?.matches('[role="dialog"] input'))
    await page.keyboard.type('１，２３４．５０')
    await shown('1-grant', '[role="dialog"]')
    await page.keyboard.press('Enter')
    await dialog.getByText('壹仟贰佰叁拾肆元伍角').waitFor()
    await shown('2-review', '[role="dialog"]')
    api.faults.add({ operation: 'UpdateCustomerAccountAmount', times: 1, fault: { kind: 'dropAfter' } })
    await dialog.getByRole('button', { name: '拨款 ¥1,234.50' }).click()
    await dialog.getByText(/还没有完成/).waitFor()
    await picture('3-queued')
    await expect.poll(() => held(customerId), { timeout: 60_000 }).toBe(before + 123_450)
    await dialog.locator('[data-intent="done"]').waitFor({ timeout: 60_000 })
    await shown('4-settling', '[role="dialog"]')
    await dialog.locator('.ant-modal-footer .ant-btn-primary').click()
    expect(held(customerId)).toBe(before + 123_450)
  })
})

describe('many customers and resellers', () => {
  it('a batch from the list is rehearsed, confirmed and runs', async () => {
    const { page } = station
    await goTo(page, '/customers')
    await page.getByRole('grid').waitFor()
    await page.getByRole('grid').getByRole('checkbox').first().click()
    await page.getByRole('button', { name: '拨款 / 回收' }).click()
    await page.getByRole('menuitem', { name: '批量拨款' }).click()
    await page.getByLabel('每个客户金额（元）').fill('1.00')
    await page.getByRole('button', { name: '预演', exact: true }).click()
    await page
      .getByText(/可执行 \d+ 项/)
      .first()
      .waitFor()
    await shown('5-batch')
    await page.getByRole('button', { name: /^拨款 \d+ 个客户/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('合计人民币').waitFor()
    await picture('6-confirm')
    await dialog.getByRole('button', { name: /^拨款 \d+ 个客户/ }).click()
    await page.waitForURL(/batches/)
    await picture('7-batch-run')
  })

  it('R-CUST-35 money goes to a reseller', async () => {
    const { page } = station
    await goTo(page, '/funds?tab=resellers')
    await page.getByRole('table').waitFor()
    await shown('8-resellers')
    await page
      .getByRole('table')
      .getByRole('button', { name: /拨\s?款/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('金额（元）').fill('88.8')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: '拨款 ¥88.80' }).click()
    await expect
      .poll(() => api.state.prepare('select count(*) from adjust_records where amount = 8880').pluck().get(), {
        timeout: 60_000,
      })
      .toBe(1)
  })
})

describe('what moved', () => {
  it('records, outlook, warnings and the home page', async () => {
    const { page } = station
    await goTo(page, '/funds?tab=records')
    await page.getByRole('grid', { name: '调账记录' }).getByText('本机').first().waitFor({ timeout: 60_000 })
    await shown('9-records')
    await goTo(page, '/funds')
    await page.getByRole('region', { name: '余额走势与预警' }).waitFor()
    await page.getByRole('button', { name: '预警设置' }).waitFor()
    await shown('10-funds')
    await page.getByRole('button', { name: '预警设置' }).click()
    await page.getByRole('dialog').waitFor()
    await shown('11-thresholds', '[role="dialog"]')
    await page.keyboard.press('Escape')
    await goTo(page, '/')
    await page.getByRole('region', { name: '余额低的客户' }).waitFor()
    await shown('12-home')
    expect(station.consoleErrors).toEqual([])
  })
})
