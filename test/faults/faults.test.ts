import { describe, expect, it } from 'vitest'
import { runFaults } from './run.ts'

/** Printed, so that a failure can be run again: `npm run faults -- --runs 1 --first N --seed S`. */
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)

describe('money moves exactly once', () => {
  it('over random histories of faults, crashes and people', { timeout: 180_000 }, async () => {
    console.log(`faults seed ${seed}`)
    const report = await runFaults({ runs: 60, seed, killShare: 0, lanes: 6 })
    expect(report.findings, `seed ${seed}`).toEqual([])
    expect(report.runs).toBe(60)
    expect(report.effects).toBeGreaterThan(30)
    expect(report.crashes).toBeGreaterThan(0)
  })

  it('where processes die by SIGKILL', { timeout: 180_000 }, async () => {
    const report = await runFaults({ runs: 4, seed: 3, killShare: 1, lanes: 2 })
    expect(report.findings).toEqual([])
    expect(report.killed).toBe(report.crashes)
    expect(report.killed).toBeGreaterThan(0)
  })

  it('resending on silence moves it twice, and the check finds it', { timeout: 180_000 }, async () => {
    const report = await runFaults({ runs: 40, seed: 11, killShare: 0, lanes: 6, resend: true })
    expect(report.duplicates).toBeGreaterThan(0)
  })
})
