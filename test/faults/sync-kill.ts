// Kill -9 of a first sync at random moments, again and again, until it is complete: the end must equal the server, row by row.
// On its own: `node test/faults/sync-kill.ts --kills 200 --seed 1`.
import { deepStrictEqual } from 'node:assert'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openReader } from '#host/store/open.ts'
import { bothBalances, bothSides, type CacheFile, connectionTo, makeCache } from '../host/sync/support.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'

const child = fileURLToPath(new URL('sync-child.ts', import.meta.url))

/** Numbers from 0 to below 1, the same for the same seed. */
const randoms = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** Runs the sync in a child; kills it so many milliseconds after it began, or lets it end. Answers whether it ended by itself. */
const run = (cache: CacheFile, api: PartnerApi, killAfterMs: number | null): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const args = [child, cache.file, Buffer.from(cache.key).toString('hex'), JSON.stringify(connectionTo(api))]
    const sync = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    let timer: NodeJS.Timeout | undefined
    sync.stdout.on('data', (text: Buffer) => {
      said += String(text)
      if (killAfterMs !== null && timer === undefined && said.includes('begun'))
        timer = setTimeout(() => sync.kill('SIGKILL'), killAfterMs)
    })
    sync.on('error', reject)
    sync.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal === 'SIGKILL') resolve(false)
      else if (code === 0 && said.includes('fresh')) resolve(true)
      else reject(new Error(`the sync ended with ${code ?? signal}`))
    })
  })

const integrity = (cache: CacheFile): void => {
  const db = openReader(cache)
  try {
    deepStrictEqual(db.pragma('integrity_check', { simple: true }), 'ok')
  } finally {
    db.close()
  }
}

export interface KillReport {
  readonly kills: number
  /** Syncs that came to their end, each compared with the server. */
  readonly syncs: number
}

/**
 * At least so many kills, spread over as many first syncs as it takes.
 * @throws with the seed and the number of the kill where anything differs
 */
export const killSyncs = async ({ kills, seed }: { kills: number; seed: number }): Promise<KillReport> => {
  const random = randoms(seed)
  // Answers take their time, so that a kill falls anywhere in the reading.
  const api = await startPartnerApi({
    size: 'm',
    seed,
    limits: 'off',
    faults: { seed, rules: [{ operation: '*', fault: { kind: 'delay', ms: 8 } }] },
  })
  let killed = 0
  let syncs = 0
  try {
    while (killed < kills) {
      const cache = makeCache()
      try {
        // Some syncs are killed often, some once; the last run of each is left alone.
        for (let times = 1 + Math.floor(random() * 6); times > 0 && killed < kills; times -= 1) {
          const after = Math.floor(random() ** 2 * 1500)
          if (await run(cache, api, after)) break
          killed += 1
          integrity(cache)
        }
        await run(cache, api, null)
        integrity(cache)
        const customers = bothSides(api, cache)
        deepStrictEqual(JSON.parse(JSON.stringify(customers.local)), customers.server)
        const balances = bothBalances(api, cache)
        deepStrictEqual(JSON.parse(JSON.stringify(balances.local)), JSON.parse(JSON.stringify(balances.server)))
        syncs += 1
      } finally {
        cache.remove()
      }
    }
  } catch (cause) {
    throw new Error(`seed ${seed}, after kill ${killed}`, { cause })
  } finally {
    await api.close()
  }
  return { kills: killed, syncs }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
    },
  })
  console.log(`seed ${values.seed}`)
  const { kills, syncs } = await killSyncs({ kills: Number(values.kills), seed: Number(values.seed) })
  console.log(`${kills} kills, ${syncs} syncs, every one equal to the server`)
}
