import { customerId } from './customers.ts'
import { hexId, Random, streams, uuid } from './random.ts'
import { regions } from './reference.ts'
import { onDemandAt, onDemandCount } from './resources.ts'
import type { Resource, Service, Spec } from './services.ts'
import { serviceShares, services } from './services.ts'
import { beijingMonthNumber, monthStart } from './time.ts'
import type { World } from './world.ts'
import { associatedAt, associationTypeOf, ownerOf } from './world.ts'

/** Months that bill details reach back, the current one included (R-CUST-40). */
export const BILL_MONTHS = 18

/** Amounts of a line: whole numbers of 10^-8 yuan (R-CUST-42). */
export const BILL_SCALE = 8

/** One line of the consumption details 消费明细; times in UTC milliseconds, months since year 0 in Beijing time. */
export interface BillLine {
  readonly id: string
  readonly month: number
  readonly customerId: string
  readonly associationType: '1' | '2'
  readonly service: Service
  readonly resource: Resource
  readonly spec: Spec
  readonly chargingMode: 1 | 3 | 10 | 11
  readonly detailType: number
  readonly tradeAt: number
  readonly tradeId: string
  readonly resourceId: string
  readonly resourceName: string
  readonly regionCode: string
  readonly regionName: string
  readonly usage: number
  readonly official: number
  readonly discount: number
  /** official - discount; equals the sum of the parts below. */
  readonly payment: number
  readonly cash: number
  readonly credit: number
  readonly coupon: number
  readonly debt: number
}

const FEN = 1_000_000

/** Billing months of a customer: since its association, 18 at most. */
const firstMonth = (world: World, customer: number): number =>
  Math.max(beijingMonthNumber(world.now) - BILL_MONTHS + 1, beijingMonthNumber(associatedAt(world, customer)))

/** Rows of a customer in a month, `from` up to, not with, `to`. */
export const billRows = (
  world: World,
  customer: number,
  month: number,
): { readonly from: number; readonly to: number } => {
  const start = world.billStarts[customer] ?? 0
  const count = (world.billStarts[customer + 1] ?? 0) - start
  const first = firstMonth(world, customer)
  const months = beijingMonthNumber(world.now) - first + 1
  if (customer < 0 || month < first || month >= first + months) return { from: start, to: start }
  return {
    from: start + Math.ceil((count * (month - first)) / months),
    to: start + Math.ceil((count * (month - first + 1)) / months),
  }
}

const periodTypes = [1, 2, 3, 4, 8, 20] as const
const periodTypeShares = [0.45, 0.72, 0.8, 0.88, 0.97, 1] as const

/** Bill line of a row. */
export const billLineAt = (world: World, row: number): BillLine => {
  const customer = ownerOf(world.billStarts, row)
  const start = world.billStarts[customer] as number
  const count = (world.billStarts[customer + 1] as number) - start
  const first = firstMonth(world, customer)
  const months = beijingMonthNumber(world.now) - first + 1
  const month = first + Math.floor(((row - start) * months) / count)
  const random = new Random(world.seed).seek(streams.bill, row)
  const mode = random.fraction()
  const chargingMode = mode < 0.66 ? 3 : mode < 0.96 ? 1 : mode < 0.98 ? 10 : 11
  const owned = onDemandCount(world, customer)
  const usedResource = chargingMode === 3 && owned > 0 ? onDemandAt(world, customer, random.below(owned)) : undefined
  const service = usedResource?.service ?? (services[random.weighted(serviceShares)] as Service)
  const resource = usedResource?.resource ?? random.pick(service.resources)
  const spec = resource.specs.find(({ code }) => code === usedResource?.spec) ?? random.pick(resource.specs)
  const region = regions.find(({ code }) => code === usedResource?.regionCode) ?? random.pick(regions)
  const detailType =
    chargingMode === 1
      ? (periodTypes[random.weighted(periodTypeShares)] as number)
      : chargingMode === 11
        ? 23
        : chargingMode === 10
          ? 103
          : 5
  const refund = detailType === 4 || detailType === 20
  const usage = chargingMode === 3 ? 1 + random.below(744) : 1
  const size = resource.linear ? 5 + random.below(200) : 1
  // Millionths of a yuan to 10^-8; use is priced by the hour with all decimals, terms to the fen.
  const exact =
    chargingMode === 3
      ? spec.hourPrice * usage * size * 100 + random.below(10_000)
      : Math.round((spec.monthPrice * size) / 10_000) * FEN
  const official = (refund ? -1 : 1) * Math.min(exact, 4e14)
  const rate = random.chance(0.7) ? 0 : 5 + random.below(25)
  const discount =
    chargingMode === 3 ? Math.trunc((official * rate) / 100) : Math.trunc((official * rate) / 100 / FEN) * FEN
  const payment = official - discount
  const means = random.fraction()
  const debt = !refund && means > 0.985 ? payment : 0
  const coupon = !refund && means < 0.08 ? Math.trunc(payment / 2) : 0
  const credit = means > 0.9 && debt === 0 ? payment - coupon : 0
  const from = Math.max(monthStart(month), associatedAt(world, customer))
  const to = Math.min(monthStart(month + 1), world.now)
  return {
    id: hexId(world.seed, streams.billId, row),
    month,
    customerId: customerId(world, customer),
    associationType: associationTypeOf(world, customer),
    service,
    resource,
    spec,
    chargingMode,
    detailType,
    tradeAt: Math.floor((from + (to - from) * random.fraction()) / 1000) * 1000,
    tradeId: `TD${hexId(world.seed, streams.id, row).slice(0, 16).toUpperCase()}`,
    resourceId: usedResource?.resourceId ?? uuid(world.seed, streams.bill, row),
    resourceName: usedResource?.name ?? `${service.code.slice(17)}-${random.below(46_656).toString(36)}`,
    regionCode: region.code,
    regionName: region.name,
    usage: usage * size,
    official,
    discount,
    payment,
    cash: payment - debt - coupon - credit,
    credit,
    coupon,
    debt,
  }
}
