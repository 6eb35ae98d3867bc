/** Customers, tags and balances from the partner's fields to the columns of `customers`; sources: CustomerInformation, NewCustomerTagItem, CustomerBalancesV2. */

import type { RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  instant,
  mapping,
  month,
  requiredText,
  requireYuan,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'

export const customerColumns = [
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
  'more_managers',
  'level',
  'xaccount_id',
  'xaccount_type',
  'extra',
] as const

const known = new Set([
  'customer',
  'account_name',
  'customer_id',
  'associated_on',
  'association_type',
  'label',
  'telephone',
  'verified_status',
  'country_code',
  'customer_type',
  'is_frozen',
  'account_managers',
  'xaccount_id',
  'xaccount_type',
  'customer_level',
  'email',
])

/** R-CUST-28: at most one today; a second one is kept, not lost. */
function managers(row: WireRow): [string | null, string | null] {
  const value = row.account_managers
  if (value === undefined || value === null) return [null, null]
  const names = (Array.isArray(value) ? value : [])
    .map((one: unknown) => text((one as WireRow | null)?.account_name, 'account_name'))
    .filter((name) => name)
  return [names[0] ?? null, names.length > 1 ? JSON.stringify(names.slice(1)) : null]
}

export const mapCustomer = mapping('customer_id', (row): RowValues => {
  const [manager, more] = managers(row)
  return [
    requiredText(row.customer_id, 'customer_id'),
    text(row.customer, 'customer'),
    // Always present by the catalog, yet a customer without a login name is still a customer.
    text(row.account_name, 'account_name') ?? '',
    code(row.association_type, 'association_type'),
    instant(row.associated_on, 'associated_on'),
    text(row.label, 'label'),
    text(row.telephone, 'telephone'),
    text(row.country_code, 'country_code'),
    text(row.email, 'email'),
    code(row.verified_status, 'verified_status'),
    code(row.customer_type, 'customer_type'),
    code(row.is_frozen, 'is_frozen'),
    manager,
    more,
    text(row.customer_level, 'customer_level'),
    text(row.xaccount_id, 'xaccount_id'),
    text(row.xaccount_type, 'xaccount_type'),
    extra(row, known),
  ]
})

export const tagColumns = ['customer_id', 'tag_type', 'new_tag', 'tag_from', 'tag_until'] as const

export const mapTag = mapping(
  'customer_id',
  (row): RowValues => [
    requiredText(row.customer_id, 'customer_id'),
    text(row.customer_tag_type, 'customer_tag_type'),
    text(row.new_customer_tag, 'new_customer_tag'),
    month(row.effective_time, 'effective_time'),
    month(row.expire_time, 'expire_time'),
  ],
)

export const balanceColumns = ['customer_id', 'amount', 'debt', 'currency'] as const

export const mapBalance = mapping('customer_id', (row): RowValues => {
  requireYuan(row.measure_id)
  return [
    requiredText(row.customer_id, 'customer_id'),
    yuan(row.amount, 'amount'),
    yuan(row.debt_amount, 'debt_amount'),
    text(row.currency, 'currency'),
  ]
})
