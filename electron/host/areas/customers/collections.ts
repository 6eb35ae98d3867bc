/**
 * Customers of the partner, all association types, with tag and balance. Customers of a general distributor's resellers
 * need a call for each reseller (R-CUST-04) and are not mirrored yet.
 */
import {
  balanceColumns,
  customerColumns,
  mapBalance,
  mapCustomer,
  mapTag,
  tagColumns,
} from '#host/areas/customers/wire.ts'
import { pageOf, rowsOf } from '#host/sync/answers.ts'
import type { KeyedCollection, PagedCollection } from '#host/sync/types.ts'
import { BALANCES_A_CALL, RESALE } from '#shared/rules/customers.ts'

const MINUTES = 60_000
const HOURS = 60 * MINUTES

const target = { table: 'customers', key: 'customer_id', rowid: 'id' } as const

const customers: PagedCollection = {
  kind: 'paged',
  name: 'customers',
  operationId: 'ListSubCustomers',
  freshForMs: 30 * MINUTES,
  target: { ...target, columns: customerColumns, vanished: 'mark' },
  pageSize: 100,
  fetch: async (api, { offset, limit }, signal) =>
    pageOf(await api.call('ListSubCustomers', { body: { offset, limit }, signal }), 'customer_infos', 'count'),
  one: async (api, customer_id, signal) =>
    rowsOf(
      await api.call('ListSubCustomers', { body: { customer_id, offset: 0, limit: 1 }, signal }),
      'customer_infos',
    ),
  map: mapCustomer,
}

const tags: KeyedCollection = {
  kind: 'keyed',
  name: 'customer-tags',
  operationId: 'ListSubCustomerNewTag',
  freshForMs: 24 * HOURS,
  after: ['customers'],
  target: { ...target, columns: tagColumns },
  where: 'gone_at IS NULL',
  batch: 200,
  asOfColumn: 'tag_as_of',
  fetch: async (api, keys, signal) =>
    rowsOf(
      await api.call('ListSubCustomerNewTag', { body: { customer_ids: [...keys], offset: 0, limit: 200 }, signal }),
      'new_customer_tags',
    ),
  map: mapTag,
}

/** R-CUST-06: at most 100 a call, and resale customers only. */
const balances: KeyedCollection = {
  kind: 'keyed',
  name: 'balances',
  operationId: 'ListCustomersBalancesDetail',
  freshForMs: 2 * HOURS,
  after: ['customers'],
  target: { ...target, columns: balanceColumns },
  where: `association_type = '${RESALE}' AND gone_at IS NULL`,
  batch: BALANCES_A_CALL,
  asOfColumn: 'balance_as_of',
  fetch: async (api, keys, signal) =>
    rowsOf(
      await api.call('ListCustomersBalancesDetail', {
        body: { customer_infos: keys.map((customer_id) => ({ customer_id })) },
        signal,
      }),
      'customer_balances',
    ),
  map: mapBalance,
}

export const customerCollections = [customers, tags, balances]
