import { expect, it } from 'vitest'
import { killSyncs } from '../../faults/sync-kill.ts'

it('R3: kill -9 at random moments of a first sync; the end equals the server, row by row', async () => {
  const seed = Date.now() % 100_000
  console.log(`seed ${seed}`)
  expect((await killSyncs({ kills: 12, seed })).kills).toBe(12)
}, 180_000)
