// Monthly sums over the real protocol, against the lines they were made of.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SyncHandle } from '#host/sync/handle.ts'
import {
  allFresh,
  begin,
  type CacheFile,
  collection,
  connectionTo,
  makeCache,
  read,
  until,
} from '#test/host/sync/support.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

let api: PartnerApi
let cache: CacheFile
let sync: SyncHandle | undefined

beforeEach(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
})
afterEach(async () => {
  await sync?.close()
  await api.close()
  cache.remove()
})

interface Sum {
  month: string
  customer_id: string
  rows: number
  amount: number
  means: number
  debt: number
}

it('R-CUST-39 four months of sums are here, none twice, and what was paid with adds up to what was spent', async () => {
  sync = begin(cache, connectionTo(api))
  const status = await until(sync, allFresh)
  expect(collection(status, 'consumption-sums')).toMatchObject({ state: 'fresh', refusedRows: 0 })
  const sums = read<Sum>(
    cache,
    `SELECT month, customer_id, count(*) AS rows, sum(amount) AS amount, sum(cash + credit + coupon) AS means,
       sum(debt) AS debt FROM consumption_sums WHERE gone_at IS NULL GROUP BY month, customer_id`,
  )
  expect(new Set(sums.map(({ month }) => month)).size).toBe(4)
  // Each amount is rounded to the fen by itself: three means and a debt against one sum.
  for (const { rows, amount, means, debt } of sums)
    expect(Math.abs(amount - means - debt)).toBeLessThanOrEqual(2 * rows)
  const kinds = read<{ association_type: string }>(
    cache,
    `SELECT DISTINCT c.association_type FROM consumption_sums JOIN customers c USING (customer_id)`,
  )
  expect(kinds).toEqual([{ association_type: '2' }])
  const [twice] = read<{ rows: number; keys: number }>(
    cache,
    `SELECT count(*) AS rows, count(DISTINCT part || customer_id || service_type_code || resource_type_code || bill_type) AS keys
     FROM consumption_sums`,
  )
  expect(twice?.rows).toBe(twice?.keys)
  expect(twice?.rows).toBeGreaterThan(50)
})
