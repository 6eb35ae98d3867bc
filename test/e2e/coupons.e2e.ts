/** Coupons in real Electron: every page of the area with a picture, clean for assistive technology. */
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
})

describe('a distributor’s resellers', () => {
  beforeAll(() => start('distributor'))
  afterAll(stop)

  it('the quotas in their hands', async () => {
    await open('resellers', '/coupons/resellers', '.ant-table-row')
    expect(station.consoleErrors).toEqual([])
  })
})
