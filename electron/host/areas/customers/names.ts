/** Names of customers beside rows of other areas, masked as everywhere (R-CUST-01). */

import { conditionsOf, paramsOf, where } from '#host/areas/customers/filter.ts'
import { clip } from '#host/areas/customers/rows.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'
import { maskAccount, maskName } from '#shared/mask.ts'

/** By id; the account name where there is no name. Customers outside the scope, and unknown ones, are left out. */
export function namesOf(reader: Db, scope: Scope, customerIds: readonly string[]): Record<string, string> {
  const { all } = conditionsOf({}, scope, { gone: 'both' })
  const rows = kept<[string, string | null, string]>(
    reader,
    `SELECT c.customer_id, c.name, c.account_name FROM customers c
     WHERE c.customer_id IN (SELECT value FROM json_each(?)) AND ${where(all)}`,
  ).raw()
  const found = rows.all(JSON.stringify(customerIds), ...paramsOf(all)) as [string, string | null, string][]
  return Object.fromEntries(
    found.map(([id, name, account]) => [id, clip(name ? maskName(name) : maskAccount(account), 400)]),
  )
}

/** Throws `not-found` for a customer outside the person's scope. */
export function requireCustomer(reader: Db, scope: Scope, customerId: string): void {
  if (!Object.hasOwn(namesOf(reader, scope, [customerId]), customerId))
    throw new AppError('not-found', { field: 'customerId' })
}
