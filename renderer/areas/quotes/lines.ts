/** Lines of a basket: how they are made of a spec or a set, and what of them is typed. */

import type { SpecRow } from '#shared/contract/products.ts'
import type { QuoteDraft, QuoteLine } from '#shared/contract/quotes.ts'
import { ADDRESS, BANDWIDTH, DISK, HOME_REGION, type Product, SERVER, sizedBy } from '#shared/rules/products.ts'

export const newId = (): string => crypto.randomUUID()

export const emptyDraft = (quoteId: string, customerId: string | null): QuoteDraft => ({
  quoteId,
  template: false,
  title: '',
  customerId,
  projectId: '',
  offer: 'best',
  validDays: 7,
  note: '',
  lines: [],
  fromOrder: null,
})

/** Hours of a month of thirty days: what an on-demand line is first asked for. */
const MONTH_HOURS = '720'
const HOURS = 4
const usualSize: Readonly<Record<number, number>> = { 15: 5, 17: 100, 14: 1 }

export type Charge = QuoteLine['charge']

const terms = (charge: Charge, periodType = 2, periodNum = 1) =>
  charge === 'period'
    ? { periodType, periodNum, usageFactor: null, usageValue: null, usageMeasure: null }
    : { periodType: null, periodNum: null, usageFactor: 'Duration', usageValue: MONTH_HOURS, usageMeasure: HOURS }

/** A line of a spec, as it is asked for first: one, for a month. */
export function lineOf(spec: SpecRow, charge: Charge): QuoteLine {
  const measure = sizedBy(spec.resourceType)
  return {
    lineId: newId(),
    setId: null,
    role: null,
    charge,
    serviceType: spec.serviceType,
    serviceName: spec.serviceName,
    resourceType: spec.resourceType,
    resourceName: spec.resourceName,
    spec: spec.spec,
    specName: spec.specName,
    region: spec.region,
    zone: null,
    size: measure === null ? null : (usualSize[measure] ?? 1),
    sizeMeasure: measure,
    quantity: 1,
    ...terms(charge),
    before: null,
  }
}

export interface SetTerms {
  server: SpecRow
  servers: number
  periodType: number
  periodNum: number
  disk: SpecRow
  systemDisk: number
  dataDisk: number
  /** Null where the catalogue here has none. */
  bandwidth: SpecRow | null
  bandwidthSize: number
  address: SpecRow | null
}

/** R-ORD-07: server, disks, network, each a line of its own under one set. */
export function linesOfSet(set: SetTerms): QuoteLine[] {
  const setId = newId()
  const part = (spec: SpecRow, role: NonNullable<QuoteLine['role']>, size: number | null): QuoteLine => {
    const line = lineOf(spec, 'period')
    return {
      ...line,
      setId,
      role,
      size,
      sizeMeasure: size === null ? null : line.sizeMeasure,
      quantity: set.servers,
      ...terms('period', set.periodType, set.periodNum),
    }
  }
  return [
    part(set.server, 'server', null),
    part(set.disk, 'system-disk', set.systemDisk),
    ...(set.dataDisk > 0 ? [part(set.disk, 'data-disk', set.dataDisk)] : []),
    ...(set.bandwidth && set.bandwidthSize > 0 ? [part(set.bandwidth, 'bandwidth', set.bandwidthSize)] : []),
    ...(set.address ? [part(set.address, 'address', null)] : []),
  ]
}

export const setProducts: Readonly<Record<'server' | 'disk' | 'bandwidth' | 'address', Product>> = {
  server: SERVER,
  disk: DISK,
  bandwidth: BANDWIDTH,
  address: ADDRESS,
}

export { HOME_REGION }

/** Numbers of the sets as they are met. */
export const setsOf = (lines: readonly QuoteLine[]): readonly string[] => [
  ...new Set(lines.flatMap(({ setId }) => setId ?? [])),
]

/** A price older than this is called an off-line one, milliseconds; the paper says the same. */
export const OLD_MS = 86_400_000
