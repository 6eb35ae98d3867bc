/** What an edition changed against the one before it: by line, by customer and by cause; each sum closes with the whole. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ChangeCause } from '#shared/rules/edition-changes.ts'

/** As shared/rules/edition-changes.ts says it (`causeOfChange`); a property test holds both together. */
const CAUSE = `CASE
  WHEN o.id IS NULL THEN 'told-later'
  WHEN n.id IS NULL THEN 'told-no-more'
  WHEN o.performance_account IS NOT n.performance_account THEN 'moved-account'
  WHEN o.dealer_status IS NOT n.dealer_status THEN 'dealer-status'
  WHEN o.in_plan IS NOT n.in_plan THEN 'plan-membership'
  WHEN o.status IS NOT n.status AND n.status IS 'FROZEN' THEN 'frozen'
  WHEN o.status IS NOT n.status AND o.status IS 'FROZEN' THEN 'thawed'
  WHEN o.coupon <> n.coupon OR o.card <> n.card THEN 'coupon-or-card'
  WHEN o.payment <> n.payment THEN 'payment'
  WHEN o.base <> n.base THEN 'base'
  WHEN o.rate IS NOT n.rate THEN 'rate'
  WHEN o.incentive <> n.incentive THEN 'incentive'
  ELSE 'other-facts' END`

const KEYS = `SELECT data_id FROM edition_lines WHERE period = @period AND first = @number
  UNION SELECT data_id FROM edition_lines WHERE period = @period AND last = @number - 1`

const CHANGES = `
SELECT ifnull(n.data_id, o.data_id) AS dataId, ifnull(n.customer_id, o.customer_id) AS customerId,
  CASE WHEN o.id IS NULL THEN 'added' WHEN n.id IS NULL THEN 'vanished' ELSE 'changed' END AS kind, ${CAUSE} AS cause,
  o.incentive AS o, n.incentive AS n, ifnull(n.incentive, 0) - ifnull(o.incentive, 0) AS difference
FROM (${KEYS}) k
LEFT JOIN edition_lines n ON n.period = @period AND n.data_id = k.data_id AND n.first = @number
LEFT JOIN edition_lines o ON o.period = @period AND o.data_id = k.data_id AND o.last = @number - 1`

interface ChangedRow {
  readonly dataId: string
  readonly customerId: string
  readonly kind: 'added' | 'changed' | 'vanished'
  readonly cause: ChangeCause
  readonly before: string | null
  readonly after: string | null
}

export interface ChangesQuestion {
  readonly period: string
  readonly number: number
  readonly customerId?: string | undefined
  readonly cause?: string | undefined
  readonly from: number
  readonly limit: number
}

export function changesOf(evidence: Db, { period, number, customerId, cause, from, limit }: ChangesQuestion) {
  const where = [
    ...(customerId === undefined ? [] : ['customerId = @customerId']),
    ...(cause === undefined ? [] : ['cause = @cause']),
  ]
  const which = `FROM (${CHANGES})${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`
  const given = {
    period,
    number,
    ...(customerId === undefined ? {} : { customerId }),
    ...(cause === undefined ? {} : { cause }),
  }
  const rows = kept<ChangedRow>(
    evidence,
    `SELECT dataId, customerId, kind, cause, CAST(o AS TEXT) AS before, CAST(n AS TEXT) AS after ${which}
     ORDER BY abs(difference) DESC, dataId LIMIT @limit OFFSET @from`,
  ).all({ ...given, from, limit })
  return { rows, total: kept<number>(evidence, `SELECT count(*) ${which}`).pluck().get(given) as number }
}

const MOST = 200

/** Sums of the changes; `difference` is the newer edition's sum less the older one's. */
export function changeSumsOf(evidence: Db, period: string, number: number) {
  const given = { period, number }
  const causes = kept<{ cause: ChangeCause; lines: number; difference: string }>(
    evidence,
    `SELECT cause, count(*) AS lines, CAST(sum(difference) AS TEXT) AS difference FROM (${CHANGES}) GROUP BY cause
     ORDER BY abs(sum(difference)) DESC, cause`,
  ).all(given)
  const customers = kept<{ customerId: string; lines: number; difference: string }>(
    evidence,
    `SELECT customerId, count(*) AS lines, CAST(sum(difference) AS TEXT) AS difference FROM (${CHANGES})
     GROUP BY customerId ORDER BY abs(sum(difference)) DESC, customerId LIMIT ${MOST}`,
  ).all(given)
  const sumAt = (at: number): bigint =>
    BigInt(
      kept<string>(
        evidence,
        `SELECT CAST(ifnull(sum(incentive), 0) AS TEXT) FROM edition_lines
         WHERE period = ? AND first <= ? AND (last IS NULL OR last >= ?)`,
      )
        .pluck()
        .get(period, at, at) ?? '0',
    )
  const [before, after] = [sumAt(number - 1), sumAt(number)]
  return {
    causes,
    customers,
    before: String(before),
    after: String(after),
    closed: after - before === causes.reduce((all, { difference }) => all + BigInt(difference), 0n),
  }
}
