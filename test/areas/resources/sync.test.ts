// Resources over the real protocol, read customer by customer behind everything else.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { resourceCollections } from '#host/areas/resources/collections.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { openCacheWriter } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type Held, hold } from '#test/host/sync/in-process.ts'
import { type CacheFile, collection, connectionTo, makeCache } from '#test/host/sync/support.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

const NAME = 'period-resources'
const all = [...customerCollections, ...resourceCollections]

let api: PartnerApi
let cache: CacheFile
let db: Db
let held: Held | undefined
let now = Date.now()

const begin = async (as: 'administrator' | 'limited' = 'administrator'): Promise<Held> => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
  db = openCacheWriter(cache)
  held = hold(db, connectionTo(api, { as }), all, { ahead: 1, pagesACommit: 1 }, () => now)
  return held
}

beforeEach(() => {
  now = Date.now()
})
afterEach(async () => {
  await held?.close()
  held = undefined
  db.close()
  await api.close()
  cache.remove()
})

const whole = async ({ engine, until }: Held): Promise<void> => {
  engine.begin()
  await until((status) => collection(status, 'on-demand-resources')?.state === 'fresh')
}

const customers = (): string[] =>
  db.prepare('SELECT customer_id FROM customers WHERE gone_at IS NULL ORDER BY id').pluck().all() as string[]

it('keeps every resource of every customer, dependants under their main one, and says when each customer was read', async () => {
  await whole(await begin())
  const client = createPartnerApi(connectionTo(api))
  const server: string[] = []
  for (const customerId of customers()) {
    const { body } = await client.call('ListPayPerUseCustomerResources', {
      body: { customer_id: customerId, offset: 0, limit: 500 },
    })
    for (const one of body.data ?? [])
      server.push(`${customerId} ${one.resource_id} ${one.parent_resource_id ?? ''} ${one.expire_time}`)
  }
  await client.close()
  const local = db
    .prepare(
      `SELECT customer_id || ' ' || resource_id || ' ' || ifnull(parent_id, '') || ' ' || strftime('%Y-%m-%dT%H:%M:%SZ', expire_at / 1000, 'unixepoch')
       FROM period_resources WHERE gone_at IS NULL`,
    )
    .pluck()
    .all() as string[]
  expect(local.sort()).toEqual(server.sort())
  expect(server.length).toBeGreaterThan(100)
  const orphans = db
    .prepare(
      `SELECT count(*) FROM period_resources d WHERE main = 0 AND NOT EXISTS
       (SELECT 1 FROM period_resources m WHERE m.resource_id = d.parent_id AND m.customer_id = d.customer_id AND m.main = 1)`,
    )
    .pluck()
    .get()
  expect(orphans).toBe(0)
  const read = db.prepare('SELECT count(*) FROM sync_owners WHERE collection = ?').pluck().get(NAME)
  expect(read).toBe(customers().length)
})

it('neither the first sync nor the age of the data waits for it, and what becomes due is read beside it', async () => {
  const { engine, until, log } = await begin()
  engine.begin()
  const settled = await until((status) => (collection(status, NAME)?.done ?? 0) > 2)
  expect(settled).toMatchObject({ phase: 'idle', first: false })
  expect(settled.asOf).not.toBeNull()
  expect(collection(settled, NAME)).toMatchObject({ background: true, state: 'running' })
  engine.start(['customers'])
  await until((status) => [NAME, 'customers'].every((name) => collection(status, name)?.state === 'running'))
  await until((status) => collection(status, 'on-demand-resources')?.state === 'fresh')
  const runs = engine.history(50)
  const [whole] = runs.filter(({ collection: name }) => name === NAME)
  expect(whole).toMatchObject({ outcome: 'complete', reason: 'first', pages: customers().length })
  const [again] = runs.filter(({ collection: name }) => name === 'customers')
  expect(again).toMatchObject({ outcome: 'complete', reason: 'asked' })
  expect(log.some(({ message }) => message === 'sync work failed')).toBe(false)
})

it('reads one customer at once for whoever looks, marks what vanished and takes it back', async () => {
  const { engine } = await begin()
  await whole(held as Held)
  const [owner, lost] = db
    .prepare('SELECT customer_id, resource_id FROM period_resources WHERE main = 1 AND gone_at IS NULL LIMIT 1')
    .raw()
    .get() as [string, string]
  const goneAt = (): unknown =>
    db.prepare('SELECT gone_at FROM period_resources WHERE resource_id = ?').pluck().get(lost)
  const stray = `INSERT INTO period_resources (resource_id, customer_id, main, as_of) VALUES ('stray', ?, 1, 1)`
  db.prepare(stray).run(owner)
  db.prepare('UPDATE period_resources SET gone_at = 5 WHERE resource_id = ?').run(lost)
  now += 60_000
  await engine.refresh({ [NAME]: [owner] })
  expect(goneAt()).toBeNull()
  expect(db.prepare(`SELECT gone_at FROM period_resources WHERE resource_id = 'stray'`).pluck().get()).toBe(now)
  expect(db.prepare('SELECT as_of FROM sync_owners WHERE collection = ? AND owner = ?').pluck().get(NAME, owner)).toBe(
    now,
  )
  // Nobody else was asked.
  expect(db.prepare('SELECT count(*) FROM sync_owners WHERE collection = ? AND as_of = ?').pluck().get(NAME, now)).toBe(
    1,
  )
})

it('tells that the right is missing instead of asking every customer', async () => {
  const { engine, until } = await begin('limited')
  engine.begin()
  const status = await until((one) => collection(one, NAME)?.state === 'not-permitted')
  expect(collection(status, NAME)?.error?.code).toBe('permission-missing')
  expect(engine.history(50).find(({ collection: name }) => name === NAME)).toMatchObject({
    outcome: 'failed',
    pages: 4,
  })
})
