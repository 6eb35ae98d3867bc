/** A period's statement against policy and consumption (P7, P8), beside the bare statements over the same rows. */
import { join } from 'node:path'
import { matchPeriod, stampOf } from '#host/evidence/matching.ts'
import { cacheMigrations, evidenceMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { attachReader, openCacheWriter, openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type Bench, type BenchContext, informs, judged, type Line, median, timedNow } from './harness.ts'

const wanted = { s: 10_000, m: 100_000, l: 1_000_000 }
const PERIOD = '2026-10'
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
      const took = { join: [] as number[], groups: [] as number[], lines: [] as number[], matched: [] as number[] }
      for (let round = 0; round < ROUNDS; round += 1) {
        took.join.push(timedNow(() => evidence.prepare(BARE_JOIN).get()))
        took.groups.push(timedNow(() => evidence.prepare(BARE_GROUPS).get()))
        const marks: number[] = []
        evidence.exec('DELETE FROM match_lines; DELETE FROM match_groups')
        matchPeriod(
          evidence,
          { period: PERIOD, next: '2026-11', number: 1, now: 1 },
          () => void marks.push(performance.now()),
        )
        took.lines.push((marks[1] ?? 0) - (marks[0] ?? 0))
        took.matched.push((marks[2] ?? 0) - (marks[1] ?? 0))
      }
      const [join_, groups, lines, matched] = [took.join, took.groups, took.lines, took.matched].map(median) as [
        number,
        number,
        number,
        number,
      ]
      const again = median(Array.from({ length: ROUNDS }, () => timedNow(() => stampOf(evidence, PERIOD, '2026-11'))))
      return [
        judged(context, {
          name: `P7 ${rows} lines judged, every verdict stored`,
          value: lines,
          unit: 'ms',
          comparedTo: 'the bare join that only counts',
          ratio: lines / join_,
          goal: '≤ 1.5x',
          met: lines <= 1.5 * join_,
        }),
        judged(context, {
          name: `P8 ${rows} sums against ${rows} lines by customer and product, stored`,
          value: matched,
          unit: 'ms',
          comparedTo: 'the bare UNION ALL with GROUP BY that only counts',
          ratio: matched / groups,
          goal: '≤ 1.2x',
          met: matched <= 1.2 * groups,
        }),
        informs({
          name: 'P7 again on unchanged data',
          value: again,
          unit: 'ms',
          comparedTo: 'judging all lines',
          ratio: again / lines,
        }),
      ]
    } finally {
      evidence.close()
    }
  },
}
