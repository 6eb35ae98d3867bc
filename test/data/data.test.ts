import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BILL_MONTHS, billLineAt, billRows } from './bills.ts'
import { customerSource } from './customers.ts'
import { memberAt, memberCount, repAccounts } from './members.ts'
import { oddCustomers, oddKinds } from './odd.ts'
import { orderAt, orderRowOf } from './orders.ts'
import { hexId } from './random.ts'
import { onDemandAt, onDemandCount, resourcesOfOrder } from './resources.ts'
import { dataIndexes, dataSchema } from './schema/index.ts'
import { seedState } from './seed.ts'
import { beijingMonthNumber, utcTextFast } from './time.ts'
import { associatedAt, createWorld, ownerOf, type Size } from './world.ts'

const now = Date.UTC(2026, 0, 5, 8, 30)
const world = createWorld({ size: 'm', seed: 7, now })
const row = fc.nat({ max: (world.orderStarts[world.totalCustomers] as number) - 1 })

const seeded = (size: Size, seed: number): Database.Database => {
  const state = new Database(':memory:')
  state.transaction(() => {
    state.exec(dataSchema)
    seedState(state, { size, seed, now })
    state.exec(dataIndexes)
  })()
  return state
}

const dump = (state: Database.Database): string =>
  (state.prepare(`select name from sqlite_schema where type = 'table' order by name`).pluck().all() as string[])
    .map((name) => JSON.stringify([name, state.prepare(`select * from ${name}`).raw().all()]))
    .join('\n')

describe('generator', () => {
  it('gives the same rows for the same seed, and others for another', () => {
    const first = dump(seeded('s', 1))
    expect(dump(seeded('s', 1))).toBe(first)
    expect(dump(seeded('s', 2))).not.toBe(first)
  })

  it.each([
    ['s', 50, 400, 2000],
    ['m', 2000, 20_000, 100_000],
    ['l', 200_000, 1_000_000, 5_000_000],
  ] as const)('size %s: %d own customers, %d orders, %d bill lines', (size, customers, orders, lines) => {
    const { counts, orderStarts, billStarts } = createWorld({ size, seed: 1, now })
    expect(counts.customers).toBe(customers)
    expect(orderStarts[customers]).toBe(orders)
    expect(billStarts[customers]).toBe(lines)
  })

  it('fills every table of the schema except those of changes', () => {
    const state = seeded('m', 1)
    const empty = (
      state.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all() as string[]
    ).filter((name) => state.prepare(`select count(*) from ${name}`).pluck().get() === 0)
    expect(empty.sort()).toEqual([
      'incentive_words',
      'orders',
      'payout_applications',
      'payout_bills',
      'payout_offsets',
      'period_resources',
      'renew_settings',
    ])
    const { own, consultative, managed } = state
      .prepare(
        `select count(*) as own, count(*) filter (where association_type = '1') as consultative, count(account_manager) as managed
         from customers where indirect_partner_id is null`,
      )
      .get() as { own: number; consultative: number; managed: number }
    expect(own).toBe(2000)
    expect(consultative / own).toBeGreaterThan(0.31)
    expect(consultative / own).toBeLessThan(0.39)
    expect(managed / own).toBeGreaterThan(0.8)
    const shares = state
      .prepare(
        'select count(*) from customers where account_manager is not null group by account_manager order by 1 desc',
      )
      .pluck()
      .all() as number[]
    // The busiest tenth of the reps looks after far more than a tenth of the customers.
    expect(shares.slice(0, 4).reduce((a, b) => a + b, 0)).toBeGreaterThan(own * 0.2)
    const ledger = state
      .prepare('select balance_after_change from account_changes order by id desc limit 1')
      .pluck()
      .get()
    expect(ledger).toBe(
      state.prepare('select amount from partner_accounts where account_type = 1 order by rowid limit 1').pluck().get(),
    )
    // What the quotas gave out is what their coupons and child quotas hold.
    const quota = state
      .prepare(
        `select q.quota_value - q.balance - (select coalesce(sum(face_value), 0) from coupons c where c.quota_id = q.quota_id)
           - (select coalesce(sum(quota_value), 0) from coupon_quotas child where child.parent_quota_id = q.quota_id) as rest
         from coupon_quotas q`,
      )
      .pluck()
      .all()
    expect(new Set(quota)).toEqual(new Set([0]))
  })

  it('holds every odd kind at every size, where oddCustomers says', () => {
    for (const size of ['s', 'm'] as const) {
      const small = createWorld({ size, seed: 3, now })
      const at = customerSource(small, repAccounts(small))
      const odd = oddCustomers(small)
      expect(new Set(odd.map(({ kind }) => kind))).toEqual(new Set(oddKinds))
      expect(odd.length).toBe(size === 's' ? oddKinds.length : oddKinds.length * 4)
      const of = (kind: string) => at(odd.find((each) => each.kind === kind)?.customer ?? -1)
      expect(of('name of 200 characters').customer).toHaveLength(200)
      expect(of('characters outside the basic plane').customer).toContain('𠮷')
      expect(of('characters outside the basic plane').customer).toContain('㛃')
      expect(of('negative balance').amount).toBeLessThan(0)
      expect(String(of('balance of 13 digits').amount)).toHaveLength(15)
      expect(of('unknown association type').association_type).toBe('9')
      expect(of('unknown level').customer_level).toBe('V7')
      expect(of('optional fields missing')).toMatchObject({ customer: null, telephone: null, verified_status: null })
      expect(Object.keys(JSON.parse(of('unknown fields').extra ?? '{}'))).toContain('loyalty_tier')
    }
  })

  it('R-CUST-14: account names are valid and unique; ids are 32 hex characters and unique', () => {
    const at = customerSource(world, repAccounts(world))
    const rows = Array.from({ length: world.totalCustomers }, (_, customer) => at(customer))
    expect(
      rows.filter(
        ({ account_name: name }) => !/^[a-zA-Z_-][a-zA-Z0-9_-]{4,31}$/.test(name) || /^(op_|shadow_)/.test(name),
      ),
    ).toEqual([])
    expect(new Set(rows.map(({ account_name: name }) => name)).size).toBe(rows.length)
    expect(new Set(rows.map(({ customer_id: id }) => id)).size).toBe(rows.length)
    expect(rows.every(({ customer_id: id }) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  })

  it('ids of one stream never repeat', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, index) => hexId(1, 2, index)))
    expect(ids.size).toBe(100_000)
  })

  it('lists customers by association time, newest first, within six years', () => {
    for (let customer = 1; customer < world.counts.customers; customer += 1) {
      expect(associatedAt(world, customer)).toBeLessThan(associatedAt(world, customer - 1))
    }
    expect(associatedAt(world, world.counts.customers - 1)).toBeGreaterThan(now - 6.1 * 365 * 86_400_000)
  })

  it('members: unique account names, every director a member, the named operators first', () => {
    const members = Array.from({ length: memberCount(world) }, (_, member) => memberAt(world, member))
    expect(members.slice(0, 5).map(({ account_name: name }) => name)).toEqual([
      'hzyd_admin',
      'hzyd_finance',
      'hzyd_limited',
      'hzyd_director',
      'hzyd_rep',
    ])
    expect(new Set(members.map(({ account_name: name }) => name)).size).toBe(members.length)
    const directors = new Set(
      members.filter(({ roles }) => roles.includes('客户经理主管')).map(({ member_id: id }) => id),
    )
    expect(members.every(({ director_id: id }) => id === null || directors.has(id))).toBe(true)
    expect(repAccounts(world)).toHaveLength(40)
    expect(members.map(({ account_name: name }) => name)).toEqual(expect.arrayContaining([...repAccounts(world)]))
  })

  it('writes the same time text as Date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(utcTextFast(seconds * 1000)).toBe(`${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`)
      }),
    )
  })
})

describe('orders', () => {
  it('are found by their number, and only by a whole one', () => {
    fc.assert(
      fc.property(row, (index) => {
        const order = orderAt(world, index)
        expect(orderRowOf(world, order.id)).toBe(index)
        expect(orderRowOf(world, `${order.id.slice(0, -1)}${order.id.endsWith('0') ? '1' : '0'}`)).not.toBe(index)
        expect(orderAt(world, index)).toEqual(order)
      }),
    )
  })

  it('have lines, times in order, and refunds below zero (R-ORD-35)', () => {
    fc.assert(
      fc.property(row, (index) => {
        const order = orderAt(world, index)
        expect(order.lines.length).toBeGreaterThan(0)
        expect(order.createdAt).toBeLessThanOrEqual(now)
        expect(order.createdAt).toBeGreaterThanOrEqual(associatedAt(world, ownerOf(world.orderStarts, index)) - 600_000)
        if (order.paidAt !== null) expect(order.paidAt).toBeGreaterThan(order.createdAt)
        for (const line of order.lines) {
          expect(Number.isSafeInteger(line.official) && Number.isSafeInteger(line.discount)).toBe(true)
          expect(Math.sign(line.official)).toBe(order.orderType === 4 ? -1 : 1)
          expect(Math.abs(line.discount)).toBeLessThanOrEqual(Math.abs(line.official))
        }
      }),
    )
  })

  it('R-ORD-14: enough of them wait for payment, with a deadline ahead', () => {
    const pending = Array.from({ length: 20_000 }, (_, index) => orderAt(world, index)).filter(
      ({ status }) => status === 6,
    )
    expect(pending.length).toBeGreaterThan(100)
    expect(pending.every(({ pendingUntil }) => (pendingUntil ?? 0) > now)).toBe(true)
  })
})

describe('resources and bills', () => {
  it('a resource has a main one or is one, and pay-per-use ones repeat', () => {
    fc.assert(
      fc.property(row, (index) => {
        const customer = ownerOf(world.orderStarts, index)
        const group = resourcesOfOrder(world, orderAt(world, index), customer, index, now)
        for (const [place, each] of group.entries()) {
          expect(each.parentId).toBe(place === 0 ? null : group[0]?.resourceId)
          expect(each.expireAt).toBeGreaterThan(each.effectiveAt)
        }
        const count = onDemandCount(world, customer)
        if (count > 0) expect(onDemandAt(world, customer, count - 1)).toEqual(onDemandAt(world, customer, count - 1))
      }),
    )
  })

  it('R-CUST-42: bill lines add up at eight decimals, inside their month and the last 18 months', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), (index) => {
        const line = billLineAt(world, index)
        expect(line.official - line.discount).toBe(line.payment)
        expect(line.cash + line.credit + line.coupon + line.debt).toBe(line.payment)
        expect(beijingMonthNumber(line.tradeAt)).toBe(line.month)
        expect(line.month).toBeGreaterThan(beijingMonthNumber(now) - BILL_MONTHS)
        const { from, to } = billRows(world, ownerOf(world.billStarts, index), line.month)
        expect(index >= from && index < to).toBe(true)
      }),
    )
  })
})
