/** Files of the portal's exports: details, bills and plans of incentives, and what must be known before one is taken. */
import { standingBill } from '#host/evidence/standing.ts'
import type { FactKind, FactLine, FactValues, ImportFiles } from '#host/imports/types.ts'
import { kept } from '#host/store/open.ts'
import type { ImportFinding } from '#shared/contract/imports.ts'
import { formatMinor } from '#shared/money.ts'
import { toFen } from '#shared/rules/incentives.ts'
import { billFields, detailFields, planFields } from './import-columns.ts'
import { signOffsOf } from './queries.ts'

const text = (value: FactValues[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** Names of plans and products that stand for codes here; a name that nobody knows is its own code. */
function plansByName({ cache }: ImportFiles): (values: FactValues) => FactValues {
  const codes = new Map(
    kept<{ name: string; code: string }>(
      cache,
      `SELECT plan_name AS name, plan_code AS code FROM incentive_plans WHERE plan_name IS NOT NULL
       UNION SELECT plan_name, plan_code FROM incentive_bills WHERE plan_name IS NOT NULL AND plan_code IS NOT NULL`,
    )
      .all()
      .map(({ name, code }) => [name, code] as const),
  )
  return (values) => {
    const name = text(values.plan_name)
    return { ...values, plan_code: values.plan_code ?? (name === '' ? null : (codes.get(name) ?? name)) }
  }
}

function productsByName(files: ImportFiles): (values: FactValues) => FactValues {
  const plans = plansByName(files)
  const products = kept<{ name: string; code: string }>(files.cache, 'SELECT name, code FROM service_types').all()
  const known = new Set(products.map(({ code }) => code))
  const named = new Map<string, string | null>()
  // Two products of one name: neither is guessed.
  for (const { name, code } of products) named.set(name, named.has(name) ? null : code)
  return (values) => {
    const told = text(values.service_type_code)
    return {
      ...plans(values),
      service_type_code: known.has(told) ? told : (named.get(told) ?? told),
      coupon: values.coupon ?? 0,
      card: values.card ?? 0,
    }
  }
}

interface OfPeriod {
  readonly period: string
  readonly lines: readonly FactLine[]
}

function byPeriod(lines: readonly FactLine[]): OfPeriod[] {
  const periods = new Map<string, FactLine[]>()
  for (const line of lines) {
    const known = periods.get(line.period)
    if (known) known.push(line)
    else periods.set(line.period, [line])
  }
  return [...periods].map(([period, of]) => ({ period, lines: of })).sort((a, b) => a.period.localeCompare(b.period))
}

const finding = (code: ImportFinding['code'], asks: boolean, detail: ImportFinding['detail']): ImportFinding => ({
  code,
  asks,
  detail,
})

/** Signed off, or told later than this file was written. */
function standingFindings({ evidence, local }: ImportFiles, period: string, asOf: number): ImportFinding[] {
  const standing = kept<{ number: number; asOf: number }>(
    evidence,
    'SELECT number, as_of AS asOf FROM editions WHERE period = ? ORDER BY number DESC LIMIT 1',
  ).get(period)
  return [
    ...(signOffsOf(local, period).some(({ role }) => role === 'reviewer')
      ? [finding('period-locked', true, { period })]
      : []),
    ...(standing && standing.asOf > asOf
      ? [
          finding('older-than-standing', true, {
            period,
            number: standing.number,
            standingAt: standing.asOf,
            fileAt: asOf,
          }),
        ]
      : []),
  ]
}

async function vanishing(
  { evidence }: ImportFiles,
  { period, lines }: OfPeriod,
  rest: () => Promise<void>,
): Promise<number> {
  const stands = kept<number>(
    evidence,
    'SELECT 1 FROM edition_lines WHERE period = ? AND data_id = ? AND last IS NULL',
  ).pluck()
  const all = kept<number>(evidence, 'SELECT lines FROM editions WHERE period = ? ORDER BY number DESC LIMIT 1')
    .pluck()
    .get(period)
  if (!all) return 0
  let here = 0
  for (const { key } of lines) {
    if (stands.get(period, key) === 1) here += 1
    await rest()
  }
  return all - here
}

/** A bill that says how many details it has, or what they add up to, against what the file holds. */
function billFindings(files: ImportFiles, { period, lines }: OfPeriod): ImportFinding[] {
  const bills = new Map<string, { count: number; sum: bigint }>()
  for (const { values } of lines) {
    const bill = text(values.bill_id)
    const known = bills.get(bill) ?? { count: 0, sum: 0n }
    bills.set(bill, known)
    known.count += 1
    known.sum += BigInt(values.incentive ?? 0)
  }
  return [...bills].flatMap(([billId, { count, sum }]) => {
    const bill = standingBill(files, period, billId)
    if (!bill) return []
    const half = bill.detailCount !== null && bill.detailCount !== count
    const differs = toFen(sum) !== BigInt(bill.total)
    return [
      ...(half ? [finding('half-period', true, { period, billId, told: bill.detailCount ?? 0, rows: count })] : []),
      ...(differs
        ? [
            finding('total-differs', true, {
              period,
              billId,
              told: formatMinor(String(BigInt(bill.total) * 1_000_000n)),
              rows: formatMinor(String(sum)),
            }),
          ]
        : []),
    ]
  })
}

export const detailImport: FactKind = {
  name: 'incentives.details',
  needs: 'incentive.reconcile',
  makes: 'facts',
  customer: 'required',
  fields: detailFields,
  sums: 'incentive',
  lookUp: productsByName,
  keyOf: ({ data_id }) => text(data_id),
  periodOf: ({ period }) => text(period),
  findings: async (lines, files, asOf, rest) => {
    const found: ImportFinding[] = []
    for (const of of byPeriod(lines)) {
      found.push(...standingFindings(files, of.period, asOf), ...billFindings(files, of))
      const count = await vanishing(files, of, rest)
      if (count > 0) found.push(finding('lines-vanish', true, { period: of.period, count }))
    }
    return found
  },
}

export const billImport: FactKind = {
  name: 'incentives.bills',
  needs: 'incentive.reconcile',
  makes: 'facts',
  customer: 'none',
  fields: billFields,
  sums: 'total',
  lookUp: (files) => {
    const plans = plansByName(files)
    return (values) => ({ ...plans(values), frozen: values.frozen ?? 0 })
  },
  keyOf: ({ bill_id }) => text(bill_id),
  periodOf: ({ period }) => text(period),
  findings: async (lines, files, asOf) =>
    byPeriod(lines).flatMap(({ period }) => standingFindings(files, period, asOf)),
}

export const planImport: FactKind = {
  name: 'incentives.plans',
  needs: 'incentive.reconcile',
  makes: 'facts',
  customer: 'none',
  fields: planFields,
  sums: null,
  lookUp: plansByName,
  keyOf: ({ period, plan_code, association_type, incentive_policy }) =>
    [period, plan_code, association_type, incentive_policy].map(text).join('/'),
  periodOf: ({ period }) => text(period),
  findings: async (lines, files, asOf) =>
    byPeriod(lines).flatMap(({ period }) =>
      standingFindings(files, period, asOf).filter(({ code }) => code === 'period-locked'),
    ),
}

export const incentiveImports = [detailImport, billImport, planImport] as const
