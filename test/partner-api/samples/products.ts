import type { Samples } from '../registry.ts'

export const productSamples: Samples = (state) => {
  const spec = state.prepare('select service_type_code, resource_type_code from resource_specs limit 1').get() as {
    service_type_code: string
    resource_type_code: string
  }
  const specs = {
    cloud_service_type: spec.service_type_code,
    resource_type: spec.resource_type_code,
    region_code: 'cn-north-4',
    charge_mode: '1',
  }
  const as = 'administrator'
  return [
    { operationId: 'ListServiceTypes', as, query: { limit: 1000 } },
    { operationId: 'ListServiceTypes', as, query: { service_type_name: '云' } },
    { operationId: 'ListServiceTypes', as: 'customer' },
    { operationId: 'ListResourceTypes', as, query: { limit: 1000 } },
    { operationId: 'ListServiceResources', as, query: { service_type_code: spec.service_type_code } },
    { operationId: 'ListServiceResources', as, error: 'CBC.0100' },
    { operationId: 'ListUsageTypes', as, query: { limit: 100 } },
    { operationId: 'ListUsageTypes', as, query: { resource_type_code: spec.resource_type_code } },
    { operationId: 'ListMeasureUnits', as },
    { operationId: 'ListConversions', as },
    { operationId: 'ListConversions', as, query: { measure_type: 2 } },
    { operationId: 'ListConversions', as, query: { measure_type: 999 }, error: 'CBC.0100' },
    { operationId: 'ListIncentiveDiscountPolicies', as, query: { time: '2026-01', limit: 100 } },
    { operationId: 'ListIncentiveDiscountPolicies', as, error: 'CBC.0100' },
    { operationId: 'ListResourceSpecs', as, body: { ...specs, limit: 1 } },
    { operationId: 'ListResourceSpecs', as, body: specs },
    { operationId: 'ListProvinces', as, query: { limit: 1000 } },
    { operationId: 'ListCities', as, query: { province_code: '330000' } },
    { operationId: 'ListCounties', as, query: { city_code: '330100' } },
    { operationId: 'ListProvinces', as, query: { offset: 1001 }, error: 'CBC.0100' },
  ]
}
