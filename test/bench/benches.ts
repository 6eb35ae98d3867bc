/** Every subject, in the order they run. */

import { batches } from './batches.ts'
import { books } from './books.ts'
import { documents } from './documents.ts'
import { durability } from './durability.ts'
import type { Bench } from './harness.ts'
import { lists } from './lists.ts'
import { orders } from './orders.ts'
import { outbox } from './outbox.ts'
import { peers } from './peers.ts'
import { reconcile } from './reconcile.ts'
import { search } from './search.ts'
import { store } from './store.ts'
import { sync } from './sync.ts'
import { window } from './window.ts'

export const benches: readonly Bench[] = [
  store,
  search,
  lists,
  orders,
  durability,
  outbox,
  batches,
  sync,
  peers,
  reconcile,
  books,
  documents,
  window,
]
