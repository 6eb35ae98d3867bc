/** Every declared collection against the vendor's catalog and the desk API's. */
import { expect, it } from 'vitest'
import { applicationCollections } from '#host/areas/applications/collections.ts'
import { associationCollections } from '#host/areas/associations/collections.ts'
import { caseCollections } from '#host/areas/cases/collections.ts'
import { consumptionCollections } from '#host/areas/consumption/collections.ts'
import { couponCollections } from '#host/areas/coupons/collections.ts'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { fundsCollections } from '#host/areas/funds/collections.ts'
import { incentiveCollections } from '#host/areas/incentives/collections.ts'
import { orderCollections } from '#host/areas/orders/collections.ts'
import { partnerPaymentCollections } from '#host/areas/orders/payments.ts'
import { organizationCollections } from '#host/areas/organization/collections.ts'
import { productCollections } from '#host/areas/products/collections.ts'
import { resellerCollections } from '#host/areas/resellers/collections.ts'
import { resourceCollections } from '#host/areas/resources/collections.ts'
import desk from '#shared/partner-api/desk.openapi.json' with { type: 'json' }
import catalog from '#shared/partner-api/openapi.json' with { type: 'json' }

interface Operation {
  operationId: string
  'x-caller': string[]
  'x-effect': string
  'x-paging'?: { limit: { max: number } }
}

const operations = new Map(
  [...Object.values(catalog.paths), ...Object.values(desk.paths)]
    .flatMap((path) => Object.values(path) as unknown as Operation[])
    .map((operation) => [operation.operationId, operation]),
)
const collections = [
  ...customerCollections,
  ...associationCollections,
  ...fundsCollections,
  ...organizationCollections,
  ...productCollections,
  ...couponCollections,
  ...resellerCollections,
  ...consumptionCollections,
  ...incentiveCollections,
  ...resourceCollections,
  ...orderCollections,
  ...partnerPaymentCollections,
  ...applicationCollections,
  ...caseCollections,
]

it.each(collections.map((collection) => [collection.name, collection] as const))(
  "R-PLAT-16 %s is read by an operation that a partner's own credential may call, within its page",
  (_name, collection) => {
    const operation = operations.get(collection.operationId)
    // What is only asked for is asked with the customer's credential.
    const asked = collection.kind === 'owned' && collection.reads === 'asked'
    expect(operation?.['x-caller']).toContain(asked ? 'customer' : collection.onlyKind ? 'distributor' : 'partner')
    expect(operation?.['x-effect']).toBe('read')
    const most = operation?.['x-paging']?.limit.max
    if (most !== undefined)
      expect(collection.kind === 'keyed' ? collection.batch : collection.pageSize).toBeLessThanOrEqual(most)
  },
)
