/** A period's statement against policy and consumption (P7, P8), beside the bare statements over the same rows. */
import { join } from 'node:path'
import { gatherPlans, matchPeriod, stampOf } from '#host/evidence/matching.ts'
import { cacheMigrations, evidenceMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { attachReader, openCacheWriter, openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { matchingMB } from './data-process.ts'
import { type Bench, type BenchContext, cpuNow, cpuOf, informs, judged, type Line, median } from './harness.ts'

const wanted = { s: 10_000, m: 100_000, l: 1_000_000 }
const PERIOD = '2026-10'
const NEXT = '2026-11'
const PRODUCTS = 500
const ROUNDS = 3
const key = new Uint8Array(32).fill(9)

/** Policies for every product, sums for every customer and product, lines that mostly follow both. */
function fill(context: BenchContext, rows: number): Db {
  const file = join(context.dir, 'reconcile-cache.db')
  const cache = openCacheWriter({ file, key })
  migrate(cache, cacheMigrations)
  const evidence = openLocal({ file: join(context.dir, 'evidence.db'), key })
  migrate(evidence, evidenceMigrations)
  const policy = cache.prepare(
    'INSERT INTO incentive_policies (policy_key, month, service_type_code, incentive_policy, as_of) VALUES (?, ?, ?, ?, 1)',
  )
  const plan = cache.prepare(
    'INSERT INTO incentive_plans (plan_key, period, plan_code, incentive_policy, rate, as_of) VALUES (?, ?, ?, ?, ?, 1)',
  )
  const sum = cache.prepare(
    `INSERT INTO consumption_sums (sum_key, part, month, charge_mode, customer_id, service_type_code, bill_type, amount,
       debt, adjustment, discount, cash, credit, coupon, as_of) VALUES (?, '${PERIOD}:3', '${PERIOD}', '3', ?, ?, '0', ?, 0, 0, 0, 0, 0, 0, 1)`,
  )
  const line = evidence.prepare(
    `INSERT INTO edition_lines (first, data_id, period, bill_id, performance_period, plan_code, customer_id,
       service_type_code, association_type, charging_mode, payment, coupon, card, base, rate, incentive, status, in_plan)
     VALUES (1, ?, '${PERIOD}', 'B', '${PERIOD}', ?, ?, ?, '2', '3', ?, 0, 0, ?, 600, ?, 'NORMAL', 1)`,
  )
  cache.transaction(() => {
    for (let product = 0; product < PRODUCTS; product += 1)
      policy.run(`${PERIOD}/p${product}`, PERIOD, `p${product}`, product % 10 === 0 ? '2' : '0')
    for (const code of ['A', 'B']) plan.run(`${PERIOD}/${code}`, PERIOD, code, '0', 600)
  })()
  const perCustomer = 5
  cache.transaction(() =>
    evidence.transaction(() => {
      for (let n = 0; n < rows; n += 1) {
        const customer = `c${Math.floor(n / perCustomer)}`
        const product = `p${(n * 7) % PRODUCTS}`
        const fen = 1_000 + ((n * 7919) % 5_000_000)
        const payment = fen * 1_000_000
        const earns = ((n * 7) % PRODUCTS) % 10 === 0 ? 0 : Math.floor((payment * 6) / 100)
        // One line in a thousand is told otherwise.
        line.run(`d${n}`, n % 2 ? 'A' : 'B', customer, product, payment, payment, n % 1000 === 0 ? earns + 77 : earns)
        sum.run(`k${n}`, customer, product, n % 1500 === 0 ? fen + 5 : fen)
      }
    })(),
  )()
  cache.close()
  attachReader(evidence, { file, key }, 'facts')
  gatherPlans(evidence)
  return evidence
}

/** The join that only counts, over the same rows and an index of the rates. */
const BARE_JOIN = `SELECT count(*) FILTER (WHERE r.rate = 0), count(*) FILTER (WHERE l.incentive = l.base * r.rate / 10000)
  FROM edition_lines l JOIN bare_rates r ON r.service = l.service_type_code AND r.plan = l.plan_code`
const BARE_GROUPS = `SELECT count(*) FROM (SELECT customer, service, mode, sum(a), sum(b) FROM (
    SELECT customer_id AS customer, service_type_code AS service, charge_mode AS mode, amount AS a, 0 AS b
      FROM facts.consumption_sums
    UNION ALL SELECT customer_id, service_type_code, charging_mode, 0, payment FROM edition_lines)
  GROUP BY customer, service, mode)`

export const reconcile: Bench = {
  name: 'reconcile',
  run: async (context): Promise<Line[]> => {
    const rows = wanted[context.size]
    context.say(`${rows} lines and sums`)
    const evidence = fill(context, rows)
    try {
      evidence.exec(`CREATE TEMP TABLE bare_rates AS SELECT service_type_code AS service, plan_code AS plan, 600 AS rate
        FROM facts.incentive_policies, (SELECT DISTINCT plan_code FROM facts.incentive_plans);
        CREATE UNIQUE INDEX temp.bare_key ON bare_rates (service, plan)`)
      const task = { period: PERIOD, next: NEXT, number: 1, now: 1 }
      const match = (): number[] => {
        const marks: number[] = []
        matchPeriod(evidence, task, () => void marks.push(cpuNow()))
        return marks.slice(1).map((at, n) => at - (marks[n] ?? 0))
      }
      // The first one also gives the lines their kinds, which an edition does when it is taken.
      match()
      const took: Record<'join' | 'groups' | 'lines' | 'matched' | 'rest' | 'again', number[]> = {
        join: [],
        groups: [],
        lines: [],
        matched: [],
        rest: [],
        again: [],
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        took.join.push(cpuOf(() => evidence.prepare(BARE_JOIN).get()))
        took.groups.push(cpuOf(() => evidence.prepare(BARE_GROUPS).get()))
        evidence.exec('DELETE FROM line_verdicts; DELETE FROM match_groups; DELETE FROM matches')
        const [lines = 0, matched = 0, rest = 0] = match()
        took.lines.push(lines)
        took.matched.push(matched)
        took.rest.push(rest)
        took.again.push(match()[0] ?? 0)
      }
      const middle = (of: keyof typeof took): number => median(took[of])
      const [join_, groups, lines, matched] = [middle('join'), middle('groups'), middle('lines'), middle('matched')]
      const whole = lines + matched + middle('rest')
      const unchanged = median(Array.from({ length: ROUNDS }, () => cpuOf(() => stampOf(evidence, PERIOD, NEXT))))
      const peakMB = await matchingMB(
        join(context.dir, 'reconcile-cache.db'),
        join(context.dir, 'evidence.db'),
        PERIOD,
        NEXT,
      )
      return [
        judged(context, {
          name: `P7 ${rows} lines judged, every verdict stored`,
          value: lines,
          unit: 'ms CPU',
          comparedTo: 'the bare join that only counts',
          ratio: lines / join_,
          goal: '≤ 1.5x',
          met: lines <= 1.5 * join_,
        }),
        judged(context, {
          name: `P8 ${rows} sums against ${rows} lines by customer and product, stored`,
          value: matched,
          unit: 'ms CPU',
          comparedTo: 'the bare UNION ALL with GROUP BY that only counts',
          ratio: matched / groups,
          goal: '≤ 1.2x',
          met: matched <= 1.2 * groups,
        }),
        informs({
          name: 'P7 the whole period: lines, sums, bills, totals',
          value: whole,
          unit: 'ms CPU',
          comparedTo: 'both bare statements',
          ratio: whole / (join_ + groups),
        }),
        judged(context, {
          name: 'P7 again on unchanged data',
          value: unchanged,
          unit: 'ms CPU',
          comparedTo: 'matching the period',
          ratio: unchanged / whole,
          goal: '≤ 0.1x',
          met: unchanged <= 0.1 * whole,
        }),
        informs({
          name: 'P7 judged again, every verdict as it was',
          value: middle('again'),
          unit: 'ms CPU',
          comparedTo: 'the bare join that only counts',
          ratio: middle('again') / join_,
        }),
        judged(context, {
          name: 'P7 peak memory of a process that matches',
          value: peakMB,
          unit: 'MB',
          goal: '≤ 450 MB',
          met: peakMB <= 450,
        }),
      ]
    } finally {
      evidence.close()
    }
  },
}
