/** Orders in real Electron: the list, one order of each kind, the customer's block; with pictures. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { atPartner, richCustomer, type Waiting, waitingOrder } from '#test/areas/orders/support.ts'
import { callAs } from '#test/partner-api/call.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { axeFindings } from '#test/support/axe.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'

let api: PartnerApi
let station: Workstation
let payable: Waiting
const pictures = join('test-results', 'orders')

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  api = await startPartnerApi({ size: 's', limits: 'off' })
  payable = waitingOrder(api, richCustomer(api, 0))
  const { accessKey: ak, secretKey: sk } = api.credentials.administrator
  station = await launch({ demo: { endpoint: api.url, ak, sk, name: '演示工作区' } })
})
afterAll(async () => {
  await station.close().catch(() => station.kill())
  await api.close().catch(() => {})
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await station.page.screenshot({ path: join(pictures, `failed-${task.id}.png`) }).catch(() => {})
})

const picture = (name: string) => station.page.screenshot({ path: join(pictures, `${name}.png`) })

async function open(name: string, address: string, ready: string): Promise<void> {
  const { page } = station
  await goTo(page, address)
  await page.waitForSelector(ready, { timeout: 60_000 })
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"], main .ant-skeleton-active'))
  await picture(name)
  expect([name, await axeFindings(page, 'main')]).toEqual([name, []])
}

interface WireOrder {
  readonly order_id: string
  readonly customer_id: string
  readonly sub_order_infos?: unknown
}

const ordersOf = async (query: Record<string, string | number>): Promise<WireOrder[]> =>
  (await callAs(api, 'administrator', 'ListCustomerOrders', { query: { limit: 100, ...query } })).body
    .order_infos as WireOrder[]

const row = '[role="row"][aria-rowindex="2"]'

it('the list with tabs and filters; an order that waits, a combined one, a refund; the customer’s block', async () => {
  const { page } = station
  await open('list', '/orders', row)
  await page.getByRole('button', { name: '筛选' }).click()
  await picture('filters')
  await open('pending', '/orders?tab=pendingPayment', row)
  await page.locator('.time-left').first().waitFor()
  await picture('pending')
  const [waiting] = await ordersOf({ status: 6 })
  await open('order', `/orders/${waiting?.order_id}`, '.ant-table-row')
  await page.locator('.time-left').waitFor()
  const combined = (await ordersOf({ status: 5 })).find(({ sub_order_infos }) => sub_order_infos)
  await open('combined', `/orders/${combined?.order_id}`, '.ant-table-row')
  const [refund] = await ordersOf({ order_type: 4, status: 5 })
  await open('refund', `/orders/${refund?.order_id}`, 'section[aria-label="退款明细"] .ant-table-row')
  await goTo(page, `/customers/${waiting?.customer_id}`)
  await page.locator('section[aria-label="订单"] .warn-list').waitFor()
  await picture('customer-block')
  expect(station.consoleErrors).toEqual([])
}, 120_000)

it('the inbox of partner payments; an order paid from the customer’s balance, settled under the eyes', async () => {
  const { page } = station
  await open('payments', '/orders/payments', '.ant-table-row')
  await page.locator('.ant-table-row input[type="checkbox"]:not([disabled])').first().check()
  await page.getByRole('button', { name: /^代付 1/ }).click()
  await page.getByText('用伙伴余额代付').waitFor()
  await picture('pay-for')
  await page.getByRole('button', { name: '不支付' }).click()
  await open('payable', `/orders/${payable.orderId}`, '.ant-table-row')
  await page.getByRole('button', { name: '支付订单' }).click()
  await page.locator('.order-sum .order-total').last().waitFor()
  await page.waitForTimeout(300)
  await picture('pay')
  await page.getByRole('button', { name: /从余额支付/ }).click()
  await page.locator('[data-intent="queued"]').waitFor()
  await page.locator('[data-intent="done"]').waitFor({ timeout: 40_000 })
  await page.locator('.order-facts .code-good').first().waitFor()
  await picture('paid')
  expect(await atPartner(api, payable.orderId)).toMatchObject({ status: 5 })
  expect(station.consoleErrors).toEqual([])
}, 120_000)
