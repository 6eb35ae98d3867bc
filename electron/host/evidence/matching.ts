/**
 * The incentive twin: what the policy lets every line earn, against what the statement says; consumption against
 * performance; bills against their details. Set by set in the database, never line by line: a million lines are one
 * statement. The same rules stand as a function in shared/rules/incentives.ts (judgeLine); a property test compares.
 */
import type { Db } from '#host/store/types.ts'

/** Rows of `l` a detail, with `p.rate` of its policy. Reasons in the order of `lineReasons`. */
const BASE = '(l.payment - l.coupon - l.card)'
const EXPECTED = `(CASE WHEN ${BASE} < 0 THEN -1 ELSE 1 END * ((abs(${BASE}) * ifnull(p.rate, 0) + 5000) / 10000))`
const NOTHING = 'l.incentive = 0'

interface Declared {
  readonly reason: string
  readonly state: 'equal' | 'explained' | 'open'
  /** SQL over `l`, `p.rate` and `difference`. */
  readonly when: string
}

const lineReasons: readonly Declared[] = [
  { reason: 'no-policy-data', state: 'open', when: 'policy IS NULL' },
  {
    reason: 'performance-moved',
    state: 'explained',
    when: `difference <> 0 AND ${NOTHING} AND l.performance_account IS NOT NULL`,
  },
  {
    reason: 'dealer-expired',
    state: 'explained',
    when: `difference <> 0 AND ${NOTHING} AND l.dealer_status = 'EXPIRED'`,
  },
  { reason: 'not-in-plan', state: 'explained', when: `difference <> 0 AND ${NOTHING} AND l.in_plan = 0` },
  {
    reason: 'rounded-to-fen',
    state: 'explained',
    when: 'difference <> 0 AND abs(difference) < 1000000 AND l.incentive % 1000000 = 0',
  },
  { reason: 'base-differs', state: 'open', when: `difference <> 0 AND l.base <> ${BASE}` },
  { reason: 'rate-differs', state: 'open', when: 'difference <> 0 AND l.rate IS NOT policy' },
  { reason: 'unexplained', state: 'open', when: 'difference <> 0' },
  { reason: 'no-rebate', state: 'equal', when: 'policy = 0' },
  { reason: 'refund', state: 'equal', when: 'l.incentive < 0' },
  { reason: 'frozen-credit', state: 'equal', when: `l.status = 'FROZEN'` },
  { reason: 'stored-value-card', state: 'equal', when: 'l.card <> 0' },
  { reason: 'coupon-paid', state: 'equal', when: 'l.coupon <> 0' },
  { reason: 'earlier-month', state: 'equal', when: 'l.performance_period <> l.period' },
]

const reasonOf = `CASE ${lineReasons.map(({ when, reason }) => `WHEN ${when} THEN '${reason}'`).join(' ')} ELSE 'equal' END`
const named = (state: Declared['state']): string =>
  lineReasons
    .filter((one) => one.state === state)
    .map(({ reason }) => `'${reason}'`)
    .join(', ')

/** Rates by month, product and plan in effect; a product that a plan names no rate for earns nothing. */
const RATES = `
CREATE TEMP TABLE rates AS
  SELECT y.month AS month, y.service_type_code AS service, n.plan AS plan, ifnull(r.rate, 0) AS rate
  FROM facts.incentive_policies y
  JOIN (SELECT DISTINCT plan_code AS plan FROM temp.plans_here WHERE period = @period) n
  LEFT JOIN temp.plans_here r ON r.period = @period AND r.plan_code = n.plan AND r.incentive_policy = y.incentive_policy
  WHERE y.gone_at IS NULL AND y.month IN (SELECT DISTINCT ifnull(performance_period, period) FROM edition_lines
    WHERE period = @period AND last IS NULL)
  ORDER BY month, service, plan`

/**
 * Each inner step has a LIMIT and its outer one a WHERE: so SQLite computes expected amount and reason once a row instead
 * of at every mention. Read by the index whose order is that of the rows, written in that order.
 */
const LINES = `
INSERT INTO match_lines (line, period, expected, difference, state, reason)
SELECT id, @period, expected, difference,
  CASE WHEN reason IN (${named('open')}) THEN 'open' WHEN reason IN (${named('explained')}) THEN 'explained' ELSE 'equal' END,
  reason
FROM (SELECT id, expected, difference, ${reasonOf} AS reason
  FROM (SELECT *, incentive - expected AS difference
    FROM (SELECT l.id, l.period, l.performance_period, l.payment, l.coupon, l.card, l.base, l.rate, l.incentive, l.status,
        l.performance_account, l.dealer_status, l.in_plan, p.rate AS policy, ${EXPECTED} AS expected
      FROM edition_lines l INDEXED BY edition_lines_first LEFT JOIN rates p ON p.service = l.service_type_code
        AND p.plan = l.plan_code AND p.month = ifnull(l.performance_period, l.period)
      WHERE l.period = @period AND l.last IS NULL LIMIT -1)
    WHERE id > 0 LIMIT -1) l
  WHERE id > 0 LIMIT -1)
WHERE id > 0`

/** Sums are asked by charge mode; there is no question for other modes. */
const COMPARABLE = `('1', '3', '11')`

/** Groups that are equal are not stored. Resale only: of consultative customers the partner API tells no sums (R-CUST-39). One fen of consumption is 10^6. */
const GROUPS = `
INSERT INTO match_groups
  (period, customer_id, service_type_code, charging_mode, consumption, performance, later, difference, state, reason)
SELECT @period, customer, service, mode, consumption, performance, later, difference,
  CASE reason WHEN 'next-month' THEN 'explained' WHEN 'charge-mode-without-sums' THEN 'explained' ELSE 'open' END, reason
FROM (SELECT *, CASE
    WHEN mode NOT IN ${COMPARABLE} THEN 'charge-mode-without-sums'
    WHEN abs(difference) > sums * 500000 AND parts = 0 THEN 'missing-performance'
    WHEN abs(difference) > sums * 500000 AND sums = 0 THEN 'missing-consumption'
    WHEN abs(difference) > sums * 500000 THEN 'consumption-differs'
    WHEN later <> 0 THEN 'next-month'
    WHEN difference <> 0 THEN 'rounded-sums' ELSE 'equal' END AS reason
  FROM (SELECT customer, service, mode, sum(consumption) AS consumption, sum(performance) AS performance,
      sum(later) AS later, sum(consumption - performance - later) AS difference, sum(sums) AS sums, sum(parts) AS parts
    FROM (
      SELECT customer_id AS customer, service_type_code AS service, charge_mode AS mode, amount * 1000000 AS consumption,
        0 AS performance, 0 AS later, 1 AS sums, 0 AS parts
      FROM facts.consumption_sums WHERE month = @period AND gone_at IS NULL
      UNION ALL
      SELECT customer_id, service_type_code, ifnull(charging_mode, ''), 0, payment, 0, 0, 1 FROM edition_lines
      WHERE period = @period AND last IS NULL AND association_type = '2' AND ifnull(performance_period, period) = @period
      UNION ALL
      SELECT customer_id, service_type_code, ifnull(charging_mode, ''), 0, 0, payment, 0, 1 FROM edition_lines
      WHERE period = @next AND last IS NULL AND association_type = '2' AND performance_period = @period)
    GROUP BY customer, service, mode LIMIT -1)
  WHERE customer > '' LIMIT -1)
WHERE reason NOT IN ('equal', 'rounded-sums')`

const BILLS = `
INSERT INTO match_bills (period, bill_id, total, details, difference, state, reason)
SELECT @period, bill_id, total, details, total - rounded,
  CASE WHEN special THEN 'explained' WHEN total = rounded THEN 'equal' ELSE 'open' END,
  CASE WHEN special THEN 'special-incentive' WHEN total = rounded THEN 'equal' ELSE 'total-differs' END
FROM (SELECT *, CASE WHEN details < 0 THEN -1 ELSE 1 END * ((abs(details) + 500000) / 1000000) * 1000000 AS rounded
  FROM (SELECT b.bill_id, b.total * 1000000 AS total, b.association_type = '--' AND b.detail_count = 0 AS special,
      ifnull((SELECT sum(incentive) FROM edition_lines l
        WHERE l.period = @period AND l.last IS NULL AND l.bill_id = b.bill_id), 0) AS details
    FROM edition_bills b WHERE b.period = @period AND b.number = @number))`

/** What both sides are now: editions of the period and the next, when consumption, plans and policies were read. */
export const stampOf = (evidence: Db, period: string, next: string): string =>
  JSON.stringify(
    evidence
      .prepare(
        `SELECT (SELECT max(number) FROM editions WHERE period = @period) AS edition,
           (SELECT max(number) FROM editions WHERE period = @next) AS later,
           (SELECT ifnull(sum(amount), 0) || ' ' || count(*) FROM facts.consumption_sums WHERE month = @period AND gone_at IS NULL) AS sums,
           (SELECT ifnull(sum(rate), 0) || ' ' || count(*) FROM temp.plans_here WHERE period = @period) AS plans,
           (SELECT group_concat(incentive_policy) FROM (SELECT incentive_policy FROM facts.incentive_policies
             WHERE month <= @period AND gone_at IS NULL ORDER BY policy_key)) AS policies`,
      )
      .get({ period, next }),
  )

export interface MatchTask {
  readonly period: string
  /** The month after it. */
  readonly next: string
  readonly number: number
  readonly now: number
}

/** One transaction: readers see the verdicts of before until all new ones are there. */
export function matchPeriod(
  evidence: Db,
  { period, next, number, now }: MatchTask,
  step: (done: number) => void,
): void {
  const run = (sql: string): void => {
    const given: Record<string, unknown> = { period, next, number }
    const used = Object.fromEntries(Object.entries(given).filter(([name]) => sql.includes(`@${name}`)))
    evidence.prepare(sql).run(used)
  }
  evidence.exec('DROP TABLE IF EXISTS temp.rates')
  run(RATES)
  evidence.exec('CREATE UNIQUE INDEX temp.rates_key ON rates (service, plan, month)')
  evidence
    .transaction(() => {
      for (const table of ['match_lines', 'match_groups', 'match_bills'])
        run(`DELETE FROM ${table} WHERE period = @period`)
      step(0)
      run(LINES)
      step(1)
      run(GROUPS)
      step(2)
      run(BILLS)
      evidence
        .prepare(
          `INSERT OR REPLACE INTO matches (period, number, ran_at, stamp, equal, explained, open, incentive, expected)
           SELECT ?, ?, ?, ?, count(*) FILTER (WHERE m.state = 'equal'), count(*) FILTER (WHERE m.state = 'explained'),
             count(*) FILTER (WHERE m.state = 'open'), ifnull(sum(l.incentive), 0), ifnull(sum(m.expected), 0)
           FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = ?`,
        )
        .run(period, number, now, stampOf(evidence, period, next), period)
      step(3)
    })
    .immediate()
  evidence.exec('DROP TABLE temp.rates')
}
