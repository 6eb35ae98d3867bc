import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { openCacheWriter } from '#host/store/open.ts'
import type { Collection } from '#host/sync/types.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { hold } from './in-process.ts'
import { Died, makeMortal } from './mortal.ts'
import { allFresh, bothBalances, bothSides, type CacheFile, connectionTo, makeCache } from './support.ts'

let api: PartnerApi
let empty: CacheFile
/** Small pages, so that fifty customers are many commits. */
const collections: Collection[] = customerCollections.map((one) =>
  one.kind !== 'keyed' ? { ...one, pageSize: 17 } : { ...one, batch: 25 },
)
/** Each page a commit of its own, on a first sync too. */
const pace = { pagesACommit: 1 }

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  empty = makeCache()
})
afterAll(async () => {
  await api.close()
  empty.remove()
})

/** Runs into a copy of `from` until everything is fresh or the store died; answers the number of commits. */
const run = async (file: string, at: Parameters<typeof makeMortal>[1]): Promise<number> => {
  const real = openCacheWriter({ file, key: empty.key })
  const mortal = makeMortal(real, at)
  try {
    const held = hold(mortal.db, connectionTo(api), collections, pace)
    held.engine.begin()
    await Promise.race([held.until(allFresh), mortal.died])
    await held.close().catch(() => {})
  } catch (cause) {
    // The first commit of all is made before there is an engine to close.
    if (!(cause instanceof Died)) throw cause
  }
  real.close()
  return mortal.commits
}

const expectEqual = (file: string): void => {
  const cache = { ...empty, file }
  const customers = bothSides(api, cache)
  expect(customers.local).toEqual(customers.server)
  const balances = bothBalances(api, cache)
  expect(balances.local).toEqual(balances.server)
}

it('R3: a crash before or after any commit of a first sync ends equal to the server', async () => {
  const file = join(empty.dir, 'crash.db')
  const fresh = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(empty.file, file)
  }
  fresh()
  const commits = await run(file, null)
  expectEqual(file)
  expect(commits).toBeGreaterThan(20)
  for (let commit = 1; commit <= commits; commit += 1) {
    for (const when of ['before', 'after'] as const) {
      fresh()
      await run(file, { commit, when })
      await run(file, null)
      try {
        expectEqual(file)
      } catch (cause) {
        throw new Error(`after a crash ${when} commit ${commit} of ${commits}`, { cause })
      }
    }
  }
}, 240_000)

it('R3: the same for the reading after it, in which rows came, changed and went', async () => {
  const synced = join(empty.dir, 'synced.db')
  const file = join(empty.dir, 'crash-again.db')
  copyFileSync(empty.file, synced)
  await run(synced, null)
  const real = openCacheWriter({ file: synced, key: empty.key })
  real.exec(
    `UPDATE sync_collections SET as_of = 1; UPDATE customers SET label = 'old' WHERE id % 3 = 0; PRAGMA wal_checkpoint(TRUNCATE)`,
  )
  real.close()
  api.state.exec(
    `update customers set linked = 0 where id in (select id from customers where linked = 1 order by id limit 2 offset 9)`,
  )
  const fresh = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(synced, file)
  }
  fresh()
  const commits = await run(file, null)
  expectEqual(file)
  for (let commit = 1; commit <= commits; commit += 1) {
    for (const when of ['before', 'after'] as const) {
      fresh()
      await run(file, { commit, when })
      await run(file, null)
      try {
        expectEqual(file)
      } catch (cause) {
        throw new Error(`after a crash ${when} commit ${commit} of ${commits}`, { cause })
      }
    }
  }
}, 240_000)
