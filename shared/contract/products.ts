/** Reference lists of the vendor (R-PLAT-24): services, resources, specs, units. What was read stays searchable off line. */
import { z } from 'zod'
import { At, call, Nothing } from '#shared/contract/call.ts'

export const ServiceTypeRow = z.object({
  code: z.string().max(256),
  name: z.string().max(400),
  abbreviation: z.string().max(256).nullable(),
  resourceTypes: z.int(),
})
export type ServiceTypeRow = z.infer<typeof ServiceTypeRow>

export const ResourceTypeRow = z.object({
  code: z.string().max(256),
  name: z.string().max(400),
  description: z.string().max(2000).nullable(),
  serviceTypeCode: z.string().max(256).nullable(),
})
export type ResourceTypeRow = z.infer<typeof ResourceTypeRow>

const Code = z.string().max(400)

/** 1 yearly/monthly, 3 on demand. */
export const ChargeMode = z.enum(['1', '3'])
export type ChargeMode = z.infer<typeof ChargeMode>

/** The vendor tells specs of one resource, region and charge mode at a time. */
export const SpecList = z.object({
  serviceType: z.string().min(1).max(64),
  resourceType: z.string().min(1).max(64),
  region: z.string().min(1).max(64),
  chargeMode: ChargeMode,
})
export type SpecList = z.infer<typeof SpecList>

export const SpecRow = z.object({
  serviceType: Code,
  serviceName: Code,
  abbreviation: z.string().max(256).nullable(),
  resourceType: Code,
  resourceName: Code,
  spec: Code,
  specName: Code,
  region: Code,
  chargeMode: z.string().max(32),
  asOf: At,
})
export type SpecRow = z.infer<typeof SpecRow>

/** `asOf` null: this list was never read. */
const Specs = z.object({ rows: z.array(SpecRow).max(2000), asOf: At.nullable() })

export const UnitRow = z.object({ measureId: z.string().max(32), name: Code, abbreviation: Code.nullable() })
export const ConversionRow = z.object({
  measureId: z.string().max(32),
  refMeasureId: z.string().max(32),
  /** One of the first is so many of the second. */
  ratio: z.int(),
})
export type ConversionRow = z.infer<typeof ConversionRow>
export const UsageTypeRow = z.object({
  code: Code,
  name: Code,
  serviceType: Code.nullable(),
  resourceType: Code.nullable(),
})

export const products = {
  specs: call({ input: SpecList, answer: Specs, needs: 'product.read', offline: 'local' }),
  /** Reads that list from the vendor now; from then on it is kept in step. */
  readSpecs: call({ input: SpecList, answer: Specs, needs: 'product.read', offline: 'online' }),
  /** Every word must be part of a name or code of spec, resource or service; the vendor's usual products first. */
  searchSpecs: call({
    input: z.object({
      text: z.string().max(200),
      chargeMode: ChargeMode,
      region: z.string().max(64),
      limit: z.int().min(1).max(100),
    }),
    answer: z.object({ rows: z.array(SpecRow).max(100), total: z.int() }),
    needs: 'product.read',
    offline: 'local',
  }),
  units: call({
    input: Nothing,
    answer: z.object({
      measures: z.array(UnitRow).max(2000),
      conversions: z.array(ConversionRow).max(2000),
      usageTypes: z.array(UsageTypeRow).max(20_000),
      asOf: At.nullable(),
    }),
    needs: 'product.read',
    offline: 'local',
  }),
  list: call({
    input: Nothing,
    answer: z.object({
      serviceTypes: z.array(ServiceTypeRow).max(5000),
      resourceTypes: z.array(ResourceTypeRow).max(20_000),
      asOf: At.nullable(),
    }),
    needs: 'product.read',
    offline: 'local',
  }),
}
