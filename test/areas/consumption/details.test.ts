// A customer's consumption as the page asks for it: mirrored sums, and details over the real protocol.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsumptionDetail } from '#shared/contract/consumption.ts'
import { byTimeOfUse, detailMonths, shownInDetails } from '#shared/rules/consumption.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '#test/host/support.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

let api: PartnerApi
let at: TestHost
let customerId: string
const dataDir = newDataDir()
const month = monthAfter(billingMonth(Date.now()), -1)

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost({ dataDir })
  await openAs(at, api, 'administrator')
  await synced(at)
  const { rows } = ok(
    await at.client.customers.list({
      filter: { tab: 'resale' },
      sort: { column: 'associatedAt', descending: false },
      after: null,
      limit: 100,
    }),
  )
  for (const row of rows) {
    const sums = ok(await at.client.consumption.sums({ customerId: row.customerId })).rows
    if (new Set(sums.map((sum) => sum.month)).size < 2) continue
    customerId = row.customerId
    break
  }
})
afterAll(async () => {
  await at.stop()
  await api.close()
  removeDataDir(dataDir)
})

const all = async (withZeros: boolean, of = month) => {
  const rows: ConsumptionDetail[] = []
  let hidden = 0
  let offset: number | null = 0
  while (offset !== null) {
    const page: { rows: ConsumptionDetail[]; hidden: number; unreadable: number; next: number | null } = ok(
      await at.client.consumption.details({ customerId, month: of, withZeros, offset }),
    )
    rows.push(...page.rows)
    hidden += page.hidden
    expect(page.unreadable).toBe(0)
    offset = page.next
  }
  return { rows, hidden }
}

test('R-CUST-42 details keep eight decimals; rounded to the fen by product they are the mirrored sums', async () => {
  const { rows } = await all(true)
  expect(rows.some(({ payment }) => payment % 1_000_000 !== 0)).toBe(true)
  const sums = ok(await at.client.consumption.sums({ customerId })).rows.filter((sum) => sum.month === month)
  expect(sums.length).toBeGreaterThan(0)
  for (const mode of ['1', '3', '11']) {
    const detail = rows.filter((row) => row.chargeMode === mode).reduce((sum, { payment }) => sum + BigInt(payment), 0n)
    const sum = sums.filter((row) => row.chargeMode === mode).reduce((total, { amount }) => total + amount, 0)
    const parts = sums.filter((row) => row.chargeMode === mode).length
    // Each sum is rounded by itself; a product may have several resource types behind it.
    expect(Math.abs(Number(detail / 1_000_000n) - sum)).toBeLessThanOrEqual(5 * parts + 5)
  }
})

test('R-CUST-44 what has nothing to pay is hidden and counted, and shown when asked for', async () => {
  const whole = await all(true)
  const { rows, hidden } = await all(false)
  expect(rows.every(({ payment }) => payment !== 0)).toBe(true)
  expect(rows.length + hidden).toBe(whole.rows.length)
  expect(shownInDetails(0, false)).toBe(false)
  expect(shownInDetails(0, true)).toBe(true)
  expect(shownInDetails(-5, false)).toBe(true)
})

test('R-CUST-40 eighteen months can be asked for and not one more', async () => {
  const months = detailMonths(Date.now())
  expect(months).toHaveLength(18)
  expect(months[0]).toBe(billingMonth(Date.now()))
  await all(true, months[17])
  const before = monthAfter(months[17] ?? '', -1)
  const error = failed(await at.client.consumption.details({ customerId, month: before, withZeros: true, offset: 0 }))
  expect(error).toMatchObject({ code: 'invalid-input', field: 'month', detail: { rule: 'R-CUST-40' } })
})

test('R-CUST-43 a month since June 2024 holds what was used in it', () => {
  expect(byTimeOfUse('2024-05')).toBe(false)
  expect(byTimeOfUse('2024-06')).toBe(true)
})

test('a customer of nobody here is not found, and its details are not asked for', async () => {
  const nobody = '0'.repeat(32)
  expect(failed(await at.client.consumption.sums({ customerId: nobody })).code).toBe('not-found')
  expect(
    failed(await at.client.consumption.details({ customerId: nobody, month, withZeros: true, offset: 0 })).code,
  ).toBe('not-found')
})

test('resources of a customer are read at once for whoever opens it', async () => {
  const before = Date.now()
  ok(await at.client.resources.refresh({ customerId }))
  const { rows, asOf } = ok(await at.client.resources.period({ customerId }))
  expect(asOf ?? 0).toBeGreaterThanOrEqual(before)
  expect(rows.every(({ main, parentId }) => main === (parentId === null))).toBe(true)
  expect(ok(await at.client.resources.onDemand({ customerId })).asOf ?? 0).toBeGreaterThanOrEqual(before)
  expect(failed(await at.client.resources.refresh({ customerId: '0'.repeat(32) })).code).toBe('not-found')
})
