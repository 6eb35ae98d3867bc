/** Rules about quotes 询价/报价 and the order that comes of one (pure functions and the list of what is implemented). */
import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import { roundToFen } from '../price.ts'
import { BANDWIDTH, DISK, type Product, SERVER, sizedBy } from './products.ts'
import type { Rules } from './rule.ts'

export const quoteRules = {
  'R-AUTH-10': { says: 'Marketplace goods cannot be ordered on a customer’s behalf.', source: 'P' },
  'R-CUST-46': {
    says: 'A customer whose balance is not above zero is refused an order and a renewal.',
    source: 'S004:9',
  },
  'R-ORD-01': {
    says: 'Service type, resource type, region and spec must all be right, else the product is not found.',
    source: 'A',
  },
  'R-ORD-02': {
    says: 'A linear product (disk, bandwidth) needs a size with its unit; any other has neither.',
    source: 'S004:15, S004:22, A',
  },
  'R-ORD-03': {
    says: 'The best offer is the largest saving among contract and partner discounts, ties in that order; promotions and discount coupons take no part.',
    source: 'A',
  },
  'R-ORD-04': {
    says: 'Prices have six decimals at most, ten where asked for; a line is rounded to fen half up at the end only, the total is the sum of lines.',
    source: 'A, D',
  },
  'R-ORD-05': {
    says: 'A price on screen is a quote with its time; at submission it is asked again, and another one needs fresh consent.',
    source: 'D',
  },
  'R-ORD-06': {
    says: 'A contract price is chosen at the purchase, and the contract in force at that time counts.',
    source: 'S004:19, S004:20',
  },
  'R-ORD-07': {
    says: 'A server set is server, disks, image and network: each component is a line of its own; system disk and image are booked under the server’s product, data disks under disk.',
    source: 'S004:12, P',
  },
  'R-ORD-08': { says: 'Yearly/monthly and on-demand products can both be ordered.', source: 'S004:6, S004:11' },
  'R-ORD-09': {
    says: 'No order leaves while off line: a draft with its quote is kept and handed over on line.',
    source: 'D',
  },
  'R-ORD-10': {
    says: 'A draft keeps the quote, the authorization as it was and the author; never a credential or a token.',
    source: 'D',
  },
  'R-ORD-11': {
    says: 'One draft makes one order at most: a key of ours marks it, and after an unclear answer the orders are read for it before any second try.',
    source: 'D',
  },
} as const satisfies Rules

const MARKETPLACE = 'hws.service.type.marketplace'

export const MOST_QUANTITY = 10_000
/** The vendor's limit of a size and of a period's number. */
const MOST_SIZE = 214_783_647

/** 0 day, 2 month, 3 year, 4 hour. */
export const periodTypes = [2, 3, 0, 4] as const

export const roles = ['server', 'system-disk', 'data-disk', 'image', 'bandwidth', 'address'] as const
export type Role = (typeof roles)[number]

/** What one line asks for; what does not belong to its way of charging is null. */
export interface LineFacts {
  readonly charge: 'period' | 'demand'
  readonly serviceType: string
  readonly resourceType: string
  readonly spec: string
  readonly region: string
  readonly zone: string | null
  readonly size: number | null
  readonly sizeMeasure: number | null
  readonly quantity: number
  readonly periodType: number | null
  readonly periodNum: number | null
  readonly usageFactor: string | null
  /** Plain decimal, six decimals at most. */
  readonly usageValue: string | null
  readonly usageMeasure: number | null
}

export interface QuoteRefusal {
  readonly rule: keyof typeof quoteRules
  readonly reason: string
  readonly detail?: Readonly<Record<string, string | number>>
}

const whole = (value: number | null, most: number): boolean =>
  value !== null && Number.isSafeInteger(value) && value >= 1 && value <= most

/** What is wrong with a line as far as that can be told here; the vendor's price has the last word. */
export function refuseLine(line: LineFacts): QuoteRefusal | null {
  for (const field of ['serviceType', 'resourceType', 'region', 'spec'] as const)
    if (line[field].trim() === '') return { rule: 'R-ORD-01', reason: field }
  const { size, sizeMeasure, resourceType } = line
  if ((size === null) !== (sizeMeasure === null)) return { rule: 'R-ORD-02', reason: 'size-and-unit' }
  if (size !== null && !whole(size, MOST_SIZE)) return { rule: 'R-ORD-02', reason: 'size' }
  const known = sizedBy(resourceType)
  if (known !== null && size === null) return { rule: 'R-ORD-02', reason: 'size-needed', detail: { measure: known } }
  if (known === null && size !== null && resourceType === SERVER.resourceType)
    return { rule: 'R-ORD-02', reason: 'no-size' }
  if (!whole(line.quantity, MOST_QUANTITY)) return { rule: 'R-ORD-08', reason: 'quantity' }
  if (line.charge === 'period') {
    const known = periodTypes.some((type) => type === line.periodType)
    return known && whole(line.periodNum, MOST_SIZE) ? null : { rule: 'R-ORD-08', reason: 'period' }
  }
  const usable =
    line.usageFactor !== null &&
    line.usageMeasure !== null &&
    /^\d{1,12}(\.\d{1,6})?$/.test(line.usageValue ?? '') &&
    /[1-9]/.test(line.usageValue ?? '')
  return usable ? null : { rule: 'R-ORD-08', reason: 'usage' }
}

/** R-AUTH-10. */
export const refuseToOrder = (line: Pick<LineFacts, 'serviceType'>): QuoteRefusal | null =>
  line.serviceType === MARKETPLACE ? { rule: 'R-AUTH-10', reason: 'marketplace' } : null

/** R-CUST-46; null balance = nobody told one, the vendor will. */
export const refuseBalance = (balance: number | null): QuoteRefusal | null =>
  balance !== null && balance <= 0 ? { rule: 'R-CUST-46', reason: 'balance', detail: { balance } } : null

/** Two lines with the same text have the same price at the same moment. */
export const productKey = (line: LineFacts): string =>
  JSON.stringify([
    line.charge,
    line.serviceType,
    line.resourceType,
    line.spec,
    line.region,
    line.zone,
    line.sizeMeasure,
    line.periodType,
    line.periodNum,
    line.usageFactor,
    line.usageMeasure,
    line.charge === 'demand' ? line.usageValue : null,
  ])

/** How many units of the product a line has; a price is told for so many. */
export const unitsOf = (line: Pick<LineFacts, 'size' | 'quantity'>): bigint =>
  BigInt(line.size ?? 1) * BigInt(line.quantity)

/**
 * An estimate off line: the price of other units of the same product, in proportion. Rounded up to the last decimal, so
 * that nobody is promised less than was asked.
 */
export function scaled(price: bigint, from: bigint, to: bigint): bigint {
  const exact = price * to
  return exact % from === 0n ? exact / from : exact / from + 1n
}

export const VENDOR_CONTRACT = '605'
/** In the order in which ties go (R-ORD-03). */
export const discountTypes = [VENDOR_CONTRACT, '606', '607'] as const

export interface Offer {
  readonly id: string
  readonly type: string
  /** What it takes off the lines it covers. */
  readonly saving: bigint
}

/** Place among the types that may be the best offer; null for promotions, discount coupons and what nobody knows. */
const rank = (type: string): number | null => {
  const at = (discountTypes as readonly string[]).indexOf(type)
  return at < 0 ? null : at
}

/** R-ORD-03; null where nothing saves anything. */
export function bestOffer<O extends Offer>(offers: readonly O[]): O | null {
  let best: O | null = null
  for (const offer of offers) {
    const place = rank(offer.type)
    if (place === null || offer.saving <= 0n) continue
    const than = best === null ? null : (rank(best.type) as number)
    const better =
      best === null ||
      offer.saving > best.saving ||
      (offer.saving === best.saving && (place < (than as number) || (place === than && offer.id < best.id)))
    if (better) best = offer
  }
  return best
}

/** Why an offer is not the one that counts; null = it is. */
export function whyNotOffer(offer: Offer, best: Offer | null): 'no-part' | 'no-saving' | 'less' | 'tie' | null {
  if (rank(offer.type) === null) return 'no-part'
  if (offer.saving <= 0n) return 'no-saving'
  if (best === null || best.id === offer.id) return null
  return offer.saving === best.saving ? 'tie' : 'less'
}

export interface LinePrice {
  readonly official: bigint
  readonly amount: bigint
}

export interface Totals {
  readonly official: Fen
  readonly amount: Fen
  readonly saving: Fen
}

/** R-ORD-04: each line becomes fen once; the total is the sum of what stands on the lines. */
export function totalsOf(lines: readonly LinePrice[]): Totals {
  const official = sumFen(lines.map((line) => roundToFen(line.official)))
  const amount = sumFen(lines.map((line) => roundToFen(line.amount)))
  return { official, amount, saving: sumFen([official, -amount as Fen]) }
}

/** R-ORD-05: whether the person must consent again; also to a lower price, which another discount may have made. */
export const priceMoved = (agreed: number, now: number): boolean => agreed !== now

/** R-ORD-07: the product under whose name a component is booked. */
export function bookedUnder(role: Role): Product {
  if (role === 'data-disk') return DISK
  if (role === 'bandwidth' || role === 'address') return BANDWIDTH
  return SERVER
}

/** One draft, one order (R-ORD-11): the quote's intents that stand in the way of another. */
export const holdsAnother = (state: string): boolean => !['refused', 'discarded', 'expired'].includes(state)
