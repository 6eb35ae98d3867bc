/** Reads of statements and their reconciliation. Sums are whole numbers of 10^-8 yuan, told as digits. */
import { carriedInto, type OwnLevel } from '#host/areas/incentives/carried.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ImportFinding } from '#shared/contract/imports.ts'
import type { Decision, Difference, IncentiveBill, IncentivePeriod, SignOff } from '#shared/contract/incentives.ts'

export interface IncentiveFiles {
  /** The mirrored statements. */
  readonly cache: Db
  /** Editions and verdicts; cannot write. */
  readonly evidence: Db
  readonly local: Db
}

const BILL = `bill_id AS billId, period, plan_code AS planCode, plan_name AS planName,
  association_type AS associationType, total, payable, frozen, frozen_reason AS frozenReason, status,
  announce_end AS announceEnd, detail_count AS detailCount`

/** Bills that the service tells. */
export const billsOf = (cache: Db): IncentiveBill[] =>
  kept<IncentiveBill>(
    cache,
    `SELECT ${BILL}, feedback, 'service' AS source
     FROM incentive_bills WHERE gone_at IS NULL ORDER BY period DESC, bill_id LIMIT 600`,
  ).all()

/** Those, and where the service tells none what imported statements told last. */
function billsHere({ cache, evidence }: Omit<IncentiveFiles, 'local'>): IncentiveBill[] {
  const told = billsOf(cache)
  const known = new Set(told.map(({ billId }) => billId))
  const imported = kept<IncentiveBill>(
    evidence,
    `SELECT ${BILL}, NULL AS feedback, 'file' AS source FROM edition_bills b
     WHERE number = (SELECT max(number) FROM editions e WHERE e.period = b.period)
     ORDER BY period DESC, bill_id LIMIT 600`,
  ).all()
  return [...told, ...imported.filter(({ billId }) => !known.has(billId))]
}

export const signOffsOf = (local: Db, period: string): SignOff[] =>
  kept<SignOff>(
    local,
    'SELECT role, by, at, edition FROM incentive_sign_offs WHERE period = ? AND taken_back_at IS NULL ORDER BY at LIMIT 2',
  ).all(period)

interface DecisionRow extends Decision {
  readonly level: string
  readonly key: string
  readonly difference: string
}

/** Decisions of a period that stand, by level and key; the last word counts. */
export function decisionsOf(local: Db, period: string): Map<string, DecisionRow> {
  const rows = kept<DecisionRow>(
    local,
    `SELECT id AS decisionId, level, key, difference, decision, note, by, at FROM incentive_decisions
     WHERE period = ? AND undone_at IS NULL ORDER BY id`,
  ).all(period)
  return new Map(rows.map((row) => [`${row.level} ${row.key}`, row]))
}

/** The decision on this very difference; one on another amount has lapsed. */
const standing = (
  decisions: Map<string, DecisionRow>,
  level: string,
  key: string,
  difference: string,
): Decision | null => {
  const row = decisions.get(`${level} ${key}`)
  if (!row || row.difference !== difference) return null
  const { decisionId, decision, note, by, at } = row
  return { decisionId, decision, note, by, at }
}

interface OpenRow {
  readonly level: string
  readonly key: string
  readonly difference: string
}

/** As the partial index of `line_verdicts` says it. */
const FOUND = 'm.code < 40'

const OPEN = `
SELECT 'line' AS level, l.data_id AS key, CAST(m.difference AS TEXT) AS difference
  FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = @period AND ${FOUND} AND m.state = 'open'
UNION ALL SELECT 'group', customer_id || '/' || service_type_code || '/' || charging_mode, CAST(difference AS TEXT)
  FROM match_groups WHERE period = @period AND state = 'open'
UNION ALL SELECT 'bill', bill_id, CAST(difference AS TEXT) FROM match_bills WHERE period = @period AND state = 'open'`

/** Open items of a period that nobody has accepted or carried over, and those carried into it; a disputed one is still open. */
export function openItems({ evidence, local }: Omit<IncentiveFiles, 'cache'>, period: string): number {
  const decisions = decisionsOf(local, period)
  const settled = (level: string, key: string, difference: string): boolean => {
    const decision = standing(decisions, level, key, difference)?.decision
    return decision === 'accepted' || decision === 'carried'
  }
  let open = 0
  for (const { level, key, difference } of kept<OpenRow>(evidence, OPEN).iterate({ period }) as Iterable<OpenRow>)
    if (!settled(level, key, difference)) open += 1
  return (
    open + carriedInto({ evidence, local }, period).filter((one) => !settled('carried', one.key, one.difference)).length
  )
}

interface PeriodRow {
  readonly number: number
  readonly asOf: number
  readonly lines: number
  readonly matchedAt: number | null
  readonly equal: number
  readonly explained: number
  readonly open: number
  readonly incentive: string
  readonly expected: string
}

const PERIOD = `
SELECT e.number, e.as_of AS asOf, e.lines, m.ran_at AS matchedAt, ifnull(m.equal, 0) AS equal,
  ifnull(m.explained, 0) AS explained, ifnull(m.open, 0) AS open, CAST(ifnull(m.incentive, 0) AS TEXT) AS incentive,
  CAST(ifnull(m.expected, 0) AS TEXT) AS expected
FROM editions e LEFT JOIN matches m ON m.period = e.period
WHERE e.period = @period ORDER BY e.number DESC LIMIT 1`

export function listPeriods(files: IncentiveFiles): IncentivePeriod[] {
  const bills = billsHere(files)
  const told = kept<string>(files.evidence, 'SELECT DISTINCT period FROM editions').pluck().all() as string[]
  const periods = [...new Set([...bills.map(({ period }) => period), ...told])].sort().reverse().slice(0, 60)
  return periods.map((period) => {
    const row = kept<PeriodRow>(files.evidence, PERIOD).get({ period })
    const signOffs = signOffsOf(files.local, period)
    const reviewed = signOffs.find(({ role }) => role === 'reviewer')
    return {
      period,
      bills: bills.filter((bill) => bill.period === period),
      edition: row ? { number: row.number, asOf: row.asOf, lines: row.lines } : null,
      matchedAt: row?.matchedAt ?? null,
      counts: { equal: row?.equal ?? 0, explained: row?.explained ?? 0, open: row?.open ?? 0 },
      openItems: row ? openItems(files, period) : 0,
      incentive: row?.incentive ?? '0',
      expected: row?.expected ?? '0',
      signOffs,
      locked: reviewed !== undefined,
      touched: signOffs.some(({ edition }) => edition !== (row?.number ?? edition)),
    }
  })
}

type Level = Difference['level']

interface DifferenceRow extends Omit<Difference, 'evidence' | 'decision' | 'level' | 'owner' | 'remark' | 'origin'> {
  readonly evidence: string
}

/** Rows of a level with the facts that its reasons stand on, and the order of their size. */
const rowsOf: Readonly<Record<OwnLevel, string>> = {
  line: `SELECT l.data_id AS key, l.customer_id AS customerId, l.service_type_code AS serviceTypeCode,
      l.charging_mode AS chargingMode, l.trade_id AS tradeId, CAST(l.incentive AS TEXT) AS told,
      CAST(m.expected AS TEXT) AS should, CAST(m.difference AS TEXT) AS difference, m.state, m.reason,
      json_object('payment_amount', l.payment, 'coupon_amount', l.coupon, 'stored_value_card_amount', l.card,
        'base_amount', l.base, 'rate', l.rate, 'status', l.status, 'frozen_reason', l.frozen_reason,
        'performance_account', l.performance_account, 'dealer_status', l.dealer_status, 'in_plan', l.in_plan,
        'performance_period', l.performance_period, 'bill_detail_type', l.bill_detail_type) AS evidence, m.difference AS size,
      (SELECT taken_at FROM editions e WHERE e.period = l.period AND e.number = l.first) AS since
    FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = @period`,
  group: `SELECT customer_id || '/' || service_type_code || '/' || charging_mode AS key, customer_id AS customerId,
      service_type_code AS serviceTypeCode, charging_mode AS chargingMode, NULL AS tradeId,
      CAST(performance AS TEXT) AS told, CAST(consumption AS TEXT) AS should, CAST(difference AS TEXT) AS difference,
      state, reason, json_object('later', later) AS evidence, difference AS size,
      (SELECT taken_at FROM editions e WHERE e.period = @period AND e.number = 1) AS since
    FROM match_groups WHERE period = @period`,
  bill: `SELECT bill_id AS key, NULL AS customerId, NULL AS serviceTypeCode, NULL AS chargingMode, NULL AS tradeId,
      CAST(total AS TEXT) AS told, CAST(details AS TEXT) AS should, CAST(difference AS TEXT) AS difference, state, reason,
      '{}' AS evidence, difference AS size,
      (SELECT taken_at FROM editions e WHERE e.period = @period AND e.number = 1) AS since
    FROM match_bills WHERE period = @period`,
}

export interface DifferenceQuestion {
  readonly period: string
  readonly level: Level
  readonly reason?: string | undefined
  readonly customerId?: string | undefined
  readonly from: number
  readonly limit: number
}

const textsOf = (json: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(JSON.parse(json) as Record<string, unknown>).flatMap(([name, value]) =>
      value === null || (value === 0 && name !== 'in_plan') ? [] : [[name, String(value).slice(0, 400)]],
    ),
  )

/** The row of one item. */
const rowOf: Readonly<Record<OwnLevel, string>> = {
  line: `${rowsOf.line} AND l.period = @period AND l.data_id = @key AND l.last IS NULL`,
  group: `${rowsOf.group} AND customer_id || '/' || service_type_code || '/' || charging_mode = @key`,
  bill: `${rowsOf.bill} AND bill_id = @key`,
}

interface OwnerRow {
  readonly level: string
  readonly key: string
  readonly owner: string
  readonly note: string
}

const ownersOf = (local: Db, period: string): Map<string, OwnerRow> =>
  new Map(
    kept<OwnerRow>(local, 'SELECT level, key, owner, note FROM incentive_owners WHERE period = ? ORDER BY id')
      .all(period)
      .map((row) => [`${row.level} ${row.key}`, row]),
  )

type Found = DifferenceRow & { readonly size: number }

/** What persons said of rows, beside them. */
function withWords(
  local: Db,
  period: string,
  level: Level,
  rows: readonly (Found & { origin?: string })[],
): Difference[] {
  const decisions = decisionsOf(local, period)
  const owners = ownersOf(local, period)
  return rows.map(({ size: _, evidence: facts, origin, ...row }) => {
    const owner = owners.get(`${level} ${row.key}`)
    return {
      ...row,
      level,
      evidence: textsOf(facts),
      decision: standing(decisions, level, row.key, row.difference),
      owner: owner?.owner || null,
      remark: owner?.note || null,
      origin: origin ?? null,
    }
  })
}

function listCarried({ evidence, local }: Omit<IncentiveFiles, 'cache'>, { period, from, limit }: DifferenceQuestion) {
  const all = carriedInto({ evidence, local }, period)
  const rows = all.slice(from, from + limit).flatMap((item) => {
    const row = kept<Found>(evidence, rowOf[item.level]).get({ period: item.period, key: item.of })
    // Whatever it was where it was found, here it waits for a word.
    return row ? [{ ...row, key: item.key, state: 'open' as const, origin: item.period }] : []
  })
  return { rows: withWords(local, period, 'carried', rows), total: all.length }
}

/** Open ones first, the largest amount first within. A period has few differences: they are sorted for each question. */
export function listDifferences(
  files: Omit<IncentiveFiles, 'cache'>,
  question: DifferenceQuestion,
): { rows: Difference[]; total: number } {
  const { evidence, local } = files
  const { period, level, reason, customerId, from, limit } = question
  if (level === 'carried') return listCarried(files, question)
  const given = {
    period,
    ...(reason === undefined ? {} : { reason }),
    ...(customerId === undefined ? {} : { customerId }),
  }
  // Lines are a million, those with something to look at a few: each condition is one that an index or a number answers.
  const lines = reason === undefined ? FOUND : 'm.code = (SELECT code FROM match_reasons WHERE reason = @reason)'
  const which = `FROM (${rowsOf[level]}${level === 'line' ? ` AND ${lines}` : ''})
    WHERE ${reason === undefined ? `state <> 'equal'` : 'reason = @reason'}
    ${customerId === undefined ? '' : 'AND customerId = @customerId'}`
  const found = kept<Found>(
    evidence,
    `SELECT * ${which} ORDER BY state = 'open' DESC, abs(size) DESC, key LIMIT @limit OFFSET @from`,
  ).all({ ...given, limit, from })
  return {
    rows: withWords(local, period, level, found),
    total: kept<number>(evidence, `SELECT count(*) ${which}`).pluck().get(given) as number,
  }
}

export const summaryOf = (evidence: Db, period: string) => ({
  causes: kept<{ level: Level; state: never; reason: never; rows: number; difference: string }>(
    evidence,
    `SELECT 'line' AS level, r.state, r.reason, c.rows, CAST(c.difference AS TEXT) AS difference
       FROM match_causes c JOIN match_reasons r ON r.code = c.code WHERE c.period = @period
     UNION ALL SELECT 'group', state, reason, count(*), CAST(sum(difference) AS TEXT)
       FROM match_groups WHERE period = @period GROUP BY state, reason
     UNION ALL SELECT 'bill', state, reason, count(*), CAST(sum(difference) AS TEXT)
       FROM match_bills WHERE period = @period GROUP BY state, reason`,
  ).all({ period }),
  plans: kept<{ planCode: string | null; lines: number; incentive: string; expected: string }>(
    evidence,
    `SELECT l.plan_code AS planCode, count(*) AS lines, CAST(sum(l.incentive) AS TEXT) AS incentive,
       CAST(sum(m.expected) AS TEXT) AS expected
     FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = @period GROUP BY l.plan_code LIMIT 50`,
  ).all({ period }),
})

interface CustomerRow {
  readonly customerId: string
  readonly lines: number
  readonly payment: string
  readonly incentive: string
  readonly expected: string
  readonly open: number
}

export function customersOf(evidence: Db, period: string, from: number, limit: number) {
  const rows = kept<CustomerRow>(
    evidence,
    `SELECT l.customer_id AS customerId, count(*) AS lines, CAST(sum(l.payment) AS TEXT) AS payment,
       CAST(sum(l.incentive) AS TEXT) AS incentive, CAST(sum(m.expected) AS TEXT) AS expected,
       count(*) FILTER (WHERE m.state = 'open') AS open
     FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = @period
     GROUP BY l.customer_id ORDER BY sum(l.incentive) DESC, l.customer_id LIMIT @limit OFFSET @from`,
  ).all({ period, from, limit })
  const total = kept<number>(
    evidence,
    'SELECT count(DISTINCT l.customer_id) FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = ?',
  )
    .pluck()
    .get(period) as number
  return { rows, total }
}

interface EditionRow {
  readonly number: number
  readonly asOf: number
  readonly takenAt: number
  readonly lines: number
  readonly added: number
  readonly changed: number
  readonly vanished: number
  readonly source: 'service' | 'file'
  readonly fileName: string | null
  readonly takenBy: string | null
  /** JSON; null of the service's. */
  readonly findings: string | null
}

export const editionsOf = (evidence: Db, period: string) =>
  kept<EditionRow>(
    evidence,
    `SELECT number, as_of AS asOf, taken_at AS takenAt, lines, added, changed, vanished, source, file_name AS fileName,
       taken_by AS takenBy, findings
     FROM editions WHERE period = ? ORDER BY number DESC LIMIT 500`,
  )
    .all(period)
    .map((row) => ({ ...row, findings: JSON.parse(row.findings ?? '[]') as ImportFinding[] }))
