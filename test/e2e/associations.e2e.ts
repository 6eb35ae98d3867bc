/** A customer's life in the real window: managers change hands, a switch is checked and agreed to, an account is frozen. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { customersOf } from '#test/partner-api/acts.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
let ids: string[] = []
const dir = mkdtempSync(join(tmpdir(), 'workstation-associations-'))
const pictures = 'test-results/associations'

const picture = async (name: string): Promise<void> => {
  await station.page.waitForTimeout(400)
  await station.page.screenshot({ path: `${pictures}/${name}.png` })
}

async function shown(name: string, root = 'main'): Promise<void> {
  await picture(name)
  expect([name, await axeFindings(station.page, root)]).toEqual([name, []])
}

const one = (column: string, customerId: string | undefined): unknown =>
  api.state.prepare(`select ${column} from customers where customer_id = ?`).pluck().get(customerId)

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  ids = api.state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and coalesce(indirect_partner_id, '') = ''
         and is_frozen = 0 and coalesce(debt_amount, 0) = 0 and verified_status = '2' and account_manager is not null order by id limit 3`,
    )
    .pluck()
    .all() as string[]
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

describe('a customer of ours', () => {
  it('R-CUST-28 gets another account manager by one key, and many by a selection', async () => {
    const { page } = station
    const [customerId = ''] = ids
    const before = one('account_manager', customerId)
    await goTo(page, `/customers/${customerId}`)
    await page.getByRole('region', { name: '关联与冻结' }).waitFor()
    await shown('1-card')
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialog.getByText('谁将看到、谁将看不到').waitFor()
    await shown('2-assign', '[role="dialog"]')
    await dialog.getByRole('button', { name: /分配客户经理|收回客户/ }).click()
    await expect.poll(() => one('account_manager', customerId), { timeout: 30_000 }).not.toBe(before)
    await goTo(page, '/customers')
    await page.getByRole('grid').waitFor()
    await page.getByRole('grid').getByRole('checkbox').first().click()
    await page.getByRole('button', { name: '分配客户经理' }).click()
    await page.getByRole('combobox', { name: '交给' }).press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('可执行的客户').first().waitFor()
    await shown('3-batch')
  })

  it('R-CUST-15 switches once it agreed, and the page says what waits', async () => {
    const { page } = station
    const [, customerId = ''] = ids
    const customer = customersOf(api)
    customer.stands(customerId, { enterprise_sub: 1 })
    await goTo(page, `/customers/${customerId}`)
    await page.getByRole('button', { name: '切换关联类型…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('请客户先退出企业主账号', { exact: false }).waitFor()
    await shown('4-checks-failed', '[role="dialog"]')
    customer.stands(customerId, { enterprise_sub: 0 })
    await dialog.getByRole('button', { name: '再检查一次' }).click()
    await dialog.getByText('请客户先退出企业主账号', { exact: false }).waitFor({ state: 'detached' })
    await dialog.getByRole('checkbox').check()
    await dialog.getByLabel('原因').fill('客户希望自己开票')
    await shown('5-checks-passed', '[role="dialog"]')
    await dialog.getByRole('button', { name: '申请切换关联类型' }).click()
    await dialog.getByText('申请已送达', { exact: false }).waitFor({ timeout: 40_000 })
    await picture('6-asked')
    await page.keyboard.press('Escape')
    await page.getByText('切换申请等客户同意').waitFor({ timeout: 20_000 })
    await shown('7-waits')
    await goTo(page, '/associations')
    await page.getByRole('grid').getByText('切换关联类型').first().waitFor()
    await shown('8-requests')
    expect(customer.answers(customerId, true)).toBe(true)
    await goTo(page, '/sync')
    await page.getByRole('button', { name: '立即同步' }).first().click()
    await goTo(page, `/customers/${customerId}`)
    await page.getByRole('region', { name: '关联与冻结' }).getByText('已同意').waitFor({ timeout: 30_000 })
    await page.getByRole('region', { name: '关联与冻结' }).getByText('顾问销售').first().waitFor({ timeout: 30_000 })
    await shown('9-switched')
  })

  it('R-CUST-38 is frozen with what follows said before', async () => {
    const { page } = station
    const [, , customerId = ''] = ids
    await goTo(page, `/customers/${customerId}`)
    await page.getByRole('button', { name: '冻结…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('长期欠款')
    await shown('10-freeze', '[role="dialog"]')
    await dialog.getByRole('button', { name: '冻结客户' }).click()
    await expect.poll(() => one('is_frozen', customerId), { timeout: 30_000 }).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '解冻…' }).waitFor({ timeout: 20_000 })
    await picture('11-frozen')
    expect(station.consoleErrors).toEqual([])
  })
})
