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
  one.kind !== 'keyed' ? { ...one, pageSize: 9 } : { ...one, batch: 12 },
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
  const status = await held!.until((now) => collection(now, 'customers')?.error !== null)
  expect(collection(status, 'customers')).toMatchObject({ state: 'waiting', asOf: 1, error: { retry: 'later' } })
  expect(held!.engine.history(1)).toMatchObject([{ outcome: 'failed', reason: 'total-moved', vanished: 0 }])
  expect(db.prepare('SELECT count(*) FROM customers WHERE gone_at IS NOT NULL').pluck().get()).toBe(0)
  expect(held!.log.some(({ message }) => message === 'sync reads again')).toBe(true)
  // A quiet reading ends the matter by itself.
  expect(collection(await again([customers]), 'customers')).toMatchObject({ error: null })
})

it('a first list that is always one short of its count lets everything else proceed, with a warning', async () => {
  const short = bent((page) => ({ ...page, total: (page.total ?? 0) + 1 }))
  // Whatever fails must not hold up the indexes either.
  start([short, ...collections.slice(1)])
  const built = () => db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'customers_key'`).pluck().get()
  await expect.poll(built, { timeout: 10_000 }).toBe(1)
  const others = collections.slice(1).map(({ name }) => name)
  const status = await held!.until((now) => others.every((name) => collection(now, name)?.asOf !== null))
  const first = held!.engine.history(200).findLast(({ collection: name }) => name === 'customers')
  expect(first).toMatchObject({ outcome: 'complete', reason: 'unstable', vanished: 0 })
  expect(first?.error).toMatchObject({ code: 'answer-unreadable', detail: { reason: 'unstable' } })
  expect(collection(status, 'customers')?.error?.retry).toBe('later')
  expectEqual()
  // Later readings do not count, and are tried again.
  await expect
    .poll(() => held!.engine.history(200).filter(({ reason }) => reason === 'list-ends-early').length, {
      timeout: 10_000,
    })
    .toBeGreaterThan(1)
  expect(db.prepare('SELECT count(*) FROM customers WHERE gone_at IS NOT NULL').pluck().get()).toBe(0)
})

it('one row that vanished is found though another one that is gone is refused', async () => {
  await start([customers]).until(allFresh)
  await held!.close()
  const [gone, vanished] = db.prepare('SELECT customer_id FROM customers ORDER BY id LIMIT 2').pluck().all() as string[]
  db.exec('UPDATE sync_collections SET as_of = 1')
  db.prepare('UPDATE customers SET gone_at = 1 WHERE customer_id = ?').run(gone)
  api.state.prepare('update customers set linked = 0 where customer_id = ?').run(vanished)
  const spoil = (row: unknown): unknown =>
    (row as { customer_id: string }).customer_id === gone ? { ...(row as object), associated_on: 'yesterday' } : row
  await start([bent((page) => ({ ...page, rows: page.rows.map(spoil) }))]).until(allFresh)
  expect(db.prepare('SELECT customer_id FROM customers WHERE gone_at IS NOT NULL ORDER BY id').pluck().all()).toEqual([
    gone,
    vanished,
  ])
})

const YEAR = 365 * 86_400_000

it.each([
  ['a reading', `as_of = ${Date.now() + YEAR}`],
  ['a wait', `as_of = 1, retry_at = ${Date.now() + YEAR}, failures = 1`],
  ['a reading and a wait', `as_of = ${Date.now() + YEAR}, retry_at = ${Date.now() + YEAR}`],
])('%s of the future, after the clock was put back, is due now', async (_name, columns) => {
  await start([customers]).until(allFresh)
  await held!.close()
  db.exec(`UPDATE sync_collections SET ${columns}`)
  await start([customers]).until((now) => Math.abs((collection(now, 'customers')?.asOf ?? 0) - Date.now()) < 86_400_000)
  expect(held!.engine.history(9)).toHaveLength(2)
})

it('a clock that is put back while offline holds nothing up', async () => {
  const { port } = api
  await api.close()
  let ahead = YEAR
  held = hold(db, connectionTo(api), [customers], {}, () => Date.now() + ahead)
  held.engine.begin()
  await held.until(({ connection }) => connection === 'offline')
  ahead = 0
  api = await startPartnerApi({ size: 's', limits: 'off', port })
  await held.until(allFresh)
})

it.each([
  ['offline', { offlineFirstMs: 60_000, offlineMostMs: 60_000 }],
  ['told to wait for a day', {}],
])('%s: a person who starts does not wait', async (name, pace) => {
  const { port } = api
  if (name === 'offline') await api.close()
  else api.faults.add(rule('*', { kind: 'throttle', retryAfterSeconds: 86_400 }, { times: 1 }))
  start([customers], pace)
  await held!.until(({ phase, error }) => phase === 'idle' && error !== null)
  if (name === 'offline') api = await startPartnerApi({ size: 's', limits: 'off', port })
  held!.engine.start(null)
  await held!.until(allFresh)
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
    { key: null, reason: 'object expected', raw: '"‹text, 2 chars›"' },
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
  // Only the gateway's own words for an unknown API mean that the other side does not offer it.
  ['APIG.0101', 'not-permitted'],
  ['APIGW.0101', 'not-permitted'],
  ['CBC.0404', 'failed'],
  [undefined, 'failed'],
])('a 404 that says %s leaves the collection %s', async (code, state) => {
  api.faults.set({
    seed: 1,
    rules: [
      rule(customers.operationId, { kind: 'status', status: 404, ...(code ? { code } : { body: 'html' as const }) }),
    ],
  })
  const status = await start([customers]).until((now) => collection(now, 'customers')?.error !== null)
  expect(collection(status, 'customers')).toMatchObject({ state, error: { vendor: { http: 404, code: code ?? null } } })
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
