import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Limits, LONGEST_HOLD_MS } from '#host/partner-api/limits.ts'

/** A clock whose sleepers wake when it is moved, some of them late. */
const makeClock = (lateBy: () => number) => {
  let now = 0
  const sleepers: { at: number; wake(): void }[] = []
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((resolve) => sleepers.push({ at: now + ms + lateBy(), wake: resolve })),
    async run(until: number): Promise<void> {
      for (; now < until; now += 1) {
        for (const due of sleepers.filter(({ at }) => at <= now)) {
          sleepers.splice(sleepers.indexOf(due), 1)
          due.wake()
        }
        await null
        await null
        await null
        await null
      }
    },
  }
}

it('R-PLAT-17 S7 lets no more than the share leave in any second of the vendor, and uses nearly all of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 15 }), { minLength: 30, maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (late, inFlight) => {
        let timers = 0
        const clock = makeClock(() => late[timers++ % late.length] ?? 0)
        const limits = new Limits(0.5, clock)
        const left: number[] = []
        const caller = async (): Promise<void> => {
          for (;;) {
            await limits.admit('ListSubCustomers', 10, undefined)
            left.push(clock.now())
          }
        }
        for (let n = 0; n < inFlight; n += 1) void caller()
        await clock.run(10_000)
        for (let second = 0; second < 10; second += 1) {
          expect(left.filter((at) => at >= second * 1000 && at < (second + 1) * 1000).length).toBeLessThanOrEqual(6)
        }
        expect(left.length).toBeGreaterThanOrEqual(50 * 0.95)
        expect(left.length).toBeLessThanOrEqual(52)
      },
    ),
    { numRuns: 20 },
  )
})

it('counts operations apart, and holds one back alone', async () => {
  const limits = new Limits(null)
  limits.hold('A', 60_000)
  await limits.admit('B', 10, undefined)
  const gone = new AbortController()
  const held = limits.admit('A', 10, gone.signal)
  gone.abort()
  await expect(held).rejects.toThrow()
})

it('holds back for a quarter of an hour at most, and no longer than a person wants', async () => {
  const waits: number[] = []
  const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) }
  for (const share of [null, 0.5]) {
    const limits = new Limits(share, clock)
    limits.hold('A', 86_400_000)
    await limits.admit('A', 10, undefined)
    expect(waits.splice(0)).toEqual([LONGEST_HOLD_MS])
    limits.release()
    await limits.admit('A', 10, undefined)
    expect(waits.splice(0)).toEqual([])
  }
})
