/**
 * Money in the real window: granted without a network and settled when it is back, the plug pulled between request and
 * answer, a person asked before leaving. The partner API is the real other side; its records say what happened.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PARTNER_ID } from '#test/partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { callHost, shareCalls } from '#test/support/page-calls.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

const LONG_NAME = `深圳市${'云帆智慧供应链数字科技'.repeat(20)}有限公司`.slice(0, 200)

let folder: string
let api: PartnerApi
let station: Workstation
let customers: string[]
let quotaId: string
let requests = 0

const startApi = (port?: number): Promise<PartnerApi> =>
  startPartnerApi({
    size: 's',
    seed: 5,
    limits: 'off',
    stateFile: join(folder, 'partner.db'),
    ...(port === undefined ? {} : { port }),
  })

async function start(): Promise<void> {
  const { accessKey, secretKey } = api.credentials.administrator
  station = await launch({
    dataDir: join(folder, 'data'),
    demo: { endpoint: api.url, ak: accessKey, sk: secretKey, name: '华东伙伴' },
  })
  await station.page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
  await shareCalls(station.app, station.page)
}

const picture = async (name: string): Promise<void> => {
  // Dialogues and drawers come to rest.
  await station.page.waitForTimeout(400)
  mkdirSync('test-results', { recursive: true })
  await station.page.screenshot({ path: `test-results/outbox-${name}.png` })
}

/** Fen and UTC milliseconds. */
const coupon = { faceValue: 66_600, validFrom: null, validUntil: null, memo: '开业回馈' }

interface Item {
  customerId: string | undefined
  /** Fen. */
  amount: number
}

const grant = (items: readonly Item[], more: object = {}): Promise<unknown> => {
  requests += 1
  return callHost(station.page, 'funds', 'grant', {
    requestId: `grant-${requests}`,
    items: items.map((payload) => ({ payload })),
    ...more,
  })
}

/** What the partner really did. */
const granted = (amount: number): number =>
  api.state.prepare('select count(*) from adjust_records where amount = ?').pluck().get(amount) as number

const rows = (page: Page, state: string) => page.locator(`[role=row] [data-intent="${state}"]`)
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name }).click()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workstation-outbox-'))
  api = await startApi()
  customers = api.state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
       and coalesce(indirect_partner_id, '') = '' order by id limit 12`,
    )
    .pluck()
    .all() as string[]
  quotaId = api.state
    .prepare(
      `select quota_id from coupon_quotas where owner_id = ? and limit_infos = '[]' and quota_status = 0 and quota_type = 0
       order by id limit 1`,
    )
    .pluck()
    .get(PARTNER_ID) as string
  api.state.prepare('update customers set customer = ? where customer_id = ?').run(LONG_NAME, customers[0])
  await start()
})

afterAll(async () => {
  await station?.close().catch(() => station.kill())
  await api?.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(`failed-${task.name.replace(/[^a-zA-Z0-9]+/g, '-')}`).catch(() => {})
})

describe('without a network', () => {
  it('a grant is kept, says that it waits, and happens once when the network is back', async () => {
    const { page } = station
    const { port } = api
    await goTo(page, '/outbox')
    await page.getByText('没有待办，也没有待发送').waitFor()
    await picture('1-empty')
    await page.getByRole('button', { name: '核实方式…' }).click()
    await page.getByRole('switch').click()
    await page.getByText('开启：唯一相符的记录就算核实。').waitFor()
    await page.keyboard.press('Escape')

    await api.close()
    await grant([{ customerId: customers[0], amount: 123_456 }])
    await callHost(page, 'coupons', 'issue', {
      requestId: 'coupon-1',
      items: [{ payload: { ...coupon, quotaId, customerId: customers[3] } }],
    })
    await expect.poll(() => rows(page, 'needs-release').count(), { timeout: 10_000 }).toBe(2)
    await page.getByRole('grid').getByRole('checkbox').first().click()
    await page.keyboard.press('r')
    await page.getByRole('dialog').getByText('¥1,234.56').waitFor()
    await picture('2-release')
    await page.getByRole('button', { name: '放行 2 笔', exact: true }).click()
    await page.getByText(/已放行 2 笔，\d+ 秒后发出/).waitFor()
    await picture('3-undo')
    await page.getByText(/网络不通：2 笔在本机等待/).waitFor({ timeout: 60_000 })
    await picture('4-offline')

    api = await startApi(port)
    expect(granted(123_456)).toBe(0)
    await page.getByRole('button', { name: '立即重试' }).click()
    await tab(page, /已完成/)
    await expect.poll(() => rows(page, 'done').count(), { timeout: 60_000 }).toBe(2)
    expect(granted(123_456)).toBe(1)
    expect(api.state.prepare('select count(*) from coupons where face_value = 66600').pluck().get()).toBe(1)
    await picture('5-done')
  })
})

describe('the plug is pulled between request and answer', () => {
  it('R-CUST-36 uncertain becomes done by the record, and there is one', async () => {
    api.faults.add(
      { operation: 'UpdateCustomerAccountAmount', times: 1, fault: { kind: 'late', ms: 3_600_000 } },
      { operation: 'UpdateCustomerAccountAmount', times: 1, fault: { kind: 'brokenBody', how: 'stalled' } },
    )
    await grant([{ customerId: customers[1], amount: 222_222 }], { release: true })
    await expect.poll(() => granted(222_222), { timeout: 60_000, interval: 100 }).toBe(1)
    station.kill()
    await start()
    const { page } = station
    await goTo(page, '/outbox')
    await rows(page, 'uncertain').waitFor({ timeout: 60_000 })
    await page.getByText('发出之后、收到答复之前，程序中断了。').first().waitFor()
    await picture('6-uncertain')
    await page.getByRole('button', { name: '查看', exact: true }).first().click()
    await page.getByRole('dialog').getByText('不会重发，正在用对方的记录核实。', { exact: false }).waitFor()
    await picture('7-uncertain-drawer')
    const drawer = page.getByRole('dialog')
    // Now the record comes.
    api.state.prepare('update adjust_records set visible_at = 0').run()
    await drawer.locator('.intent-state [data-intent="done"]').waitFor({ timeout: 120_000 })
    await drawer.getByText('在对方的记录里查到了它。').first().waitFor()
    await picture('8-settled-drawer')
    expect(granted(222_222)).toBe(1)
    await page.keyboard.press('Escape')
  })
})

describe('leaving', () => {
  it('asks while something is unsent: staying stays', async () => {
    const { app, page } = station
    await grant([{ customerId: customers[2], amount: 300 }])
    await page.getByRole('link', { name: /1 笔待发送，其中 1 笔需要您/ }).waitFor()
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
      .toMatch(/^\(1\) /)
    await app.evaluate(({ dialog }) => {
      const asked: unknown[] = []
      Object.assign(globalThis, { asked })
      dialog.showMessageBox = async (...given: unknown[]) => {
        asked.push(given.at(-1))
        return { response: 1, checkboxChecked: false }
      }
    })
    await app.evaluate(({ app: program }) => program.quit())
    const asked = () => app.evaluate(() => (globalThis as { asked?: { message: string; detail: string }[] }).asked)
    await expect.poll(asked).toHaveLength(1)
    const [question] = (await asked()) ?? []
    expect(question?.message).toBe('还有 1 笔没有发完')
    expect(question?.detail).toContain('下次启动后继续')
    expect(await page.getByRole('navigation').isVisible()).toBe(true)
  })

  it('a signal of the system is not held up, and the next start goes on', async () => {
    const { app } = station
    const ended = new Promise((resolve) => app.process().once('exit', resolve))
    app.process().kill('SIGTERM')
    await ended
    await start()
    await station.page.getByRole('link', { name: /1 笔待发送，其中 1 笔需要您/ }).waitFor()
  })
})

describe('thirty intents in mixed states', () => {
  it('stay readable in both languages and themes; batches show their progress', async () => {
    const { page } = station
    const item = (n: number, amount: number): Item => ({ customerId: customers[n % customers.length], amount })
    await grant([item(0, 1_000_000_00), item(3, 5_00)], { draft: true })
    await grant([item(0, 9_999_999_999_99)])
    await grant([item(4, 88_00)])
    await grant(
      Array.from({ length: 14 }, (_, n) => item(n, 10_000 + n)),
      { group: { groupId: 'batch-long', total: 14, label: `十一月拨款-${LONG_NAME.slice(0, 90)}.xlsx` } },
    )
    api.faults.add({ operation: 'UpdateCustomerAccountAmount', every: 2, times: 4, fault: { kind: 'dropAfter' } })
    api.faults.add({ operation: 'ListCustomerAdjustRecords', every: 1, times: 20, fault: { kind: 'dropBefore' } })
    await grant(
      Array.from({ length: 10 }, (_, n) => item(n + 2, 20_000 + n)),
      { release: true, group: { groupId: 'batch-short', total: 10, label: '门店返利.xlsx' } },
    )
    await goTo(page, '/outbox')
    await page.getByRole('region', { name: '批次' }).waitFor()
    const tray = page.getByRole('button', { name: '后台任务，1 项进行中' })
    await tray.click()
    await page.getByRole('list', { name: '正在发送的批次' }).waitFor()
    await picture('9-tray')
    await tray.click()
    await rows(page, 'uncertain').first().waitFor({ timeout: 60_000 })
    await tab(page, /全部/)
    await page.waitForTimeout(500)
    await picture('9-mixed-zh-light')
    for (const [theme, language] of [
      ['dark', 'zh'],
      ['dark', 'en'],
      ['light', 'en'],
    ] as const) {
      await callHost(page, 'system', 'setPreferences', { theme, language })
      await page.waitForSelector(`[data-theme="${theme}"]`)
      await page.waitForSelector(`html[lang^="${language}"]`)
      await page.waitForTimeout(300)
      await picture(`9-mixed-${language}-${theme}`)
    }
    // Nothing stands out of the window sideways.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await callHost(page, 'system', 'setPreferences', { theme: 'light', language: 'zh' })
    expect(station.consoleErrors).toEqual([])
  })
})
