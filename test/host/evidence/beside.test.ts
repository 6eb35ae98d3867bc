// Matching reads the cache while the sync goes on writing it: neither waits for the other.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gatherPlans, matchPeriod } from '#host/evidence/matching.ts'
import { attachReader, openCacheWriter } from '#host/store/open.ts'
import { makeCache } from '../sync/support.ts'
import { makeEvidence, openEvidence } from './support.ts'

it('the sync commits while a period is matched', () => {
  const cache = makeCache()
  makeEvidence(cache)
  const evidence = openEvidence(cache)
  const writer = openCacheWriter(cache)
  try {
    writer.pragma('busy_timeout = 0')
    attachReader(evidence, { file: join(cache.dir, 'cache.db'), key: cache.key }, 'facts')
    gatherPlans(evidence)
    const steps: number[] = []
    matchPeriod(evidence, { period: '2026-10', next: '2026-11', number: 1, now: 1 }, (step) => {
      writer.exec(`INSERT INTO sync_owners VALUES ('step', '${step}', 1)`)
      steps.push(step)
    })
    expect(steps).toEqual([0, 1, 2, 3])
    expect(writer.prepare('SELECT count(*) FROM sync_owners').pluck().get()).toBe(4)
  } finally {
    evidence.close()
    writer.close()
    cache.remove()
  }
})
