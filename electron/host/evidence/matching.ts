/**
 * The incentive twin: what the policy lets every line earn, against what the statement says; consumption against
 * performance; bills against their details. Set by set in the database, never line by line: a million lines are one
 * statement. The same rules stand as a function in shared/rules/incentives.ts (judgeLine); a property test compares.
 */
import { settleKinds } from '#host/evidence/verdict-tables.ts'
import type { Db } from '#host/store/types.ts'

/** Rows of `l` a detail, with `p.rate` of its policy. Half up, away from zero: division cuts off. */
const BASE = '(l.payment - l.coupon - l.card)'
const EXPECTED = `((${BASE} * ifnull(p.rate, 0) + CASE WHEN ${BASE} < 0 THEN -5000 ELSE 5000 END) / 10000)`
const NOTHING = 'l.incentive = 0'

interface Declared {
  /** As verdicts keep it: never changed, never given to another reason, below 64. Below 40 there is something to look at. */
  readonly code: number
  readonly reason: string
  readonly state: 'equal' | 'explained' | 'open'
  /** SQL over `l`, `policy` and `difference`. */
  readonly when: string
}

const NO_POLICY: Declared = { code: 1, reason: 'no-policy-data', state: 'open', when: 'policy IS NULL' }

/** Where the statement tells another amount than the policy, in the order they are tried. */
const otherwise: readonly Declared[] = [
  {
    code: 20,
    reason: 'performance-moved',
    state: 'explained',
    when: `${NOTHING} AND l.performance_account IS NOT NULL`,
  },
  { code: 21, reason: 'dealer-expired', state: 'explained', when: `${NOTHING} AND l.dealer_status = 'EXPIRED'` },
  { code: 22, reason: 'not-in-plan', state: 'explained', when: `${NOTHING} AND l.in_plan = 0` },
  {
    code: 23,
    reason: 'rounded-to-fen',
    state: 'explained',
    when: 'abs(difference) < 1000000 AND l.incentive % 1000000 = 0',
  },
  { code: 2, reason: 'base-differs', state: 'open', when: `l.base <> ${BASE}` },
  { code: 3, reason: 'rate-differs', state: 'open', when: 'l.rate IS NOT policy' },
  { code: 4, reason: 'unexplained', state: 'open', when: '1' },
]

/** Where both are the same. */
const same: readonly Declared[] = [
  { code: 40, reason: 'no-rebate', state: 'equal', when: 'policy = 0' },
  { code: 41, reason: 'refund', state: 'equal', when: 'l.incentive < 0' },
  { code: 42, reason: 'frozen-credit', state: 'equal', when: `l.status = 'FROZEN'` },
  { code: 43, reason: 'stored-value-card', state: 'equal', when: 'l.card <> 0' },
  { code: 44, reason: 'coupon-paid', state: 'equal', when: 'l.coupon <> 0' },
  { code: 45, reason: 'earlier-month', state: 'equal', when: 'l.performance_period <> l.period' },
  { code: 46, reason: 'equal', state: 'equal', when: '1' },
]

const lineReasons = [NO_POLICY, ...otherwise, ...same]
const chosen = (reasons: readonly Declared[]): string =>
  `CASE ${reasons.map(({ when, code }) => `WHEN ${when} THEN ${code}`).join(' ')} END`
const CODE = `CASE WHEN ${NO_POLICY.when} THEN ${NO_POLICY.code} WHEN difference <> 0 THEN ${chosen(otherwise)} ELSE ${chosen(same)} END`

const TEMPORARY_GONE =
  'DROP TABLE IF EXISTS temp.rates; DROP TABLE IF EXISTS temp.performed; DROP TABLE IF EXISTS temp.line_sums'
const TEMPORARY = `${TEMPORARY_GONE};
CREATE TEMP TABLE rates (kind INTEGER PRIMARY KEY, rate INTEGER NOT NULL);
CREATE TEMP TABLE performed (kind INTEGER PRIMARY KEY, rest TEXT NOT NULL);
CREATE TEMP TABLE line_sums (bill_id, code, rows, told, difference)`

/** Rates of the kinds of lines by the plans in effect; a product that a plan names no rate for earns nothing. */
const RATES = `
INSERT INTO temp.rates (kind, rate)
  SELECT k.id, ifnull(r.rate, 0)
  FROM line_kinds k
  JOIN facts.incentive_policies y ON y.month = k.month AND y.service_type_code = k.service_type_code
  LEFT JOIN temp.plans_here r
    ON r.period = @period AND r.plan_code = k.plan_code AND r.incentive_policy = y.incentive_policy
  WHERE y.gone_at IS NULL
    AND k.plan_code IN (SELECT plan_code FROM temp.plans_here WHERE period = @period)`

/**
 * The inner step has a LIMIT and the outer one a WHERE: so SQLite computes the difference once a row instead of at every
 * mention. Read by the index whose order is that of the rows, written in that order; what is as it was is not written.
 */
const LINES = `
INSERT INTO line_verdicts (line, period, difference, reason)
SELECT id, @id, difference, ${CODE}
FROM (SELECT l.id, l.period, l.performance_period, l.payment, l.coupon, l.card, l.base, l.rate, l.incentive, l.status,
    l.performance_account, l.dealer_status, l.in_plan, p.rate AS policy, l.incentive - ${EXPECTED} AS difference
  FROM edition_lines l INDEXED BY edition_lines_first LEFT JOIN temp.rates p ON p.kind = l.kind
  WHERE l.period = @period AND l.last IS NULL LIMIT -1) l
WHERE id > 0`
const LINES_AGAIN = `${LINES}
ON CONFLICT (line) DO UPDATE SET difference = excluded.difference, reason = excluded.reason
  WHERE difference IS NOT excluded.difference OR reason IS NOT excluded.reason`

/** One sorting of the lines for all that is told of them together. */
const SUMS = `
INSERT INTO temp.line_sums (bill_id, code, rows, told, difference)
SELECT l.bill_id, v.reason, count(*), sum(l.incentive), sum(v.difference)
FROM edition_lines l INDEXED BY edition_lines_first JOIN line_verdicts v ON v.line = l.id
WHERE l.period = @period AND l.last IS NULL GROUP BY l.bill_id, v.reason`

const CAUSES = `
INSERT INTO match_causes (period, code, rows, difference)
SELECT @period, code, sum(rows), sum(difference) FROM temp.line_sums GROUP BY code`

/** Sums are asked by charge mode; there is no question for other modes. */
const COMPARABLE = `('1', '3', '11')`
/** Between the parts of a group's key; in no id and no code. */
const BETWEEN = 'char(31)'

/** Kinds of lines that stand beside consumption: resale, performance of this month. */
const PERFORMED = `
INSERT INTO temp.performed (kind, rest)
SELECT id, ${BETWEEN} || service_type_code || ${BETWEEN} || charging_mode FROM line_kinds
WHERE month = @period AND association_type = '2'`
const performed = (period: string): string =>
  `FROM edition_lines l INDEXED BY edition_lines_first CROSS JOIN temp.performed k ON k.kind = l.kind
        WHERE l.period = ${period} AND l.last IS NULL`

/**
 * Groups that are equal are not stored. Resale only: of consultative customers the partner API tells no sums (R-CUST-39).
 * One fen of consumption is 10^6. Grouped by one text: comparing three of them takes half as long again; an amount that
 * is not of a side is NULL, which takes no room in the sorting.
 */
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
  FROM (SELECT *, substr(rest, 1, instr(rest, ${BETWEEN}) - 1) AS service, substr(rest, instr(rest, ${BETWEEN}) + 1) AS mode,
      consumption - performance - later AS difference
    FROM (SELECT substr(key, 1, instr(key, ${BETWEEN}) - 1) AS customer, substr(key, instr(key, ${BETWEEN}) + 1) AS rest,
        ifnull(sum(a), 0) * 1000000 AS consumption, ifnull(sum(b), 0) AS performance, ifnull(sum(c), 0) AS later,
        count(a) AS sums, count(b) + count(c) AS parts
      FROM (
        SELECT customer_id || ${BETWEEN} || service_type_code || ${BETWEEN} || charge_mode AS key, amount AS a, NULL AS b, NULL AS c
        FROM facts.consumption_sums INDEXED BY consumption_sums_part
        WHERE part >= @period || ':' AND part < @period || ';' AND gone_at IS NULL
        UNION ALL
        SELECT customer_id || k.rest, NULL, payment, NULL ${performed('@period')}
        UNION ALL
        SELECT customer_id || k.rest, NULL, NULL, payment ${performed('@next')})
      GROUP BY key
      HAVING sums = 0 OR count(c) > 0 OR abs(consumption - performance - later) > sums * 500000)))
WHERE reason NOT IN ('equal', 'rounded-sums')`

const BILLS = `
INSERT INTO match_bills (period, bill_id, total, details, difference, state, reason)
SELECT @period, bill_id, total, details, total - rounded,
  CASE WHEN special THEN 'explained' WHEN total = rounded THEN 'equal' ELSE 'open' END,
  CASE WHEN special THEN 'special-incentive' WHEN total = rounded THEN 'equal' ELSE 'total-differs' END
FROM (SELECT *, CASE WHEN details < 0 THEN -1 ELSE 1 END * ((abs(details) + 500000) / 1000000) * 1000000 AS rounded
  FROM (SELECT b.bill_id, b.total * 1000000 AS total, b.association_type = '--' AND b.detail_count = 0 AS special,
      ifnull(d.told, 0) AS details
    FROM edition_bills b LEFT JOIN (SELECT bill_id, sum(told) AS told FROM temp.line_sums GROUP BY bill_id) d
      ON d.bill_id = b.bill_id
    WHERE b.period = @period AND b.number = @number))`

const TOTALS = `
INSERT OR REPLACE INTO matches (period, number, ran_at, stamp, equal, explained, open, incentive, expected)
SELECT @period, @number, @now, @stamp, ifnull(sum(rows) FILTER (WHERE state = 'equal'), 0),
  ifnull(sum(rows) FILTER (WHERE state = 'explained'), 0), ifnull(sum(rows) FILTER (WHERE state = 'open'), 0),
  ifnull(sum(told), 0), ifnull(sum(told - difference), 0)
FROM temp.line_sums JOIN match_reasons USING (code)`

/** Rates of plans by period: what the service tells, and what only files tell. */
const PLANS = `
DROP TABLE IF EXISTS temp.plans_here;
CREATE TEMP TABLE plans_here AS
  SELECT period, plan_code, incentive_policy, rate FROM facts.incentive_plans WHERE gone_at IS NULL
  UNION ALL SELECT period, plan_code, incentive_policy, rate FROM imported_plans i WHERE replaced_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM facts.incentive_plans p WHERE p.period = i.period AND p.plan_code = i.plan_code
      AND p.incentive_policy = i.incentive_policy AND p.gone_at IS NULL)`

/** Before anything is matched over this connection; `facts` is the attached cache. */
export const gatherPlans = (evidence: Db): void => void evidence.exec(PLANS)

/** What both sides are now: editions of the period and the next, when consumption, plans and policies were read. */
export const stampOf = (evidence: Db, period: string, next: string): string =>
  JSON.stringify(
    evidence
      .prepare(
        `SELECT (SELECT max(number) FROM editions WHERE period = @period) AS edition,
           (SELECT max(number) FROM editions WHERE period = @next) AS later,
           (SELECT ifnull(sum(amount), 0) || ' ' || count(*) FROM facts.consumption_sums INDEXED BY consumption_sums_part
             WHERE part >= @period || ':' AND part < @period || ';' AND gone_at IS NULL) AS sums,
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

/**
 * One transaction: readers see the verdicts of before until all new ones are there. Deferred, as all over this connection:
 * an immediate one would take the attached cache's write lock as well, and hold the sync up for as long as it matches.
 */
export function matchPeriod(
  evidence: Db,
  { period, next, number, now }: MatchTask,
  step: (done: number) => void,
): void {
  const given: Record<string, unknown> = { period, next, number, now, stamp: stampOf(evidence, period, next) }
  const run = (sql: string): number => {
    const used = Object.fromEntries(Object.entries(given).filter(([name]) => new RegExp(`@${name}\\b`).test(sql)))
    return evidence.prepare(sql).run(used).changes
  }
  evidence.exec(TEMPORARY)
  evidence
    .transaction(() => {
      for (const one of [period, next]) settleKinds(evidence, one)
      run(RATES)
      run(PERFORMED)
      const reason = evidence.prepare('INSERT OR REPLACE INTO match_reasons (code, state, reason) VALUES (?, ?, ?)')
      for (const one of lineReasons) reason.run(one.code, one.state, one.reason)
      run('INSERT OR IGNORE INTO match_periods (period) VALUES (@period)')
      given.id = evidence.prepare('SELECT id FROM match_periods WHERE period = ?').pluck().get(period)
      for (const table of ['match_causes', 'match_groups', 'match_bills'])
        run(`DELETE FROM ${table} WHERE period = @period`)
      // A line that ended stands in no edition any more.
      run(
        'DELETE FROM line_verdicts WHERE line IN (SELECT id FROM edition_lines WHERE period = @period AND last IS NOT NULL)',
      )
      const before = evidence.prepare('SELECT 1 FROM matches WHERE period = ?').get(period) !== undefined
      step(0)
      run(before ? LINES_AGAIN : LINES)
      step(1)
      run(GROUPS)
      step(2)
      run(SUMS)
      run(CAUSES)
      run(BILLS)
      run(TOTALS)
      step(3)
    })
    .deferred()
  evidence.exec(TEMPORARY_GONE)
}
