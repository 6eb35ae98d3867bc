import { fraction, streams } from './random.ts'

export type Size = 's' | 'm' | 'l'

export interface WorldOptions {
  readonly size: Size
  readonly seed: number
  /** UTC milliseconds at which the data ends; rounded down to the second. */
  readonly now: number
}

interface Counts {
  /** Own customers of the partner. */
  readonly customers: number
  readonly orders: number
  readonly billLines: number
  readonly resellers: number
  /** Customers of the resellers, beside the own ones. */
  readonly resellerCustomers: number
  /** Sales reps 客户经理; a tenth as many directors come on top. */
  readonly reps: number
  readonly coupons: number
  readonly adjustRecords: number
  readonly accountChanges: number
}

const counts: Readonly<Record<Size, Counts>> = {
  s: {
    customers: 50,
    orders: 400,
    billLines: 2000,
    resellers: 3,
    resellerCustomers: 9,
    reps: 8,
    coupons: 60,
    adjustRecords: 120,
    accountChanges: 120,
  },
  m: {
    customers: 2000,
    orders: 20_000,
    billLines: 100_000,
    resellers: 12,
    resellerCustomers: 180,
    reps: 40,
    coupons: 2400,
    adjustRecords: 4000,
    accountChanges: 4000,
  },
  l: {
    customers: 200_000,
    orders: 1_000_000,
    billLines: 5_000_000,
    resellers: 60,
    resellerCustomers: 6000,
    reps: 400,
    coupons: 20_000,
    adjustRecords: 30_000,
    accountChanges: 20_000,
  },
}

/**
 * What the formulas need to know: sizes, and where the rows of each customer begin. Customers are numbered from 0 in list
 * order (newest association first), own customers before those of resellers; `customers.id` is the number plus one.
 */
export interface World extends WorldOptions {
  readonly counts: Counts
  /** Own customers and those of resellers. */
  readonly totalCustomers: number
  /** Rows of customer c are `starts[c]` up to, not with, `starts[c + 1]`. */
  readonly orderStarts: Uint32Array
  readonly billStarts: Uint32Array
}

/** Customers associate over this time before `now`. */
const SPAN_MS = 6 * 365 * 86_400_000

/** -1 not verified, 0 in review, 1 refused, 2 verified 实名认证状态; only verified customers buy. */
export const verifiedStatusOf = (seed: number, customer: number): string => {
  const x = fraction(seed, streams.verified, customer)
  return x < 0.9 ? '2' : x < 0.96 ? '-1' : x < 0.985 ? '0' : '1'
}

/** 1 consultative 顾问销售 (35 in 100), 2 resale 代售; reseller customers are resale. */
export const associationTypeOf = (world: World, customer: number): '1' | '2' =>
  customer < world.counts.customers && fraction(world.seed, streams.association, customer) < 0.35 ? '1' : '2'

/** How much a customer buys: few large ones, a long tail, nothing without verification. */
export const weightOf = (seed: number, customer: number): number =>
  verifiedStatusOf(seed, customer) === '2'
    ? Math.min(60, (1 - fraction(seed, streams.weight, customer)) ** -0.75) - 0.9
    : 0

/** Spreads exactly `total` rows over the customers in proportion to their weight. */
const spread = (seed: number, from: number, to: number, total: number, starts: Uint32Array): void => {
  let sum = 0
  for (let customer = from; customer < to; customer += 1) sum += weightOf(seed, customer)
  const first = starts[from] as number
  let running = 0
  for (let customer = from; customer < to; customer += 1) {
    running += weightOf(seed, customer)
    starts[customer + 1] = first + Math.round((running / sum) * total)
  }
}

/** Computes the starts; about 0.1 s at size l. */
export const createWorld = ({ size, seed, now }: WorldOptions): World => {
  const sizes = counts[size]
  const totalCustomers = sizes.customers + sizes.resellerCustomers
  const starts = (total: number): Uint32Array => {
    const result = new Uint32Array(totalCustomers + 1)
    spread(seed, 0, sizes.customers, total, result)
    // Resellers' customers buy at the same rate.
    spread(
      seed,
      sizes.customers,
      totalCustomers,
      Math.round((total / sizes.customers) * sizes.resellerCustomers),
      result,
    )
    return result
  }
  return {
    size,
    seed,
    now: Math.floor(now / 1000) * 1000,
    counts: sizes,
    totalCustomers,
    orderStarts: starts(sizes.orders),
    billStarts: starts(sizes.billLines),
  }
}

/** The customer that owns a row, by binary search in the starts. */
export const ownerOf = (starts: Uint32Array, row: number): number => {
  let low = 0
  let high = starts.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts[middle] as number) <= row) low = middle
    else high = middle
  }
  return low
}

/**
 * Association time of a customer, UTC milliseconds: falls strictly with the number among own customers and, apart from
 * them, among those of resellers. More customers came lately than long ago.
 */
export const associatedAt = (world: World, customer: number): number => {
  const { customers, resellerCustomers } = world.counts
  const own = customer < customers
  const place = own ? customer : customer - customers
  const count = own ? customers : resellerCustomers
  const slot = (place + 0.9 * fraction(world.seed, streams.associatedOn, customer)) / count
  // Leaves the last hour free, and full seconds, so that no two neighbours share one up to size l.
  return world.now - 3_600_000 - Math.floor((SPAN_MS * (0.55 * slot + 0.45 * slot * slot)) / 1000) * 1000
}
