// The set-based matching against the slow, obviously right function, line by line, for random lines.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { detailColumns } from '#host/areas/incentives/wire.ts'
import { lineFacts } from '#host/evidence/tables.ts'
import { runEvidence } from '#host/evidence/task.ts'
import { openCacheWriter } from '#host/store/open.ts'
import { incentiveOf, type JudgedLine, judgeLine, lineReasons } from '#shared/rules/incentives.ts'
import { type CacheFile, makeCache } from '../sync/support.ts'
import { makeEvidence, openEvidence } from './support.ts'

let cache: CacheFile

beforeEach(() => {
  cache = makeCache()
  makeEvidence(cache)
})
afterEach(() => cache.remove())

const PERIOD = '2026-10'
const services = ['ecs', 'evs', 'obs', 'cdn', 'gone'] as const
/** By product and month; `gone` is a product without a policy. */
const policies: Readonly<Record<string, string>> = { ecs: '0', evs: '1', obs: '2', cdn: '13' }
const rates: Readonly<Record<string, number>> = { '0': 600, '1': 1000 }

const amount = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -5_000_000_000, max: 400_000_000_000_000 }),
  fc.integer({ min: -3, max: 3 }),
)
const line = fc
  .record({
    service: fc.constantFrom(...services),
    payment: amount,
    coupon: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000_000 })),
    card: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000_000 })),
    baseOff: fc.constantFrom(0, 0, 0, 0, 7),
    rate: fc.constantFrom(null, 0, 600, 1000, 999),
    given: fc.constantFrom('right', 'right', 'zero', 'fen', 'off', 'right+1'),
    performancePeriod: fc.constantFrom(null, PERIOD, PERIOD, '2026-09'),
    status: fc.constantFrom('NORMAL', 'FROZEN', 'SOMETHING_NEW', null),
    performanceAccount: fc.constantFrom(null, null, 'hw_other'),
    dealerStatus: fc.constantFrom('VALID', 'EXPIRED', null, 'SUSPENDED'),
    inPlan: fc.constantFrom(true, true, false, null),
  })
  .map((drawn) => {
    const should = drawn.payment - drawn.coupon - drawn.card
    const policy = policies[drawn.service]
    const right = incentiveOf(BigInt(should), policy === undefined ? 0 : (rates[policy] ?? 0))
    const incentive = {
      right,
      zero: 0n,
      fen: (right / 1_000_000n) * 1_000_000n,
      off: right + 123_456_789n,
      'right+1': right + 1n,
    }[drawn.given as 'right']
    const judged: JudgedLine = {
      period: PERIOD,
      performancePeriod: drawn.performancePeriod,
      payment: BigInt(drawn.payment),
      coupon: BigInt(drawn.coupon),
      card: BigInt(drawn.card),
      base: BigInt(should + drawn.baseOff),
      rate: drawn.rate,
      incentive,
      status: drawn.status,
      performanceAccount: drawn.performanceAccount,
      dealerStatus: drawn.dealerStatus,
      inPlan: drawn.inPlan,
    }
    return { service: drawn.service, judged }
  })

const write = (lines: readonly { service: string; judged: JudgedLine }[]): void => {
  const db = openCacheWriter(cache)
  const insert = db.prepare(
    `INSERT INTO incentive_details (${detailColumns.join(', ')}, as_of) VALUES (${detailColumns.map(() => '?').join(', ')}, 1)`,
  )
  db.transaction(() => {
    db.exec(
      'DELETE FROM incentive_details; DELETE FROM incentive_policies; DELETE FROM incentive_plans; DELETE FROM sync_collections',
    )
    for (const [service, policy] of Object.entries(policies))
      for (const month of ['2026-09', PERIOD])
        db.prepare(
          'INSERT INTO incentive_policies (policy_key, month, service_type_code, incentive_policy, as_of) VALUES (?, ?, ?, ?, 1)',
        ).run(`${month}/${service}`, month, service, policy)
    for (const [policy, rate] of Object.entries(rates))
      db.prepare(
        'INSERT INTO incentive_plans (plan_key, period, plan_code, incentive_policy, rate, as_of) VALUES (?, ?, ?, ?, ?, 1)',
      ).run(`${PERIOD}/${policy}`, PERIOD, 'RESALE', policy, rate)
    for (const [n, { service, judged: one }] of lines.entries())
      insert.run(
        `D${n}`,
        PERIOD,
        'B1',
        one.performancePeriod,
        'RESALE',
        'C1',
        null,
        null,
        null,
        service,
        '1',
        '3',
        null,
        one.payment,
        one.coupon,
        one.card,
        one.base,
        one.rate,
        one.incentive,
        one.status,
        null,
        one.performanceAccount,
        one.dealerStatus,
        one.inPlan === null ? null : Number(one.inPlan),
        null,
      )
    db.prepare(
      `INSERT INTO sync_collections (name, as_of, pass, permitted, failures) VALUES ('incentive-details#${PERIOD}', ?, 1, 1, 0)`,
    ).run(Date.now())
  })()
  db.close()
}

it('R-INC-04 R-INC-09 R-INC-11 matching judges every line as the rule does', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(fc.array(line, { minLength: 60, maxLength: 120 }), (lines) => {
      makeAnew()
      write(lines)
      runEvidence({ task: 'evidence', dir: cache.dir, key: cache.key, now: 1 }, () => {})
      const db = openEvidence(cache)
      const rows = db
        .prepare(
          `SELECT l.data_id, CAST(m.expected AS TEXT) AS expected, CAST(m.difference AS TEXT) AS difference, m.state, m.reason
           FROM match_lines m JOIN edition_lines l ON l.id = m.line ORDER BY l.id`,
        )
        .all() as { data_id: string; expected: string; difference: string; state: string; reason: string }[]
      db.close()
      expect(rows).toEqual(
        lines.map(({ service, judged }, n) => {
          const policy = policies[service]
          const { expected, difference, state, reason } = judgeLine(
            judged,
            policy === undefined ? null : (rates[policy] ?? 0),
          )
          met.add(reason)
          return { data_id: `D${n}`, expected: String(expected), difference: String(difference), state, reason }
        }),
      )
    }),
    { numRuns: 25, seed: Date.now(), verbose: true },
  )
  expect([...met].sort()).toEqual([...lineReasons].sort())
})

it('an edition keeps all that is read of a detail', () => {
  expect([...lineFacts].sort()).toEqual(detailColumns.filter((column) => column !== 'data_id').sort())
})

/** Each history begins without editions. */
const makeAnew = (): void => {
  const db = openEvidence(cache)
  for (const table of [
    'editions',
    'edition_bills',
    'edition_lines',
    'matches',
    'line_verdicts',
    'line_kinds',
    'match_causes',
    'match_groups',
    'match_bills',
  ])
    db.exec(`DELETE FROM ${table}`)
  db.close()
}
