/** Finds the customers whom a person's file names; only those whom that person may see (R-CUST-03). */

import { foldName } from '#host/imports/check.ts'
import type { CustomerFinder, FoundCustomer } from '#host/imports/types.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { maskAccount, maskName } from '#shared/mask.ts'

interface Row {
  readonly id: number
  readonly customer_id: string
  readonly account_name: string
  readonly name: string | null
  readonly association_type: string | null
  readonly gone_at: number | null
  readonly manager: string | null
}

const columns = 'id, customer_id, account_name, name, association_type, gone_at, manager'
/** Rows of one step: a few milliseconds. */
const STEP_ROWS = 1000

const found = (row: Row): FoundCustomer => ({
  customerId: row.customer_id,
  accountName: row.account_name,
  name: row.name ?? '',
  shown: (row.name ? maskName(row.name) : maskAccount(row.account_name)).slice(0, 400),
  associationType: row.association_type,
  linked: row.gone_at === null,
})

const managersOf = (scope: Exclude<Scope, { kind: 'all' }>): readonly string[] =>
  scope.kind === 'own' ? [scope.manager] : scope.managers

/** The masked name by which a customer is known here; empty where it is not. */
export function shownCustomer(cache: Db, customerId: string): string {
  const row = kept<Row>(cache, `SELECT ${columns} FROM customers WHERE customer_id = ?`).get(customerId)
  return row ? found(row).shown : ''
}

export function customerFinder(cache: Db, scope: Scope): CustomerFinder {
  const managers = scope.kind === 'all' ? null : new Set(managersOf(scope).filter((manager) => manager !== ''))
  const mine = ({ manager }: Row): boolean => managers === null || (manager !== null && managers.has(manager))
  return {
    byId: (customerId) => {
      const row = kept<Row>(cache, `SELECT ${columns} FROM customers WHERE customer_id = ?`).get(customerId)
      return row && mine(row) ? found(row) : null
    },
    byAccount: (accountName) =>
      kept<Row>(cache, `SELECT ${columns} FROM customers WHERE account_name = ? LIMIT 100`)
        .all(accountName)
        .filter(mine)
        .map(found),
    *byNames(folded) {
      const named = new Map<string, FoundCustomer[]>()
      for (let after = 0; ; yield) {
        const rows = kept<Row>(
          cache,
          `SELECT ${columns} FROM customers WHERE id > ? ORDER BY id LIMIT ${STEP_ROWS}`,
        ).all(after)
        for (const row of rows) {
          const name = row.name === null ? '' : foldName(row.name)
          if (!folded.has(name) || !mine(row)) continue
          const same = named.get(name)
          if (same) same.push(found(row))
          else named.set(name, [found(row)])
        }
        const last = rows.at(-1)
        if (!last || rows.length < STEP_ROWS) return named
        after = last.id
      }
    },
  }
}
