import type { Samples } from '../registry.ts'

export const incentiveCaseSamples: Samples = () => [
  { operationId: 'ListDeskIncentiveCases', as: 'finance', query: { limit: 100 } },
  { operationId: 'ListDeskIncentiveCases', as: 'director', query: { kind: 'TRANSFER', limit: 100 } },
  { operationId: 'ListDeskIncentiveCases', as: 'rep', error: 'CBC.0151' },
]
