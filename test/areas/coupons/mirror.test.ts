/** Quotas, coupons and records as the embedded partner API holds them against what the sync brought here. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { couponCard } from '#host/areas/coupons/card.ts'
import { countCoupons, countRecords, listCoupons, listRecords } from '#host/areas/coupons/listing.ts'
import { listQuotas, quotaBurn, quotaFacts } from '#host/areas/coupons/quotas.ts'
import { reclaimedAmounts, reclaimPlan } from '#host/areas/coupons/reclaim.ts'
import { couponWarnings } from '#host/areas/coupons/warnings.ts'
import { mapCoupon, mapQuota, mapRecord } from '#host/areas/coupons/wire.ts'
import type { Scope } from '#host/person.ts'
import { openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { SyncHandle } from '#host/sync/handle.ts'
import {
  CouponPage,
  type CouponSort,
  CouponWarnings,
  couponSorts,
  couponTabs,
  QuotaRow,
} from '#shared/contract/coupons.ts'
import { fen } from '#shared/money.ts'
import { balanceOfQuota } from '#shared/rules/coupons.ts'
import {
  allFresh,
  begin,
  type CacheFile,
  collection,
  connectionTo,
  makeCache,
  read,
  until,
} from '#test/host/sync/support.ts'
import { callAs } from '#test/partner-api/call.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

let api: PartnerApi
let cache: CacheFile
let sync: SyncHandle
let reader: Db
const all: Scope = { kind: 'all' }
const newest: CouponSort = { column: 'createdAt', descending: true }

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
  sync = begin(cache, connectionTo(api))
  await until(sync, allFresh)
  reader = openReader(cache)
})
afterAll(async () => {
  reader.close()
  await sync.close()
  await api.close()
  cache.remove()
})

/** Reads the collections again and waits until they are. */
async function again(names: string[]): Promise<void> {
  const before = sync.status().collections.filter(({ name }) => names.includes(name))
  await sync.start(names)
  await until(
    sync,
    (status) =>
      allFresh(status) && before.every(({ name, asOf }) => (collection(status, name)?.asOf ?? 0) > (asOf ?? 0)),
  )
}

const mine = `owner_id = (select partner_id from partner)`
const resale = (limit: number): string[] =>
  api.state
    .prepare(
      `select customer_id from customers where linked = 1 and association_type = '2' and finance_custody = 0 and first_linked = 1
       and indirect_partner_id is null and id % 5 <> 0 order by id limit ?`,
    )
    .pluck()
    .all(limit) as string[]

describe('what is mirrored', () => {
  it('is what the partner holds: quotas of both types, coupons of resale customers, records of every month', () => {
    const quotas = api.state
      .prepare(`select quota_id, balance, quota_value value from coupon_quotas where ${mine} order by quota_id`)
      .all()
    expect(read(cache, 'SELECT quota_id, balance, value FROM coupon_quotas ORDER BY quota_id')).toEqual(quotas)
    const coupons = api.state
      .prepare(
        `select coupon_id, face_value, balance from coupons where ${mine} and customer_id in
         (select customer_id from customers where association_type = '2') order by coupon_id`,
      )
      .all()
    expect(coupons.length).toBeGreaterThan(30)
    expect(read(cache, 'SELECT coupon_id, face_value, balance FROM coupons ORDER BY coupon_id')).toEqual(coupons)
    const records = api.state
      .prepare(`select record_id, operation_amount amount from coupon_records where ${mine} order by record_id`)
      .all()
    expect(read(cache, 'SELECT record_id, amount FROM coupon_records ORDER BY record_id')).toEqual(records)
  })

  it('a partner that is no distributor is not asked for resellers', () => {
    expect(collection(sync.status(), 'resellers')).toBeUndefined()
    expect(api.log.some(({ operationId }) => operationId === 'ListIndirectPartners')).toBe(false)
  })

  it('codes nobody knows and fields nobody named are kept; amounts in fen of yuan only; a row without its key is refused', () => {
    const coupon = { coupon_id: 'c', customer_id: 'k', face_value: 1.5, status: 77, is_frozen: '9', measure_id: 1 }
    expect(mapCoupon({ ...coupon, new_field: 1 })).toMatchObject({ ok: true, key: 'c' })
    const mapped = mapCoupon({ ...coupon, new_field: 1 })
    expect(mapped.ok && mapped.values).toEqual(expect.arrayContaining(['77', '9', 150, '{"new_field":1}']))
    expect(mapCoupon({ ...coupon, measure_id: 3 })).toMatchObject({ ok: false, key: 'c' })
    expect(mapCoupon({ ...coupon, face_value: 1.005 }).ok).toBe(false)
    expect(mapQuota({ quota_value: 1, balance: 1 })).toMatchObject({ ok: false, key: null })
    expect(mapQuota({ quota_id: 'q', quota_type: 9, quota_status: 42, quota_value: '3.10', balance: 0 })).toMatchObject(
      {
        ok: true,
        values: ['q', '9', '42', 310, 0, null, null, null, null, '[]', null],
      },
    )
    expect(mapRecord('2026-11')({ id: 'r', operation_type: '99', operation_amount: 2 })).toMatchObject({ ok: true })
  })
})

describe('lists', () => {
  it('pages by the last key in every order are the whole list, each coupon once; a jump lands on the same rows', () => {
    for (const column of couponSorts) {
      for (const descending of [true, false]) {
        const sort = { column, descending }
        const seen: string[] = []
        let after: string | null = null
        do {
          const page = listCoupons(reader, all, { filter: {}, sort, after, limit: 7 }, Date.now())
          CouponPage.parse({ ...page, asOf: null })
          seen.push(...page.rows.map(({ couponId }) => couponId))
          after = page.next
        } while (after !== null)
        const total = countCoupons(reader, all, {}, Date.now()).total
        expect(new Set(seen).size).toBe(total)
        expect(seen).toHaveLength(total)
        const jumped = listCoupons(reader, all, { filter: {}, sort, after: null, at: 11, limit: 5 }, Date.now())
        expect(jumped.rows.map(({ couponId }) => couponId)).toEqual(seen.slice(11, 16))
      }
    }
  })

  it('tabs and filters count what they list', () => {
    const now = Date.now()
    const rows = (filter: Parameters<typeof countCoupons>[2]) =>
      listCoupons(reader, all, { filter, sort: newest, after: null, limit: 200 }, now).rows
    const { tabs, total, balance } = countCoupons(reader, all, {}, now)
    expect(total).toBe(rows({}).length)
    expect(balance).toBe(rows({}).reduce((sum, row) => sum + (row.balance ?? 0), 0))
    for (const tab of couponTabs) expect([tab, rows({ tab }).length]).toEqual([tab, tabs[tab]])
    const [one] = rows({ tab: 'usable' })
    if (!one) throw new Error('no usable coupon')
    const quotaId = one.quotaId ?? ''
    expect(quotaId).not.toBe('')
    for (const filter of [
      { couponId: one.couponId },
      { customerId: one.customerId },
      { quotaId },
      { status: ['2'], couponType: [one.couponType ?? ''] },
      { createdFrom: one.createdAt ?? 0, createdUntil: (one.createdAt ?? 0) + 1 },
      { faceFrom: one.faceValue, faceTo: one.faceValue },
      { text: one.couponId },
      { text: one.customerId },
    ]) {
      const found = rows(filter)
      expect(found.map(({ couponId }) => couponId)).toContain(one.couponId)
      expect(found).toHaveLength(countCoupons(reader, all, filter, now).total)
    }
    expect(rows({ couponId: 'none' })).toEqual([])
    expect(rows({ status: ['77'] })).toEqual([])
    expect(rows({ used: true }).every(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true)
  })

  it('R-CUST-03 shows a rep the coupons and records of own customers only', () => {
    const managers = read<{ manager: string }>(
      cache,
      `SELECT DISTINCT manager FROM customers WHERE manager IS NOT NULL AND customer_id IN (SELECT customer_id FROM coupons)`,
    )
    const manager = managers[0]?.manager ?? ''
    const own: Scope = { kind: 'own', manager }
    const customers = new Set(
      read<{ customer_id: string }>(cache, `SELECT customer_id FROM customers WHERE manager = '${manager}'`).map(
        ({ customer_id }) => customer_id,
      ),
    )
    const { rows } = listCoupons(reader, own, { filter: {}, sort: newest, after: null, limit: 200 }, Date.now())
    const expected = read<{ customer_id: string }>(cache, 'SELECT customer_id FROM coupons').filter(({ customer_id }) =>
      customers.has(customer_id),
    )
    expect(rows).toHaveLength(expected.length)
    expect(rows.every(({ customerId }) => customers.has(customerId))).toBe(true)
    expect(countCoupons(reader, own, {}, Date.now()).total).toBe(expected.length)
    const records = listRecords(reader, own, { filter: {}, descending: true, after: null, limit: 200 })
    expect(records.rows.every(({ customerId }) => customers.has(customerId ?? ''))).toBe(true)
    expect(records.rows).toHaveLength(countRecords(reader, own, {}).total)
    expect(
      listCoupons(reader, { kind: 'team', managers: [] }, { filter: {}, sort: newest, after: null, limit: 9 }, 0).rows,
    ).toEqual([])
  })

  it('R-CUST-01 names and accounts leave the host masked', () => {
    const names = new Set(
      read<{ name: string | null }>(cache, 'SELECT name FROM customers').map(({ name }) => name ?? ''),
    )
    const { rows } = listCoupons(reader, all, { filter: {}, sort: newest, after: null, limit: 200 }, Date.now())
    expect(rows.filter(({ customerName }) => customerName !== '' && names.has(customerName))).toEqual([])
  })
})

describe('history', () => {
  it('R-COUPON-26 a coupon that is no longer told stays here, marked, in no tab but all and gone', async () => {
    const now = Date.now()
    const before = countCoupons(reader, all, {}, now)
    const couponId = read<{ coupon_id: string }>(cache, `SELECT coupon_id FROM coupons WHERE status = '4' LIMIT 1`)[0]
      ?.coupon_id
    const kept = api.state.prepare('select * from coupons where coupon_id = ?').get(couponId) as Record<string, unknown>
    api.state.prepare('delete from coupons where coupon_id = ?').run(couponId)
    await again(['coupons'])
    const after = countCoupons(reader, all, {}, now)
    expect(after.total).toBe(before.total)
    expect(after.tabs).toEqual({ ...before.tabs, expired: before.tabs.expired - 1, gone: 1 })
    const [row] = listCoupons(reader, all, { filter: { tab: 'gone' }, sort: newest, after: null, limit: 5 }, now).rows
    expect(row).toMatchObject({ couponId, status: '4' })
    expect(row?.goneAt).not.toBeNull()
    const columns = Object.keys(kept)
    api.state
      .prepare(`insert into coupons (${columns.join(', ')}) values (${columns.map((name) => `@${name}`).join(', ')})`)
      .run(kept)
    await again(['coupons'])
    expect(countCoupons(reader, all, {}, now).tabs).toEqual(before.tabs)
  })

  it('R-COUPON-28 use records are what was used; R-COUPON-18 the way back stands on the coupon', () => {
    const uses = listCoupons(
      reader,
      all,
      { filter: { used: true }, sort: newest, after: null, limit: 200 },
      Date.now(),
    ).rows
    const server = api.state
      .prepare(`select count(*) from coupons where ${mine} and last_used_time is not null
        and customer_id in (select customer_id from customers where association_type = '2')`)
      .pluck()
      .get()
    expect(uses).toHaveLength(server as number)
    const back = listCoupons(
      reader,
      all,
      { filter: { tab: 'reclaimed' }, sort: newest, after: null, limit: 200 },
      Date.now(),
    )
    for (const { couponId, reclaimType } of back.rows) {
      const types = api.state
        .prepare(`select operation_type from coupon_records where coupon_id = ? and operation_type <> '1'`)
        .pluck()
        .all(couponId)
      expect(types).toContain(reclaimType)
    }
  })

  it('R-COUPON-29 one coupon’s records tell its issue and its end, the records’ sums are those of the partner', () => {
    const [reclaimed] = listCoupons(
      reader,
      all,
      { filter: { tab: 'reclaimed' }, sort: newest, after: null, limit: 1 },
      Date.now(),
    ).rows
    const card = couponCard(reader, all, reclaimed?.couponId ?? '')
    expect(card.records.map(({ operationType }) => operationType)[0]).toBe('1')
    expect(card.records).toHaveLength(2)
    expect(() => couponCard(reader, { kind: 'own', manager: 'nobody' }, reclaimed?.couponId ?? '')).toThrow(/not-found/)
    const sums = api.state
      .prepare(`select operation_type operationType, count(*) count, sum(operation_amount) amount from coupon_records
        where ${mine} group by 1 order by 2 desc, 1`)
      .all()
    expect(countRecords(reader, all, {}).types).toEqual(sums)
  })
})

describe('warnings', () => {
  it('name what expires within a month, the most money first, and customers without a usable coupon', () => {
    const now = Date.now()
    const warnings = couponWarnings(reader, all, now)
    CouponWarnings.parse({ ...warnings, asOf: null })
    const soon = read<{ coupon_id: string; rest: number }>(
      cache,
      `SELECT coupon_id, ifnull(balance, face_value) AS rest FROM coupons WHERE status = '2' AND gone_at IS NULL
       AND expires_at >= ${now} AND expires_at < ${now + 30 * 86_400_000} AND ifnull(balance, face_value) > 0`,
    )
    expect(warnings.coupons.total).toBe(soon.length)
    expect(warnings.coupons.balance).toBe(soon.reduce((sum, { rest }) => sum + rest, 0))
    const rests = warnings.coupons.rows.map(({ balance }) => balance)
    expect(rests).toEqual([...rests].sort((a, b) => b - a))
    const holders = new Set(
      read<{ customer_id: string }>(
        cache,
        `SELECT customer_id FROM coupons WHERE status = '2' AND gone_at IS NULL AND expires_at >= ${now} AND ifnull(balance, face_value) > 0`,
      ).map(({ customer_id }) => customer_id),
    )
    expect(warnings.candidates.length).toBeGreaterThan(0)
    expect(warnings.candidates.filter(({ customerId }) => holders.has(customerId))).toEqual([])
    expect(couponWarnings(reader, { kind: 'team', managers: [] }, now)).toMatchObject({
      coupons: { rows: [], total: 0 },
      candidates: [],
    })
  })

  it('R-COUPON-13 a reclaim plan tells what can come back and why the others cannot; nothing outside the scope', () => {
    const rows = listCoupons(reader, all, { filter: {}, sort: newest, after: null, limit: 200 }, Date.now()).rows
    const plan = reclaimPlan(
      reader,
      all,
      rows.map(({ couponId }) => couponId),
    )
    expect(plan.map(({ coupon }) => coupon.couponId)).toEqual(rows.map(({ couponId }) => couponId))
    for (const { coupon, refusal } of plan) {
      if (coupon.status === '2' && !coupon.lockOrderId) expect(refusal).toBeNull()
      else expect(refusal?.rule).toMatch(/^R-COUPON-1[39]$/)
    }
    expect(reclaimPlan(reader, { kind: 'team', managers: [] }, [rows[0]?.couponId ?? ''])).toEqual([])
    const back = plan.filter(({ coupon }) => coupon.reclaimType === '2').map(({ coupon }) => coupon.couponId)
    expect(
      reclaimedAmounts(reader, all, back)
        .map(({ couponId }) => couponId)
        .sort(),
    ).toEqual([...back].sort())
  })
})

describe('quotas', () => {
  it('come with their limits and pace; what cannot issue stands last', () => {
    const rows = listQuotas(reader, Date.now())
    for (const row of rows) QuotaRow.parse(row)
    expect(rows.filter(({ status }) => status === '0').length).toBeGreaterThan(3)
    expect(rows.map(({ status }) => status !== '0')).toEqual([...rows.map(({ status }) => status !== '0')].sort())
    expect(rows.some(({ minimum, maximum }) => minimum === 1_000 && maximum === 200_000)).toBe(true)
    const first = rows[0]
    if (!first) throw new Error('no quota')
    expect(quotaFacts(reader, first.quotaId)).toMatchObject({ status: '0', balance: first.balance })
    expect(quotaFacts(reader, 'none')).toBeNull()
  })

  it('R-COUPON-20 balance = value − issued + returned, whatever is issued and taken back', async () => {
    const customers = resale(4)
    const plain = api.state
      .prepare(`select quota_id from coupon_quotas where ${mine} and limit_infos = '[]' and quota_type = 0 order by id`)
      .pluck()
      .get() as string
    const start = quotaBurn(reader, plain, Date.now())
    const open: string[] = []
    let issued = 0
    let returned = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({ face: fc.integer({ min: 1, max: 99_999 }), customer: fc.nat({ max: 3 }) }),
            fc.constant('reclaim' as const),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        async (steps) => {
          for (const step of steps) {
            if (step === 'reclaim') {
              const couponId = open.pop()
              if (couponId === undefined) continue
              const { balance } = api.state
                .prepare('select balance from coupons where coupon_id = ?')
                .get(couponId) as {
                balance: number
              }
              const answer = await callAs(api, 'finance', 'ReclaimPartnerCoupons', { body: { coupon_id: couponId } })
              expect(answer.code).toBeUndefined()
              returned += balance
            } else {
              const answer = await callAs(api, 'finance', 'CreatePartnerCoupons', {
                body: { quota_id: plain, customer_ids: [customers[step.customer]], face_value: step.face / 100 },
              })
              expect(answer.code).toBeUndefined()
              open.push((answer.body.coupon_infos as { coupon_id: string }[])[0]?.coupon_id ?? '')
              issued += step.face
            }
          }
          await again(['coupon-quotas', 'coupon-records'])
          const burn = quotaBurn(reader, plain, Date.now())
          expect(burn.issued - start.issued).toBe(issued)
          expect(burn.returned - start.returned).toBe(returned)
          expect(burn.quota.balance).toBe(balanceOfQuota(fen(start.quota.balance), fen(issued), fen(returned)))
          const month = burn.months.at(-1)
          const days = burn.days.filter(({ day }) => day.startsWith(month?.month ?? '-'))
          expect(days.reduce((sum, day) => sum + day.issued, 0)).toBe(month?.issued ?? 0)
        },
      ),
      { numRuns: 8 },
    )
  })
})
