/** Every subject, in the order they run. */

import { documents } from './documents.ts'
import { durability } from './durability.ts'
import type { Bench } from './harness.ts'
import { lists } from './lists.ts'
import { peers } from './peers.ts'
import { search } from './search.ts'
import { store } from './store.ts'
import { sync } from './sync.ts'
import { window } from './window.ts'

export const benches: readonly Bench[] = [store, search, lists, durability, sync, peers, documents, window]
