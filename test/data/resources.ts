import { customerId } from './customers.ts'
import type { Order } from './orders.ts'
import { orderStatus, projectId } from './orders.ts'
import { hash, hexId, Random, streams, uuid } from './random.ts'
import { regions } from './reference.ts'
import type { Resource, Service } from './services.ts'
import { serviceShares, services } from './services.ts'
import { addMonths, DAY_MS } from './time.ts'
import type { World } from './world.ts'
import { associatedAt, weightOf } from './world.ts'

/** Yearly/monthly resource 包年/包月; times in UTC milliseconds. */
export interface PeriodResource {
  /** Id of the instance, beside the id of the resource. */
  readonly id: string
  readonly resourceId: string
  readonly name: string
  readonly customerId: string
  readonly orderId: string
  readonly regionCode: string
  readonly serviceCode: string
  readonly resourceCode: string
  readonly spec: string
  readonly size: number | null
  readonly quantity: number
  readonly projectId: string
  /** Null for main resources. */
  readonly parentId: string | null
  /** 2 in use, 3 closed, 4 frozen, 5 expired. */
  readonly status: number
  readonly effectiveAt: number
  readonly expireAt: number
  /** Term last bought: 2 month or 3 year, and how many. */
  readonly periodType: number
  readonly periodNum: number
  /** 0 grace, 1 to pay-per-use, 2 delete at once, 3 auto-renew, 4 freeze, 5 delete after retention. */
  readonly expirePolicy: number
  readonly updatedAt: number
}

const policies = [3, 3, 3, 0, 0, 0, 0, 1, 4, 5] as const

/** 2 in use, 5 expired for a week, then 4 frozen for a week, then 3 closed. */
export const periodStatus = (expireAt: number, now: number): number => {
  const late = now - expireAt
  return late <= 0 ? 2 : late < 7 * DAY_MS ? 5 : late < 15 * DAY_MS ? 4 : 3
}

/** Resources that a paid new order opened: its first line is the main one, the others follow it. Terms run on until `until`. */
export const resourcesOfOrder = (
  world: World,
  order: Order,
  customer: number,
  row: number,
  until: number,
): PeriodResource[] => {
  if (order.orderType !== 1 || order.status !== orderStatus.completed || order.paidAt === null) return []
  const paidAt = order.paidAt
  const random = new Random(world.seed).seek(streams.resource, row)
  const months = (order.lines[0]?.periodType === 3 ? 12 : 1) * (order.lines[0]?.periodNum ?? 1)
  const policy = random.pick(policies)
  let terms = 1
  while (addMonths(paidAt, months * terms) < until && random.chance(0.9)) terms += 1
  const expireAt = addMonths(paidAt, months * terms)
  const mainId = uuid(world.seed, streams.resourceId, row * 4)
  return order.lines.map((line, index) => ({
    id: hexId(world.seed, streams.resourceId, row * 4 + index),
    resourceId: index === 0 ? mainId : uuid(world.seed, streams.resourceId, row * 4 + index),
    name: `${line.serviceCode.slice(17)}-${(hash(world.seed, streams.resource, row * 4 + index) % 46_656).toString(36)}`,
    customerId: order.customerId,
    orderId: order.id,
    regionCode: order.regionCode,
    serviceCode: line.serviceCode,
    resourceCode: line.resourceCode,
    spec: line.spec,
    size: line.size,
    quantity: line.quantity,
    projectId: projectId(world, customer),
    parentId: index === 0 ? null : mainId,
    status: periodStatus(expireAt, until),
    effectiveAt: paidAt,
    expireAt,
    periodType: line.periodType,
    periodNum: line.periodNum ?? 1,
    expirePolicy: policy,
    updatedAt: addMonths(paidAt, months * (terms - 1)),
  }))
}

/** Pay-per-use resource 按需; times in UTC milliseconds. */
interface OnDemandResource {
  readonly resourceId: string
  readonly name: string
  readonly customerId: string
  readonly regionCode: string
  readonly service: Service
  readonly resource: Resource
  readonly spec: string
  readonly specName: string
  readonly effectiveAt: number
  readonly expireAt: number
  /** 1 normal, 2 grace period, 3 frozen, 4 changing, 5 closing, 6 closed. */
  readonly status: number
}

const onDemandStatus = [1, 2, 3, 4, 5, 6] as const
const onDemandShares = [0.82, 0.85, 0.88, 0.9, 0.91, 1] as const

/** Number of pay-per-use resources of a customer, 0 to 80. */
export const onDemandCount = (world: World, customer: number): number =>
  customer < 0 || customer >= world.totalCustomers ? 0 : Math.min(80, Math.ceil(weightOf(world.seed, customer) * 3))

/** Pay-per-use resource of a customer, 0 ≤ index < onDemandCount. */
export const onDemandAt = (world: World, customer: number, index: number): OnDemandResource => {
  const row = customer * 80 + index
  const random = new Random(world.seed).seek(streams.onDemand, row)
  const service = services[random.weighted(serviceShares)] as Service
  const resource = random.pick(service.resources)
  const spec = random.pick(resource.specs)
  const since = associatedAt(world, customer)
  const effectiveAt = Math.floor((since + (world.now - since) * random.fraction()) / 1000) * 1000
  const status = onDemandStatus[random.weighted(onDemandShares)] as number
  return {
    resourceId: uuid(world.seed, streams.onDemandId, row),
    name: `${service.abbreviation.toLowerCase().replace(/[^a-z0-9]/g, '')}-${random.below(46_656).toString(36)}`,
    customerId: customerId(world, customer),
    regionCode: random.pick(regions).code,
    service,
    resource,
    spec: spec.code,
    specName: spec.name,
    effectiveAt,
    expireAt:
      status === 6 ? Math.min(world.now, effectiveAt + DAY_MS * (1 + random.below(300))) : Date.UTC(2099, 11, 31),
    status,
  }
}
