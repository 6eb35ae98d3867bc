// Quotes 询价: yearly/monthly, pay-per-use and renewal. Exact whole numbers all the way: millionths of a yuan.
import { regions } from '#test/data/reference.ts'
import { type Resource, type Spec, services, termPrice } from '#test/data/services.ts'
import { type Context, type Operation, operation } from '../registry.ts'
import { moneyNumber, moneyString } from '../wire.ts'
import { renewable } from './renew.ts'
import { resourcesOf } from './resource-store.ts'

const MICRO = 6
/** Largest amount of a quote, millionths of a yuan (CBC.99006055). */
const MOST = 10n ** 17n

/** Contract 605, partner grant 606, partner-set rate 607, in hundredths of the price; all may apply to every product. */
export const discounts = [
  { type: 605, percent: 15n, name: '商务授权折扣' },
  { type: 606, percent: 10n, name: '伙伴授予折扣' },
  { type: 607, percent: 15n, name: '伙伴设置折扣' },
] as const

/** Largest saving wins, ties go in the order of the types (R-ORD-03). */
const bestType = [...discounts].sort((a, b) => Number(b.percent - a.percent) || a.type - b.type)[0]?.type

interface Wanted {
  readonly cloud_service_type: string
  readonly resource_type: string
  readonly resource_spec: string
  readonly region: string
  readonly resource_size?: number
  readonly size_measure_id?: number
}

/** The vendor's price list as it is now: a price that moved stands in the state, in hundredths of the seeded one. */
const atPriceOfNow = (ctx: Pick<Context, 'sql'>, spec: Spec): Spec => {
  const percent = ctx.sql('select percent from price_changes where resource_spec = ?').pluck().get(spec.code) as
    | number
    | undefined
  if (percent === undefined) return spec
  const moved = (price: number): number => Math.round((price * percent) / 100)
  return { ...spec, monthPrice: moved(spec.monthPrice), hourPrice: moved(spec.hourPrice) }
}

/** Product of a quote line: all four must be right, and the size where the product is sold by size (R-ORD-01, 02). */
export const productOf = (
  ctx: Pick<Context, 'fail' | 'sql'>,
  wanted: Wanted,
): { readonly resource: Resource; readonly spec: Spec; readonly size: bigint } => {
  const resource = services
    .find(({ code }) => code === wanted.cloud_service_type)
    ?.resources.find(({ code }) => code === wanted.resource_type)
  const spec = resource?.specs.find(({ code }) => code === wanted.resource_spec)
  if (!resource || !spec || !regions.some(({ code }) => code === wanted.region)) return ctx.fail('CBC.99006006')
  if (resource.linear !== (wanted.resource_size !== undefined) || wanted.size_measure_id !== resource.sizeMeasureId) {
    return ctx.fail('CBC.99006006')
  }
  return { resource, spec: atPriceOfNow(ctx, spec), size: BigInt(wanted.resource_size ?? 1) }
}

const checkIds = (ctx: Pick<Context, 'fail'>, items: readonly { readonly id: string }[]): void => {
  if (items.length === 0 || new Set(items.map(({ id }) => id)).size !== items.length)
    ctx.fail('CBC.0100', 'id must be unique')
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

const listRateOnPeriodDetail = operation('ListRateOnPeriodDetail', (ctx) => {
  const items = ctx.body.product_infos
  checkIds(ctx, items)
  const rated = items.map((item) => {
    const { spec, size } = productOf(ctx, item)
    const official = termPrice(spec, item.period_type, item.period_num) * size * BigInt(item.subscription_num)
    if (official > MOST) ctx.fail('CBC.99006055')
    return { id: item.id, product_id: `00301-${spec.code}`, official }
  })
  const total = sum(rated.map(({ official }) => official))
  return {
    official_website_rating_result: {
      official_website_amount: moneyNumber(total, MICRO),
      measure_id: 1,
      product_rating_results: rated.map(({ id, product_id, official }) => ({
        id,
        product_id,
        official_website_amount: moneyNumber(official, MICRO),
        measure_id: 1,
      })),
    },
    optional_discount_rating_results: discounts.map(({ type, percent, name }) => {
      const off = rated.map(({ official }) => (official * percent) / 100n)
      return {
        discount_id: `DISC${type}`,
        amount: moneyNumber(total - sum(off), MICRO),
        official_website_amount: moneyNumber(total, MICRO),
        discount_amount: moneyNumber(sum(off), MICRO),
        measure_id: 1,
        discount_type: type,
        discount_name: name,
        best_offer: type === bestType ? 1 : 0,
        product_rating_results: rated.map(({ id, product_id, official }, index) => ({
          id,
          product_id,
          amount: moneyNumber(official - (off[index] as bigint), MICRO),
          official_website_amount: moneyNumber(official, MICRO),
          discount_amount: moneyNumber(off[index] as bigint, MICRO),
          measure_id: 1,
        })),
      }
    }),
    currency: 'CNY',
  }
})

const USAGE_SCALE = 6

/** A usage as whole millionths; CBC.0100 with more decimals or below zero. */
const usageMillionths = (ctx: Pick<Context, 'fail'>, value: number): bigint => {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(String(value))
  return match ? BigInt(`${match[1]}${(match[2] ?? '').padEnd(USAGE_SCALE, '0')}`) : ctx.fail('CBC.0100', 'usage_value')
}

const roundTo = (amount: bigint, from: number, to: number): bigint => {
  const unit = 10n ** BigInt(from - to)
  return (amount + unit / 2n) / unit
}

/** Six decimals, ten with inquiry_precision 1 (R-ORD-04); the best discount is taken off. */
const listOnDemandResourceRatings = operation('ListOnDemandResourceRatings', (ctx) => {
  const items = ctx.body.product_infos
  checkIds(ctx, items)
  const scale = ctx.body.inquiry_precision === 1 ? 10 : MICRO
  const best = discounts.find(({ type }) => type === bestType) ?? discounts[0]
  const rated = items.map((item) => {
    const { resource, spec, size } = productOf(ctx, item)
    if (item.usage_factor !== resource.usageFactor) ctx.fail('CBC.99006074')
    if (item.usage_measure_id !== resource.usageMeasureId) ctx.fail('CBC.99006050')
    const exact = BigInt(spec.hourPrice) * usageMillionths(ctx, item.usage_value) * size * BigInt(item.subscription_num)
    if (exact > MOST * 1_000_000n) ctx.fail('CBC.99006055')
    const official = roundTo(exact, MICRO + USAGE_SCALE, scale)
    return { id: item.id, product_id: `00301-${spec.code}`, official, off: (official * best.percent) / 100n }
  })
  const official = sum(rated.map((each) => each.official))
  const off = sum(rated.map((each) => each.off))
  return {
    amount: moneyNumber(official - off, scale),
    discount_amount: moneyNumber(off, scale),
    official_website_amount: moneyNumber(official, scale),
    measure_id: 1,
    currency: 'CNY',
    product_rating_results: rated.map((each) => ({
      id: each.id,
      product_id: each.product_id,
      amount: moneyNumber(each.official - each.off, scale),
      discount_amount: moneyNumber(each.off, scale),
      official_website_amount: moneyNumber(each.official, scale),
      measure_id: 1,
      discount_rating_results: [
        {
          discount_id: `DISC${best.type}`,
          discount_type: best.type,
          amount: moneyNumber(each.off, scale),
          measure_id: 1,
          discount_name: best.name,
        },
      ],
    })),
  }
})

/** What the next term of main resources costs; refusals per resource (30050007 … 30050013). */
const listRenewRateOnPeriod = operation('ListRenewRateOnPeriod', (ctx) => {
  const { body } = ctx
  if (new Set(body.resource_ids).size !== body.resource_ids.length) ctx.fail('CBC.30050012')
  const known = resourcesOf(ctx, ctx.caller.customerId ?? '')
  const checked = body.resource_ids.map((id) =>
    renewable(ctx, known, id, body.period_type, body.period_num, body.include_relative_resources ?? true),
  )
  const only = checked[0]
  if (checked.length === 1 && only && 'quoteError' in only) ctx.fail(only.quoteError)
  const rated = checked.flatMap((each) => ('quoteError' in each ? [] : [each]))
  const total = sum(rated.map((each) => each.price))
  return {
    currency: 'CNY',
    renew_inquiry_results: rated.map((each) => ({
      resource_id: each.main.resourceId,
      amount: moneyString(each.price, MICRO),
    })),
    official_website_rating_result: { official_website_amount: moneyString(total, MICRO) },
    optional_discount_rating_results: discounts.map(({ type, percent, name }) => {
      const off = (total * percent) / 100n
      return {
        discount_id: `DISC${type}`,
        amount: moneyString(total - off, MICRO),
        official_website_amount: moneyString(total, MICRO),
        discount_amount: moneyString(off, MICRO),
        discount_type: type,
        discount_name: name,
        best_offer: type === bestType ? 1 : 0,
      }
    }),
    fail_resource_infos: checked.flatMap((each) =>
      'quoteError' in each ? [{ error_code: each.quoteError, error_msg: each.message, resource_id: each.id }] : [],
    ),
  }
})

export const pricingOperations: readonly Operation[] = [
  listRateOnPeriodDetail,
  listOnDemandResourceRatings,
  listRenewRateOnPeriod,
]
