import type { Texts } from '../texts.ts'

export const products: Texts<'products'> = {
  title: 'Product reference',
  filter: 'Filter by name or code',
  serviceTypes: 'Service types',
  count: 'Service types: {{services}}, resource types: {{resources}}',
  code: 'Code',
  name: 'Name',
  description: 'Description',
  orphans: 'Resource types without a service type',
  empty: 'No reference data yet',
  emptyText: 'Appears after “Service types” and “Resource types” have synced.',
  noMatch: 'No product matches',
  noMatchText: 'Try another word: name, abbreviation or code.',
  noResources: 'This service type has no resource types',
}
