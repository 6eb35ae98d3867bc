/** One customer with everything the card shows, and the eye (R-CUST-01). */

import { conditionsOf, paramsOf, where } from '#host/areas/customers/filter.ts'
import { clip, rowsOf, type StoredCustomer } from '#host/areas/customers/rows.ts'
import { redactRow } from '#host/log/redact.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CustomerCard, RevealField } from '#shared/contract/customers.ts'
import { AppError } from '#shared/errors.ts'
import { CONSULTATIVE, invoicedBy, RESALE, REVEAL_MS } from '#shared/rules/customers.ts'

interface StoredCard extends StoredCustomer {
  country_code: string | null
  more_managers: string | null
  xaccount_id: string | null
  xaccount_type: string | null
  extra: string | null
  as_of: number
  tag_type: string | null
  tag_from: string | null
  tag_until: string | null
  tag_as_of: number | null
  currency: string | null
  balance_as_of: number | null
}

/**
 * Values of `extra` (JSON of unknown wire fields) as text, what may be a person's described (R-CUST-01); what is no plain
 * value stays JSON.
 */
function unknownFields(extra: string | null): Record<string, string> {
  if (extra === null) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(extra)
  } catch {
    return { extra: String(redactRow(extra)) }
  }
  if (typeof parsed !== 'object' || parsed === null) return { extra: String(redactRow(extra)) }
  return Object.fromEntries(
    Object.entries(redactRow(parsed) as object).map(([name, value]: [string, unknown]) => [
      clip(name, 200),
      clip(typeof value === 'string' ? value : JSON.stringify(value), 2000),
    ]),
  )
}

function managersOf(json: string | null): string[] {
  if (json === null) return []
  try {
    const parsed: unknown = JSON.parse(json)
    return Array.isArray(parsed)
      ? parsed
          .filter((item) => typeof item === 'string')
          .slice(0, 20)
          .map((item) => clip(item, 128))
      : []
  } catch {
    return []
  }
}

const short = (text: string | null, length: number): string | null => (text === null ? null : clip(text, length))

function balanceOf(stored: StoredCard): Pick<CustomerCard, 'balance' | 'balanceAbsent'> {
  const { amount, debt, currency, balance_as_of: asOf } = stored
  // R-CUST-06: consultative customers top up themselves; a figure from before a switch of type is not shown.
  if (stored.association_type === CONSULTATIVE) return { balance: null, balanceAbsent: 'consultative' }
  if (
    stored.association_type !== RESALE ||
    amount === null ||
    asOf === null ||
    !Number.isSafeInteger(amount) ||
    !Number.isSafeInteger(debt ?? 0)
  ) {
    return { balance: null, balanceAbsent: 'not-yet' }
  }
  return { balance: { amount, debt: debt ?? 0, currency: clip(currency ?? 'CNY', 16), asOf }, balanceAbsent: null }
}

/** Throws `not-found` where there is none, or none in this scope. */
export function getCustomer(reader: Db, local: Db, scope: Scope, input: { customerId: string }): CustomerCard {
  const { all } = conditionsOf({ customerId: input.customerId }, scope, { gone: 'both' })
  const stored = kept<StoredCard>(reader, `SELECT c.* FROM customers c WHERE ${where(all)}`).get(...paramsOf(all))
  const [row] = stored ? rowsOf(reader, local, [stored.id]) : []
  if (!stored || !row) throw new AppError('not-found', { field: 'customerId' })
  return {
    row,
    countryCode: short(stored.country_code, 64),
    moreManagers: managersOf(stored.more_managers),
    xaccountId: short(stored.xaccount_id, 400),
    xaccountType: short(stored.xaccount_type, 400),
    tag:
      stored.tag_as_of === null
        ? null
        : {
            type: short(stored.tag_type, 64),
            value: short(stored.new_tag, 64),
            effectiveMonth: short(stored.tag_from, 7),
            expireMonth: short(stored.tag_until, 7),
            asOf: stored.tag_as_of,
          },
    ...balanceOf(stored),
    // R-CUST-45.
    invoicedBy: invoicedBy(stored.association_type),
    unknownFields: unknownFields(stored.extra),
    asOf: stored.as_of,
  }
}

const revealColumns: Readonly<Record<RevealField, string>> = {
  name: 'name',
  accountName: 'account_name',
  telephone: 'telephone',
  email: 'email',
}

/** Plain values of one column; ids outside the scope are left out. The caller logs it. `now`: UTC milliseconds. */
export function revealCustomers(
  reader: Db,
  scope: Scope,
  input: { customerIds: readonly string[]; field: RevealField },
  now: number,
): { values: Record<string, string>; hideAt: number } {
  const { all } = conditionsOf({}, scope, { gone: 'both' })
  const rows = kept<[string, string | null]>(
    reader,
    `SELECT c.customer_id, c.${revealColumns[input.field]} FROM customers c
     WHERE c.customer_id IN (SELECT value FROM json_each(?)) AND ${where(all)}`,
  ).raw()
  const values = rows.all(JSON.stringify(input.customerIds), ...paramsOf(all)) as [string, string | null][]
  return {
    values: Object.fromEntries(values.map(([id, value]) => [id, clip(value ?? '', 400)])),
    hideAt: now + REVEAL_MS,
  }
}
