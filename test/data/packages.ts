import { customerId } from './customers.ts'
import { hexId, Random, streams, uuid } from './random.ts'
import { regions } from './reference.ts'
import { addMonths, DAY_MS } from './time.ts'
import type { World } from './world.ts'

/** Resource package 资源包; quantities as decimal text, times in UTC milliseconds. */
interface ResourcePackage {
  readonly id: string
  readonly orderId: string
  readonly customerId: string
  readonly name: string
  readonly nameEn: string
  readonly serviceCode: string
  readonly regionCode: string
  readonly effectiveAt: number
  readonly expireAt: number
  /** 0 not yet, 1 in force, 2 used up, 3 lapsed, 4 unsubscribed. */
  readonly status: number
  /** 1 comes anew each month, 2 one allowance for the whole term (R-CUST-48). */
  readonly reuseMode: 1 | 2
  readonly items: readonly {
    readonly id: string
    readonly name: string
    readonly rest: string
    readonly stated: string
    readonly measureId: number
  }[]
}

const kinds = [
  {
    service: 'hws.service.type.obs',
    name: '标准存储包 40GB',
    nameEn: 'Standard storage 40 GB',
    item: '标准存储',
    stated: 40,
    measure: 17,
    mode: 1,
  },
  {
    service: 'hws.service.type.obs',
    name: '公网流出流量包 100GB',
    nameEn: 'Outbound traffic 100 GB',
    item: '公网流出流量',
    stated: 100,
    measure: 17,
    mode: 2,
  },
  {
    service: 'hws.service.type.cdn',
    name: 'CDN 流量包 500GB',
    nameEn: 'CDN traffic 500 GB',
    item: 'CDN 流量',
    stated: 500,
    measure: 17,
    mode: 2,
  },
] as const

/** Packages of a customer, 0 to 3. */
export const packagesOf = (world: World, customer: number, now: number): ResourcePackage[] => {
  const random = new Random(world.seed).seek(streams.resource, 0x20000000 + customer)
  return Array.from({ length: random.below(4) }, (_, index) => {
    const kind = random.pick(kinds)
    const months = random.pick([1, 3, 6, 12] as const)
    const effectiveAt = world.now - Math.floor(random.fraction() * 200) * DAY_MS
    const expireAt = addMonths(effectiveAt, months)
    const used = random.below(kind.stated * 100 + 1)
    const lapsed = expireAt <= now
    const row = customer * 4 + index
    return {
      id: hexId(world.seed, streams.resourceId, 0x40000000 + row),
      orderId: `CS${hexId(world.seed, streams.resourceId, 0x50000000 + row)
        .slice(0, 17)
        .toUpperCase()}`,
      customerId: customerId(world, customer),
      name: kind.name,
      nameEn: kind.nameEn,
      serviceCode: kind.service,
      regionCode: random.pick(regions).code,
      effectiveAt,
      expireAt,
      status: lapsed ? 3 : used >= kind.stated * 100 ? 2 : 1,
      reuseMode: kind.mode,
      items: [
        {
          id: uuid(world.seed, streams.resourceId, 0x60000000 + row),
          name: kind.item,
          rest: ((kind.stated * 100 - used) / 100).toFixed(2),
          stated: String(kind.stated),
          measureId: kind.measure,
        },
      ],
    }
  })
}
