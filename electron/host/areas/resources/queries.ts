/** What a customer has, as rows of the page; the data scope is checked first (R-CUST-03). */

import { requireCustomer } from '#host/areas/customers/names.ts'
import { clip } from '#host/areas/customers/rows.ts'
import { ON_DEMAND_RESOURCES, PERIOD_RESOURCES, RESOURCE_PACKAGES } from '#host/areas/resources/collections.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { ownerReadAt } from '#host/sync/records.ts'
import {
  type OnDemandResource,
  type PeriodResource,
  RESOURCES_MOST,
  type ResourcePackage,
} from '#shared/contract/resources.ts'
import { monthsBetween, packageTotal } from '#shared/rules/resources.ts'

interface Stored {
  resource_id: string
  name: string | null
  service_type_code: string | null
  service_type_name: string | null
  resource_type_name: string | null
  region_code: string | null
  spec_text: string | null
  spec_code: string | null
  status: string | null
  effective_at: number | null
  expire_at: number | null
  gone_at: number | null
}

interface StoredPeriod extends Stored {
  main: 0 | 1
  parent_id: string | null
  expire_policy: string | null
  project_name: string | null
}

const short = (text: string | null, length = 400): string | null => (text === null ? null : clip(text, length))

const toRow = (stored: Stored): OnDemandResource => ({
  resourceId: stored.resource_id,
  name: short(stored.name),
  serviceCode: short(stored.service_type_code, 64),
  serviceName: short(stored.service_type_name),
  typeName: short(stored.resource_type_name),
  regionCode: short(stored.region_code, 64),
  spec: short(stored.spec_text ?? stored.spec_code),
  status: short(stored.status, 64),
  effectiveAt: stored.effective_at,
  expireAt: stored.expire_at,
  goneAt: stored.gone_at,
})

const toPeriod = (stored: StoredPeriod): PeriodResource => ({
  ...toRow(stored),
  main: stored.main === 1,
  parentId: short(stored.parent_id, 64),
  expirePolicy: short(stored.expire_policy, 64),
  projectName: short(stored.project_name),
})

interface Of<Row> {
  readonly rows: Row[]
  readonly total: number
  readonly asOf: number | null
}

const count = (
  reader: Db,
  table: 'period_resources' | 'on_demand_resources' | 'resource_packages',
  customerId: string,
): number =>
  kept<number>(reader, `SELECT count(*) FROM ${table} WHERE customer_id = ? AND gone_at IS NULL`)
    .pluck()
    .get(customerId) as number

/** Throws `not-found`. */
export function periodOf(reader: Db, scope: Scope, customerId: string): Of<PeriodResource> {
  requireCustomer(reader, scope, customerId)
  const rows = kept<StoredPeriod>(
    reader,
    `SELECT r.* FROM period_resources r
     LEFT JOIN period_resources m ON r.main = 0 AND m.resource_id = r.parent_id AND m.customer_id = r.customer_id
     WHERE r.customer_id = ? AND r.gone_at IS NULL
     ORDER BY ifnull(ifnull(m.expire_at, r.expire_at), 9e15), ifnull(m.resource_id, r.resource_id), r.main DESC, r.name, r.id
     LIMIT ${RESOURCES_MOST}`,
  ).all(customerId)
  return {
    rows: rows.map(toPeriod),
    total: count(reader, 'period_resources', customerId),
    asOf: ownerReadAt(reader, PERIOD_RESOURCES, customerId),
  }
}

/** Throws `not-found`. */
export function onDemandOf(reader: Db, scope: Scope, customerId: string): Of<OnDemandResource> {
  requireCustomer(reader, scope, customerId)
  const rows = kept<Stored>(
    reader,
    `SELECT * FROM on_demand_resources WHERE customer_id = ? AND gone_at IS NULL
     ORDER BY status = '6', service_type_name, name, id LIMIT ${RESOURCES_MOST}`,
  ).all(customerId)
  return {
    rows: rows.map(toRow),
    total: count(reader, 'on_demand_resources', customerId),
    asOf: ownerReadAt(reader, ON_DEMAND_RESOURCES, customerId),
  }
}

interface StoredPackage {
  package_id: string
  name: string | null
  service_type_name: string | null
  service_type_code: string | null
  region_code: string | null
  status: string | null
  reuse_mode: string | null
  effective_at: number | null
  expire_at: number | null
  items: string
}

const ITEMS_MOST = 50

const measureName = (reader: Db, id: unknown): string =>
  kept<string>(reader, 'SELECT ifnull(abbreviation, name) FROM measures WHERE measure_id = ?')
    .pluck()
    .get(String(id)) ?? String(id ?? '')

function toPackage(reader: Db, stored: StoredPackage): ResourcePackage {
  const { effective_at: from, expire_at: until, reuse_mode: mode } = stored
  const months = from === null || until === null ? 0 : monthsBetween(from, until)
  const items = (JSON.parse(stored.items) as Record<string, unknown>[]).slice(0, ITEMS_MOST)
  return {
    packageId: stored.package_id,
    name: short(stored.name),
    serviceName: short(stored.service_type_name ?? stored.service_type_code),
    regionCode: short(stored.region_code, 64),
    status: short(stored.status, 64),
    reuseMode: short(mode, 64),
    effectiveAt: from,
    expireAt: until,
    items: items.map((item) => {
      const stated = String(item.original_amount ?? '')
      return {
        name: clip(String(item.usage_type_name ?? ''), 400),
        rest: clip(String(item.amount ?? ''), 64),
        stated: clip(stated, 64),
        // R-CUST-48: what it comes to over the whole term.
        total: packageTotal(stated, mode, months),
        measure: clip(measureName(reader, item.measure_id), 64),
      }
    }),
  }
}

/** Those in force first. Throws `not-found`. */
export function packagesOf(reader: Db, scope: Scope, customerId: string): Of<ResourcePackage> {
  requireCustomer(reader, scope, customerId)
  const rows = kept<StoredPackage>(
    reader,
    `SELECT * FROM resource_packages WHERE customer_id = ? AND gone_at IS NULL
     ORDER BY ifnull(status, '') <> '1', expire_at, id LIMIT ${RESOURCES_MOST}`,
  ).all(customerId)
  return {
    rows: rows.map((row) => toPackage(reader, row)),
    total: count(reader, 'resource_packages', customerId),
    asOf: ownerReadAt(reader, RESOURCE_PACKAGES, customerId),
  }
}
