/** What the sync engine keeps beside the orders: the list's indexes. */
import { orderIndexes } from '#host/areas/orders/tables.ts'
import type { TableCare } from '#host/sync/types.ts'

export const orderCare: TableCare = { table: 'orders', indexes: orderIndexes }
