import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { openCacheWriter } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Collection, PagedCollection } from '#host/sync/types.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { Fault, FaultRule } from '../../partner-api/faults.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { type Held, hold } from './in-process.ts'
import { allFresh, bothBalances, bothSides, type CacheFile, collection, connectionTo, makeCache } from './support.ts'

/** Small pages, so that fifty customers are many requests. */
const collections: Collection[] = customerCollections.map((one) =>
  one.kind === 'paged' ? { ...one, pageSize: 9 } : { ...one, batch: 12 },
)
const customers = collections[0] as PagedCollection

let api: PartnerApi
let cache: CacheFile
let db: Db
let held: Held | undefined

beforeEach(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
  db = openCacheWriter(cache)
})
afterEach(async () => {
  await held?.close()
  held = undefined
  db.close()
  await api.close()
  cache.remove()
})

const start = (mirrored: readonly Collection[] = collections, pace = {}): Held => {
  held = hold(db, connectionTo(api, { timeoutMs: 400 }), mirrored, pace)
  held.engine.begin()
  return held
}
/** A quiet reading of everything. */
const again = async (mirrored: readonly Collection[] = collections): Promise<SyncStatus> => {
  await held?.close()
  db.exec('UPDATE sync_collections SET as_of = 1, retry_at = NULL')
  api.faults.clear()
  return start(mirrored).until(allFresh)
}
const expectEqual = (): void => {
  const rows = bothSides(api, cache)
  expect(rows.local).toEqual(rows.server)
  const balances = bothBalances(api, cache)
  expect(balances.local).toEqual(balances.server)
}
const rule = (operation: string, fault: Fault, more: Partial<FaultRule> = {}): FaultRule => ({
  operation,
  fault,
  ...more,
})

it.each<[string, FaultRule[]]>([
  [
    'connections cut before and after',
    [rule('*', { kind: 'dropBefore' }, { every: 3 }), rule('*', { kind: 'dropAfter' }, { every: 5 })],
  ],
  ['half-open connections', [rule('*', { kind: 'never' }, { nth: [2, 9] })]],
  ['slow answers', [rule('*', { kind: 'delay', ms: 40 })]],
  ['a storm of 429', [rule('*', { kind: 'throttle', retryAfterSeconds: 0 }, { times: 30, probability: 0.7 })]],
  [
    'broken JSON',
    [
      rule('*', { kind: 'brokenBody', how: 'truncated' }, { every: 4 }),
      rule('*', { kind: 'brokenBody', how: 'garbage' }, { every: 7 }),
    ],
  ],
  [
    'bodies that stop',
    [
      rule('*', { kind: 'brokenBody', how: 'stalled' }, { nth: [3] }),
      rule('*', { kind: 'brokenBody', how: 'cut' }, { every: 5 }),
    ],
  ],
  [
    '5xx',
    [
      rule('*', { kind: 'status', status: 502, body: 'html' }, { every: 3 }),
      rule('*', { kind: 'status', status: 500 }, { every: 7 }),
    ],
  ],
  ['errors inside HTTP 200', [rule('*', { kind: 'error200', code: 'CBC.0999' }, { every: 3 })]],
  [
    'everything at once',
    [
      rule('*', { kind: 'dropBefore' }, { probability: 0.1 }),
      rule('*', { kind: 'status', status: 503, body: 'empty' }, { probability: 0.1 }),
      rule('*', { kind: 'brokenBody', how: 'garbage' }, { probability: 0.1 }),
      rule('*', { kind: 'throttle', retryAfterSeconds: 0 }, { probability: 0.1 }),
    ],
  ],
])('ends equal to the server under %s', async (_name, rules) => {
  api.faults.set({ seed: 7, rules })
  await start().until(allFresh)
  expect(api.faults.fired).toBeGreaterThan(0)
  expectEqual()
})

it('R-PLAT-20 rows that come and go while a list is read: none that stayed is missed, and the next quiet reading is equal', async () => {
  const shift = fc.record({
    page: fc.integer({ min: 1, max: 12 }),
    count: fc.integer({ min: 1, max: 4 }),
    comes: fc.boolean(),
  })
  const linked = (): string[] =>
    api.state
      .prepare(
        'select customer_id from customers where linked = 1 and indirect_partner_id is null order by customer_id',
      )
      .pluck()
      .all() as string[]
  const stored = (): Set<string> =>
    new Set(db.prepare('SELECT customer_id FROM customers WHERE gone_at IS NULL').pluck().all() as string[])
  await fc.assert(
    fc.asyncProperty(fc.array(shift, { minLength: 1, maxLength: 5 }), fc.nat(), async (shifts, seed) => {
      await held?.close()
      db.exec('UPDATE sync_collections SET as_of = 1, retry_at = NULL; UPDATE customers SET gone_at = NULL')
      api.state.exec('update customers set linked = 1')
      const before = linked()
      api.faults.set({
        seed,
        rules: shifts.map(({ page, count, comes }) =>
          rule('ListSubCustomers', { kind: comes ? 'insert' : 'vanish', count }, { nth: [page] }),
        ),
      })
      await start([customers]).until(allFresh)
      const now = new Set(linked())
      const here = stored()
      expect(before.filter((id) => now.has(id) && !here.has(id))).toEqual([])
      await again([customers])
      expect([...stored()].sort()).toEqual(linked())
    }),
    { numRuns: 25 },
  )
}, 120_000)

/** The same collection with answers bent by the test. */
const bent = (
  bend: (
    page: Awaited<ReturnType<PagedCollection['fetch']>>,
    offset: number,
  ) => Awaited<ReturnType<PagedCollection['fetch']>>,
): PagedCollection => ({
  ...customers,
  fetch: async (client, page, signal) => bend(await customers.fetch(client, page, signal), page.offset),
})

it('a page that vanished is asked again; a list that always ends early is not believed', async () => {
  let empty = 1
  await start([bent((page, offset) => (offset > 15 && empty-- > 0 ? { ...page, rows: [] } : page))]).until(allFresh)
  expect(held!.log.some(({ message }) => message === 'sync list ends early')).toBe(true)
  const rows = bothSides(api, cache)
  expect(rows.local).toEqual(rows.server)

  await held!.close()
  db.exec('UPDATE sync_collections SET as_of = 1')
  start([bent((page, offset) => (offset > 15 ? { ...page, rows: [] } : page))])
  const status = await held!.until((now) => collection(now, 'customers')?.error !== null)
  expect(collection(status, 'customers')).toMatchObject({
    error: { code: 'answer-unreadable', detail: { reason: 'list-ends-early' } },
  })
  expect(db.prepare('SELECT count(*) FROM customers WHERE gone_at IS NOT NULL').pluck().get()).toBe(0)
})

it('a total that shrinks is no reason to forget anybody', async () => {
  await start([customers]).until(allFresh)
  await held!.close()
  db.exec('UPDATE sync_collections SET as_of = 1')
  let pages = 0
  start([bent((page) => ({ ...page, total: (page.total ?? 0) - (pages++ % 3) }))])
  await held!.until(allFresh)
  expect(db.prepare('SELECT count(*) FROM customers WHERE gone_at IS NOT NULL').pluck().get()).toBe(0)
  expect(held!.log.some(({ message }) => message === 'sync reads again')).toBe(true)
})

it('refuses a row that does not fit, keeps and shows it masked, and never lets it count as vanished', async () => {
  await start([customers]).until(allFresh)
  await held!.close()
  db.exec('UPDATE sync_collections SET as_of = 1')
  const victim = db.prepare('SELECT customer_id FROM customers ORDER BY id LIMIT 1 OFFSET 9').pluck().get() as string
  const spoil = (row: unknown): unknown =>
    (row as { customer_id: string }).customer_id === victim
      ? { ...(row as object), associated_on: 'yesterday', telephone: '13812345678' }
      : row
  start([
    bent((page) => ({
      ...page,
      rows: [...page.rows.map(spoil), ...(page.rows.length < 9 ? [17] : [])],
      total: (page.total ?? 0) + 1,
    })),
  ])
  const status = await held!.until(allFresh)
  expect(collection(status, 'customers')?.refusedRows).toBe(2)
  const refused = held!.engine.refusedRows('customers')
  expect(refused).toMatchObject([
    { key: null, reason: 'object expected', raw: '17' },
    { key: victim, reason: 'associated_on: UTC instant expected' },
  ])
  expect(refused[1]?.raw).not.toContain('13812345678')
  expect(db.prepare('SELECT count(*) FROM customers WHERE gone_at IS NOT NULL').pluck().get()).toBe(0)
  // The next reading that brings it well ends the matter.
  const well = await again([customers])
  expect(collection(well, 'customers')?.refusedRows).toBe(0)
})

it('keeps what the program does not know yet', async () => {
  await start([
    bent((page) => ({ ...page, rows: page.rows.map((row) => ({ ...(row as object), vip_score: { level: 3 } })) })),
  ]).until(allFresh)
  const extras = db
    .prepare('SELECT extra FROM customers')
    .pluck()
    .all()
    .map((text) => JSON.parse(String(text)) as object)
  for (const extra of extras) expect(extra).toMatchObject({ vip_score: { level: 3 } })
  // The seeded data has fields of its own that nobody knows, with a number that no float can hold.
  expect(extras).toContainEqual(expect.objectContaining({ big_number: '12345678901234567890' }))
})

it.each([
  ['while rows come', 0],
  ['while indexes are made', 12],
])('a full disk %s ends with its reason and an intact store; with room again it goes on', async (_name, room) => {
  const pages = db.pragma('page_count', { simple: true }) as number
  db.pragma(`max_page_count = ${pages + room}`)
  start()
  const status = await held!.until(({ error }) => error !== null)
  expect(status.error?.code).toBe('disk-full')
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.pragma('max_page_count = 1073741823')
  await held!.until(allFresh)
  await expect
    .poll(() => db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'customers_key'`).pluck().get())
    .toBe(1)
  expectEqual()
})

it('S7: uses its share of the limit and is never told 429', async () => {
  await api.close()
  api = await startPartnerApi({ size: 's', limits: 'vendor' })
  held = hold(db, connectionTo(api, { limitShare: 0.5 }), [customers])
  held.engine.begin()
  await held.until(allFresh)
  expect(api.log.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
})
