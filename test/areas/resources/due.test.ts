// Lists of the day against a plain model over random books.
import { randomInt } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dueOverview, listDue } from '#host/areas/resources/due.ts'
import { onDemandOf, periodOf } from '#host/areas/resources/queries.ts'
import { localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openCacheWriter } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type DueList, dueLists } from '#shared/rules/resources.ts'
import { Random } from '#test/data/random.ts'
import { type CacheFile, makeCache } from '#test/host/sync/support.ts'

const NOW = Date.UTC(2026, 10, 28, 1)
const DAY = 86_400_000
const all = { kind: 'all' } as const

let cache: CacheFile
let db: Db
beforeEach(() => {
  cache = makeCache()
  db = openCacheWriter(cache)
})
afterEach(() => {
  db.close()
  cache.remove()
})

interface Resource {
  customer: string
  service: string
  main: boolean
  status: string
  expireAt: number | null
  policy: string
  gone: boolean
}

const statuses = ['2', '2', '2', '3', '4', '5', '77']

function book(seed: number): { resources: Resource[]; spent: Map<string, number>; manager: Map<string, string> } {
  const random = new Random(seed)
  const customers = Array.from({ length: 12 }, (_, n) => `c${n}`)
  const manager = new Map(customers.map((id) => [id, random.pick(['lin', 'wu', ''] as const)]))
  const insert = db.prepare(
    'INSERT INTO customers (customer_id, account_name, name, manager, association_type, gone_at, debt, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, 1)',
  )
  for (const id of customers) insert.run(id, `acc-${id}`, `客户${id}`, manager.get(id) || null, '2', null, null)
  const services = ['ec2', 'ebs', 'vpc'] as const
  const resources: Resource[] = Array.from({ length: 80 }, () => ({
    customer: random.pick(customers),
    service: random.pick(services),
    main: random.chance(0.7),
    status: random.pick(statuses),
    expireAt: random.chance(0.05) ? null : NOW + Math.round((random.fraction() * 80 - 20) * DAY),
    policy: random.pick(['0', '3', '1'] as const),
    gone: random.chance(0.1),
  }))
  const add = db.prepare(
    `INSERT INTO period_resources (resource_id, customer_id, service_type_code, main, status, expire_at, expire_policy, as_of, gone_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)`,
  )
  for (const [n, one] of resources.entries()) {
    const { customer, service, status, expireAt, policy } = one
    add.run(`r${n}`, customer, service, one.main ? 1 : 0, status, expireAt, policy, one.gone ? 5 : null)
  }
  const spent = new Map<string, number>()
  const sum = db.prepare(
    `INSERT INTO consumption_sums (sum_key, part, month, charge_mode, customer_id, service_type_code, bill_type,
       amount, debt, adjustment, discount, cash, credit, coupon, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 1)`,
  )
  for (let n = 0; n < 60; n += 1) {
    const [customer, service] = [random.pick(customers), random.pick(services)]
    const mode = random.pick(['1', '3'] as const)
    const type = random.pick(['0', '0', '1'] as const)
    const amount = random.below(1_000_000)
    const month = random.pick(['2026-09', '2026-10'] as const)
    sum.run(`s${n}`, `${month}:${mode}`, month, mode, customer, service, type, amount)
    if (mode === '1' && type === '0')
      spent.set(`${customer} ${service}`, (spent.get(`${customer} ${service}`) ?? 0) + amount)
  }
  return { resources, spent, manager }
}

const inList = ({ main, gone, status, expireAt }: Resource, list: DueList): boolean => {
  if (!main || gone || expireAt === null) return false
  if (list === 'expired') return expireAt < NOW && (status === '5' || status === '4')
  return status === '2' && expireAt >= NOW && expireAt < NOW + Number(list) * DAY
}

it('names exactly the customers whose main resources end, the most money first, each once (seed printed)', () => {
  const seed = randomInt(1_000_000)
  console.log(`seed ${seed}`)
  const { resources, spent, manager } = book(seed)
  for (const list of dueLists) {
    const mine = resources.filter((one) => inList(one, list))
    const { rows, total, months } = listDue(db, all, { list, at: 0, limit: 100 }, NOW)
    const byCustomer = Map.groupBy(mine, ({ customer }) => customer)
    expect(total).toBe(byCustomer.size)
    expect(new Set(rows.map(({ customerId }) => customerId))).toEqual(new Set(byCustomer.keys()))
    for (const row of rows) {
      const own = byCustomer.get(row.customerId) ?? []
      const services = [...new Set(own.map(({ service }) => service))]
      const known = services.flatMap((service) => spent.get(`${row.customerId} ${service}`) ?? [])
      expect(row).toMatchObject({
        resources: own.length,
        autoRenewing: own.filter(({ policy }) => policy === '3').length,
        firstAt: Math.min(...own.map(({ expireAt }) => expireAt as number)),
        spent: known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0),
      })
    }
    const money = rows.map(({ spent: amount }) => amount ?? -1)
    expect(money).toEqual([...money].sort((a, b) => b - a))
    if (rows.length > 0) expect(months).toEqual({ from: '2026-09', until: '2026-10' })
    // Pages follow one another without a gap.
    const paged = [0, 1, 2].flatMap((at) => listDue(db, all, { list, at, limit: 1 }, NOW).rows)
    expect(paged.map(({ customerId }) => customerId)).toEqual(rows.slice(0, 3).map(({ customerId }) => customerId))
    // R-CUST-03: a rep sees own customers only.
    const own = listDue(db, { kind: 'own', manager: 'lin' } as never, { list, at: 0, limit: 100 }, NOW)
    expect(own.rows.map(({ customerId }) => customerId)).toEqual(
      rows.filter(({ customerId }) => manager.get(customerId) === 'lin').map(({ customerId }) => customerId),
    )
  }
})

it('shows what hangs on a main resource below it, and refuses a customer of somebody else', () => {
  db.exec(`INSERT INTO customers (customer_id, account_name, manager, as_of) VALUES ('c', 'acc', 'lin', 1)`)
  const add = db.prepare(
    `INSERT INTO period_resources (resource_id, customer_id, name, main, parent_id, expire_at, as_of) VALUES (?, 'c', ?, ?, ?, ?, 1)`,
  )
  add.run('late', 'late', 1, null, NOW + 9 * DAY)
  add.run('disk', 'a disk', 0, 'soon', NOW + 50 * DAY)
  add.run('soon', 'soon', 1, null, NOW + 2 * DAY)
  add.run('alone', 'alone', 0, 'nobody', NOW + 30 * DAY)
  const { rows, total, asOf } = periodOf(db, all, 'c')
  expect(rows.map(({ resourceId }) => resourceId)).toEqual(['soon', 'disk', 'late', 'alone'])
  expect({ total, asOf }).toEqual({ total: 4, asOf: null })
  expect(() => periodOf(db, { kind: 'own', manager: 'wu' } as never, 'c')).toThrowError(/not-found/)
  expect(() => onDemandOf(db, { kind: 'own', manager: 'wu' } as never, 'c')).toThrowError(/not-found/)
})

it('counts arrears and how many customers were read', () => {
  const local = openCacheWriter({ ...cache, file: `${cache.file}.local` })
  migrate(local, localMigrations)
  db.exec(`INSERT INTO customers (customer_id, account_name, association_type, debt, amount, as_of) VALUES
    ('a', 'a', '2', 500, 0, 1), ('b', 'b', '2', 0, 0, 1), ('c', 'c', '2', 250, 0, 1)`)
  db.exec(
    `INSERT INTO sync_owners VALUES ('period-resources', 'a', 10), ('period-resources', 'b', 7), ('on-demand-resources', 'c', 3)`,
  )
  expect(dueOverview(db, local, all, NOW)).toMatchObject({
    arrears: { customers: 2, debt: 750 },
    readCustomers: 2,
    allCustomers: 3,
    asOf: 7,
  })
  local.close()
})
