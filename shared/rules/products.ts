/** What is known of the vendor's products beyond its lists: how they are sized and what a server set consists of. */
/** Where nobody says otherwise. */
export const HOME_REGION = 'cn-north-4'

export interface Product {
  readonly serviceType: string
  readonly resourceType: string
}

const service = (name: string): string => `hws.service.type.${name}`
const resource = (name: string): string => `hws.resource.type.${name}`

export const SERVER: Product = { serviceType: service('ec2'), resourceType: resource('vm') }
export const DISK: Product = { serviceType: service('ebs'), resourceType: resource('volume') }
export const BANDWIDTH: Product = { serviceType: service('vpc'), resourceType: resource('bandwidth') }
export const ADDRESS: Product = { serviceType: service('vpc'), resourceType: resource('ip') }

/** What is quoted most: their specs are here without anybody asking for them. */
export const coreProducts: readonly Product[] = [
  SERVER,
  DISK,
  BANDWIDTH,
  ADDRESS,
  { serviceType: service('obs'), resourceType: resource('obs') },
  { serviceType: service('rds'), resourceType: resource('rds.vm') },
  { serviceType: service('rds'), resourceType: resource('rds.volume') },
]

/** 15 Mbps, 17 GB, 14 pieces: what a size may be counted in. */
export const sizeMeasures = [15, 17, 14] as const
export type SizeMeasure = (typeof sizeMeasures)[number]

/**
 * How a resource is sized, by its code; null = it is not, as far as the code tells. The vendor's lists do not say which
 * products are linear: its own answer to a price has the last word (R-ORD-01, R-ORD-02).
 */
export function sizedBy(resourceType: string): SizeMeasure | null {
  if (/\.bandwidth$/.test(resourceType)) return 15
  if (/(\.volume|\.obs|\.sfs)$/.test(resourceType)) return 17
  return null
}
