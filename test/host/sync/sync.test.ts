import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCacheWriter } from '#host/store/open.ts'
import { type SyncHandle, startSync, testConnection } from '#host/sync/handle.ts'
import type { Pace } from '#host/sync/types.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import {
  allFresh,
  begin,
  bothBalances,
  bothSides,
  type CacheFile,
  collection,
  connectionTo,
  hasty,
  makeCache,
  read,
  until,
} from './support.ts'

let api: PartnerApi
let cache: CacheFile
let sync: SyncHandle | undefined

beforeEach(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
})
afterEach(async () => {
  await sync?.close()
  sync = undefined
  await api.close()
  cache.remove()
})

const start = (more: Parameters<typeof connectionTo>[1] = {}, pace: Partial<Pace> = {}): SyncHandle =>
  (sync = begin(cache, connectionTo(api, more), pace))
const stop = async (): Promise<void> => {
  await sync?.close()
  sync = undefined
}
/** Everything is due again, as after a night. */
const nextDay = (): void => write('UPDATE sync_collections SET as_of = 1')
const write = (sql: string): void => {
  const db = openCacheWriter(cache)
  db.exec(sql)
  db.close()
}
const expectEqual = (): void => {
  const customers = bothSides(api, cache)
  expect(customers.local).toEqual(customers.server)
  const balances = bothBalances(api, cache)
  expect(balances.local).toEqual(balances.server)
}
const again = async (more: Parameters<typeof connectionTo>[1] = {}, pace: Partial<Pace> = {}) => {
  await stop()
  nextDay()
  return until(start(more, pace), allFresh)
}

it('mirrors everything the partner tells, indexes it, and is fresh', async () => {
  const tables = new Set<string>()
  start().onTables((names) => {
    for (const name of names) tables.add(name)
  })
  const status = await until(sync!, allFresh)
  expectEqual()
  expect(status).toMatchObject({ connection: 'online', phase: 'idle', first: false, error: null })
  expect(status.asOf).not.toBeNull()
  expect([...tables]).toEqual(
    expect.arrayContaining([
      'account_managers',
      'customers',
      'members',
      'own_member',
      'partner_accounts',
      'resource_types',
      'service_types',
    ]),
  )
  expect(read(cache, `SELECT name FROM sqlite_schema WHERE name = 'customers_key'`)).toHaveLength(1)
  expect(read<{ built: number }>(cache, 'SELECT built FROM search_states')).toEqual([{ built: 1 }])
  const behind = sync!.status().collections.flatMap(({ name, background }) => (background ? [name] : []))
  const runs = (await sync!.history(50)).filter(({ collection: name }) => !behind.includes(name))
  expect(new Set(runs.map(({ outcome }) => outcome))).toEqual(new Set(['complete']))
  expect(new Set(runs.map(({ reason }) => reason))).toEqual(new Set(['first']))
})

it('S3: a reading that brings nothing new writes no row', async () => {
  await until(start(), allFresh)
  await stop()
  const before = read(cache, 'SELECT * FROM customers ORDER BY id')
  await again()
  const runs = (await sync!.history(50)).filter(
    ({ collection: name, reason }) => name === 'customers' && reason === 'due',
  )
  expect(runs).toMatchObject([{ outcome: 'complete', added: 0, changed: 0, vanished: 0 }])
  expect(
    read(cache, 'SELECT * FROM customers ORDER BY id').map((row) => ({
      ...(row as object),
      balance_as_of: 0,
      tag_as_of: 0,
    })),
  ).toEqual(before.map((row) => ({ ...(row as object), balance_as_of: 0, tag_as_of: 0 })))
})

it('takes what changed, came and went; a row that comes back is linked again', async () => {
  await until(start(), allFresh)
  const [gone, changed] = api.state
    .prepare(`select customer_id from customers where linked = 1 and indirect_partner_id is null order by id limit 2`)
    .pluck()
    .all() as string[]
  api.state.prepare('update customers set linked = 0 where customer_id = ?').run(gone)
  api.state.prepare('update customers set label = ? where customer_id = ?').run('回访', changed)
  await again()
  expectEqual()
  expect(read(cache, `SELECT count(*) n FROM customers WHERE gone_at IS NOT NULL`)).toEqual([{ n: 1 }])
  expect((await sync!.history(50)).find(({ collection: name }) => name === 'customers')).toMatchObject({
    changed: 1,
    vanished: 1,
  })
  api.state.prepare('update customers set linked = 1 where customer_id = ?').run(gone)
  await again()
  expectEqual()
})

it.each([3600_000, -3600_000])('works with a clock an hour off (%i ms) and says so', async (clockSkewMs) => {
  api.faults.set({ clockSkewMs })
  const status = await until(start(), allFresh)
  expectEqual()
  expect(Math.abs(status.clockSkewMs - clockSkewMs)).toBeLessThan(3_000)
})

it('keeps an unknown enum value and an unknown field', async () => {
  api.state.exec(
    `update customers set association_type = '9', customer_level = 'V9' where id = (select min(id) from customers where linked = 1)`,
  )
  await until(start(), allFresh)
  expectEqual()
  expect(read(cache, `SELECT count(*) n FROM customers WHERE association_type = '9' AND level = 'V9'`)).toEqual([
    { n: 1 },
  ])
})

it('a missing permission ends its collections, and the rest goes on', async () => {
  const status = await until(start({ as: 'limited' }), allFresh)
  expect(collection(status, 'customers')?.state).toBe('fresh')
  for (const name of ['partner-balance', 'members', 'account-managers'])
    expect(collection(status, name)).toMatchObject({ state: 'not-permitted', error: { code: 'permission-missing' } })
  expect(status.error).toBeNull()
})

it('a wrong key stops everything with its reason, and waits for the person', async () => {
  sync = begin(cache, {
    ...connectionTo(api),
    credential: { kind: 'ak-sk', ak: api.credentials.administrator.accessKey, sk: 'wrong' },
  })
  const status = await until(sync, ({ connection }) => connection === 'signed-out')
  expect(status.error?.code).toBe('signed-out')
  expect(api.log).toHaveLength(1)
})

it('offline is noticed, and the sync begins again by itself', async () => {
  const { port } = api
  await api.close()
  start()
  await until(sync!, ({ connection }) => connection === 'offline')
  api = await startPartnerApi({ size: 's', limits: 'off', port })
  await until(sync!, allFresh)
  expectEqual()
})

it('R4: a sync that gets nowhere ends itself, says so, and the next one runs', async () => {
  api.faults.add({ operation: 'ListSubCustomers', nth: [1], fault: { kind: 'never' } })
  start({ timeoutMs: 60_000 }, { noProgressMs: 200 })
  await until(sync!, allFresh)
  const runs = (await sync!.history(50)).filter(({ collection: name }) => name === 'customers')
  expect(runs.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['complete', 'again'],
    ['failed', 'no-progress'],
  ])
  expectEqual()
})

it('a mass deletion stops and asks; a no keeps the rows, a yes lets them go', async () => {
  await until(start(), allFresh)
  api.state.exec(
    `update customers set linked = 0 where id in (select id from customers where linked = 1 and indirect_partner_id is null order by id limit 25)`,
  )
  await stop()
  nextDay()
  start()
  const asks = await until(sync!, (status) => collection(status, 'customers')?.state === 'needs-you')
  const pending = collection(asks, 'customers')?.pendingDeletion
  expect(pending?.rows).toBe(25)
  const linked = (): number =>
    read<{ n: number }>(cache, 'SELECT count(*) n FROM customers WHERE gone_at IS NULL')[0]!.n
  expect(linked()).toBe(pending?.of)
  // The question survives a restart.
  await stop()
  start()
  await until(sync!, (status) => collection(status, 'customers')?.state === 'needs-you')
  await sync!.decideDeletion('customers', false)
  await until(sync!, (status) => collection(status, 'customers')?.state === 'fresh')
  expect(linked()).toBe(pending?.of)
  await sync!.start(['customers'])
  await until(sync!, (status) => collection(status, 'customers')?.state === 'needs-you')
  await sync!.decideDeletion('customers', true)
  await until(sync!, (status) => collection(status, 'customers')?.state === 'fresh')
  expect(linked()).toBe((pending?.of ?? 0) - 25)
  await expect(sync!.decideDeletion('customers', true)).rejects.toMatchObject({ value: { code: 'not-found' } })
})

it('pause, resume and cancel', async () => {
  api.faults.add({ operation: '*', fault: { kind: 'delay', ms: 80 } })
  start()
  await until(sync!, ({ phase }) => phase === 'running')
  await sync!.pause()
  await until(sync!, ({ phase }) => phase === 'paused')
  api.faults.clear()
  const calls = api.log.length
  await sync!.resume()
  await until(sync!, allFresh)
  expect(api.log.length).toBeGreaterThan(calls)
  expect((await sync!.history(50)).some(({ outcome }) => outcome === 'paused')).toBe(true)
  api.faults.add({ operation: 'ListSubCustomers', fault: { kind: 'delay', ms: 300 } })
  await sync!.start(['customers'])
  await until(sync!, (status) => collection(status, 'customers')?.state === 'running')
  await sync!.cancel()
  await until(sync!, ({ phase }) => phase === 'idle')
  expect((await sync!.history(1))[0]).toMatchObject({ collection: 'customers', outcome: 'cancelled' })
})

it('sleep interrupts, waking goes on', async () => {
  api.faults.add({ operation: 'ListSubCustomers', fault: { kind: 'delay', ms: 200 }, times: 1 })
  start()
  await until(sync!, (status) => collection(status, 'customers')?.state === 'running')
  sync!.power('suspend')
  await until(sync!, ({ phase }) => phase === 'idle')
  sync!.power('resume')
  await until(sync!, allFresh)
  expectEqual()
})

it('a thread that dies is begun again; what was asked of it fails at once', async () => {
  const source = `import { parentPort } from 'node:worker_threads'
    parentPort.postMessage({ kind: 'tables', tables: ['born'] })
    parentPort.on('message', () => { throw new Error('gone') })`
  const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
  sync = startSync({ cacheFile: cache.file, key: cache.key, connection: connectionTo(api), workerUrl })
  let births = 0
  sync.onTables(() => {
    births += 1
  })
  await expect.poll(() => births).toBe(1)
  await expect(sync.history(1)).rejects.toMatchObject({ value: { code: 'busy', detail: { reason: 'sync-restarts' } } })
  expect(sync.status().error?.code).toBe('internal')
  await expect.poll(() => births, { timeout: 10_000 }).toBe(2)
})

it('a thread that dies again and again waits longer each time, whatever it told before', async () => {
  const source = `import { parentPort } from 'node:worker_threads'
    parentPort.postMessage({ kind: 'status', status: { connection: 'online', error: null } })
    setTimeout(() => { throw new Error('gone') }, 1)`
  const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
  const deaths: unknown[] = []
  const log = {
    info: () => {},
    warn: () => {},
    error: (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      if (message === 'sync thread ended') deaths.push(facts.deaths)
    },
  }
  sync = startSync({ cacheFile: cache.file, key: cache.key, connection: connectionTo(api), workerUrl, log })
  await expect.poll(() => deaths, { timeout: 10_000 }).toEqual([1, 2])
})

it('the log is told a failure with every cause behind it', async () => {
  const causes: unknown[] = []
  const log = {
    info: () => {},
    error: () => {},
    warn: (_message: string, { cause }: Readonly<Record<string, unknown>> = {}) => causes.push(cause),
  }
  const connection = { ...connectionTo(api), endpoint: 'http://127.0.0.1:1' }
  sync = startSync({ cacheFile: cache.file, key: cache.key, connection, pace: hasty, log })
  await expect.poll(() => causes.length, { timeout: 10_000 }).toBeGreaterThan(0)
  expect(causes[0]).toMatch(/offline[\s\S]*caused by [\s\S]*ECONNREFUSED/)
})

it('the connection test names what is missing, before a workspace exists', async () => {
  const report = await testConnection(connectionTo(api, { as: 'limited' }))
  expect(report).toMatchObject({ reachable: true, signedIn: true, desk: 'served', error: null })
  const byName = new Map(report.operations.map((one) => [one.collection, one]))
  expect(byName.get('customers')).toMatchObject({ allowed: true, missing: [] })
  expect(byName.get('partner-balance')?.allowed).toBe(false)
  expect(byName.get('partner-balance')?.missing).toContain('BPC_ITEM_VIEW_010100')
  expect(await testConnection({ ...connectionTo(api), endpoint: 'http://127.0.0.1:1' })).toMatchObject({
    reachable: false,
    signedIn: false,
    error: { code: 'offline' },
  })
  const wrong = await testConnection({ ...connectionTo(api), credential: { kind: 'token', token: 'none' } })
  expect(wrong).toMatchObject({ reachable: true, signedIn: false, error: { code: 'signed-out' } })
})
