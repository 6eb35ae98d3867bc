/** From the total of a period down to a line: plan, customer, order, line; at every level the parts add up to the whole. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

/** Where one stands; what is undefined is summed over. An empty text stands for none. */
export interface SumsQuestion {
  readonly period: string
  readonly planCode?: string | undefined
  readonly customerId?: string | undefined
  readonly tradeId?: string | undefined
  readonly from: number
  readonly limit: number
}

export type SumLevel = 'plan' | 'customer' | 'order' | 'line'

const KEYS: Readonly<Record<SumLevel, string>> = {
  plan: `ifnull(l.plan_code, '')`,
  customer: 'l.customer_id',
  order: `ifnull(l.trade_id, '')`,
  line: 'l.data_id',
}

const levelOf = ({ planCode, customerId, tradeId }: SumsQuestion): SumLevel =>
  planCode === undefined ? 'plan' : customerId === undefined ? 'customer' : tradeId === undefined ? 'order' : 'line'

interface Sum {
  readonly lines: number
  readonly payment: string
  readonly incentive: string
  readonly expected: string
  readonly open: number
}

const SUMS = `count(*) AS lines, CAST(ifnull(sum(l.payment), 0) AS TEXT) AS payment,
  CAST(ifnull(sum(l.incentive), 0) AS TEXT) AS incentive, CAST(ifnull(sum(l.incentive - v.difference), 0) AS TEXT) AS expected,
  count(*) FILTER (WHERE r.state = 'open') AS open`

export function sumsOf(evidence: Db, question: SumsQuestion) {
  const { period, planCode, customerId, tradeId, from, limit } = question
  const level = levelOf(question)
  const where = [
    ...(planCode === undefined ? [] : [`${KEYS.plan} = @planCode`]),
    ...(customerId === undefined ? [] : [`${KEYS.customer} = @customerId`]),
    ...(tradeId === undefined ? [] : [`${KEYS.order} = @tradeId`]),
  ]
  const of = `FROM edition_lines l JOIN line_verdicts v ON v.line = l.id JOIN match_reasons r ON r.code = v.reason
    WHERE l.period = @period AND l.last IS NULL${where.map((one) => ` AND ${one}`).join('')}`
  const given = {
    period,
    ...(planCode === undefined ? {} : { planCode }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(tradeId === undefined ? {} : { tradeId }),
  }
  const whole = kept<Sum>(evidence, `SELECT ${SUMS} ${of}`).get(given) as Sum
  const rows = kept<Sum & { key: string }>(
    evidence,
    `SELECT ${KEYS[level]} AS key, ${SUMS} ${of} GROUP BY 1 ORDER BY sum(l.incentive) DESC, 1 LIMIT @limit OFFSET @from`,
  ).all({ ...given, from, limit })
  const parts = kept<{ total: number; lines: number; incentive: string; expected: string }>(
    evidence,
    `SELECT count(*) AS total, ifnull(sum(lines), 0) AS lines, CAST(ifnull(sum(i), 0) AS TEXT) AS incentive,
       CAST(ifnull(sum(e), 0) AS TEXT) AS expected
     FROM (SELECT count(*) AS lines, sum(l.incentive) AS i, sum(l.incentive - v.difference) AS e ${of} GROUP BY ${KEYS[level]})`,
  ).get(given) as { total: number; lines: number; incentive: string; expected: string }
  return {
    level,
    whole,
    rows,
    total: parts.total,
    // Computed apart from the whole: what the page proves it does not assume.
    closed: parts.lines === whole.lines && parts.incentive === whole.incentive && parts.expected === whole.expected,
  }
}
