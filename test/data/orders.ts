import { customerId } from './customers.ts'
import { fraction, hash, hexId, Random, streams } from './random.ts'
import { regions } from './reference.ts'
import type { Resource, Service, Spec } from './services.ts'
import { serviceShares, services } from './services.ts'
import { addMonths, DAY_MS } from './time.ts'
import { familyNames, givenNames } from './words.ts'
import type { World } from './world.ts'
import { associatedAt, ownerOf } from './world.ts'

/** Order states that the operations act on. */
export const orderStatus = { processing: 3, cancelled: 4, completed: 5, pendingPayment: 6 } as const

/** One line of an order; amounts in fen, below zero in refunds; times in UTC milliseconds. */
export interface OrderLine {
  readonly id: string
  readonly serviceCode: string
  readonly resourceCode: string
  readonly spec: string
  readonly quantity: number
  /** Size of a linear resource in its own unit, else null. */
  readonly size: number | null
  /** 2 month, 3 year, 5 once; with number null for unsubscriptions. */
  readonly periodType: number
  readonly periodNum: number | null
  readonly effectiveAt: number | null
  readonly expireAt: number | null
  readonly official: number
  readonly discount: number
  /** The resource that a renewal or unsubscription made by a call concerns. */
  readonly resourceId?: string
}

/** An order as the state knows it; amounts in fen, times in UTC milliseconds. */
export interface Order {
  readonly id: string
  readonly customerId: string
  readonly serviceCode: string
  readonly regionCode: string
  readonly sourceType: number
  readonly status: number
  readonly orderType: number
  /** 605 contract 商务授权折扣, 606 partner grant 伙伴授予折扣, 607 partner-set 伙伴设置折扣; null without discount. */
  readonly discountType: string | null
  readonly coupon: number
  readonly card: number
  readonly commission: number
  readonly consumed: number
  readonly createdAt: number
  readonly paidAt: number | null
  readonly pendingUntil: number | null
  readonly userName: string
  /** The order that a refund takes back. */
  readonly baseOrderId: string | null
  /** Numbers of the child orders of a combined order, one for each line. */
  readonly children: readonly string[]
  readonly agentPaid: boolean
  readonly lines: readonly OrderLine[]
}

// Order numbers end in the row number, scrambled by an odd factor, so that a number finds its row.
const FACTOR = 0x9e3779b1
const INVERSE = (() => {
  let inverse = FACTOR
  for (let step = 0; step < 5; step += 1) inverse = Math.imul(inverse, 2 - Math.imul(FACTOR, inverse))
  return inverse
})()

const orderId = (row: number, createdAt: number): string => {
  const time = new Date(createdAt).toISOString().replace(/[-:T]/g, '').slice(2, 12)
  return `CS${time}${(Math.imul(row + 1, FACTOR) >>> 0).toString(36).toUpperCase().padStart(7, '0')}`
}

/** Row number of an order number, undefined when the formula never made it. */
export const orderRowOf = (world: World, id: string): number | undefined => {
  const scrambled = Number.parseInt(id.slice(12), 36)
  if (id.length !== 19 || !Number.isInteger(scrambled)) return undefined
  const row = (Math.imul(scrambled | 0, INVERSE) >>> 0) - 1
  const total = world.orderStarts[world.totalCustomers] as number
  return row >= 0 && row < total && orderId(row, orderCreatedAt(world, row)) === id ? row : undefined
}

/** One customer in seven has its last order waiting for payment. */
const lastIsPending = (world: World, customer: number): boolean => hash(world.seed, streams.order, customer) % 7 === 0

/** Time of an order, UTC milliseconds; rises with the row among the orders of a customer. */
export const orderCreatedAt = (world: World, row: number, customer = ownerOf(world.orderStarts, row)): number => {
  const start = world.orderStarts[customer] as number
  const end = world.orderStarts[customer + 1] as number
  const x = fraction(world.seed, streams.orderTime, row)
  const since = Math.min(associatedAt(world, customer) + 600_000, world.now - 600_000)
  const at =
    row === end - 1 && lastIsPending(world, customer)
      ? Math.max(since, world.now - Math.floor((0.1 + 4.8 * x) * DAY_MS))
      : since + (world.now - 5 * DAY_MS - since) * ((row - start + x) / (end - start))
  return Math.floor(Math.min(world.now - 60_000, Math.max(since, at)) / 1000) * 1000
}

const orderTypes = [1, 2, 3, 4, 10, 11, 13, 14, 15] as const
const orderTypeShares = [0.56, 0.78, 0.86, 0.93, 0.95, 0.97, 0.98, 0.99, 1] as const

/** 1 new 开通, 2 renewal 续订, 3 change 变更, 4 unsubscription 退订 …; the first order of a customer is new. */
const orderTypeOf = (world: World, row: number, first: boolean): number => {
  if (first) return 1
  const x = fraction(world.seed, streams.order, row + 0x10000000)
  return orderTypes[orderTypeShares.findIndex((limit) => x < limit)] ?? 1
}

const resourceOf = (random: Random, service: Service): { readonly resource: Resource; readonly spec: Spec } => {
  const resource = service.resources[0] as Resource
  return { resource, spec: random.pick(resource.specs) }
}

const byCode = new Map(services.map((service) => [service.code, service]))
const disk = byCode.get('hws.service.type.ebs') as Service
const network = byCode.get('hws.service.type.vpc') as Service
const SERVER = 'hws.service.type.ec2'

interface OrderKind {
  readonly status: number
  readonly orderType: number
}

const kindOf = (world: World, row: number, customer: number, random: Random): OrderKind => {
  const start = world.orderStarts[customer] as number
  if (row === (world.orderStarts[customer + 1] as number) - 1 && lastIsPending(world, customer)) {
    return { status: orderStatus.pendingPayment, orderType: row % 2 === 0 ? 1 : 2 }
  }
  const orderType = orderTypeOf(world, row, row === start)
  return { status: statusOf(random.seek(streams.orderLine, row).fraction(), orderType === 4), orderType }
}

/** State and type of an order alone, many times faster than the whole of it. */
export const orderKindAt = (world: World, row: number): OrderKind =>
  kindOf(world, row, ownerOf(world.orderStarts, row), new Random(world.seed))

/** Order of a row; the row numbers of a customer are `orderStarts[customer]` and the following. */
export const orderAt = (world: World, row: number): Order => {
  const customer = ownerOf(world.orderStarts, row)
  const start = world.orderStarts[customer] as number
  const createdAt = orderCreatedAt(world, row, customer)
  const random = new Random(world.seed)
  const { status, orderType } = kindOf(world, row, customer, random)
  const pending = status === orderStatus.pendingPayment
  const refund = orderType === 4
  random.seek(streams.orderLine, row).fraction()
  const paid = status === orderStatus.completed || status === orderStatus.processing || status === 9
  const paidAt = paid ? Math.min(world.now - 1000, createdAt + 1000 * (20 + random.below(7200))) : null
  const service = services[random.weighted(serviceShares)] as Service
  const periodType = random.chance(0.3) ? 3 : 2
  const periodNum = periodType === 3 ? 1 + random.below(3) : (([1, 1, 1, 3, 6, 9] as const)[random.below(6)] as number)
  const months = periodType === 3 ? 12 * periodNum : periodNum
  const rate = random.chance(0.72) ? 0 : random.below(30) + 5
  const id = orderId(row, createdAt)

  const line = (of: Service, index: number): OrderLine => {
    const { resource, spec } = resourceOf(random, of)
    const size = resource.linear
      ? resource.sizeMeasureId === 15
        ? 5 * (1 + random.below(20))
        : 40 * (1 + random.below(25))
      : null
    const quantity = of.code === SERVER && random.chance(0.25) ? 1 + random.below(8) : 1
    // Prices are millionths, fen hundredths: rounded half up once a line.
    const price = Math.round((spec.monthPrice * (size ?? 1) * quantity * months) / 10_000)
    const official = refund ? -Math.max(1, Math.round(price * random.fraction())) : price
    return {
      id: `${id}-${String(index + 1).padStart(6, '0')}`,
      serviceCode: of.code,
      resourceCode: resource.code,
      spec: spec.code,
      quantity,
      size,
      periodType: refund ? 5 : periodType,
      periodNum: refund ? null : periodNum,
      effectiveAt: paidAt,
      expireAt: paidAt === null || refund ? null : addMonths(paidAt, months),
      official,
      discount: Math.round((official * rate) / 100),
    }
  }
  const lines = [line(service, 0)]
  if (service.code === SERVER && random.chance(0.7)) {
    lines.push(line(disk, 1))
    if (random.chance(0.5)) lines.push(line(network, 2))
  }
  const after = lines.reduce((sum, { official, discount }) => sum + official - discount, 0)
  const combined = !refund && lines.length === 3 && random.chance(0.2)
  return {
    id,
    customerId: customerId(world, customer),
    serviceCode: service.code,
    regionCode: (regions[random.below(regions.length)] as (typeof regions)[number]).code,
    sourceType: random.chance(0.06) ? 8 : random.chance(0.03) ? 2 : 1,
    status,
    orderType,
    discountType: rate === 0 ? null : (['605', '606', '607'][random.below(3)] as string),
    coupon: paid && !refund && random.chance(0.12) ? Math.min(after, 1000 * (1 + random.below(50))) : 0,
    card: paid && !refund && random.chance(0.02) ? Math.min(after, 500) : 0,
    commission: refund && random.chance(0.3) ? Math.round(-after * 0.02) : 0,
    consumed: refund ? Math.round(-after * 0.15) : 0,
    createdAt,
    paidAt,
    pendingUntil: pending ? createdAt + 7 * DAY_MS : null,
    userName: random.chance(0.1) ? '运营系统' : random.pick(familyNames).pinyin + random.pick(givenNames).pinyin,
    baseOrderId: refund ? orderId(start, orderCreatedAt(world, start, customer)) : null,
    children: combined ? lines.map((_, index) => `${id}S${index + 1}`) : [],
    agentPaid: paid && random.chance(0.04),
    lines,
  }
}

const statusOf = (x: number, refund: boolean): number => {
  if (x < 0.885) return orderStatus.completed
  if (x < 0.965) return refund ? orderStatus.completed : orderStatus.cancelled
  if (x < 0.985) return refund ? 2 : orderStatus.processing
  return x < 0.995 ? 1 : 9
}

/** A combined order is operated by its own number only; this finds it from a child's number (CBC.99000089). */
export const combinedOrderId = (id: string): string | undefined => /^(CS.{17})S\d{1,3}$/.exec(id)?.[1]

/** Project 项目 of a customer in a region, as quotes and resources name it. */
export const projectId = (world: World, customer: number): string => hexId(world.seed, streams.id, customer)
