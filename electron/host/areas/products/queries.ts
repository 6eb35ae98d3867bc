/** Reference lists: services and resources by name (R-PLAT-24). */
import type { z } from 'zod'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ResourceTypeRow, ServiceTypeRow } from '#shared/contract/products.ts'

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
