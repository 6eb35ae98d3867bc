/** Prices of the partner's API: what is asked for a line, and what the answer says of each. Exact from the JSON's text. */
import type { BookOffer, Told } from '#host/areas/quotes/book.ts'
import { readable, rowsIn, unreadableAnswer } from '#host/outbox/reading.ts'
import type { OperationId } from '#host/partner-api/types.ts'
import { code, requiredText, requireYuan, text, type WireRow } from '#host/sync/wire.ts'
import type { QuoteLine } from '#shared/contract/quotes.ts'
import { parsePrice } from '#shared/price.ts'

/** R-ORD-04: six decimals, and ten where asked for. */
const PERIOD_DECIMALS = 6
const DEMAND_DECIMALS = 10

const product = (line: QuoteLine) => ({
  id: line.lineId,
  cloud_service_type: line.serviceType,
  resource_type: line.resourceType,
  resource_spec: line.spec,
  region: line.region,
  subscription_num: line.quantity,
  ...(line.zone === null ? {} : { available_zone: line.zone }),
  ...(line.size === null ? {} : { resource_size: line.size }),
  ...(line.sizeMeasure === null ? {} : { size_measure_id: line.sizeMeasure as 14 | 15 | 17 }),
})

export const periodProduct = (line: QuoteLine) => ({
  ...product(line),
  period_type: (line.periodType ?? 2) as 0 | 2 | 3 | 4,
  period_num: line.periodNum ?? 1,
})

export const demandProduct = (line: QuoteLine) => ({
  ...product(line),
  usage_factor: line.usageFactor ?? '',
  // Plain decimal text of six decimals at most: the number is exact.
  usage_value: Number(line.usageValue),
  usage_measure_id: line.usageMeasure ?? 0,
})

/** A line as an order takes it. */
export const orderProduct = (line: QuoteLine) => ({
  ...product(line),
  charge_mode: line.charge === 'period' ? ('1' as const) : ('3' as const),
  ...(line.charge === 'period'
    ? { period_type: (line.periodType ?? 2) as 0 | 2 | 3 | 4, period_num: line.periodNum ?? 1 }
    : {}),
})

const object = (operationId: OperationId, value: unknown, name: string): WireRow => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as WireRow
  throw unreadableAnswer(operationId, `${name} is no object`)
}

interface Amounts {
  readonly official: bigint
  readonly saving: bigint
}

/** Official price and what is taken off; an answer whose three figures do not agree is not believed. */
function amountsOf(operationId: OperationId, row: WireRow, decimals: number): Amounts {
  requireYuan(row.measure_id)
  const price = (field: 'official_website_amount' | 'amount' | 'discount_amount'): bigint => {
    const value = parsePrice(row[field], decimals)
    if (value === null || value < 0n) throw unreadableAnswer(operationId, `${field} is no price`)
    return value
  }
  const official = price('official_website_amount')
  const saving = price('discount_amount')
  if (official - saving !== price('amount')) throw unreadableAnswer(operationId, 'amount is not official less discount')
  return { official, saving }
}

const CODE_MOST = 64

/** Answer of ListRateOnPeriodDetail by line. Throws PartnerError where a line asked for is missing. */
export function periodPrices(body: unknown, lines: readonly QuoteLine[]): Map<string, Told> {
  const id = 'ListRateOnPeriodDetail'
  return readable(id, () => {
    const answer = object(id, body, 'the answer')
    const official = new Map<string, bigint>()
    const result = object(id, answer.official_website_rating_result, 'official_website_rating_result')
    for (const row of rowsIn(id, result, 'product_rating_results')) {
      requireYuan(row.measure_id)
      const price = parsePrice(row.official_website_amount, PERIOD_DECIMALS)
      if (price === null || price < 0n) throw unreadableAnswer(id, 'official_website_amount is no price')
      official.set(requiredText(row.id, 'id'), price)
    }
    const offers = new Map<string, BookOffer[]>()
    for (const discount of rowsIn(id, answer, 'optional_discount_rating_results')) {
      const offer = {
        id: requiredText(discount.discount_id, 'discount_id').slice(0, CODE_MOST),
        type: (code(discount.discount_type, 'discount_type') ?? '').slice(0, 16),
        name: (text(discount.discount_name, 'discount_name') ?? '').slice(0, 256),
      }
      for (const row of rowsIn(id, discount, 'product_rating_results')) {
        const line = requiredText(row.id, 'id')
        const { official: same, saving } = amountsOf(id, row, PERIOD_DECIMALS)
        if (official.get(line) !== same) throw unreadableAnswer(id, 'a discount knows another official price')
        offers.set(line, [...(offers.get(line) ?? []), { ...offer, saving }])
      }
    }
    return new Map(
      lines.map(({ lineId }) => {
        const price = official.get(lineId)
        if (price === undefined) throw unreadableAnswer(id, 'a line has no price')
        return [lineId, { ok: true, official: price, amount: null, offers: offers.get(lineId) ?? [] }]
      }),
    )
  })
}

/** Answer of ListOnDemandResourceRatings by line: the best discount is taken off already. */
export function demandPrices(body: unknown, lines: readonly QuoteLine[]): Map<string, Told> {
  const id = 'ListOnDemandResourceRatings'
  return readable(id, () => {
    const rows = new Map(
      rowsIn(id, object(id, body, 'the answer'), 'product_rating_results').map((row) => [
        requiredText(row.id, 'id'),
        row,
      ]),
    )
    return new Map(
      lines.map(({ lineId }) => {
        const row = rows.get(lineId)
        if (!row) throw unreadableAnswer(id, 'a line has no price')
        const { official, saving } = amountsOf(id, row, DEMAND_DECIMALS)
        const offers = rowsIn(id, row, 'discount_rating_results').flatMap((one): BookOffer[] => {
          const taken = parsePrice(one.amount, DEMAND_DECIMALS)
          if (taken === null) return []
          return [
            {
              id: (text(one.discount_id, 'discount_id') ?? '').slice(0, CODE_MOST),
              type: (code(one.discount_type, 'discount_type') ?? '').slice(0, 16),
              name: (text(one.discount_name, 'discount_name') ?? '').slice(0, 256),
              saving: taken,
            },
          ]
        })
        return [lineId, { ok: true, official, amount: official - saving, offers }]
      }),
    )
  })
}
