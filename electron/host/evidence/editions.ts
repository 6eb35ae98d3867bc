/** A statement that was read anew becomes an edition: what changed is stored, what stood before is kept. */
import { lineFacts as facts } from '#host/evidence/tables.ts'
import { kindNumber, rememberKinds } from '#host/evidence/verdict-tables.ts'
import type { Db } from '#host/store/types.ts'

const list = (columns: readonly string[], of = ''): string => columns.map((column) => of + column).join(', ')
const differs = facts.map((column) => `l.${column} IS NOT d.${column}`).join(' OR ')

export interface Read {
  readonly period: string
  /** When the statement was read whole. */
  readonly asOf: number
}

/** Where a statement stands whole: tables with the columns of the cache's. */
export interface StatementSource {
  readonly details: string
  readonly bills: string
  /** Of a person's file. */
  readonly file: { readonly name: string; readonly hash: string; readonly by: string; readonly findings: string } | null
}

const service: StatementSource = { details: 'facts.incentive_details', bills: 'facts.incentive_bills', file: null }

/** Periods whose statement was read whole since their last edition; `facts` is the attached cache. */
export const newlyRead = (evidence: Db): Read[] =>
  evidence
    .prepare<[], Read>(
      `SELECT substr(c.name, 19) AS period, c.as_of AS asOf FROM facts.sync_collections c
       WHERE c.name GLOB 'incentive-details#*' AND c.as_of IS NOT NULL
         AND c.as_of > ifnull((SELECT max(as_of) FROM editions e WHERE e.period = substr(c.name, 19)), -1)
         AND EXISTS (SELECT 1 FROM facts.incentive_details d WHERE d.period = substr(c.name, 19) AND d.gone_at IS NULL)
       ORDER BY period`,
    )
    .all()

export const BILL_FACTS = [
  'plan_code',
  'plan_name',
  'association_type',
  'total',
  'payable',
  'frozen',
  'detail_count',
] as const

/** Told of a bill besides: another value alone makes no edition. */
export const BILL_STATES = ['frozen_reason', 'status', 'announce_end'] as const

const billsChanged = (evidence: Db, bills: string, period: string, number: number): boolean => {
  const sides = [
    `SELECT bill_id, ${list(BILL_FACTS)} FROM ${bills} WHERE period = @period AND gone_at IS NULL`,
    `SELECT bill_id, ${list(BILL_FACTS)} FROM edition_bills WHERE period = @period AND number = @number`,
  ] as const
  const differ = (one: string, other: string): boolean =>
    evidence.prepare(`SELECT 1 FROM (${one} EXCEPT ${other}) LIMIT 1`).get({ period, number }) !== undefined
  return differ(sides[0], sides[1]) || differ(sides[1], sides[0])
}

/**
 * One transaction. A statement that is as the last edition told it makes no new one: its `as_of` moves on instead.
 * Answers the edition that stands now.
 */
export function takeEdition(
  evidence: Db,
  { period, asOf }: Read,
  now: number,
  { details, bills, file }: StatementSource = service,
): number {
  const take = evidence.transaction((): number => {
    const last =
      evidence
        .prepare<[string], number | null>('SELECT max(number) FROM editions WHERE period = ?')
        .pluck()
        .get(period) ?? 0
    const number = last + 1
    const ended = evidence
      .prepare(
        `UPDATE edition_lines AS l SET last = @last WHERE l.period = @period AND l.last IS NULL AND NOT EXISTS (
           SELECT 1 FROM ${details} d
           WHERE d.data_id = l.data_id AND d.gone_at IS NULL AND NOT (${differs}))`,
      )
      .run({ last, period }).changes
    evidence.prepare(rememberKinds('d', `${details} d WHERE d.period = ? AND d.gone_at IS NULL`)).run(period)
    const added = evidence
      .prepare(
        `INSERT INTO edition_lines (first, kind, data_id, ${list(facts)})
         SELECT @number, ${kindNumber('d')}, d.data_id, ${list(facts, 'd.')} FROM ${details} d
         WHERE d.period = @period AND d.gone_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM edition_lines l WHERE l.period = d.period AND l.data_id = d.data_id AND l.last IS NULL)
         ORDER BY d.id`,
      )
      .run({ number, period }).changes
    if (last > 0 && ended === 0 && added === 0 && !billsChanged(evidence, bills, period, last)) {
      evidence
        .prepare('UPDATE editions SET as_of = max(as_of, ?) WHERE period = ? AND number = ?')
        .run(asOf, period, last)
      return last
    }
    const changed = evidence
      .prepare<[{ period: string; number: number; last: number }], number>(
        `SELECT count(*) FROM edition_lines o JOIN edition_lines n
           ON n.period = o.period AND n.data_id = o.data_id AND n.last IS NULL AND n.first = @number
         WHERE o.period = @period AND o.last = @last`,
      )
      .pluck()
      .get({ period, number, last }) as number
    evidence
      .prepare(
        `INSERT INTO edition_bills (period, number, bill_id, ${list(BILL_FACTS)}, ${list(BILL_STATES)})
         SELECT period, ?, bill_id, ${list(BILL_FACTS)}, ${list(BILL_STATES)} FROM ${bills}
         WHERE period = ? AND gone_at IS NULL`,
      )
      .run(number, period)
    const lines = evidence
      .prepare<[string], number>('SELECT count(*) FROM edition_lines WHERE period = ? AND last IS NULL')
      .pluck()
      .get(period)
    evidence
      .prepare(
        `INSERT INTO editions (period, number, as_of, taken_at, lines, added, changed, vanished, source, file_name,
           file_hash, taken_by, findings)
         VALUES (@period, @number, @asOf, @now, @lines, @added, @changed, @vanished, @source, @name, @hash, @by, @findings)`,
      )
      .run({
        period,
        number,
        asOf,
        now,
        lines,
        added: added - changed,
        changed,
        vanished: ended - changed,
        source: file ? 'file' : 'service',
        ...(file ?? { name: null, hash: null, by: null, findings: null }),
      })
    return number
  })
  return take.deferred()
}
