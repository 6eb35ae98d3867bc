/** Every subject, in the order they run. */
import type { Bench } from './harness.ts'
import { durability } from './durability.ts'
import { lists } from './lists.ts'
import { search } from './search.ts'
import { store } from './store.ts'
import { sync } from './sync.ts'

export const benches: readonly Bench[] = [store, search, lists, durability, sync]
