/** Who looks after whom, as last read: customers' managers, reps with their directors and what they see. */
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { AssignedCustomer, Rep, Reps } from '#shared/rules/managers.ts'

/** Null where the customer is not known here. */
export function assignedCustomer(cache: Db, customerId: string): AssignedCustomer | null {
  const row = kept<{ manager: string | null; gone_at: number | null }>(
    cache,
    'SELECT manager, gone_at FROM customers WHERE customer_id = ?',
  ).get(customerId)
  return row ? { linked: row.gone_at === null, manager: row.manager } : null
}

interface StoredRep {
  readonly account_name: string
  readonly name: string | null
  readonly director: string | null
  readonly roles: string | null
}

/** Whether a member with these roles (JSON list, as the desk names them) sees every customer beside being a rep (R-ORG-05). */
function seesAll(roles: string | null): boolean {
  const named: unknown = roles === null ? [] : JSON.parse(roles)
  return Array.isArray(named) && named.some((role) => role !== 'ACCOUNT_MANAGER')
}

export function repsOf(cache: Db): Reps {
  const rows = kept<StoredRep>(
    cache,
    `SELECT m.account_name, m.name, m.director, e.roles FROM account_managers m
     LEFT JOIN members e ON e.account_name = m.account_name AND e.gone_at IS NULL WHERE m.gone_at IS NULL`,
  ).all()
  return new Map(
    rows.map((row): [string, Rep] => [
      row.account_name,
      {
        accountName: row.account_name,
        name: row.name ?? '',
        director: row.director,
        seesAll: seesAll(row.roles),
      },
    ]),
  )
}

/** The name of a director or rep; empty where it is not known. */
export function memberName(cache: Db, accountName: string): string {
  const find = (table: 'members' | 'account_managers') =>
    kept<string | null>(cache, `SELECT name FROM ${table} WHERE account_name = ?`).pluck().get(accountName)
  return find('members') ?? find('account_managers') ?? ''
}

/** A director gives customers to the own team alone. */
export const withinReach = (scope: Scope, manager: string): boolean =>
  scope.kind === 'all' || (scope.kind === 'team' && scope.managers.includes(manager))
