// A list that is asked for month by month: closed months once, open ones again; each vanishes by itself.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCacheWriter } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { pageOf } from '#host/sync/answers.ts'
import { type MonthWindow, monthWindows } from '#host/sync/months.ts'
import type { WindowedCollection } from '#host/sync/types.ts'
import { extra, mapping, requiredText } from '#host/sync/wire.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { type Held, hold } from './in-process.ts'
import { type CacheFile, connectionTo, makeCache } from './support.ts'

const NOW = Date.UTC(2026, 10, 21, 1)
const DAY = 86_400_000

let api: PartnerApi
let cache: CacheFile
let db: Db
let held: Held | undefined
let asked: string[]
let now = NOW

const policies: WindowedCollection<MonthWindow> = {
  kind: 'windowed',
  name: 'policies',
  operationId: 'ListIncentiveDiscountPolicies',
  freshForMs: DAY / 2,
  target: { table: 'policies', key: 'id', columns: ['id', 'month', 'policy', 'extra'], vanished: 'mark' },
  windowColumn: 'month',
  pageSize: 7,
  windows: (at) => monthWindows(at, 3, 5 * DAY),
  fetch: async (client, page, { key }, signal) => {
    asked.push(key)
    const query = { time: key, ...page }
    return pageOf(await client.call('ListIncentiveDiscountPolicies', { query, signal }), 'policies', 'total_count')
  },
  map: (row, { key }) =>
    mapping('service_type_code', (one) => [
      `${key}/${requiredText(one.service_type_code, 'service_type_code')}`,
      key,
      requiredText(one.incentive_policy, 'incentive_policy'),
      extra(one, new Set(['service_type_code', 'incentive_policy'])),
    ])(row),
}

beforeEach(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
  db = openCacheWriter(cache)
  db.exec(`CREATE TABLE policies (id TEXT PRIMARY KEY, month TEXT NOT NULL, policy TEXT NOT NULL, extra TEXT,
    as_of INTEGER NOT NULL, gone_at INTEGER) STRICT, WITHOUT ROWID`)
  asked = []
  now = NOW
})
afterEach(async () => {
  await held?.close()
  held = undefined
  db.close()
  await api.close()
  cache.remove()
})

const whole = async (): Promise<void> => {
  const { engine, until } = holding()
  engine.start(null)
  await until(({ collections, phase }) => phase === 'idle' && collections[0]?.asOf === now)
}
const holding = (): Held => (held ??= hold(db, connectionTo(api), [policies], {}, () => now))
const live = (): Record<string, number> =>
  Object.fromEntries(
    (
      db
        .prepare('SELECT month, count(*) AS rows FROM policies WHERE gone_at IS NULL GROUP BY month ORDER BY month')
        .all() as { month: string; rows: number }[]
    ).map(({ month, rows }) => [month, rows]),
  )
const services = (): number => api.state.prepare('select count(*) from service_types').pluck().get() as number

it('reads every month, newest first, and counts the rows of all', async () => {
  await whole()
  const all = services()
  expect(live()).toEqual({ '2026-09': all, '2026-10': all, '2026-11': all })
  expect([...new Set(asked)]).toEqual(['2026-11', '2026-10', '2026-09'])
  const [status] = holding().engine.status().collections
  expect(status).toMatchObject({ state: 'fresh', rows: 3 * all, done: 3 * all, total: 3 * all, error: null })
})

it('never asks again for a month that was read after it was closed', async () => {
  await whole()
  asked = []
  now += DAY
  await whole()
  expect([...new Set(asked)]).toEqual(['2026-11'])
  // December: November is read until five days after its end, and once more after that.
  now = Date.UTC(2026, 11, 3)
  asked = []
  await whole()
  expect([...new Set(asked)]).toEqual(['2026-12', '2026-11'])
  now = Date.UTC(2026, 11, 6)
  asked = []
  await whole()
  expect([...new Set(asked)]).toEqual(['2026-12', '2026-11'])
  now += DAY
  asked = []
  await whole()
  expect([...new Set(asked)]).toEqual(['2026-12'])
})

it('marks what vanished of an open month and leaves closed months as they were', async () => {
  await whole()
  const all = services()
  api.state.prepare('delete from service_types where id = (select max(id) from service_types)').run()
  now += DAY
  await whole()
  expect(live()).toEqual({ '2026-09': all, '2026-10': all, '2026-11': all - 1 })
})

it('goes on with the month it was cut off in', async () => {
  const first = holding()
  first.engine.start(null)
  await first.until(({ collections }) => (collections[0]?.done ?? 0) > services())
  await first.close()
  held = undefined
  const finished = asked.filter((month) => month === '2026-11').length
  await whole()
  expect(asked.filter((month) => month === '2026-11').length).toBe(finished)
  const all = services()
  expect(live()).toEqual({ '2026-09': all, '2026-10': all, '2026-11': all })
})

it('stops for a person where a month would lose most of its rows, and goes on with their word', async () => {
  await whole()
  const all = services()
  expect(all).toBeGreaterThan(21)
  api.state.prepare('delete from service_types where id > 2').run()
  now += DAY
  const { engine, until } = holding()
  engine.start(null)
  await until(({ collections }) => collections[0]?.state === 'needs-you')
  expect(engine.status().collections[0]?.pendingDeletion).toEqual({ rows: all - 2, of: all })
  engine.decideDeletion('policies', true)
  await until(({ collections }) => collections[0]?.state === 'fresh')
  expect(live()).toEqual({ '2026-09': all, '2026-10': all, '2026-11': 2 })
})
