/** Prices, offers, totals and coupons of a quote: the rules by their ids, and slow obvious models beside them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '#shared/money.ts'
import { formatPrice, parsePrice, priceOfFen, roundToFen } from '#shared/price.ts'
import {
  bestCoupons,
  type CouponFacts,
  type OrderFacts,
  refuseCoupon,
  refuseTogether,
} from '#shared/rules/coupon-use.ts'
import { DISK, SERVER } from '#shared/rules/products.ts'
import {
  bestOffer,
  bookedUnder,
  holdsAnother,
  type LineFacts,
  type Offer,
  priceMoved,
  productKey,
  refuseBalance,
  refuseLine,
  refuseToOrder,
  scaled,
  totalsOf,
  unitsOf,
  whyNotOffer,
} from '#shared/rules/quotes.ts'

const SEED = 20261128

const server: LineFacts = {
  charge: 'period',
  ...SERVER,
  spec: 's6.large.2.linux',
  region: 'cn-north-4',
  zone: null,
  size: null,
  sizeMeasure: null,
  quantity: 1,
  periodType: 2,
  periodNum: 1,
  usageFactor: null,
  usageValue: null,
  usageMeasure: null,
}
const disk: LineFacts = { ...server, ...DISK, spec: 'SSD', size: 100, sizeMeasure: 17 }
const hour: LineFacts = {
  ...server,
  charge: 'demand',
  periodType: null,
  periodNum: null,
  usageFactor: 'Duration',
  usageValue: '720',
  usageMeasure: 4,
}

describe('a line', () => {
  it.each(['serviceType', 'resourceType', 'region', 'spec'] as const)('R-ORD-01 needs its %s', (field) => {
    expect(refuseLine({ ...server, [field]: ' ' })).toEqual({ rule: 'R-ORD-01', reason: field })
  })

  it('R-ORD-02 of a linear product has a size with its unit, any other neither', () => {
    expect(refuseLine(disk)).toBeNull()
    expect(refuseLine({ ...disk, sizeMeasure: null })).toMatchObject({ rule: 'R-ORD-02', reason: 'size-and-unit' })
    expect(refuseLine({ ...disk, size: null })).toMatchObject({ rule: 'R-ORD-02', reason: 'size-and-unit' })
    expect(refuseLine({ ...disk, size: null, sizeMeasure: null })).toMatchObject({
      rule: 'R-ORD-02',
      reason: 'size-needed',
    })
    expect(refuseLine({ ...server, size: 1, sizeMeasure: 17 })).toMatchObject({ rule: 'R-ORD-02', reason: 'no-size' })
    expect(refuseLine({ ...disk, size: 0 })).toMatchObject({ rule: 'R-ORD-02', reason: 'size' })
    // Which products are linear nobody lists: one that the code does not tell may go either way.
    expect(refuseLine({ ...disk, resourceType: 'hws.resource.type.new' })).toBeNull()
    expect(refuseLine({ ...server, resourceType: 'hws.resource.type.new' })).toBeNull()
  })

  it('R-ORD-08 is yearly/monthly with a period, or on demand with a usage', () => {
    expect(refuseLine(server)).toBeNull()
    expect(refuseLine(hour)).toBeNull()
    expect(refuseLine({ ...server, periodNum: 0 })).toEqual({ rule: 'R-ORD-08', reason: 'period' })
    expect(refuseLine({ ...server, periodType: 1 })).toEqual({ rule: 'R-ORD-08', reason: 'period' })
    for (const usageValue of ['0', '-1', '1.1234567', '', 'x', null])
      expect(refuseLine({ ...hour, usageValue })).toEqual({ rule: 'R-ORD-08', reason: 'usage' })
    for (const quantity of [0, 10_001, 1.5])
      expect(refuseLine({ ...server, quantity })).toMatchObject({ reason: 'quantity' })
  })

  it('R-AUTH-10 marketplace goods are quoted but not ordered on behalf', () => {
    const goods = { ...server, serviceType: 'hws.service.type.marketplace' }
    expect(refuseLine(goods)).toBeNull()
    expect(refuseToOrder(goods)).toEqual({ rule: 'R-AUTH-10', reason: 'marketplace' })
    expect(refuseToOrder(server)).toBeNull()
  })

  it('R-ORD-07 of a server set: system disk and image are booked under the server, data disks under disk', () => {
    expect(bookedUnder('system-disk')).toBe(SERVER)
    expect(bookedUnder('image')).toBe(SERVER)
    expect(bookedUnder('data-disk')).toBe(DISK)
    expect(bookedUnder('bandwidth').serviceType).toBe('hws.service.type.vpc')
  })
})

describe('prices', () => {
  it('R-ORD-04 are read exactly: six decimals, ten where asked for, more is no price', () => {
    expect(parsePrice(0.1)).toBe(1_000_000_000n)
    expect(parsePrice('1234567.123456', 6)).toBe(12_345_671_234_560_000n)
    expect(parsePrice(1e-7)).toBe(1000n)
    expect(parsePrice(1.5e-7)).toBe(1500n)
    expect(parsePrice('0.1234567', 6)).toBeNull()
    expect(parsePrice('0.1234560', 6)).toBe(1_234_560_000n)
    expect(parsePrice('0.12345678901')).toBeNull()
    for (const wrong of ['', '1e5', 'x', null, undefined, '1.', Number.NaN, Infinity])
      expect(parsePrice(wrong)).toBeNull()
    expect(formatPrice('12345671234560000')).toBe('¥1,234,567.123456')
    expect(formatPrice('-1000000000')).toBe('−¥0.10')
  })

  it('R-ORD-04 survive their way as number or text, whatever they are', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n - 1n), fc.integer({ min: 0, max: 10 }), (digits, decimals) => {
        // Fifteen digits at most: what partner-api/json.ts hands on as a number.
        const text = `${digits / 10n ** BigInt(decimals)}.${String(digits % 10n ** BigInt(decimals)).padStart(decimals, '0')}`
        const exact = digits * 10n ** BigInt(10 - decimals)
        expect(parsePrice(decimals === 0 ? String(digits) : text)).toBe(exact)
        expect(parsePrice(Number(decimals === 0 ? String(digits) : text))).toBe(exact)
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  it('R-ORD-04 become fen half up once, at the end; the total is the sum of what stands on the lines', () => {
    expect(roundToFen(parsePrice('0.005') as bigint)).toBe(1)
    expect(roundToFen(parsePrice('0.0049999999') as bigint)).toBe(0)
    expect(roundToFen(-(parsePrice('0.005') as bigint))).toBe(-1)
    const price = fc.bigInt(0n, 10n ** 18n)
    fc.assert(
      fc.property(fc.array(fc.record({ official: price, share: fc.integer({ min: 0, max: 100 }) })), (given) => {
        const lines = given.map(({ official, share }) => ({ official, amount: (official * BigInt(share)) / 100n }))
        const totals = totalsOf(lines)
        // The model: decimal text, digit by digit.
        const model = (pick: (line: (typeof lines)[number]) => bigint): bigint =>
          lines.reduce((sum, line) => {
            const text = String(pick(line)).padStart(11, '0')
            const up = Number(text.at(-8)) >= 5 ? 1n : 0n
            return sum + BigInt(text.slice(0, -8)) + up
          }, 0n)
        expect(BigInt(totals.official)).toBe(model(({ official }) => official))
        expect(BigInt(totals.amount)).toBe(model(({ amount }) => amount))
        expect(totals.saving).toBe(totals.official - totals.amount)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('an estimate in proportion never promises less, and is the price itself for the same units', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), fc.bigInt(1n, 10n ** 6n), fc.bigInt(1n, 10n ** 6n), (price, from, to) => {
        const estimate = scaled(price, from, to)
        expect(estimate * from >= price * to).toBe(true)
        expect((estimate - 1n) * from < price * to || estimate === 0n).toBe(true)
        expect(scaled(price, from, from)).toBe(price)
      }),
      { seed: SEED },
    )
    expect(unitsOf(disk)).toBe(100n)
    expect(productKey({ ...disk, quantity: 9, size: 1 })).toBe(productKey(disk))
    expect(productKey({ ...disk, periodNum: 2 })).not.toBe(productKey(disk))
  })

  it('R-ORD-05 another total needs consent, a lower one too', () => {
    expect([priceMoved(100, 100), priceMoved(100, 101), priceMoved(100, 99)]).toEqual([false, true, true])
  })

  it('R-CUST-46 a balance of zero or below refuses an order, one that nobody told does not', () => {
    expect([refuseBalance(1), refuseBalance(null)]).toEqual([null, null])
    expect(refuseBalance(0)).toMatchObject({ rule: 'R-CUST-46' })
    expect(refuseBalance(-1)).toMatchObject({ rule: 'R-CUST-46' })
  })

  it('R-ORD-11 an order that is on its way, done or not known holds another one back; one that had no effect does not', () => {
    expect(['draft', 'queued', 'sent', 'uncertain', 'waiting', 'done'].every(holdsAnother)).toBe(true)
    expect(['refused', 'discarded', 'expired'].some(holdsAnother)).toBe(false)
  })
})

describe('offers', () => {
  const offer = (type: string, saving: number, id = `D${type}`): Offer => ({ id, type, saving: BigInt(saving) })

  it('R-ORD-03 the largest saving is best, ties go contract, grant, partner-set; promotions take no part', () => {
    const offers = [offer('606', 10), offer('607', 15), offer('605', 15), offer('608', 99)]
    expect(bestOffer(offers)?.type).toBe('605')
    expect(offers.map((one) => whyNotOffer(one, bestOffer(offers)))).toEqual(['less', 'tie', null, 'no-part'])
    expect(bestOffer([offer('605', 0)])).toBeNull()
    expect(whyNotOffer(offer('605', 0), null)).toBe('no-saving')
  })

  it('R-ORD-03 is what a slow model says, whatever the order of the offers', () => {
    const any = fc.record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      type: fc.constantFrom('605', '606', '607', '608', '609', 'x'),
      saving: fc.bigInt(-2n, 5n),
    })
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 8 }), (offers) => {
        const model = ['605', '606', '607']
          .flatMap((type) =>
            offers.filter((one) => one.type === type && one.saving > 0n).sort((a, b) => (a.id < b.id ? -1 : 1)),
          )
          .reduce<Offer | null>((best, one) => (best === null || one.saving > best.saving ? one : best), null)
        expect(bestOffer(offers)).toEqual(model)
        expect(bestOffer([...offers].reverse())).toEqual(model)
        expect(offers.filter((one) => whyNotOffer(one, bestOffer(offers)) === null)).toEqual(model ? [model] : [])
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  it('R-ORD-06 a contract price is an offer like others: it counts only where it is chosen at the purchase', () => {
    const contract = offer('605', 20)
    expect(bestOffer([contract, offer('606', 10)])).toBe(contract)
  })
})

describe('coupons', () => {
  const NOW = Date.UTC(2026, 10, 28)
  const coupon = (change: Partial<CouponFacts> = {}): CouponFacts => ({
    couponId: 'c1',
    type: '1',
    status: '2',
    frozen: '0',
    lockOrderId: null,
    balance: 1000,
    effectiveAt: NOW - 1,
    expiresAt: NOW + 1,
    limits: [],
    ...change,
  })
  const order: OrderFacts = {
    amount: 5000,
    official: 6000,
    services: ['hws.service.type.ec2'],
    rates: [8333],
    discounted: true,
  }

  it('R-ORD-19 do not pay for marketplace goods, may cover the whole order, and keep to what they name', () => {
    expect(refuseCoupon(coupon(), { ...order, services: ['hws.service.type.marketplace'] }, NOW)).toMatchObject({
      rule: 'R-ORD-19',
    })
    expect(bestCoupons([coupon({ balance: 9000 })], order, NOW)).toEqual({ couponIds: ['c1'], covered: 5000 })
    const named = coupon({ limits: [{ key: 'cloudServiceType', value: 'hws.service.type.obs' }] })
    expect(refuseCoupon(named, order, NOW)).toEqual({ rule: 'R-ORD-19', reason: 'services' })
    const least = coupon({ limits: [{ key: 'minimumConsumption', value: '50.01' }] })
    expect(refuseCoupon(least, order, NOW)).toEqual({ rule: 'R-ORD-19', reason: 'minimum' })
  })

  it('used up, locked, frozen, not yet or no longer valid ones pay nothing', () => {
    const wrong: Partial<CouponFacts>[] = [
      { status: '3' },
      { frozen: '1' },
      { lockOrderId: 'CS1' },
      { balance: 0 },
      { expiresAt: NOW },
      { effectiveAt: NOW + 1 },
    ]
    for (const change of wrong) expect(refuseCoupon(coupon(change), order, NOW)).not.toBeNull()
    expect(bestCoupons(wrong.map(coupon), order, NOW)).toEqual({ couponIds: [], covered: 0 })
  })

  it('R-ORD-16 three coupons and one partner voucher at most', () => {
    const cash = (n: number) => coupon({ couponId: `k${n}`, type: '4' })
    expect(refuseTogether([cash(1), cash(2), cash(3), cash(4)], order)).toEqual({ rule: 'R-ORD-16', reason: 'coupons' })
    expect(refuseTogether([coupon(), coupon({ couponId: 'c2' })], order)).toEqual({
      rule: 'R-ORD-16',
      reason: 'vouchers',
    })
    expect(
      bestCoupons([coupon(), coupon({ couponId: 'c2', balance: 1500 }), cash(1), cash(2), cash(3)], order, NOW),
    ).toEqual({
      couponIds: ['c2', 'k1', 'k2'],
      covered: 3500,
    })
  })

  it('R-ORD-17 one that shuts the discount out does not go with it; nor does one whose least rate every line is below', () => {
    const shut = coupon({ limits: [{ key: 'simultaneousUseWithEmpowerDiscount', value: '0' }] })
    expect(refuseTogether([shut], order)).toEqual({ rule: 'R-ORD-17', reason: 'discount' })
    expect(refuseTogether([shut], { ...order, discounted: false })).toBeNull()
    const rate = (value: string) => coupon({ limits: [{ key: 'minConsumeDiscount', value }] })
    expect(refuseTogether([rate('0.9')], order)).toEqual({ rule: 'R-ORD-17', reason: 'discount' })
    expect(refuseTogether([rate('0.8')], order)).toBeNull()
    expect(refuseTogether([rate('0.9')], { ...order, rates: [8333, 9500] })).toBeNull()
  })

  it('R-ORD-18 a voucher does not go with a discount coupon', () => {
    expect(refuseTogether([coupon(), coupon({ couponId: 'd', type: '2' })], order)).toEqual({
      rule: 'R-ORD-18',
      reason: 'discount-coupon',
    })
  })

  it('R-ORD-16 the best choice covers as much as any that the rules allow', () => {
    const any = fc.record({
      type: fc.constantFrom('1', '4'),
      balance: fc.integer({ min: 0, max: 40 }),
      shut: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 7 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (given, amount, discounted) => {
          const coupons = given.map(({ type, balance, shut }, n) =>
            coupon({
              couponId: `c${n}`,
              type,
              balance,
              limits: shut ? [{ key: 'simultaneousUseWithEmpowerDiscount', value: '0' }] : [],
            }),
          )
          const facts = { ...order, amount, discounted }
          let most = 0
          for (let set = 0; set < 2 ** coupons.length; set += 1) {
            const chosen = coupons.filter((_, n) => set & (1 << n))
            if (chosen.some((one) => refuseCoupon(one, facts, NOW)) || refuseTogether(chosen, facts)) continue
            most = Math.max(
              most,
              Math.min(
                amount,
                chosen.reduce((sum, { balance }) => sum + balance, 0),
              ),
            )
          }
          const best = bestCoupons(coupons, facts, NOW)
          expect(best.covered).toBe(most)
          const used = coupons.filter(({ couponId }) => best.couponIds.includes(couponId))
          expect(refuseTogether(used, facts)).toBeNull()
          expect(
            Math.min(
              amount,
              used.reduce((sum, { balance }) => sum + balance, 0),
            ),
          ).toBe(best.covered)
        },
      ),
      { seed: SEED, numRuns: 300 },
    )
  })
})

it('fen and prices agree', () => {
  expect(roundToFen(priceOfFen(fen(123)))).toBe(123)
})
