/**
 * A finance clerk's day in the real window: a file dropped, looked at and taken as an edition; own books matched, a
 * suggestion accepted with one key and undone; what is open decided; signed off.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { billingMonth, formatBeijing, monthAfter } from '#shared/time.ts'
import { detailCells, detailHeadings, periodDetails, portalAmount } from '#test/data/portal-files.ts'
import { worldOf } from '#test/data/seed.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
const dir = mkdtempSync(join(tmpdir(), 'workstation-reconcile-'))
const pictures = 'test-results/reconcile'
const period = monthAfter(billingMonth(Date.now()), -1)

const picture = async (name: string): Promise<void> => {
  await station.page.waitForTimeout(300)
  await station.page.screenshot({ path: `${pictures}/${name}.png` })
}
async function shown(name: string): Promise<void> {
  await picture(name)
  expect([name, await axeFindings(station.page, 'main')]).toEqual([name, []])
}

/** As a person drops it from a folder. */
const drop = (name: string, rows: readonly (readonly string[])[]): Promise<void> =>
  station.page.evaluate(
    ([file, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([`\uFEFF${text}`], file as string, { type: 'text/csv' }))
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [name, rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')] as const,
  )

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
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

it('an export dropped on the window is checked, its faults are named, and it becomes an edition', async () => {
  const { page } = station
  const rows = [...periodDetails(worldOf(api.state), period)].map((detail) => detailCells(detail, null))
  const faulty = [detailHeadings, ...rows.slice(1), (rows[0] ?? []).with(18, '六元')]
  await drop('激励明细.csv', faulty)
  await page.getByRole('button', { name: '激励文件' }).click()
  await page.getByText('金额看不懂').first().waitFor()
  await shown('import-faults')
  const take = page.getByRole('button', { name: '导入为新版本' })
  expect(await take.isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: '我已看过' }).check()
  await take.click()
  await page.getByText('有了新版本').waitFor({ timeout: 20_000 })
  await shown('import-taken')
  await page.getByRole('button', { name: '查看对账' }).click()
  await page.getByRole('tab', { name: '版本' }).click()
  await page.getByText('激励明细.csv').waitFor()
  await shown('editions')
})

it('own books are matched by rules; a suggestion is accepted with one key and undone; items are put together by keys', async () => {
  const { page } = station
  const details = [...periodDetails(worldOf(api.state), period)].slice(1).filter(({ incentive }) => incentive !== 0n)
  const customers = [...new Set(details.map(({ line }) => line.customerId))]
  const rows = customers.flatMap((customerId, n) => {
    const own = details.filter(({ line }) => line.customerId === customerId)
    const day = formatBeijing(own[0]?.line.tradeAt ?? 0).slice(0, 10)
    const sum = own.reduce((all, { incentive }) => all + incentive, 0n)
    return n % 3 === 1
      ? [[day, '', customerId, portalAmount(sum), '月度应收合计']]
      : own.map(({ id, line, incentive }, k) => [
          formatBeijing(line.tradeAt).slice(0, 10),
          id,
          customerId,
          portalAmount(k === 0 && n % 4 === 0 ? incentive + 500_000_000n : incentive),
          '应收激励',
        ])
  })
  await goTo(page, '/incentives/import?kind=books.rows')
  await page.getByText('自有台账或银行流水').waitFor()
  await drop('自有台账.csv', [['记账日期', '参考号', '客户账号ID', '金额', '摘要'], ...rows])
  await page.getByRole('button', { name: '导入并匹配' }).click()
  await page.getByRole('button', { name: '去核对' }).click({ timeout: 20_000 })
  await page.getByText('合计闭合').waitFor()
  const suggested = page.getByRole('tab', { name: /建议/ })
  const before = await suggested.textContent()
  await shown('books-suggestion')
  await page.locator('h1').click()
  await page.keyboard.press('a')
  await page.waitForFunction(
    (text) => ![...document.querySelectorAll('[role=tab]')].some((one) => one.textContent === text),
    before,
  )
  await page.getByText('合计闭合').waitFor()
  await page.keyboard.press('Control+z')
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('[role=tab]')].some((one) => one.textContent === text),
    before,
  )
  await page.getByRole('tab', { name: /未匹配/ }).click()
  const left = page.getByRole('listbox', { name: '账目' })
  await left.locator('[role=option]').first().waitFor()
  await left.focus()
  await page.keyboard.press(' ')
  await page.keyboard.press('F7')
  await page.getByText('只看客户').waitFor()
  const right = page.getByRole('listbox', { name: '账单' })
  await right.focus()
  await page.keyboard.press(' ')
  await shown('books-panes')
  await page.keyboard.press('F8')
  await page.getByRole('tab', { name: /人工确认 1/ }).waitFor()
  await page.getByText('合计闭合').waitFor()
  await page.getByRole('tab', { name: /规则$/ }).click()
  await page.getByRole('button', { name: /试\s?算/ }).click()
  await page.getByText('与人工确认相比').waitFor()
  await shown('books-rules')
})

it('what is open is accepted level by level, the causes of the newer edition are told, and the preparer signs off', async () => {
  const { page } = station
  await goTo(page, `/incentives?period=${period}`)
  await page.getByRole('tab', { name: '版本' }).click()
  await page
    .getByRole('row', { name: /激励明细\.csv/ })
    .getByRole('button')
    .first()
    .click()
  await page.getByText('本版不再有').first().waitFor()
  await shown('edition-causes')
  for (const name of ['明细差异', '消费与业绩', '账单与明细']) {
    await page.getByRole('tab', { name }).click()
    const accept = page.getByRole('button', { name: /接受所列/ })
    const there = await accept.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
    if (!there) continue
    await accept.click()
    await accept.waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: '编制签核' }).click()
  await page
    .getByText(/编制：/)
    .first()
    .waitFor()
  await shown('signed-off')
})
