import type { Samples } from '../registry.ts'

export const growthSamples: Samples = () => [
  { operationId: 'ListDeskMarketplaceShares', as: 'administrator', query: { limit: 100 } },
  { operationId: 'ListDeskMarketplaceShares', as: 'limited', error: 'CBC.0151' },
  { operationId: 'ShowDeskMarketplacePlan', as: 'rep' },
  { operationId: 'ShowDeskMarketplacePlan', as: 'distributor' },
]
