import type { Samples } from '../registry.ts'

export const deskSamples: Samples = () => [
  { operationId: 'ListDeskMembers', as: 'administrator', query: { limit: 100 } },
  { operationId: 'ListDeskMembers', as: 'director', query: { account_name: 'rep', status: 'ACTIVE' } },
  { operationId: 'ListDeskMembers', as: 'rep', error: 'CBC.0151' },
  { operationId: 'ListDeskMembers', as: 'administrator', query: { status: 'GONE' }, error: 'CBC.0100' },
  { operationId: 'ShowDeskMember', as: 'administrator' },
  { operationId: 'ShowDeskMember', as: 'rep' },
  { operationId: 'ShowDeskMember', as: 'distributor' },
  { operationId: 'ListDeskAccountManagers', as: 'administrator', query: { limit: 100 } },
  { operationId: 'ListDeskAccountManagers', as: 'director', query: { director_account_name: 'hzyd_director' } },
]
