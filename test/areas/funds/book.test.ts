// Balances of many days, as a sync would have written them, followed into the local file.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BalanceBook } from '#host/areas/funds/balance-book.ts'
import {
  countLow,
  customerOutlook,
  listLow,
  listRunningOut,
  partnerOutlook,
  readThresholds,
  writeThresholds,
} from '#host/areas/funds/outlook.ts'
import type { Scope } from '#host/person.ts'
import { cacheMigrations, localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openCacheWriter, openLocal, openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { KeyedColumns } from '#host/sync/rows.ts'

const DAY = 86_400_000
const start = Date.parse('2026-10-01T04:00:00Z')
const all: Scope = { kind: 'all' }

let dir: string
let writer: Db
let cache: Db
let local: Db
let told: number
let book: BalanceBook

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'funds-book-'))
  const key = new Uint8Array(randomBytes(32))
  writer = openCacheWriter({ file: join(dir, 'cache.db'), key })
  migrate(writer, cacheMigrations)
  local = openLocal({ file: join(dir, 'local.db'), key })
  migrate(local, localMigrations)
  cache = openReader({ file: join(dir, 'cache.db'), key })
  told = 0
  book = new BalanceBook({
    cache,
    local,
    refresh: () => Promise.resolve(),
    changed: () => {
      told += 1
    },
    failed: (cause) => {
      throw cause
    },
  })
})
afterEach(async () => {
  await book.close()
  for (const db of [cache, writer, local]) db.close()
  rmSync(dir, { recursive: true, force: true })
})

function addCustomer(id: number, manager = 'rep'): void {
  writer
    .prepare(`INSERT INTO customers (id, customer_id, name, account_name, association_type, manager, as_of)
      VALUES (?, ?, '王小明', ?, '2', ?, ?)`)
    .run(id, `c${id}`, `acc${id}`, manager, start)
}

/** As the balances' collection does: the same value only confirms its age. */
function observe(id: number, amount: number, at: number, debt = 0): void {
  const columns = ['customer_id', 'amount', 'debt', 'currency']
  const facts = new KeyedColumns(writer, { table: 'customers', rowid: 'id', columns, asOfColumn: 'balance_as_of' })
  facts.write([{ id, values: [`c${id}`, amount, debt, 'CNY'] }], at)
}

let records = 0
function record(id: number, operation: 'BEADJUST' | 'BERETRIEVE', amount: number, at: number): void {
  records += 1
  writer
    .prepare(`INSERT INTO adjust_records (trans_id, month, customer_id, operation, amount, currency, operated_at, as_of)
      VALUES (?, '2026-10', ?, ?, ?, 'CNY', ?, ?)`)
    .run(`t${records}`, `c${id}`, `SOURCE_OPERATION_${operation}`, amount, at, at)
}

const at = (days: number): { cache: Db; local: Db; scope: Scope; now: number } => ({
  cache,
  local,
  scope: all,
  now: start + days * DAY,
})

describe('history of balances', () => {
  it('keeps the last of each day, tells once, and an unchanged balance writes nothing', async () => {
    addCustomer(1)
    observe(1, 100_000, start)
    observe(1, 90_000, start + 3600_000)
    observe(1, 90_000, start + 7200_000)
    observe(1, 50_000, start + DAY)
    await book.follow()
    expect(told).toBe(1)
    expect(customerOutlook(at(1), 'c1').history).toEqual([
      { amount: 90_000, debt: 0, at: start + 3600_000 },
      { amount: 50_000, debt: 0, at: start + DAY },
    ])
    await book.follow()
    expect(told).toBe(1)
  })

  it('sixty days stay and the one before them; older ones go', async () => {
    addCustomer(1)
    for (let day = 0; day < 100; day += 1) observe(1, 1_000_000 - day, start + day * DAY)
    await book.follow()
    const days = local.prepare('SELECT count(*) FROM balance_days').pluck().get()
    expect(days).toBe(61)
  })

  it('a cache that was built anew is followed from its beginning, and the history stays', async () => {
    addCustomer(1)
    observe(1, 100_000, start)
    observe(1, 80_000, start + DAY)
    await book.follow()
    // What a rebuild does: another source, and its first reading logs everything again.
    writer.exec(
      'DELETE FROM balance_changes; UPDATE balance_source SET id = id + 1; UPDATE customers SET amount = NULL',
    )
    observe(1, 70_000, start + 2 * DAY)
    await book.follow()
    expect(customerOutlook(at(2), 'c1').history.map(({ amount }) => amount)).toEqual([100_000, 80_000, 70_000])
  })

  it('stops between two slices and goes on where it stopped', async () => {
    for (let id = 1; id <= 1_000; id += 1) addCustomer(id)
    for (let id = 1; id <= 1_000; id += 1) observe(id, id, start)
    const following = book.follow()
    await book.close()
    await following
    const first = local.prepare('SELECT count(*) FROM balance_owners').pluck().get() as number
    expect(first).toBeLessThan(1_000)
    book = new BalanceBook({ cache, local, refresh: () => Promise.resolve(), changed: () => {}, failed: () => {} })
    await book.follow()
    expect(local.prepare('SELECT count(*) FROM balance_owners').pluck().get()).toBe(1_000)
  })
})

describe('outlook', () => {
  it('a customer that spends runs out; a grant and a reclaim are no spending', async () => {
    addCustomer(1)
    observe(1, 100_000, start)
    observe(1, 190_000, start + 4 * DAY)
    record(1, 'BEADJUST', 200_000, start + 2 * DAY)
    record(1, 'BERETRIEVE', 70_000, start + 3 * DAY)
    await book.follow()
    const { outlook } = customerOutlook(at(4), 'c1')
    // 100,000 + 200,000 − 70,000 − 190,000 = 40,000 in four days.
    expect(outlook).toMatchObject({ net: 190_000, perDay: 10_000, since: start, runsOutAt: start + 23 * DAY })
    expect(outlook.warning).toBeNull()
    expect(listRunningOut(at(15), 10)).toHaveLength(0)
    expect(listRunningOut(at(16), 10)).toMatchObject([{ customerId: 'c1', perDay: 10_000, name: '王*明' }])
  })

  it('a record that comes after the balance it explains corrects the rate', async () => {
    addCustomer(1)
    observe(1, 100_000, start)
    observe(1, 20_000, start + 2 * DAY)
    await book.follow()
    expect(listRunningOut(at(2), 10)).toMatchObject([{ perDay: 40_000 }])
    record(1, 'BERETRIEVE', 80_000, start + DAY)
    await book.follow()
    expect(listRunningOut(at(2), 10)).toEqual([])
    expect(customerOutlook(at(2), 'c1').outlook.perDay).toBe(0)
  })

  it('who stopped spending no longer runs out, though nothing changed since', async () => {
    addCustomer(1)
    observe(1, 100_000, start)
    observe(1, 50_000, start + DAY)
    await book.follow()
    expect(listRunningOut(at(1), 10)).toHaveLength(1)
    observe(1, 50_000, start + 20 * DAY)
    await book.follow()
    expect(customerOutlook(at(20), 'c1').outlook).toMatchObject({ perDay: 2_500, warning: null })
    expect(listRunningOut(at(20), 10)).toEqual([])
  })

  it('low ones are listed lowest first and counted; debt counts; the threshold is a person’s to set', () => {
    for (const [id, amount, debt] of [
      [1, 20_000, 0],
      [2, 5_000, 0],
      [3, 0, 7_000],
    ] as const) {
      addCustomer(id)
      observe(id, amount, start, debt)
    }
    expect(listLow(at(0), 10).map(({ customerId }) => customerId)).toEqual(['c3', 'c2'])
    expect(countLow(at(0))).toBe(2)
    writeThresholds(local, { ...readThresholds(local), customerLow: 20_000 })
    expect(countLow(at(0))).toBe(3)
    expect(readThresholds(local)).toEqual({ partnerLow: 1_000_000, customerLow: 20_000, days: 7 })
  })

  it('R-CUST-03: a rep is told of own customers only', async () => {
    addCustomer(1, 'rep')
    addCustomer(2, 'other')
    for (const id of [1, 2]) {
      observe(id, 90_000, start)
      observe(id, 15_000, start + DAY)
    }
    await book.follow()
    const own = { ...at(1), scope: { kind: 'own', manager: 'rep' } as const }
    expect(listRunningOut(own, 10).map(({ customerId }) => customerId)).toEqual(['c1'])
    expect(() => customerOutlook(own, 'c2')).toThrow()
  })

  it('the partner runs out by what it grants less what it takes back', () => {
    writer
      .prepare(
        `INSERT INTO partner_accounts (account_id, account_type, amount, currency, as_of) VALUES ('a', '1', ?, 'CNY', ?)`,
      )
      .run(2_000_000, start)
    expect(partnerOutlook(at(0), start).partner).toMatchObject({ net: 2_000_000, perDay: null, warning: null })
    record(1, 'BEADJUST', 3_000_000, start)
    record(1, 'BERETRIEVE', 1_000_000, start + DAY)
    expect(partnerOutlook(at(10), start + 10 * DAY).partner).toMatchObject({
      perDay: 200_000,
      runsOutAt: start + 20 * DAY,
      warning: null,
    })
    expect(partnerOutlook(at(10), start + 2 * DAY).partner.warning).toBe('runs-out')
    writer.prepare('UPDATE partner_accounts SET amount = 900000').run()
    expect(partnerOutlook(at(10), start + 10 * DAY).partner.warning).toBe('low')
  })

  it('what runs out is a range of an index, and a customer’s moves are another', () => {
    const plan = (db: Db, sql: string): string =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ')
    expect(plan(local, 'SELECT owner FROM balance_owners WHERE runs_out_at <= 5 ORDER BY runs_out_at LIMIT 9')).toMatch(
      /balance_owners_running_out/,
    )
    expect(
      plan(
        cache,
        `SELECT operation, sum(amount) FROM adjust_records WHERE gone_at IS NULL AND customer_id = 'c'
        AND operated_at > 1 AND operated_at <= 2 GROUP BY operation`,
      ),
    ).toMatch(/COVERING INDEX adjust_records_of_customer|INDEX adjust_records_of_customer/)
    expect(
      plan(
        cache,
        `SELECT id FROM adjust_records WHERE gone_at IS NULL AND (operated_at, id) < (5, 5)
        ORDER BY operated_at DESC, id DESC LIMIT 9`,
      ),
    ).toMatch(/adjust_records_by_time/)
  })
})
