// Collections side by side: who goes first, who waits for whom, and what one failure means for the others.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultPace } from '#host/sync/types.ts'
import type { SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { allFresh, begin, type CacheFile, collection, connectionTo, makeCache, until } from './support.ts'

let api: PartnerApi
let cache: CacheFile
let sync: ReturnType<typeof begin> | undefined

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

const start = (): ReturnType<typeof begin> => {
  sync = begin(cache, connectionTo(api), { offlineFirstMs: 40, offlineMostMs: 4_000 })
  return sync
}
const of = (runs: readonly SyncRun[], name: string): SyncRun => {
  const found = runs.find(({ collection }) => collection === name)
  if (!found) throw new Error(`no run of ${name}`)
  return found
}
const ended = (run: SyncRun): number => run.endedAt ?? Number.POSITIVE_INFINITY
/** Most runs under way at a time. */
const together = (runs: readonly SyncRun[]): number =>
  Math.max(
    ...runs.map(({ startedAt }) => runs.filter((run) => run.startedAt <= startedAt && ended(run) > startedAt).length),
  )

it('customers come first and whole, then the rest side by side; whoever builds on another waits for it', async () => {
  for (const operation of ['ListIssuedPartnerCoupons', 'ListPartnerAdjustRecords', 'ListServiceTypes'])
    api.faults.add({ operation, fault: { kind: 'delay', ms: 60 } })
  const one = start()
  const all = (status: SyncStatus): boolean =>
    allFresh(status) && collection(status, 'order-details')?.state === 'fresh'
  await until(one, all)
  const runs = await one.history(100)
  const [customers, tags, balances] = ['customers', 'customer-tags', 'balances'].map((name) => of(runs, name)) as [
    SyncRun,
    SyncRun,
    SyncRun,
  ]
  const ready = Math.max(ended(tags), ended(balances))
  expect(Math.min(tags.startedAt, balances.startedAt)).toBeGreaterThanOrEqual(ended(customers))
  const led = new Set(['own-member', 'account-managers', 'members', 'customers', 'customer-tags', 'balances'])
  const others = runs.filter(({ collection }) => !led.has(collection))
  for (const { startedAt } of others) expect(startedAt).toBeGreaterThanOrEqual(ready)
  expect(together(others)).toBeGreaterThan(1)
  expect(together(runs)).toBeLessThanOrEqual(defaultPace.beside + 1)
  // Asked for together: details only of orders that are there.
  await one.start(['orders', 'order-details', 'customers', 'balances'])
  await until(one, (status) => collection(status, 'order-details')?.state !== 'fresh')
  await until(one, all)
  const again = (await one.history(100)).filter(({ runId }) => runs.every((run) => run.runId !== runId))
  for (const [later, earlier] of [
    ['order-details', 'orders'],
    ['balances', 'customers'],
  ] as const)
    expect(of(again, later).startedAt).toBeGreaterThanOrEqual(ended(of(again, earlier)))
})

it('a connection that is lost ends all that is read beside it; all of it goes on afterwards', async () => {
  const one = start()
  // What stands behind everything else would be the first to fail, in a run of before.
  await until(one, ({ phase, collections }) => phase === 'idle' && collections.every(({ state }) => state === 'fresh'))
  const before = new Set((await one.history(100)).map(({ runId }) => runId))
  api.faults.add({ operation: '*', fault: { kind: 'delay', ms: 40 } })
  await one.start(null)
  // In the middle of several, one of which has stored something and is to go on from there.
  await until(one, ({ collections }) => {
    const running = collections.filter(({ state, background }) => state === 'running' && !background)
    return running.length > 2 && running.some(({ name, done }) => name === 'orders' && done > 0)
  })
  const { port } = api
  await api.close()
  await until(one, ({ connection }) => connection === 'offline')
  api = await startPartnerApi({ size: 's', limits: 'off', port })
  await until(one, allFresh)
  const every = await one.history(300)
  expect(every.some(({ outcome, error }) => outcome === 'failed' && error?.code === 'offline')).toBe(true)
  const runs = every.filter(({ runId }) => !before.has(runId))
  const cut = new Set(
    runs.filter(({ outcome }) => outcome !== 'complete' && outcome !== 'running').map((run) => run.collection),
  )
  expect(cut.size).toBeGreaterThan(1)
  for (const run of runs.filter(({ outcome }) => outcome === 'interrupted')) expect(run.reason).toBe('offline')
  // What was asked for and cut short is read all the same; newest first.
  for (const name of cut) expect(of(runs, name).outcome).toMatch(/complete|running/)
})
