// A statement over the real protocol, in editions, matched: every planted peculiarity is found and none is invented.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { runEvidence } from '#host/evidence/task.ts'
import { openCacheWriter } from '#host/store/open.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { billLineAt } from '#test/data/bills.ts'
import { incentiveDetailOf, incentiveRows } from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import { monthNumber } from '#test/data/time.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { allFresh, begin, type CacheFile, connectionTo, makeCache, until } from '../sync/support.ts'
import { makeEvidence, openEvidence } from './support.ts'

let api: PartnerApi
let read: CacheFile
let cache: CacheFile

/** Read once; each test has a copy of its own. */
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
  const dir = mkdtempSync(join(tmpdir(), 'evidence-test-'))
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

const run = (now: number): number =>
  runEvidence({ task: 'evidence', dir: cache.dir, key: cache.key, now }, () => {}).matched
const all = <Row>(sql: string, ...given: unknown[]): Row[] => {
  const db = openEvidence(cache)
  try {
    return db.prepare(sql).all(...given) as Row[]
  } finally {
    db.close()
  }
}
const change = (sql: string): void => {
  const db = openCacheWriter(cache)
  db.exec(sql)
  db.close()
}
/** The month before this one: complete, and awaiting confirmation. */
const period = monthAfter(billingMonth(Date.now()), -1)

interface Verdict {
  data_id: string
  state: string
  reason: string
  expected: number
  difference: number
}

const verdicts = (): Verdict[] =>
  all<Verdict>(
    `SELECT l.data_id, m.state, m.reason, m.expected, m.difference FROM match_lines m JOIN edition_lines l ON l.id = m.line
     WHERE m.period = ?`,
    period,
  )

it('R-INC-05 R-INC-06 R-INC-07 R-INC-08 every planted difference is found with its reason, and none is invented', () => {
  expect(run(1)).toBe(4)
  const found = new Map(verdicts().map((one) => [one.data_id, one]))
  const world = worldOf(api.state)
  let planted = 0
  for (let customer = 0; customer < world.counts.customers; customer += 1) {
    for (const row of incentiveRows(world, customer, monthNumber(period))) {
      const detail = incentiveDetailOf(world, row)
      const verdict = found.get(detail.id)
      const policy = detail.plan.rates[detail.line.service.incentivePolicy] ?? 0
      const should = detail.line.payment - detail.line.coupon - detail.card
      const given = detail.incentive !== BigInt(verdict?.expected ?? 0)
      const reasons = {
        moved: 'performance-moved',
        expired: 'dealer-expired',
        outside: 'not-in-plan',
        fen: 'rounded-to-fen',
        wrong: 'unexplained',
      }
      const reason = reasons[detail.peculiarity as keyof typeof reasons]
      if (given && reason) {
        planted += 1
        expect(verdict).toMatchObject({ reason, state: reason === 'unexplained' ? 'open' : 'explained' })
      } else expect(verdict?.state).toBe('equal')
      if (policy === 0 && !given) expect(verdict?.reason).toBe('no-rebate')
      else if (!given && detail.incentive < 0n) expect(verdict?.reason).toBe('refund')
      else if (!given && detail.peculiarity === 'card' && should !== 0)
        expect(verdict?.reason).toBe('stored-value-card')
      found.delete(detail.id)
    }
  }
  expect([...found.keys()]).toEqual([])
  expect(planted).toBeGreaterThan(0)
})

it('R-INC-11 bills equal the sum of their details to the cent; one without performance is told as such', () => {
  run(1)
  const bills = all<{ period: string; state: string; reason: string }>('SELECT period, state, reason FROM match_bills')
  expect(bills.length).toBeGreaterThanOrEqual(8)
  expect(bills.filter(({ state }) => state === 'open')).toEqual([])
  change(`UPDATE incentive_bills SET total = total + 1 WHERE period = '${period}' AND plan_code = 'RESALE'`)
  change(`UPDATE sync_collections SET as_of = as_of + 1 WHERE name = 'incentive-details#${period}'`)
  run(2)
  const [wrong] = all<{ difference: number; reason: string }>(
    `SELECT difference, reason FROM match_bills WHERE state = 'open'`,
  )
  expect(wrong).toEqual({ difference: 1_000_000, reason: 'total-differs' })
})

it('R-INC-07 consumption of resale customers is matched with performance; what earns next month is told', () => {
  run(1)
  const world = worldOf(api.state)
  const groups = all<{
    customer_id: string
    service_type_code: string
    charging_mode: string
    state: string
    reason: string
    later: number
  }>('SELECT * FROM match_groups WHERE period = ?', period)
  expect(groups.filter(({ state }) => state === 'open')).toEqual([])
  const late = new Map<string, number>()
  for (let customer = 0; customer < world.counts.customers; customer += 1) {
    for (const row of incentiveRows(world, customer, monthNumber(period) + 1)) {
      const line = billLineAt(world, row)
      if (line.month !== monthNumber(period) || line.associationType !== '2') continue
      const key = `${line.customerId} ${line.service.code} ${line.chargingMode}`
      late.set(key, (late.get(key) ?? 0) + line.payment)
    }
  }
  const found = new Map(groups.map((one) => [`${one.customer_id} ${one.service_type_code} ${one.charging_mode}`, one]))
  for (const [key, later] of late) if (later !== 0) expect(found.get(key)?.later).toBe(later)
  for (const group of groups) if (group.reason === 'next-month') expect(group.later).not.toBe(0)
})

it('another download makes an edition only where it differs, and tells what changed; the old one stays', () => {
  run(1)
  expect(all('SELECT number FROM editions WHERE period = ?', period)).toEqual([{ number: 1 }])
  const again = (): void =>
    change(`UPDATE sync_collections SET as_of = as_of + 1000 WHERE name = 'incentive-details#${period}'`)
  again()
  expect(run(2)).toBe(0)
  expect(all('SELECT number FROM editions WHERE period = ?', period)).toEqual([{ number: 1 }])
  const before = all<{ data_id: string; incentive: number }>(
    'SELECT data_id, incentive FROM edition_lines WHERE period = ? ORDER BY id',
    period,
  )
  const [one, two] = before
  change(`UPDATE incentive_details SET incentive = incentive + 100 WHERE data_id = '${one?.data_id}'`)
  change(`UPDATE incentive_details SET gone_at = 5 WHERE data_id = '${two?.data_id}'`)
  again()
  // The month before is matched again as well: what it earned later stands in this statement.
  expect(run(3)).toBe(2)
  expect(
    all('SELECT number, lines, added, changed, vanished FROM editions WHERE period = ? ORDER BY number', period),
  ).toEqual([
    { number: 1, lines: before.length, added: before.length, changed: 0, vanished: 0 },
    { number: 2, lines: before.length - 1, added: 0, changed: 1, vanished: 1 },
  ])
  // Lines that stand have verdicts, and no others; the one that changed has its new one.
  expect(verdicts()).toHaveLength(before.length - 1)
  expect(verdicts().filter(({ data_id, difference }) => data_id === one?.data_id && difference !== 100)).toEqual([])
  // The first edition reads as it did.
  expect(
    all(
      'SELECT data_id, incentive FROM edition_lines WHERE period = ? AND first <= 1 AND (last IS NULL OR last >= 1) ORDER BY id',
      period,
    ),
  ).toEqual(before)
})

it('what is as it was is not matched again', () => {
  expect(run(1)).toBe(4)
  expect(run(2)).toBe(0)
  change(
    `UPDATE consumption_sums SET amount = amount + 1 WHERE id = (SELECT max(id) FROM consumption_sums WHERE month = '${period}')`,
  )
  expect(run(3)).toBe(1)
})

it('lines from before they had kinds are judged the same, by what the program upgraded', () => {
  run(1)
  const before = verdicts()
  const db = openEvidence(cache)
  db.exec(
    'UPDATE edition_lines SET kind = NULL; DELETE FROM line_kinds; DELETE FROM line_verdicts; DELETE FROM matches',
  )
  db.close()
  expect(run(2)).toBe(4)
  expect(verdicts()).toEqual(before)
})
