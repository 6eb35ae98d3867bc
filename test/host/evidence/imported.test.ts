// Statements that only files tell: the portal's exports become editions, judged as the service's own would be.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { changeSumsOf, changesOf } from '#host/areas/incentives/changes.ts'
import { billImport, detailImport, planImport } from '#host/areas/incentives/import-kinds.ts'
import { type SumsQuestion, sumsOf } from '#host/areas/incentives/sums.ts'
import { type TakenFile, takeFile } from '#host/evidence/taken.ts'
import { type EvidenceDone, runEvidence } from '#host/evidence/task.ts'
import { checkFacts } from '#host/imports/facts.ts'
import { guessMapping } from '#host/imports/mapping.ts'
import type { FactKind, FactValues } from '#host/imports/types.ts'
import { localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { attachReader, openCacheWriter, openLocal } from '#host/store/open.ts'
import { causeOfChange } from '#shared/rules/edition-changes.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import type { IncentiveDetail } from '#test/data/incentives.ts'
import {
  billCells,
  billHeadings,
  detailCells,
  detailHeadings,
  periodDetails,
  planCells,
  planHeadings,
} from '#test/data/portal-files.ts'
import { worldOf } from '#test/data/seed.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { finder } from '../imports/files.ts'
import { allFresh, begin, type CacheFile, connectionTo, makeCache, until } from '../sync/support.ts'
import { makeEvidence, openEvidence } from './support.ts'

let api: PartnerApi
let read: CacheFile
let cache: CacheFile
const period = monthAfter(billingMonth(Date.now()), -1)

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  read = makeCache()
  const sync = begin(read, connectionTo(api, { limitShare: null }))
  await until(sync, allFresh)
  await sync.close()
})
afterAll(async () => {
  await api.close()
  read.remove()
})
beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'imported-test-'))
  cache = {
    dir,
    file: join(dir, 'cache.db'),
    key: read.key,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
  copyFileSync(read.file, cache.file)
  makeEvidence(cache)
})
afterEach(() => cache.remove())

/** A workspace whose service has no desk API. */
const withoutDesk = (): void => {
  const db = openCacheWriter(cache)
  db.exec(
    `DELETE FROM incentive_details; DELETE FROM incentive_bills; DELETE FROM incentive_plans;
     DELETE FROM sync_collections WHERE name GLOB 'incentive-details#*'`,
  )
  db.close()
}

async function linesOf(kind: FactKind, headings: readonly string[], rows: readonly (readonly string[])[]) {
  const open = openCacheWriter(cache)
  const evidence = openEvidence(cache)
  const local = openLocal({ file: join(cache.dir, 'local.db'), key: cache.key })
  migrate(local, localMigrations)
  try {
    const checked = await checkFacts(
      {
        rows: rows.map((cells, at) => ({ line: at + 2, cells })),
        headings,
        mapping: guessMapping(kind, headings),
        kind,
        finder,
        files: { cache: open, evidence, local },
      },
      new AbortController().signal,
      () => {},
    )
    expect(checked.flatMap(({ problems }) => problems)).toEqual([])
    return checked.flatMap(({ fact }): FactValues[] => (fact ? [fact.values] : []))
  } finally {
    for (const db of [open, evidence, local]) db.close()
  }
}

const take = (kind: TakenFile['kind'], rows: readonly FactValues[], more: Partial<TakenFile> = {}): EvidenceDone =>
  runEvidence(
    {
      task: 'evidence',
      dir: cache.dir,
      key: cache.key,
      now: Date.now(),
      file: {
        kind,
        name: '导出.xlsx',
        hash: 'x',
        asOf: Date.now(),
        by: 'fin',
        findings: '[]',
        whole: true,
        rows,
        ...more,
      },
    },
    () => {},
  )

const all = <Row>(sql: string, ...given: unknown[]): Row[] => {
  const db = openEvidence(cache)
  try {
    return db.prepare(sql).all(...given) as Row[]
  } finally {
    db.close()
  }
}

const expected: Readonly<Record<string, string>> = {
  moved: 'performance-moved',
  expired: 'dealer-expired',
  outside: 'not-in-plan',
  fen: 'rounded-to-fen',
  wrong: 'unexplained',
}

/** Planted differences against those found: what is told beyond or short of them is printed with the share. */
function compare(details: readonly IncentiveDetail[], title: string): void {
  const found = new Map(
    all<{ data_id: string; reason: string; difference: number }>(
      `SELECT l.data_id, m.reason, m.difference FROM match_lines m JOIN edition_lines l ON l.id = m.line WHERE m.period = ?`,
      period,
    ).map((one) => [one.data_id, one]),
  )
  let right = 0
  let told = 0
  let planted = 0
  for (const detail of details) {
    const verdict = found.get(detail.id)
    const reason = detail.peculiarity === null ? undefined : expected[detail.peculiarity]
    const differs = verdict !== undefined && verdict.difference !== 0
    if (differs) told += 1
    const policy = detail.plan.rates[detail.line.service.incentivePolicy] ?? 0
    const matters = reason !== undefined && (policy > 0 || detail.peculiarity === 'wrong') && differs
    if (matters) planted += 1
    if (matters && verdict?.reason === reason) right += 1
  }
  console.log(`${title}: ${planted} planted, precision ${told === 0 ? 1 : right / told}, recall ${right / planted}`)
  expect(found.size).toBe(details.length)
  expect(planted).toBeGreaterThan(0)
  expect([right, told]).toEqual([planted, planted])
}

it('R-INC-05 R-INC-06 R-INC-07 an imported edition is judged as the synced one: all planted differences, none invented', async () => {
  withoutDesk()
  const details = [...periodDetails(worldOf(api.state), period)]
  const rows = await linesOf(
    detailImport,
    detailHeadings,
    details.map((detail) => detailCells(detail, null)),
  )
  expect(take('incentives.details', rows).taken).toEqual({ periods: 1, editions: 1 })
  // Without rates nothing is guessed.
  expect(all('SELECT DISTINCT reason, state FROM match_lines')).toEqual([{ reason: 'no-policy-data', state: 'open' }])
  take('incentives.plans', await linesOf(planImport, planHeadings, planCells(period)))
  take('incentives.bills', await linesOf(billImport, billHeadings, billCells(details, period)))
  compare(details, 'imported edition')
  expect(all('SELECT state, count(*) AS n FROM match_bills GROUP BY state')).toEqual([{ state: 'equal', n: 2 }])
  expect(all('SELECT number, lines, source, file_name, taken_by FROM editions ORDER BY number')).toEqual([
    { number: 1, lines: details.length, source: 'file', file_name: '导出.xlsx', taken_by: 'fin' },
    { number: 2, lines: details.length, source: 'file', file_name: '导出.xlsx', taken_by: 'fin' },
  ])
})

it('the same statement from a file as from the service is no new edition, column by column', async () => {
  runEvidence({ task: 'evidence', dir: cache.dir, key: cache.key, now: 1 }, () => {})
  const managers = api.state.prepare('select account_manager from customers where customer_id = ?').pluck()
  const details = [...periodDetails(worldOf(api.state), period)]
  const rows = await linesOf(
    detailImport,
    detailHeadings,
    details.map((detail) => detailCells(detail, managers.get(detail.line.customerId) as string | null)),
  )
  expect(take('incentives.details', rows).taken).toEqual({ periods: 1, editions: 0 })
  compare(details, 'synced edition')
  // A part changes only what it tells; the whole takes away what it does not.
  const changed = rows.slice(0, 3).map((row, n) => (n === 0 ? { ...row, incentive: Number(row.incentive) + 1 } : row))
  expect(take('incentives.details', changed, { whole: false }).taken).toEqual({ periods: 1, editions: 1 })
  const [last] = all(
    'SELECT lines, added, changed, vanished FROM editions WHERE period = ? ORDER BY number DESC',
    period,
  )
  expect(last).toEqual({ lines: rows.length, added: 0, changed: 1, vanished: 0 })
  take('incentives.details', changed)
  expect(
    all('SELECT lines, added, changed, vanished FROM editions WHERE period = ? ORDER BY number DESC LIMIT 1', period),
  ).toEqual([{ lines: 3, added: 0, changed: 0, vanished: rows.length - 3 }])
})

it('every edition reads for ever as it was taken, whatever comes after it', () => {
  const line = (n: number, incentive: number): FactValues => ({
    data_id: `D${n}`,
    period,
    bill_id: 'B',
    customer_id: 'C',
    service_type_code: 's',
    payment: 100,
    coupon: 0,
    card: 0,
    base: 100,
    incentive,
  })
  const file = fc.record({
    whole: fc.boolean(),
    lines: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 2 })), {
      minLength: 1,
      maxLength: 8,
      selector: ([n]) => n,
    }),
  })
  fc.assert(
    fc.property(fc.array(file, { maxLength: 8 }), (history) => {
      const db = openEvidence(cache)
      attachReader(db, cache, 'facts')
      db.exec('DELETE FROM editions; DELETE FROM edition_lines; DELETE FROM edition_bills')
      let stands = new Map<number, number>()
      const editions: string[] = []
      const text = (of: Map<number, number>): string =>
        [...of]
          .sort(([a], [b]) => a - b)
          .map(([n, incentive]) => `D${n} ${incentive}`)
          .join()
      for (const [at, { whole, lines }] of history.entries()) {
        const next = whole ? new Map(lines) : new Map([...stands, ...lines])
        const { editions: made } = takeFile(
          db,
          {
            kind: 'incentives.details',
            name: `${at}`,
            hash: '',
            asOf: at,
            by: '',
            findings: '[]',
            whole,
            rows: lines.map(([n, i]) => line(n, i)),
          },
          at,
        )
        const same = editions.length > 0 && text(next) === text(stands)
        expect(made).toBe(same ? 0 : 1)
        if (!same) editions.push(text(next))
        stands = next
      }
      for (const [at, told] of editions.entries())
        expect(
          db
            .prepare(
              `SELECT data_id || ' ' || incentive FROM edition_lines WHERE first <= @n AND (last IS NULL OR last >= @n) ORDER BY data_id`,
            )
            .pluck()
            .all({ n: at + 1 })
            .join(),
        ).toBe(told)
      db.close()
    }),
    { numRuns: 60, seed: Date.now(), verbose: true },
  )
})

it('R-INC-07 differences of two editions by line, customer and cause: the statement as the rule says, the sums closed', () => {
  const fact = fc.record({
    payment: fc.constantFrom(100, 200),
    coupon: fc.constantFrom(0, 0, 10),
    card: fc.constantFrom(0, 0, 5),
    base: fc.constantFrom(100, 90),
    rate: fc.constantFrom(null, 600, 1000),
    incentive: fc.integer({ min: -3, max: 3 }),
    status: fc.constantFrom('NORMAL', 'FROZEN', null),
    performanceAccount: fc.constantFrom(null, null, 'other'),
    dealerStatus: fc.constantFrom('VALID', 'VALID', 'EXPIRED'),
    inPlan: fc.constantFrom(1, 1, 0, null),
    manager: fc.constantFrom('a', 'b'),
  })
  const statement = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 11 }), fact), {
    minLength: 1,
    selector: ([n]) => n,
  })
  const met = new Set<string>()
  fc.assert(
    fc.property(statement, statement, (first, second) => {
      const db = openEvidence(cache)
      attachReader(db, cache, 'facts')
      db.exec('DELETE FROM editions; DELETE FROM edition_lines; DELETE FROM edition_bills')
      const take = (lines: typeof first, asOf: number): number =>
        takeFile(
          db,
          {
            kind: 'incentives.details',
            name: 'f',
            hash: '',
            asOf,
            by: '',
            findings: '[]',
            whole: true,
            rows: lines.map(([n, one]) => ({
              data_id: `D${n}`,
              period,
              bill_id: 'B',
              customer_id: `C${n % 3}`,
              service_type_code: 's',
              account_manager: one.manager,
              payment: one.payment,
              coupon: one.coupon,
              card: one.card,
              base: one.base,
              rate: one.rate,
              incentive: one.incentive,
              status: one.status,
              performance_account: one.performanceAccount,
              dealer_status: one.dealerStatus,
              in_plan: one.inPlan,
            })),
          },
          asOf,
        ).editions
      take(first, 1)
      if (take(second, 2) === 1) {
        const before = new Map(first)
        const after = new Map(second)
        const expected = [...new Set([...before.keys(), ...after.keys()])].flatMap((n) => {
          const [old, now] = [before.get(n) ?? null, after.get(n) ?? null]
          return JSON.stringify(old) === JSON.stringify(now) ? [] : [[`D${n}`, causeOfChange(old, now)]]
        })
        const { rows } = changesOf(db, { period, number: 2, from: 0, limit: 200 })
        expect(rows.map(({ dataId, cause }) => [dataId, cause]).sort()).toEqual(expected.sort())
        for (const { cause } of rows) met.add(cause)
        const sums = changeSumsOf(db, period, 2)
        const total = (some: readonly { difference: string }[]): bigint =>
          some.reduce((all, { difference }) => all + BigInt(difference), 0n)
        expect(sums.closed).toBe(true)
        expect(total(sums.causes)).toBe(BigInt(sums.after) - BigInt(sums.before))
        expect(total(sums.customers)).toBe(total(sums.causes))
        const [one] = sums.causes
        if (one)
          expect(changesOf(db, { period, number: 2, cause: one.cause, from: 0, limit: 200 }).total).toBe(one.lines)
      }
      db.close()
    }),
    { numRuns: 120, seed: Date.now(), verbose: true },
  )
  expect([...met].length).toBeGreaterThan(9)
})

it('R-INC-11 sums are proved at every level, from the period down to each line, to 10^-8 yuan', () => {
  runEvidence({ task: 'evidence', dir: cache.dir, key: cache.key, now: 1 }, () => {})
  const db = openEvidence(cache)
  let lines = 0
  const walk = (question: Partial<SumsQuestion>): { incentive: bigint; expected: bigint } => {
    const { level, rows, whole, total, closed } = sumsOf(db, { period, ...question, from: 0, limit: 200 })
    expect(closed).toBe(true)
    expect(rows.length).toBe(total)
    const down: Record<typeof level, (key: string) => Partial<SumsQuestion>> = {
      plan: (planCode) => ({ planCode }),
      customer: (customerId) => ({ ...question, customerId }),
      order: (tradeId) => ({ ...question, tradeId }),
      line: () => ({}),
    }
    const sum = { incentive: 0n, expected: 0n }
    for (const row of rows) {
      const part =
        level === 'line'
          ? { incentive: BigInt(row.incentive), expected: BigInt(row.expected) }
          : walk(down[level](row.key))
      expect(part).toEqual({ incentive: BigInt(row.incentive), expected: BigInt(row.expected) })
      sum.incentive += part.incentive
      sum.expected += part.expected
      if (level === 'line') lines += row.lines
    }
    expect(sum).toEqual({ incentive: BigInt(whole.incentive), expected: BigInt(whole.expected) })
    return sum
  }
  const top = walk({})
  const [match] = all<{ incentive: string; expected: string; lines: number }>(
    `SELECT CAST(incentive AS TEXT) AS incentive, CAST(expected AS TEXT) AS expected, equal + explained + open AS lines
     FROM matches WHERE period = ?`,
    period,
  )
  expect({ ...top, lines }).toEqual({
    incentive: BigInt(match?.incentive ?? 0),
    expected: BigInt(match?.expected ?? 0),
    lines: match?.lines,
  })
  db.close()
})
