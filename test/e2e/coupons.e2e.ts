/**
 * Coupons in real Electron: every page of the area is clean for assistive technology; a coupon is taken back and what the
 * dialogue says came back is what the partner's record says; a distributor gives a reseller a quota and takes it back.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CredentialName } from '#test/partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
const pictures = join('test-results', 'coupons')

/** Runs axe inside the page: colours are those that are painted. */
async function axeFindings(page: Page): Promise<string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Through the debugger: the page's own policy lets no script in.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe })
  const { result } = (await session.send('Runtime.evaluate', {
    expression: `axe.run(document.querySelector('main'), { resultTypes: ['violations'] }).then(({ violations }) =>
      JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  })) as { result: { value?: string } }
  await session.detach()
  return JSON.parse(result.value ?? '["axe did not run"]') as string[]
}

async function start(as: CredentialName): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const { accessKey: ak, secretKey: sk } = api.credentials[as]
  station = await launch({ demo: { endpoint: api.url, ak, sk, name: '演示工作区' } })
}

async function stop(): Promise<void> {
  await station.close().catch(() => station.kill())
  await api.close().catch(() => {})
}

async function open(name: string, address: string, ready: string): Promise<void> {
  const { page } = station
  await goTo(page, address)
  await page.waitForSelector(ready, { timeout: 60_000 })
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"], main .ant-skeleton-active'))
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  expect([name, await axeFindings(page)]).toEqual([name, []])
}

afterEach(async ({ task }) => {
  // What the window showed, beside the pictures.
  if (task.result?.state === 'fail')
    await station.page.screenshot({ path: join(pictures, `failed-${task.id}.png`) }).catch(() => {})
})

const row = '[role="row"][aria-rowindex="2"]'

describe('a partner’s coupons', () => {
  beforeAll(() => start('administrator'))
  afterAll(stop)

  it('quotas with warnings and burn-down, issued coupons, use records, operation records, home and card', async () => {
    const { page } = station
    await open('issued', '/coupons/issued', row)
    await open('quotas', '/coupons', '.ant-table-row')
    await page.getByRole('button', { name: '看消耗' }).first().click()
    await page.locator('.burn-chart').waitFor()
    await page.screenshot({ path: join(pictures, 'burn-down.png') })
    await page.keyboard.press('Escape')
    await open('uses', '/coupons/uses', row)
    await open('records', '/coupons/records', row)
    await open('home', '/', 'section[aria-label="券预警"] .as-of')
    const customerId = api.state
      .prepare(`select customer_id from coupons where status = 2 and expire_time > datetime('now') limit 1`)
      .pluck()
      .get() as string
    await goTo(page, `/customers/${customerId}`)
    await page.locator('section[aria-label="优惠券"] .warn-list').waitFor()
    await page.screenshot({ path: join(pictures, 'customer-block.png') })
    expect(station.consoleErrors).toEqual([])
  })

  it('R-COUPON-16 a coupon is taken back by keys alone; what came back is what the record says', async () => {
    const { page } = station
    const balanceOf = (couponId: string): number =>
      api.state.prepare('select balance from coupons where coupon_id = ?').pluck().get(couponId) as number
    const quotasBefore = api.state.prepare('select sum(balance) from coupon_quotas').pluck().get() as number
    await goTo(page, '/coupons/issued?tab=usable&sort=balance&descending=true')
    await page.waitForSelector(row)
    await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'))
    await page.getByRole('grid').press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+Space')
    await page.getByRole('button', { name: /^回收所选/ }).press('Enter')
    const dialog = page.getByRole('dialog', { name: '回收优惠券' })
    await dialog.locator('.ant-table-row').waitFor()
    const couponId = (await dialog.locator('.ant-table-row').getAttribute('data-row-key')) ?? ''
    const expected = balanceOf(couponId)
    expect(expected).toBeGreaterThan(0)
    await page.screenshot({ path: join(pictures, 'reclaim.png') })
    await dialog.getByRole('button', { name: '回收 1 张' }).press('Enter')
    const result = page.getByRole('dialog', { name: '回收结果' })
    await result.getByText(/实际收回/).waitFor({ timeout: 90_000 })
    await page.screenshot({ path: join(pictures, 'reclaimed.png') })
    const yuan = `¥${(expected / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`
    expect(await result.getByRole('status').innerText()).toContain(yuan)
    expect(balanceOf(couponId)).toBe(0)
    expect(api.state.prepare('select sum(balance) from coupon_quotas').pluck().get()).toBe(quotasBefore + expected)
    await result.getByRole('button', { name: '关闭' }).last().press('Enter')
    await open('coupon', `/coupons/issued/${couponId}`, 'main .coupon-facts')
    expect(await page.locator('main').innerText()).toContain('已回收')
    expect(station.consoleErrors).toEqual([])
  })
})

describe('a distributor’s resellers', () => {
  beforeAll(() => start('distributor'))
  afterAll(stop)

  it('R-COUPON-21, R-COUPON-24 gives a quota to a reseller and takes its whole rest back', async () => {
    const { page } = station
    await open('resellers', '/coupons/resellers', '.ant-table-row')
    const children = (): number =>
      api.state.prepare('select count(*) from coupon_quotas where parent_quota_id is not null').pluck().get() as number
    const before = children()
    await page.getByRole('button', { name: '发放额度' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: '发放额度给云经销商' })
    await dialog.getByRole('combobox', { name: '来源额度' }).press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialog.getByRole('combobox', { name: '云经销商' }).press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await dialog.getByRole('textbox', { name: '额度金额（元）' }).fill('123.45')
    await page.screenshot({ path: join(pictures, 'give-quota.png') })
    await page.keyboard.press('Enter')
    await page.locator('.ant-table-row', { hasText: '¥123.45' }).first().waitFor({ timeout: 90_000 })
    expect(children()).toBe(before + 1)
    await page.getByRole('button', { name: '收回' }).first().click()
    await page.getByRole('button', { name: '收回额度' }).click()
    await page.getByText('回收', { exact: true }).first().waitFor({ timeout: 90_000 })
    await page.getByRole('tab', { name: '发放回收记录' }).click()
    await page.getByText('回收额度').first().waitFor({ timeout: 60_000 })
    await page.screenshot({ path: join(pictures, 'quota-records.png') })
    expect(
      api.state.prepare(`select count(*) from coupon_quotas where quota_status = 6 and balance = 0`).pluck().get(),
    ).toBe(1)
    expect(station.consoleErrors).toEqual([])
  })
})
