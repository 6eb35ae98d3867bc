/** Reference lists of the vendor: service types and resource types (R-PLAT-24). */
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

export const products = {
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
