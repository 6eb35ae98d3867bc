/**
 * A person's first day in real Electron: connect an account, sync, search, note; then the bad luck: the plug, kill -9, a
 * data process that dies, a machine without a keyring. Nothing of it may lose a row or leave a word in plain text.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let dataDir: string
let station: Workstation

const count = (page: Page): Promise<string | null> => page.getByRole('grid').getAttribute('aria-rowcount')
const firstRow = '[role="row"][aria-rowindex="2"]'

async function openCustomers(page: Page): Promise<void> {
  await goTo(page, '/customers')
  await page.waitForSelector(firstRow, { timeout: 60_000 })
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
}

beforeAll(async () => {
  api = await startPartnerApi({ size: 'm', limits: 'off' })
  dataDir = mkdtempSync(join(tmpdir(), 'workstation-journey-'))
  station = await launch({ dataDir })
})

afterAll(async () => {
  await station.close().catch(() => station.kill())
  await api.close().catch(() => {})
  rmSync(dataDir, { recursive: true, force: true })
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  // What the window showed, beside the other results.
  mkdirSync('test-results', { recursive: true })
  await station.page
    .screenshot({ path: `test-results/${task.name.replace(/[^a-zA-Z0-9]+/g, '-')}.png` })
    .catch(() => {})
})

describe('a first day', () => {
  it('R-ORG-17 connects a real account in the program: address, key pair, test, open', async () => {
    const { page } = station
    const { accessKey, secretKey } = api.credentials.administrator
    await page.getByText('欢迎使用伙伴工作台').waitFor()
    await page.getByRole('textbox', { name: '名称', exact: true }).fill('华东伙伴')
    await page.getByRole('textbox', { name: '接口地址', exact: true }).fill(api.url)
    await page.getByRole('textbox', { name: '访问密钥 AK', exact: true }).fill(accessKey)
    await page.getByRole('textbox', { name: '密钥 SK', exact: true }).fill(secretKey)
    await page.getByRole('button', { name: '测试连接' }).click()
    await page.getByText('ListSubCustomers').first().waitFor()
    await page.getByRole('button', { name: '创建并打开工作区' }).click()
    await page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
    await openCustomers(page)
    const total = api.state.prepare('SELECT count(*) FROM customers WHERE indirect_partner_id IS NULL').pluck().get()
    expect(await count(page)).toBe(String(Number(total) + 1))
  })

  it('finds customers by fragment, initials and phone tail, as typed', async () => {
    const { page } = station
    const box = page
      .getByRole('searchbox', { name: '搜索客户' })
      .or(page.getByRole('textbox', { name: '搜索客户' }))
      .last()
    const wanted = api.state
      .prepare(
        "SELECT customer, telephone FROM customers WHERE customer LIKE '深圳%' AND telephone IS NOT NULL AND indirect_partner_id IS NULL LIMIT 1",
      )
      .get() as { customer: string; telephone: string }
    for (const [fragment, column] of [
      ['深', 'customer'],
      ['深圳', 'customer'],
      [wanted.telephone.slice(-4), 'telephone'],
    ] as const) {
      await box.fill(fragment)
      const expected = api.state
        .prepare(`SELECT count(*) FROM customers WHERE indirect_partner_id IS NULL AND ${column} LIKE ?`)
        .pluck()
        .get(`%${fragment}%`) as number
      // The search reads more than this column (pinyin, ids), so it finds at least these; the total comes after the rows.
      const found = await page.waitForFunction((least) => {
        const rows = Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')) - 1
        return rows >= least && rows < 1500 ? rows : null
      }, expected)
      expect(await found.jsonValue()).toBeGreaterThanOrEqual(expected)
    }
    await box.fill('')
    await page.waitForFunction(
      () => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')) > 1900,
    )
  })

  it('R-CUST-01 shows a name only after the eye was asked', async () => {
    const { page } = station
    await openCustomers(page)
    const plain = api.state
      .prepare(
        "SELECT customer FROM customers WHERE indirect_partner_id IS NULL AND customer LIKE '%公司' ORDER BY id LIMIT 1",
      )
      .pluck()
      .get() as string
    expect(await page.content()).not.toContain(plain)
    await page
      .getByRole('columnheader', { name: /客户名称/ })
      .getByRole('button')
      .first()
      .click()
    await page.getByText(plain).first().waitFor()
  })

  it('keeps a note through the next full sync', async () => {
    const { page } = station
    await page
      .locator(firstRow)
      .getByRole('button', { name: /备注/ })
      .or(page.locator(firstRow).getByText('备注'))
      .first()
      .click()
    await page.getByRole('dialog').getByRole('textbox').first().fill('电话约了下周三拜访')
    await page.getByRole('dialog').getByRole('button', { name: /保存/ }).click()
    await goTo(page, '/sync')
    await page.getByRole('button', { name: '立即同步' }).click()
    await page.waitForSelector('[data-sync-state="running"]')
    await page.waitForSelector('[data-sync-state="done"]', { timeout: 120_000 })
    const first = api.state
      .prepare('SELECT customer_id FROM customers WHERE indirect_partner_id IS NULL ORDER BY id LIMIT 1')
      .pluck()
      .get() as string
    await goTo(page, `/customers/${first}`)
    await page.getByRole('tab', { name: /备注/ }).click()
    await page.getByText('电话约了下周三拜访').waitFor()
  })

  it('speaks English and turns dark at run time', async () => {
    const { page } = station
    const switchLanguage = async (typed: string, chosen: RegExp): Promise<void> => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill(typed)
      await page.getByRole('option', { name: chosen, selected: true }).waitFor()
      await page.keyboard.press('Enter')
    }
    await switchLanguage('yuyan', /切换语言/)
    await page.getByRole('navigation').getByText('Customers').first().waitFor()
    await switchLanguage('language', /中文/)
    await page.getByRole('navigation').getByText('客户').first().waitFor()
  })

  it('comes back after its data process died, with all rows', async () => {
    const { page } = station
    await openCustomers(page)
    const children = readdirSync('/proc').filter((id) => {
      try {
        return (
          /^\d+$/.test(id) &&
          readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('host.js') &&
          readFileSync(`/proc/${id}/environ`, 'utf8').includes(dataDir)
        )
      } catch {
        return false
      }
    })
    expect(children.length).toBeGreaterThan(0)
    for (const id of children) process.kill(Number(id), 'SIGKILL')
    await page.waitForTimeout(300)
    await goTo(page, '/sync')
    await page.waitForSelector('[data-sync-state="done"]', { timeout: 60_000 })
    await openCustomers(page)
    expect(Number(await count(page))).toBeGreaterThan(1900)
  })
})

describe('the plug is pulled', () => {
  it('everything is still there after kill -9 and without a network, searchable', async () => {
    station.kill()
    await api.close()
    station = await launch({ dataDir })
    const { page } = station
    await openCustomers(page)
    expect(Number(await count(page))).toBeGreaterThan(1900)
    await page.getByText('离线').first().waitFor({ timeout: 60_000 })
    const box = page
      .getByRole('searchbox', { name: '搜索客户' })
      .or(page.getByRole('textbox', { name: '搜索客户' }))
      .last()
    await box.fill('深圳')
    await page.waitForFunction(
      () => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')) < 1500,
    )
    await page.waitForFunction(() => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')) > 1)
  })

  it('R-PLAT-22 leaves no key, name, phone or note in plain text in any file', async () => {
    await station.close()
    const { secretKey } = api.credentials.administrator
    const secrets = [secretKey, '电话约了下周三拜访']
    const rows = await startPartnerApi({ size: 'm', limits: 'off' })
    for (const { customer, telephone } of rows.state
      .prepare("SELECT customer, telephone FROM customers WHERE customer LIKE '%有限公司' LIMIT 200")
      .all() as { customer: string; telephone: string | null }[]) {
      secrets.push(customer)
      if (telephone) secrets.push(telephone)
    }
    await rows.close()
    for (const file of filesBelow(dataDir)) {
      const content = readFileSync(file)
      for (const secret of secrets) expect(content.includes(secret), `${file} holds ${secret.slice(0, 4)}…`).toBe(false)
    }
  })

  it('a torn settings file loses nothing', async () => {
    writeFileSync(join(dataDir, 'app.json'), '{"half')
    writeFileSync(join(dataDir, 'preferences.json'), '')
    writeFileSync(join(dataDir, 'window.json'), '\0\0')
    station = await launch({ dataDir })
    await openCustomers(station.page)
    expect(Number(await count(station.page))).toBeGreaterThan(1900)
    await station.close()
  })

  it('a machine without a keyring says so, creates nothing and deletes nothing', async () => {
    const before = filesBelow(join(dataDir, 'workspaces')).sort()
    station = await launch({ dataDir, withoutKeyring: true })
    await station.page.getByText('系统密钥环不可用').waitFor()
    await station.close()
    expect(
      filesBelow(join(dataDir, 'workspaces'))
        .filter((file) => /(local|cache)\.db$|workspace\.json$/.test(file))
        .sort(),
    ).toEqual(before.filter((file) => /(local|cache)\.db$|workspace\.json$/.test(file)))
    station = await launch({ dataDir })
    await openCustomers(station.page)
  })
})
