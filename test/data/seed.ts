import type { Database } from 'better-sqlite3'
import { customerColumns, customerSource } from './customers.ts'
import { repAccounts } from './members.ts'
import { seedCouponTables } from './seed-coupons.ts'
import { resellerId, resellerOf, seedPartnerTables } from './seed-partner.ts'
import { seedProductTables } from './seed-products.ts'
import type { Size, World, WorldOptions } from './world.ts'
import { createWorld } from './world.ts'

/** Own customers in list order, then those of resellers. */
const seedCustomers = (state: Database, world: World): void => {
  const names = ['id', ...customerColumns, 'indirect_partner_id']
  const insert = state.prepare(
    `insert into customers (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  )
  const customerAt = customerSource(world, repAccounts(world))
  const values: unknown[] = []
  for (let customer = 0; customer < world.totalCustomers; customer += 1) {
    const row = customerAt(customer)
    values.length = 0
    values.push(customer + 1)
    for (const name of customerColumns) values.push(row[name])
    values.push(customer < world.counts.customers ? null : resellerId(world, resellerOf(world, customer)))
    insert.run(values)
  }
}

/**
 * Fills the empty tables of `dataSchema`, inside the caller's transaction and before `dataIndexes` are made.
 * The same options give the same rows.
 */
export const seedState = (state: Database, options: WorldOptions): void => {
  const world = createWorld(options)
  state.prepare('insert into seed_info (size, seed, now) values (?, ?, ?)').run(world.size, world.seed, world.now)
  seedProductTables(state)
  seedCustomers(state, world)
  seedPartnerTables(state, world)
  seedCouponTables(state, world)
  state.prepare("insert into business_info (status, auto_apply) values ('COMPLETE', 0)").run()
}

const worlds = new WeakMap<Database, World>()

/** The formulas behind a seeded state; orders, resources and bill lines are answered from them. */
export const worldOf = (state: Database): World => {
  const known = worlds.get(state)
  if (known) return known
  const row = state.prepare('select size, seed, now from seed_info').get() as { size: Size; seed: number; now: number }
  const world = createWorld(row)
  worlds.set(state, world)
  return world
}
