/** A store with generated customers for the tests of the customers' room. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { customerCare } from '#host/areas/customers/care.ts'
import { customerIndexes } from '#host/areas/customers/tables.ts'
import { cacheMigrations, localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { bulkMode, checkpoint, openCacheWriter, openLocal, openReader, optimize, steadyMode } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type Customer, customerSource } from '#test/data/customers.ts'
import { createWorld, type Size } from '#test/data/world.ts'

export const columns = [
  'customer_id',
  'name',
  'account_name',
  'association_type',
  'associated_at',
  'label',
  'telephone',
  'country_code',
  'email',
  'verified_status',
  'customer_type',
  'frozen',
  'manager',
  'level',
  'xaccount_id',
  'xaccount_type',
  'extra',
  'as_of',
  'gone_at',
  'new_tag',
  'tag_from',
  'tag_until',
  'tag_as_of',
  'amount',
  'debt',
  'currency',
  'balance_as_of',
] as const

export type Stored = Record<(typeof columns)[number], string | number | null> & {
  id: number
  customer_id: string
  account_name: string
}

export const NOW = Date.UTC(2026, 10, 21)
const text = (value: string | number | null): string | null => (value === null ? null : String(value))

export function storedOf(customer: Customer, id: number): Stored {
  return {
    id,
    customer_id: customer.customer_id,
    name: customer.customer,
    account_name: customer.account_name,
    association_type: customer.association_type,
    associated_at: Date.parse(customer.associated_on),
    label: customer.label,
    telephone: customer.telephone,
    country_code: customer.country_code,
    email: customer.email,
    verified_status: customer.verified_status,
    customer_type: text(customer.customer_type),
    frozen: text(customer.is_frozen),
    manager: customer.account_manager,
    level: customer.customer_level,
    xaccount_id: customer.xaccount_id,
    xaccount_type: customer.xaccount_type,
    extra: customer.extra,
    as_of: NOW,
    // One in fifty is no longer linked.
    gone_at: id % 50 === 7 ? NOW - id : null,
    new_tag: customer.new_customer_tag,
    tag_from: customer.tag_effective,
    tag_until: customer.tag_expire,
    tag_as_of: NOW,
    amount: customer.amount,
    debt: customer.debt_amount,
    currency: customer.amount === null ? null : 'CNY',
    balance_as_of: customer.amount === null ? null : NOW,
  }
}

export const insertSql = `INSERT INTO customers (id, ${columns.join(', ')}) VALUES (@id, ${columns.map((column) => `@${column}`).join(', ')})`

export interface Book {
  readonly dir: string
  readonly key: Uint8Array
  readonly writer: Db
  readonly reader: Db
  readonly local: Db
  readonly rows: Stored[]
  close(): void
}

/** Customers of a generated world, without indexes and search until `finish`. */
export function openBook(size: Size, options: { keepRows: boolean; seed?: number } = { keepRows: true }): Book {
  const dir = mkdtempSync(join(tmpdir(), 'book-'))
  const key = new Uint8Array(32).fill(7)
  const writer = openCacheWriter({ file: join(dir, 'cache.db'), key })
  const local = openLocal({ file: join(dir, 'local.db'), key })
  migrate(writer, cacheMigrations)
  migrate(local, localMigrations)
  const world = createWorld({ size, seed: options.seed ?? 1, now: NOW })
  const source = customerSource(
    world,
    Array.from({ length: world.counts.reps }, (_, rep) => `rep_${rep}`),
  )
  const insert = writer.prepare(insertSql)
  const rows: Stored[] = []
  bulkMode(writer)
  writer.transaction(() => {
    for (let place = 0; place < world.counts.customers; place += 1) {
      const row = storedOf(source(place), place + 1)
      insert.run(row)
      if (options.keepRows) rows.push(row)
    }
  })()
  steadyMode(writer)
  checkpoint(writer, 'TRUNCATE')
  const reader = openReader({ file: join(dir, 'cache.db'), key })
  return {
    dir,
    key,
    writer,
    reader,
    local,
    rows,
    close: () => {
      for (const db of [reader, local, writer]) db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export const never = new AbortController().signal

/** What the sync engine does after a first sync. */
export async function finish({ writer }: Book): Promise<void> {
  for (const { sql } of customerIndexes) writer.exec(sql)
  await customerCare.build?.(writer, () => {}, never)
  optimize(writer)
  checkpoint(writer, 'PASSIVE')
}
