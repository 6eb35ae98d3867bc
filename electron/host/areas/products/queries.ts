/** Reference lists: services, resources, specs and units by name (R-PLAT-24). */
import type { z } from 'zod'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ConversionRow, ResourceTypeRow, ServiceTypeRow, SpecRow } from '#shared/contract/products.ts'
import { coreProducts } from '#shared/rules/products.ts'

type Service = z.infer<typeof ServiceTypeRow>
type Resource = z.infer<typeof ResourceTypeRow>

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()
const cutOrNull = (text: string | null, length: number): string | null => (text === null ? null : cut(text, length))

/** Types that are there now, by code. */
export function listProducts(reader: Db): { serviceTypes: Service[]; resourceTypes: Resource[] } {
  const services = kept<{ code: string; name: string; abbreviation: string | null; resources: number }>(
    reader,
    `SELECT s.code, s.name, s.abbreviation, ifnull(r.resources, 0) AS resources FROM service_types s
     LEFT JOIN (SELECT service_type_code AS code, count(*) AS resources FROM resource_types WHERE gone_at IS NULL GROUP BY 1) r ON r.code = s.code
     WHERE s.gone_at IS NULL ORDER BY s.code LIMIT 5000`,
  ).all()
  const resources = kept<{ code: string; name: string; description: string | null; service_type_code: string | null }>(
    reader,
    'SELECT code, name, description, service_type_code FROM resource_types WHERE gone_at IS NULL ORDER BY code LIMIT 20000',
  ).all()
  return {
    serviceTypes: services.map((row) => ({
      code: cut(row.code, 256),
      name: cut(row.name, 400),
      abbreviation: cutOrNull(row.abbreviation, 256),
      resourceTypes: row.resources,
    })),
    resourceTypes: resources.map((row) => ({
      code: cut(row.code, 256),
      name: cut(row.name, 400),
      description: cutOrNull(row.description, 2000),
      serviceTypeCode: cutOrNull(row.service_type_code, 256),
    })),
  }
}

interface FoundSpec {
  service_type: string
  service_name: string | null
  abbreviation: string | null
  resource_type: string
  resource_name: string | null
  spec: string
  name: string
  region: string
  charge_mode: string
  as_of: number
}

const SPECS = `SELECT p.service_type, s.name AS service_name, s.abbreviation, p.resource_type, r.name AS resource_name, p.spec, p.name,
    p.region, p.charge_mode, p.as_of
  FROM resource_specs p LEFT JOIN service_types s ON s.code = p.service_type LEFT JOIN resource_types r ON r.code = p.resource_type
  WHERE p.gone_at IS NULL`

const specRow = (row: FoundSpec): SpecRow => ({
  serviceType: cut(row.service_type, 400),
  serviceName: cut(row.service_name ?? row.service_type, 400),
  abbreviation: cutOrNull(row.abbreviation, 256),
  resourceType: cut(row.resource_type, 400),
  resourceName: cut(row.resource_name ?? row.resource_type, 400),
  spec: cut(row.spec, 400),
  specName: cut(row.name, 400),
  region: cut(row.region, 400),
  chargeMode: cut(row.charge_mode, 32),
  asOf: row.as_of,
})

/** Specs of one list that are there now, by code. */
export const specsOf = (reader: Db, list: string): SpecRow[] =>
  kept<FoundSpec>(reader, `${SPECS} AND p.list = ? ORDER BY p.spec LIMIT 2000`).all(list).map(specRow)

/**
 * A catalogue of some ten thousand specs is searched by walking it: each word in any name or code. What is sold most
 * comes first, then by service and spec.
 */
export function searchSpecs(
  reader: Db,
  input: { readonly text: string; readonly chargeMode: string; readonly region: string; readonly limit: number },
): { rows: SpecRow[]; total: number } {
  const words = input.text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10)
  const usual = coreProducts.map(({ serviceType, resourceType }) => `${serviceType} ${resourceType}`)
  const found = kept<FoundSpec>(
    reader,
    `${SPECS} AND p.region = @region AND p.charge_mode = @mode AND NOT EXISTS (SELECT 1 FROM json_each(@words) w WHERE instr(lower(
       p.spec || ' ' || p.name || ' ' || p.service_type || ' ' || p.resource_type || ' ' || ifnull(s.name, '') || ' ' ||
       ifnull(s.abbreviation, '') || ' ' || ifnull(r.name, '')), w.value) = 0)
     ORDER BY ifnull((SELECT key FROM json_each(@usual) WHERE value = p.service_type || ' ' || p.resource_type), 999), p.service_type,
       p.resource_type, p.spec`,
  ).all({ region: input.region, mode: input.chargeMode, words: JSON.stringify(words), usual: JSON.stringify(usual) })
  return { rows: found.slice(0, input.limit).map(specRow), total: found.length }
}

export function listUnits(reader: Db): {
  measures: { measureId: string; name: string; abbreviation: string | null }[]
  conversions: ConversionRow[]
  usageTypes: { code: string; name: string; serviceType: string | null; resourceType: string | null }[]
} {
  const measures = kept<{ measure_id: string; name: string; abbreviation: string | null }>(
    reader,
    'SELECT measure_id, name, abbreviation FROM measures WHERE gone_at IS NULL ORDER BY CAST(measure_id AS INTEGER) LIMIT 2000',
  ).all()
  const conversions = kept<{ measure_id: string; ref_measure_id: string; ratio: number }>(
    reader,
    'SELECT measure_id, ref_measure_id, ratio FROM conversions WHERE gone_at IS NULL ORDER BY pair LIMIT 2000',
  ).all()
  const usages = kept<{ code: string; name: string; service_type: string | null; resource_type: string | null }>(
    reader,
    'SELECT code, name, service_type, resource_type FROM usage_types WHERE gone_at IS NULL ORDER BY code, resource_type LIMIT 20000',
  ).all()
  return {
    measures: measures.map((row) => ({
      measureId: cut(row.measure_id, 32),
      name: cut(row.name, 400),
      abbreviation: cutOrNull(row.abbreviation, 400),
    })),
    conversions: conversions.map((row) => ({
      measureId: cut(row.measure_id, 32),
      refMeasureId: cut(row.ref_measure_id, 32),
      ratio: row.ratio,
    })),
    usageTypes: usages.map((row) => ({
      code: cut(row.code, 400),
      name: cut(row.name, 400),
      serviceType: cutOrNull(row.service_type, 400),
      resourceType: cutOrNull(row.resource_type, 400),
    })),
  }
}
