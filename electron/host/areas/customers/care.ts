/** What the sync engine keeps beside the customers: list indexes and the search. */
import { customerSearch } from '#host/areas/customers/search.ts'
import { customerIndexes } from '#host/areas/customers/tables.ts'
import { buildSearch, searchBuilt, updateSearch } from '#host/store/search.ts'
import type { TableCare } from '#host/sync/types.ts'

export const customerCare: TableCare = {
  table: customerSearch.table,
  leads: true,
  indexes: customerIndexes,
  changed: (db, rowids) => updateSearch(db, customerSearch, rowids),
  build: (db, progress, signal) => buildSearch(db, customerSearch, progress, signal),
  built: (db) => searchBuilt(db, customerSearch),
}
