/** One more order of a product, or one more customer like one that is here, under the policy of a month. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { whatIf } from '#shared/rules/what-if.ts'

interface Files {
  readonly cache: Db
  readonly evidence: Db
}

export interface WhatIfQuestion {
  readonly period: string
  readonly planCode: string
  /** A product with what counts of it, 10^-8 yuan; or a customer, whose period is taken once more. */
  readonly of: { readonly serviceTypeCode: string; readonly base: string } | { readonly customerId: string }
}

const policyOf = (cache: Db, period: string, product: string): string | null =>
  kept<string | null>(
    cache,
    'SELECT incentive_policy FROM incentive_policies WHERE month = ? AND service_type_code = ? AND gone_at IS NULL',
  )
    .pluck()
    .get(period, product) ?? null

/** What the service tells, else what a file told. */
const rateOf = ({ cache, evidence }: Files, period: string, plan: string, policy: string): number | null =>
  kept<number>(
    cache,
    `SELECT rate FROM incentive_plans WHERE period = ? AND plan_code = ? AND incentive_policy = ? AND gone_at IS NULL
     ORDER BY plan_key LIMIT 1`,
  )
    .pluck()
    .get(period, plan, policy) ??
  kept<number>(
    evidence,
    `SELECT rate FROM imported_plans WHERE period = ? AND plan_code = ? AND incentive_policy = ? AND replaced_at IS NULL`,
  )
    .pluck()
    .get(period, plan, policy) ??
  null

const basesOf = (evidence: Db, { period, planCode }: WhatIfQuestion, customerId: string) =>
  kept<{ product: string; base: string }>(
    evidence,
    `SELECT service_type_code AS product, CAST(sum(payment - coupon - card) AS TEXT) AS base FROM edition_lines
     WHERE period = ? AND last IS NULL AND customer_id = ? AND ifnull(plan_code, '') = ?
     GROUP BY service_type_code ORDER BY sum(payment - coupon - card) DESC, product LIMIT 200`,
  ).all(period, customerId, planCode)

export function answerWhatIf(files: Files, question: WhatIfQuestion) {
  const { period, planCode, of } = question
  const bases =
    'customerId' in of
      ? basesOf(files.evidence, question, of.customerId)
      : [{ product: of.serviceTypeCode, base: of.base }]
  const rows = bases.map(({ product, base }) => {
    const policy = policyOf(files.cache, period, product)
    const rate = policy === null ? null : rateOf(files, period, planCode, policy)
    const { incentive, rate: used, reason } = whatIf({ policy, rate, base: BigInt(base) })
    return { serviceTypeCode: product, base, policy, rate: used, incentive: String(incentive), reason }
  })
  return { rows, incentive: String(rows.reduce((sum, row) => sum + BigInt(row.incentive), 0n)) }
}
