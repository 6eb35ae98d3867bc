const mix = (value: number): number => {
  let x = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** 32 bits that depend on the seed, the stream (one per kind of value) and the row; the base of every generated value. */
export const hash = (seed: number, stream: number, row: number): number =>
  mix(mix(mix(seed ^ 0x9e3779b9) + stream) ^ Math.imul(row + 1, 0x9e3779b1))

/** The same as a fraction, 0 ≤ x < 1. */
export const fraction = (seed: number, stream: number, row: number): number => hash(seed, stream, row) / 0x1_0000_0000

const hexOf = (value: number): string => value.toString(16).padStart(8, '0')

/** 32 lower-case hex characters, as the vendor's ids. */
export const hexId = (seed: number, stream: number, row: number): string => {
  const base = hash(seed, stream, row)
  // The row itself is mixed in by a bijection, so that two rows of a stream never share an id.
  return (
    hexOf(base) + hexOf(mix(base ^ 0x51ed270b)) + hexOf(mix(row ^ mix(stream ^ seed))) + hexOf(mix(base + 0x2545f491))
  )
}

/** The same in the form of a UUID, as resource ids have it. */
export const uuid = (seed: number, stream: number, row: number): string => {
  const hex = hexId(seed, stream, row)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** splitmix32; one instance serves all rows, `seek` starts the sequence of a row without allocation. */
export class Random {
  readonly #seed: number
  #state = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  seek(stream: number, row: number): this {
    this.#state = hash(this.#seed, stream, row)
    return this
  }

  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    return mix(this.#state)
  }

  /** 0 ≤ x < 1 */
  fraction(): number {
    return this.next() / 0x1_0000_0000
  }

  /** Whole number, 0 ≤ x < bound. */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound)
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** Index drawn by ascending cumulative weights whose last is 1. */
  weighted(cumulative: readonly number[]): number {
    const x = this.fraction()
    let index = 0
    while (index < cumulative.length - 1 && x >= (cumulative[index] as number)) index += 1
    return index
  }
}

/** Streams: every kind of value draws from its own, so that a change in one leaves the others as they were. */
export const streams = {
  customer: 1,
  customerId: 2,
  association: 3,
  verified: 4,
  weight: 5,
  associatedOn: 6,
  manager: 7,
  tag: 8,
  balance: 9,
  member: 10,
  reseller: 11,
  order: 20,
  orderTime: 21,
  orderLine: 22,
  resource: 30,
  resourceId: 31,
  onDemand: 32,
  onDemandId: 33,
  bill: 40,
  billId: 41,
  quota: 50,
  coupon: 51,
  couponId: 52,
  record: 53,
  adjust: 60,
  change: 61,
  id: 70,
  incentive: 80,
  incentiveId: 81,
} as const
