// Orders as the state has them: the formula's rows, replaced or followed by those that calls changed or made.
import type { Database } from 'better-sqlite3'
import type { Order } from '#test/data/orders.ts'
import { combinedOrderId, orderAt, orderCreatedAt, orderKindAt, orderRowOf, orderStatus } from '#test/data/orders.ts'
import { worldOf } from '#test/data/seed.ts'
import { resellerId, resellerOf } from '#test/data/seed-partner.ts'
import type { World } from '#test/data/world.ts'
import type { Context, Scope } from '../registry.ts'
import { utcText } from '../wire.ts'

type Store = Pick<Context, 'sql' | 'state' | 'visibleNow' | 'now'>

interface OverlayRow {
  readonly id: number
  readonly base_index: number | null
  readonly customer_id: string
  readonly body: string
}

/** Number of a customer in the formulas, -1 for customers made by calls. */
export const customerNumber = (ctx: Pick<Context, 'sql' | 'state'>, customerId: string): number => {
  const row = ctx.sql('select id from customers where customer_id = ?').get(customerId) as { id: number } | undefined
  return row && row.id > 0 && row.id <= worldOf(ctx.state).totalCustomers ? row.id - 1 : -1
}

/** The order with the state of the moment: one that waited too long for its payment is cancelled. */
const atMoment = (order: Order, now: number): Order =>
  order.status === orderStatus.pendingPayment && order.pendingUntil !== null && order.pendingUntil <= now
    ? { ...order, status: orderStatus.cancelled }
    : order

/** An order by its number, also when its record is late: the vendor's writes know it at once. */
export const orderById = (ctx: Store, id: string): Order | undefined => {
  const changed = ctx.sql('select body from orders where order_id = ?').get(id) as { body: string } | undefined
  if (changed) return atMoment(JSON.parse(changed.body) as Order, ctx.now())
  const world = worldOf(ctx.state)
  const row = orderRowOf(world, id)
  return row === undefined ? undefined : atMoment(orderAt(world, row), ctx.now())
}

/** The child of a combined order as an order with one line; undefined for any other number. */
export const childOrder = (ctx: Store, id: string): Order | undefined => {
  const parent = orderById(ctx, combinedOrderId(id) ?? '')
  const line = parent?.lines[parent.children.indexOf(id)]
  return parent && line
    ? { ...parent, id, serviceCode: line.serviceCode, coupon: 0, card: 0, children: [], lines: [line] }
    : undefined
}

const versions = new WeakMap<Database, number>()

/** Stores a changed or new order; a new one is listed from `visibleAt` on. */
export const saveOrder = (ctx: Store, order: Order, visibleAt = 0): void => {
  versions.set(ctx.state, (versions.get(ctx.state) ?? 0) + 1)
  ctx
    .sql(
      `insert into orders (order_id, base_index, customer_id, create_time, body, visible_at) values (?, ?, ?, ?, ?, ?)
       on conflict (order_id) do update set body = excluded.body`,
    )
    .run(
      order.id,
      orderRowOf(worldOf(ctx.state), order.id) ?? null,
      order.customerId,
      utcText(order.createdAt),
      JSON.stringify(order),
      visibleAt,
    )
}

/** What ListCustomerOrders asks for; times in UTC milliseconds, both ends included. */
export interface OrderFilter {
  readonly orderId?: string | undefined
  readonly serviceCode?: string | undefined
  readonly status?: number | undefined
  readonly orderType?: number | undefined
  readonly createdFrom: number
  readonly createdTo: number
  readonly paidFrom?: number | undefined
  readonly paidTo?: number | undefined
}

const matches = (order: Order, filter: OrderFilter): boolean =>
  (filter.orderId === undefined || order.id === filter.orderId) &&
  (filter.serviceCode === undefined || order.serviceCode === filter.serviceCode) &&
  (filter.status === undefined || order.status === filter.status) &&
  (filter.orderType === undefined || order.orderType === filter.orderType) &&
  order.createdAt >= filter.createdFrom &&
  order.createdAt <= filter.createdTo &&
  (filter.paidFrom === undefined || (order.paidAt !== null && order.paidAt >= filter.paidFrom)) &&
  (filter.paidTo === undefined || (order.paidAt !== null && order.paidAt <= filter.paidTo))

const onlyCreated = (filter: OrderFilter): boolean =>
  filter.orderId === undefined &&
  filter.serviceCode === undefined &&
  filter.status === undefined &&
  filter.orderType === undefined &&
  filter.paidFrom === undefined &&
  filter.paidTo === undefined

/** All orders of a customer that match, oldest first. */
export const ordersOfCustomer = (ctx: Store, customerId: string, filter: OrderFilter): Order[] => {
  const world = worldOf(ctx.state)
  const customer = customerNumber(ctx, customerId)
  const overlay = ctx
    .sql('select id, base_index, customer_id, body from orders where customer_id = ? and visible_at <= ? order by id')
    .all(customerId, ctx.visibleNow) as OverlayRow[]
  const changed = new Map(overlay.map((row) => [row.base_index, row]))
  const found: Order[] = []
  const keep = (order: Order): void => {
    const current = atMoment(order, ctx.now())
    if (matches(current, filter)) found.push(current)
  }
  if (customer >= 0) {
    const end = world.orderStarts[customer + 1] as number
    for (let row = world.orderStarts[customer] as number; row < end; row += 1) {
      const body = changed.get(row)?.body
      keep(body === undefined ? orderAt(world, row) : (JSON.parse(body) as Order))
    }
  }
  for (const row of overlay) if (row.base_index === null) keep(JSON.parse(row.body) as Order)
  return found
}

// Rows of a scope by time; time in seconds and row share one exact double, so that a plain sort orders both.
const ROW_SPACE = 2 ** 21
const sorted = new WeakMap<World, Map<string, Float64Array>>()

const rowsByTime = (world: World, scope: Scope): Float64Array => {
  const scopes = sorted.get(world) ?? new Map<string, Float64Array>()
  sorted.set(world, scopes)
  const known = scopes.get(scope.indirectPartnerId)
  if (known) return known
  const { customers } = world.counts
  const keys: number[] = []
  const from = scope.indirectPartnerId === '' ? 0 : customers
  const to = scope.indirectPartnerId === '' ? customers : world.totalCustomers
  for (let customer = from; customer < to; customer += 1) {
    if (customer >= customers && resellerId(world, resellerOf(world, customer)) !== scope.indirectPartnerId) continue
    const end = world.orderStarts[customer + 1] as number
    for (let row = world.orderStarts[customer] as number; row < end; row += 1) {
      keys.push((orderCreatedAt(world, row, customer) / 1000) * ROW_SPACE + row)
    }
  }
  const result = Float64Array.from(keys).sort()
  scopes.set(scope.indirectPartnerId, result)
  return result
}

const firstAtOrAfter = (keys: Float64Array, key: number): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] as number) < key) low = middle + 1
    else high = middle
  }
  return low
}

interface Listing {
  readonly key: string
  readonly rows: Float64Array
}

/** Keeps the last listings of a state, because the pages of one listing repeat the question. */
class Listings {
  readonly #kept = new WeakMap<Database, readonly Listing[]>()

  get(state: Database, question: unknown, make: () => Float64Array): Float64Array {
    const key = JSON.stringify(question)
    const kept = this.#kept.get(state) ?? []
    const known = kept.find((listing) => listing.key === key)
    if (known) return known.rows
    const rows = make()
    this.#kept.set(state, [{ key, rows }, ...kept].slice(0, 4))
    return rows
  }
}

const formulaListings = new Listings()
const currentListings = new Listings()

/** A payment deadline may pass between two pages: an hour is fine enough for a listing. */
const hourOf = (ctx: Store, filter: OrderFilter): number =>
  filter.status === undefined ? 0 : Math.floor(ctx.now() / 3_600_000)

/** Rows of the formula that match, whether or not a call changed them since. */
const formulaRows = (ctx: Store, scope: Scope, filter: OrderFilter): Float64Array => {
  const world = worldOf(ctx.state)
  return formulaListings.get(ctx.state, [scope.indirectPartnerId, filter, hourOf(ctx, filter)], () => {
    const keys = rowsByTime(world, scope)
    const window = keys.subarray(
      firstAtOrAfter(keys, Math.ceil(filter.createdFrom / 1000) * ROW_SPACE),
      firstAtOrAfter(keys, (Math.floor(filter.createdTo / 1000) + 1) * ROW_SPACE),
    )
    if (onlyCreated(filter)) return window
    return window.filter(
      (key) =>
        mayMatch(world, key % ROW_SPACE, filter) &&
        matches(atMoment(orderAt(world, key % ROW_SPACE), ctx.now()), filter),
    )
  })
}

/** Cheap first look: a cancelled order may be one whose payment deadline has passed. */
const mayMatch = (world: World, row: number, filter: OrderFilter): boolean => {
  const { status, orderType } = orderKindAt(world, row)
  return (
    (filter.orderType === undefined || filter.orderType === orderType) &&
    (filter.status === undefined ||
      filter.status === status ||
      (filter.status === orderStatus.cancelled && status === orderStatus.pendingPayment))
  )
}

/** Formula rows of a scope that match and that no call changed. */
const baseRows = (ctx: Store, scope: Scope, filter: OrderFilter): Float64Array => {
  const rows = formulaRows(ctx, scope, filter)
  const version = versions.get(ctx.state) ?? 0
  return currentListings.get(ctx.state, [scope.indirectPartnerId, filter, hourOf(ctx, filter), version], () => {
    const changed = new Set(
      ctx
        .sql('select base_index from orders where base_index is not null')
        .all()
        .map((row) => (row as { base_index: number }).base_index),
    )
    return changed.size === 0 ? rows : rows.filter((key) => !changed.has(key % ROW_SPACE))
  })
}

/** A page of all orders of the caller's customers, by time of creation. */
export const orderPage = (
  ctx: Store & Pick<Context, 'offset' | 'limit'>,
  scope: Scope,
  filter: OrderFilter,
  newestFirst: boolean,
): { readonly total: number; readonly orders: readonly Order[] } => {
  const world = worldOf(ctx.state)
  const base = baseRows(ctx, scope, filter)
  const overlay = (
    ctx
      .sql(
        `select o.id, o.base_index, o.customer_id, o.body from orders o join customers c using (customer_id)
         where coalesce(c.indirect_partner_id, '') = ? and o.visible_at <= ?`,
      )
      .all(scope.indirectPartnerId, ctx.visibleNow) as OverlayRow[]
  )
    .map((row) => atMoment(JSON.parse(row.body) as Order, ctx.now()))
    .filter((order) => matches(order, filter))
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  const total = base.length + overlay.length
  // Place of every overlay order in the merged list; the base rows fill the rest in order.
  const placed = new Map<number, Order>()
  overlay.forEach((order, index) => {
    placed.set(firstAtOrAfter(base, (Math.floor(order.createdAt / 1000) + 1) * ROW_SPACE) + index, order)
  })
  const places = Float64Array.from(placed.keys())
  const at = (place: number): Order => {
    const order = placed.get(place)
    if (order) return order
    const before = firstAtOrAfter(places, place)
    return atMoment(orderAt(world, (base[place - before] as number) % ROW_SPACE), ctx.now())
  }
  const orders: Order[] = []
  for (let index = ctx.offset; index < Math.min(ctx.offset + ctx.limit, total); index += 1) {
    orders.push(at(newestFirst ? total - 1 - index : index))
  }
  return { total, orders }
}
