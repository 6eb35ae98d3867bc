/** Files of the coupon lists: what the list shows, masked, amounts exact, and no remark anywhere (R-COUPON-11). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CouponExport, type CouponExportQuestion, writeCoupons } from '#host/areas/coupons/export.ts'
import type { Scope } from '#host/person.ts'
import { type Book, openBook } from '#test/areas/customers/book.ts'

let book: Book
const now = Date.parse('2026-11-21T00:00:00Z')
const memo = '内部备注-不得外传'

beforeAll(() => {
  book = openBook('s')
  const [a, b] = book.rows.filter((row) => row.manager !== null && row.name !== null)
  if (!a || !b) throw new Error('no customers')
  const coupon =
    book.writer.prepare(`INSERT INTO coupons (coupon_id, customer_id, coupon_type, status, face_value, balance,
    created_at, expires_at, last_used_at, order_id, use_limits, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 1)`)
  coupon.run('CP1', a.customer_id, '1', '2', 123_456_789_01, 123_456_789_00, now - 2000, now + 9e9, now - 5, '=1+1')
  coupon.run('CP2', b.customer_id, '4', '77', 5_000, null, now - 1000, null, null, null)
  book.writer
    .prepare(`INSERT INTO coupon_records (record_id, month, operation_type, quota_id, coupon_id, customer_id, amount, operated_at,
      result, remark, as_of) VALUES ('R1', '2026-11', '8', 'Q1', 'CP1', ?, 100, ?, '0', ?, 1)`)
    .run(a.customer_id, now, memo)
})
afterAll(() => book.close())

async function exported(question: CouponExportQuestion, scope: Scope = { kind: 'all' }): Promise<string[][]> {
  const temporary = join(book.dir, `${question.what}-${scope.kind}-${Math.random()}.csv`)
  const task: CouponExport = {
    task: 'export-coupons',
    dir: book.dir,
    key: book.key,
    scope,
    question,
    format: 'csv',
    language: 'zh',
    total: 2,
    asOf: now,
    now,
  }
  await writeCoupons({ ...task, temporary }, () => {})
  const text = readFileSync(temporary, 'utf8')
  expect(text).not.toContain(memo)
  for (const { name } of book.rows) if (String(name ?? '').length > 4) expect(text).not.toContain(String(name))
  return parse(text, { bom: true, relax_column_count: true }) as string[][]
}

const newest = { column: 'createdAt', descending: true } as const

it('R-COUPON-29 R-COUPON-11 coupons, uses and records as the lists show them', async () => {
  const [asOf, headings, second, first] = await exported({ what: 'coupons', filter: {}, sort: newest })
  expect(asOf?.[1]).toBe('2026-11-21 08:00:00')
  expect(headings?.slice(0, 2)).toEqual(['券ID', '客户名称'])
  expect(first).toEqual(expect.arrayContaining(['CP1', '代金券', '123456789.01', '123456789.00', '可使用']))
  // A code that nobody knows stays as it came; no balance is no zero.
  expect(second).toEqual(expect.arrayContaining(['CP2', '现金券', '50.00', '77']))
  expect(second?.[6]).toBe('')

  const uses = await exported({ what: 'uses', filter: { used: true }, sort: newest })
  expect(uses).toHaveLength(3)
  expect(uses[2]).toEqual(expect.arrayContaining(['CP1', '0.01', "'=1+1"]))

  const records = await exported({ what: 'records', filter: {}, descending: true })
  expect(records[2]).toEqual(expect.arrayContaining(['切换关联模式自动回收', '1.00', '成功', 'CP1', 'Q1']))
})

it('R-CUST-03 a file holds nothing of other people’s customers', async () => {
  expect(await exported({ what: 'coupons', filter: {}, sort: newest }, { kind: 'team', managers: [] })).toHaveLength(2)
})
