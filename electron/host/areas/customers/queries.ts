/** Reads of the customers' room: pages by last key seen, the data scope in every condition, masks applied. */

import { countCustomers } from '#host/areas/customers/counts.ts'
import { placesOf, readCursor, stretchesOf, writeCursor } from '#host/areas/customers/listing.ts'
import { rowsOf } from '#host/areas/customers/rows.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import { searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'
import type { CustomerFilter, CustomerPage, CustomerSort } from '#shared/contract/customers.ts'

export { getCustomer, revealCustomers } from '#host/areas/customers/card.ts'
export { countCustomers, listChoices } from '#host/areas/customers/counts.ts'
export { type LiveCustomer, liveCustomer, newestCustomers } from '#host/areas/customers/live.ts'
export { moneyCustomer } from '#host/areas/customers/money.ts'
export { namesOf } from '#host/areas/customers/names.ts'

const searchState = (reader: Db): 'ready' | 'building' => (searchBuilt(reader, customerSearch) ? 'ready' : 'building')

/** One view of the data for all statements of an answer, whatever the writer commits meanwhile. */
const inOneView = <T>(reader: Db, work: () => T): T => reader.transaction(work).deferred()

interface ListInput {
  readonly filter: CustomerFilter
  readonly sort: CustomerSort
  readonly after: string | null
  /** Row number of the first row wanted; beats `after`. */
  readonly at?: number | undefined
  readonly limit: number
}

/** Throws `invalid-input` for a cursor that is none of this list. The age of the data is the sync's to say. */
export function listCustomers(reader: Db, local: Db, scope: Scope, input: ListInput): Omit<CustomerPage, 'asOf'> {
  return inOneView(reader, () => {
    const stretches = stretchesOf({ reader, local }, scope, input.filter, input.sort)
    const from =
      input.at !== undefined
        ? { at: input.at }
        : { after: input.after === null ? null : readCursor(reader, stretches, input.after) }
    // One more than asked tells whether a next page exists.
    const places = placesOf(reader, stretches, from, input.limit + 1)
    const shown = places.slice(0, input.limit)
    const last = shown.at(-1)
    return {
      rows: rowsOf(
        reader,
        local,
        shown.map(({ key }) => key[1]),
      ),
      next: last && places.length > shown.length ? writeCursor(stretches, last) : null,
      search: searchState(reader),
    }
  })
}

/** Ids of all rows in order, at most `limit`, with the exact total. */
export function listCustomerIds(
  reader: Db,
  local: Db,
  scope: Scope,
  input: { filter: CustomerFilter; sort: CustomerSort; limit: number },
): { customerIds: string[]; total: number } {
  return inOneView(reader, () => {
    const stretches = stretchesOf({ reader, local }, scope, input.filter, input.sort)
    const read = kept<string>(reader, 'SELECT customer_id FROM customers WHERE id = ?').pluck()
    const customerIds = placesOf(reader, stretches, { after: null }, input.limit).map(
      ({ key }) => read.get(key[1]) as string,
    )
    const total =
      customerIds.length < input.limit
        ? customerIds.length
        : countCustomers(reader, local, scope, { filter: input.filter }).total
    return { customerIds, total }
  })
}

/** Search over everything, customers no longer linked included (they say so): the first hits, newest association first. */
export function searchCustomers(
  reader: Db,
  local: Db,
  scope: Scope,
  input: { text: string; limit: number },
): { rows: CustomerPage['rows']; search: 'ready' | 'building' } {
  return inOneView(reader, () => {
    const sort = { column: 'associatedAt', descending: true } as const
    const stretches = stretchesOf({ reader, local }, scope, { text: input.text }, sort, { gone: 'both' })
    const places = placesOf(reader, stretches, { after: null }, input.limit)
    return {
      rows: rowsOf(
        reader,
        local,
        places.map(({ key }) => key[1]),
      ),
      search: searchState(reader),
    }
  })
}
