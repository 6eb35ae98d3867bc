/**
 * A statement from a person's file. It is put together whole beside the evidence (its lines, and from what stands whatever
 * the file does not speak of), and then becomes an edition like any other.
 */
import { BILL_FACTS, BILL_STATES, type StatementSource, takeEdition } from '#host/evidence/editions.ts'
import { lineFacts } from '#host/evidence/tables.ts'
import type { FactValues } from '#host/imports/types.ts'
import type { Db } from '#host/store/types.ts'

export interface TakenFile {
  readonly kind: 'incentives.details' | 'incentives.bills' | 'incentives.plans'
  readonly name: string
  readonly hash: string
  /** When the file was last written, UTC milliseconds. */
  readonly asOf: number
  readonly by: string
  /** JSON of what was found about it. */
  readonly findings: string
  /** The whole statement of its periods; otherwise a part of it: what it does not tell stays. */
  readonly whole: boolean
  readonly rows: readonly FactValues[]
}

export interface Taken {
  readonly periods: number
  readonly editions: number
}

const LINES = ['data_id', ...lineFacts] as const
const BILLS = ['bill_id', 'period', ...BILL_FACTS, ...BILL_STATES] as const

const source = ({ name, hash, by, findings }: TakenFile): StatementSource => ({
  details: 'temp.taken_lines',
  bills: 'temp.taken_bills',
  file: { name, hash, by, findings },
})

/** Types do not matter here: the evidence checks them when it takes the rows. */
function makeRoom(evidence: Db): void {
  for (const [table, columns, key] of [
    ['taken_lines', LINES, 'data_id'],
    ['taken_bills', BILLS, 'bill_id'],
  ] as const) {
    evidence.exec(`DROP TABLE IF EXISTS temp.${table};
      CREATE TEMP TABLE ${table} (id INTEGER PRIMARY KEY, ${columns.join(', ')}, gone_at);
      CREATE UNIQUE INDEX temp.${table}_key ON ${table} (${key})`)
  }
}

function put(evidence: Db, table: string, columns: readonly string[], rows: readonly FactValues[]): void {
  const insert = evidence.prepare(
    `INSERT INTO temp.${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  for (const row of rows) insert.run(columns.map((column) => row[column] ?? null))
}

/** What stands and the file does not tell: lines of the last edition. */
const standingLines = `INSERT INTO temp.taken_lines (${LINES.join(', ')})
  SELECT ${LINES.join(', ')} FROM edition_lines l WHERE l.period = @period AND l.last IS NULL
    AND l.data_id NOT IN (SELECT data_id FROM temp.taken_lines) ORDER BY l.id`

/** Bills that the service tells, else those of the last edition. */
const standingBills = [
  `INSERT OR IGNORE INTO temp.taken_bills (${BILLS.join(', ')})
   SELECT ${BILLS.join(', ')} FROM facts.incentive_bills WHERE period = @period AND gone_at IS NULL`,
  `INSERT OR IGNORE INTO temp.taken_bills (${BILLS.join(', ')})
   SELECT ${BILLS.join(', ')} FROM edition_bills
   WHERE period = @period AND number = (SELECT max(number) FROM editions WHERE period = @period)`,
] as const

function takePeriod(evidence: Db, file: TakenFile, period: string, rows: readonly FactValues[], now: number): boolean {
  makeRoom(evidence)
  const details = file.kind === 'incentives.details'
  if (details) put(evidence, 'taken_lines', LINES, rows)
  else put(evidence, 'taken_bills', BILLS, rows)
  if (!details || !file.whole) evidence.prepare(standingLines).run({ period })
  if (details || !file.whole) for (const sql of standingBills) evidence.prepare(sql).run({ period })
  const last = (): number | null =>
    evidence
      .prepare<[string], number | null>('SELECT max(number) FROM editions WHERE period = ?')
      .pluck()
      .get(period) ?? null
  const before = last()
  return takeEdition(evidence, { period, asOf: file.asOf }, now, source(file)) !== before
}

function takePlans(evidence: Db, { name, by, rows }: TakenFile, now: number): void {
  const replace = evidence.prepare(
    `UPDATE imported_plans SET replaced_at = @now WHERE period = @period AND plan_code = @plan_code
       AND incentive_policy = @incentive_policy AND replaced_at IS NULL`,
  )
  const insert = evidence.prepare(
    `INSERT INTO imported_plans (period, plan_code, plan_name, association_type, incentive_policy, rate, extra, file_name,
       taken_by, taken_at)
     VALUES (@period, @plan_code, @plan_name, @association_type, @incentive_policy, @rate, @extra, @name, @by, @now)`,
  )
  for (const { period, plan_code, plan_name, association_type, incentive_policy, rate, extra } of rows) {
    replace.run({ now, period, plan_code, incentive_policy })
    insert.run({
      period,
      plan_code,
      plan_name,
      association_type,
      incentive_policy,
      rate,
      extra: extra ?? null,
      name,
      by,
      now,
    })
  }
}

/** All periods of a file or none: one transaction. */
export function takeFile(evidence: Db, file: TakenFile, now: number): Taken {
  const periods = new Map<string, FactValues[]>()
  for (const row of file.rows) {
    const known = periods.get(String(row.period))
    if (known) known.push(row)
    else periods.set(String(row.period), [row])
  }
  return evidence
    .transaction((): Taken => {
      if (file.kind === 'incentives.plans') {
        takePlans(evidence, file, now)
        return { periods: periods.size, editions: 0 }
      }
      let editions = 0
      for (const [period, rows] of [...periods].sort(([a], [b]) => a.localeCompare(b)))
        if (takePeriod(evidence, file, period, rows, now)) editions += 1
      return { periods: periods.size, editions }
    })
    .deferred()
}
