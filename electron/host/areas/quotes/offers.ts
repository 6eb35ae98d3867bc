/** What a basket costs by the prices at hand: which offer counts, totals, and what the customer's coupons would do. */
import type { Priced } from '#host/areas/quotes/book.ts'
import type { QuoteDraft, QuoteView } from '#shared/contract/quotes.ts'
import { fen, sumFen } from '#shared/money.ts'
import { roundToFen } from '#shared/price.ts'
import { bestCoupons, type CouponFacts, type OrderFacts, refuseCoupon } from '#shared/rules/coupon-use.ts'
import { bestOffer, type Offer, totalsOf, whyNotOffer } from '#shared/rules/quotes.ts'

export interface PricedLine {
  readonly line: QuoteDraft['lines'][number]
  readonly price: Priced
}

/** Whether a line's price counts in a total. */
export interface CountedLine extends PricedLine {
  readonly official: bigint
  /** After the offer that counts. */
  readonly amount: bigint
}

interface Found extends Offer {
  name: string
  /** Fen that it takes off, each line rounded. */
  fen: number
  covered: number
}

/** Discounts over all yearly/monthly lines: an order has one of them at most (R-ORD-16). */
export function offersOf(lines: readonly PricedLine[]): Found[] {
  const found = new Map<string, Found>()
  for (const { line, price } of lines) {
    if (line.charge !== 'period' || price.official === null) continue
    for (const { id, type, name, saving } of price.offers) {
      const before = found.get(id) ?? { id, type, name, saving: 0n, fen: 0, covered: 0 }
      found.set(id, {
        ...before,
        saving: before.saving + saving,
        fen: before.fen + (roundToFen(price.official) - roundToFen(price.official - saving)),
        covered: before.covered + 1,
      })
    }
  }
  return [...found.values()].sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : a.id < b.id ? -1 : 1))
}

/** Id of the offer that counts; null = none. A choice that is not offered any more gives way to the best. */
export function chosenOffer(choice: string, offers: readonly Found[]): string | null {
  if (choice === 'none') return null
  if (offers.some(({ id }) => id === choice)) return choice
  return bestOffer(offers)?.id ?? null
}

/** Null where the line has no price. */
export function counted({ line, price }: PricedLine, chosen: string | null): CountedLine | null {
  const { official } = price
  if (official === null) return null
  if (line.charge === 'demand') return { line, price, official, amount: price.amount ?? official }
  const saving = price.offers.find(({ id }) => id === chosen)?.saving ?? 0n
  return { line, price, official, amount: official - saving }
}

export const offerViews = (offers: readonly Found[]): QuoteView['offers'] => {
  const best = bestOffer(offers)
  return offers.slice(0, 50).map((offer) => ({
    id: offer.id,
    type: offer.type,
    name: offer.name,
    saving: offer.fen,
    covered: offer.covered,
    why: whyNotOffer(offer, best),
  }))
}

export function totals(lines: readonly CountedLine[]): NonNullable<QuoteView['totals']> {
  const of = (charge: string) => lines.filter(({ line }) => line.charge === charge)
  return {
    ...totalsOf(lines),
    periodAmount: totalsOf(of('period')).amount,
    demandAmount: totalsOf(of('demand')).amount,
  }
}

function orderFacts(lines: readonly CountedLine[], discounted: boolean): OrderFacts {
  const amounts = lines.map((line) => roundToFen(discounted ? line.amount : line.official))
  return {
    amount: sumFen(amounts),
    official: sumFen(lines.map(({ official }) => roundToFen(official))),
    services: [...new Set(lines.map(({ line }) => line.serviceType))],
    rates: discounted
      ? lines.map(({ official, amount }) => (official === 0n ? 10_000 : Number((amount * 10_000n) / official)))
      : [],
    discounted,
  }
}

/** R-ORD-16 … 19 for the yearly/monthly lines of a quote. */
export function couponEffect(
  lines: readonly CountedLine[],
  chosen: string | null,
  coupons: readonly CouponFacts[],
  now: number,
): Omit<NonNullable<QuoteView['coupons']>, 'asOf'> {
  const period = lines.filter(({ line }) => line.charge === 'period')
  const order = orderFacts(period, chosen !== null)
  const with_ = bestCoupons(coupons, order, now)
  const payable = order.amount - with_.covered
  const plain = orderFacts(period, false)
  const other = chosen === null ? payable : plain.amount - bestCoupons(coupons, plain, now).covered
  return {
    couponIds: [...with_.couponIds],
    covered: with_.covered,
    payable: fen(payable),
    withoutDiscount: other < payable ? fen(other) : null,
    refused: coupons.slice(0, 100).flatMap((coupon) => {
      const refusal = refuseCoupon(coupon, order, now)
      return refusal ? [{ couponId: coupon.couponId, ...refusal }] : []
    }),
  }
}
