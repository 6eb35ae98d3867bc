import type { Database } from 'better-sqlite3'
import type { SchemaPart } from '../state.ts'

/** A row of `customers`; wire values as the catalog has them, money in fen. */
export interface CustomerRow {
  /** Ascending with the association time; the list answers the highest id first. */
  readonly id?: number
  readonly customer_id: string
  readonly partner_id: string
  /** Reseller's account id, empty for own customers. */
  readonly indirect_partner_id: string
  readonly account_name: string
  /** Verified name 实名认证名称; empty when not verified. */
  readonly customer: string
  /** UTC, 20 characters. */
  readonly associated_on: string
  readonly association_type: string
  readonly label: string
  readonly telephone: string
  readonly country_code: string
  readonly email: string
  readonly verified_status: string
  readonly customer_type: number
  readonly is_frozen: number
  readonly xaccount_id: string
  readonly xaccount_type: string
  readonly customer_level: string
  /** Account name of the account manager, empty for none. */
  readonly account_manager: string
  /** Day (UTC+8) from which the manager counts; empty for none. */
  readonly managed_from: string
  /** Y, N, UNDETERMINED or empty. */
  readonly new_customer_tag: string
  /** YYYY-MM or empty. */
  readonly tag_effective: string
  readonly tag_expire: string
  /** Available balance granted, and debt; resale customers only, else 0. */
  readonly balance_fen: number
  readonly debt_fen: number
}

const columns = [
  'customer_id', 'partner_id', 'indirect_partner_id', 'account_name', 'customer', 'associated_on', 'association_type', 'label',
  'telephone', 'country_code', 'email', 'verified_status', 'customer_type', 'is_frozen', 'xaccount_id', 'xaccount_type',
  'customer_level', 'account_manager', 'managed_from', 'new_customer_tag', 'tag_effective', 'tag_expire', 'balance_fen', 'debt_fen',
] as const satisfies readonly (keyof CustomerRow)[]

export const customersSchema: SchemaPart = {
  // Plain indexes are built after the seed, in bulk.
  tables: `
    CREATE TABLE customers (
      id INTEGER PRIMARY KEY, customer_id TEXT NOT NULL, partner_id TEXT NOT NULL, indirect_partner_id TEXT NOT NULL,
      account_name TEXT NOT NULL, customer TEXT NOT NULL, associated_on TEXT NOT NULL, association_type TEXT NOT NULL,
      label TEXT NOT NULL, telephone TEXT NOT NULL, country_code TEXT NOT NULL, email TEXT NOT NULL,
      verified_status TEXT NOT NULL, customer_type INTEGER NOT NULL, is_frozen INTEGER NOT NULL,
      xaccount_id TEXT NOT NULL, xaccount_type TEXT NOT NULL, customer_level TEXT NOT NULL,
      account_manager TEXT NOT NULL, managed_from TEXT NOT NULL,
      new_customer_tag TEXT NOT NULL, tag_effective TEXT NOT NULL, tag_expire TEXT NOT NULL,
      balance_fen INTEGER NOT NULL, debt_fen INTEGER NOT NULL,
      linked INTEGER NOT NULL DEFAULT 1, visible_at INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL
    ) STRICT;
    CREATE TABLE realname_requests (
      customer_id TEXT PRIMARY KEY, kind TEXT NOT NULL, requested_on TEXT NOT NULL,
      review_result INTEGER NOT NULL, opinion TEXT NOT NULL
    ) STRICT;
  `,
  indexes: `
    CREATE UNIQUE INDEX customers_by_customer_id ON customers (customer_id);
    CREATE INDEX customers_by_xaccount ON customers (xaccount_id);
    CREATE INDEX customers_by_account_name ON customers (account_name);
  `,
}

/** The row as ListSubCustomers answers it; empty values are left out, as the vendor does. */
export const customerJson = (row: CustomerRow): string => {
  const text = (value: string): string | undefined => (value === '' ? undefined : value)
  return JSON.stringify({
    customer: text(row.customer),
    account_name: row.account_name,
    customer_id: row.customer_id,
    associated_on: row.associated_on,
    association_type: row.association_type,
    label: text(row.label),
    telephone: text(row.telephone),
    country_code: text(row.country_code),
    verified_status: row.verified_status,
    customer_type: row.customer_type,
    is_frozen: row.is_frozen,
    account_managers: row.account_manager === '' ? [] : [{ account_name: row.account_manager }],
    xaccount_id: text(row.xaccount_id),
    xaccount_type: text(row.xaccount_type),
    customer_level: text(row.customer_level),
    email: text(row.email),
  })
}

/** Inserts customers, each with its answer text; prepare once, call for every row. */
export const customerInserter = (state: Database, visibleAt = 0): ((row: CustomerRow) => number) => {
  const names = ['id', ...columns, 'json', 'visible_at']
  const insert = state.prepare(
    `INSERT INTO customers (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  return (row) =>
    Number(
      insert.run(row.id ?? null, ...columns.map((name) => row[name]), customerJson(row), visibleAt).lastInsertRowid,
    )
}
