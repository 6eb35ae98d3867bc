/**
 * The customer's last order once more, at today's price: its lines become lines of a quote, with what each cost then. The
 * order names spec and size alone, so resource type and names come from the catalogue here; its region it does not tell.
 */
import { readable, rowsIn } from '#host/outbox/reading.ts'
import type { PartnerApi } from '#host/partner-api/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { code, requiredText, text, type WireRow, yuan } from '#host/sync/wire.ts'
import type { QuoteLine } from '#shared/contract/quotes.ts'
import { AppError } from '#shared/errors.ts'
import { coreProducts, HOME_REGION, sizedBy } from '#shared/rules/products.ts'

type Calls = Pick<PartnerApi, 'call'>

const OPENED = '1'
const COMPLETED = 5
const LINES_MOST = 100

/** Number of the newest completed order that opened something. Throws `not-found` where there is none, PartnerError. */
export async function lastOrder(partner: Calls, customerId: string): Promise<string> {
  const { body } = await partner.call('ListCustomerOrders', {
    query: {
      customer_id: customerId,
      order_type: OPENED,
      status: COMPLETED,
      order_by: '-createTime',
      limit: 1,
      offset: 0,
    },
  })
  const [newest] = rowsIn('ListCustomerOrders', body, 'order_infos')
  if (!newest) throw new AppError('not-found', { field: 'orderId', detail: { reason: 'no-order' } })
  return readable('ListCustomerOrders', () => requiredText(newest.order_id, 'order_id'))
}

interface Known {
  resource_type: string
  resource_name: string | null
  service_name: string | null
  name: string
  region: string
}

/** The spec among the lists that were read, the usual products and the home region first. */
function inCatalogue(cache: Db, serviceType: string, spec: string): Known | undefined {
  return kept<Known>(
    cache,
    `SELECT p.resource_type, r.name AS resource_name, s.name AS service_name, p.name, p.region FROM resource_specs p
     LEFT JOIN resource_types r ON r.code = p.resource_type LEFT JOIN service_types s ON s.code = p.service_type
     WHERE p.service_type = @service AND p.spec = @spec AND p.gone_at IS NULL
     ORDER BY p.region <> @home, p.resource_type NOT IN (SELECT value FROM json_each(@usual)), p.resource_type LIMIT 1`,
  ).get({
    service: serviceType,
    spec,
    home: HOME_REGION,
    usual: JSON.stringify(coreProducts.map(({ resourceType }) => resourceType)),
  })
}

const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

/** `known` false: the catalogue here has no such spec, a person has to say which product it is. */
export function repeatedLine(
  cache: Db,
  row: WireRow,
  lineId: string,
): { readonly line: QuoteLine; readonly known: boolean } {
  const serviceType = text(row.service_type_code, 'service_type_code') ?? ''
  const [spec = '', size] = (text(row.product_spec_desc, 'product_spec_desc') ?? '').split('|')
  const found = inCatalogue(cache, serviceType, spec)
  const measure = found ? sizedBy(found.resource_type) : null
  const periodType = Number(code(row.period_type, 'period_type') ?? Number.NaN)
  const period = [0, 2, 3, 4].includes(periodType)
  return {
    known: found !== undefined,
    line: {
      lineId,
      setId: null,
      role: null,
      charge: 'period',
      serviceType: serviceType.slice(0, 400),
      serviceName: (found?.service_name ?? text(row.service_type_name, 'service_type_name') ?? serviceType).slice(
        0,
        400,
      ),
      resourceType: (found?.resource_type ?? '').slice(0, 400),
      resourceName: (found?.resource_name ?? '').slice(0, 400),
      spec: spec.slice(0, 400),
      specName: (found?.name ?? spec).slice(0, 400),
      region: found?.region ?? HOME_REGION,
      zone: null,
      size: measure === null ? null : Number(/^\d{1,9}$/.test(size ?? '') ? size : 0),
      sizeMeasure: measure,
      quantity: wholeNumber(row.subscription_num) ?? 1,
      periodType: period ? periodType : 2,
      periodNum: period ? (wholeNumber(row.period_num) ?? 1) : 1,
      usageFactor: null,
      usageValue: null,
      usageMeasure: null,
      before: yuan(row.amount_after_discount, 'amount_after_discount'),
    },
  }
}

/** Throws `not-found` where the order is another customer's, PartnerError. */
export async function repeatedLines(
  partner: Calls,
  cache: Db,
  { orderId, customerId }: { readonly orderId: string; readonly customerId: string },
  newId: () => string,
): Promise<{ lines: QuoteLine[]; unknown: number }> {
  const { body } = await partner.call('ShowCustomerOrderDetails', {
    path: { order_id: orderId },
    query: { limit: LINES_MOST, offset: 0 },
  })
  return readable('ShowCustomerOrderDetails', () => {
    const info = (body as WireRow | undefined)?.order_info as WireRow | undefined
    if (text(info?.customer_id, 'customer_id') !== customerId) throw new AppError('not-found', { field: 'orderId' })
    const lines = rowsIn('ShowCustomerOrderDetails', body, 'order_line_items').map((row) =>
      repeatedLine(cache, row, newId()),
    )
    return { lines: lines.map(({ line }) => line), unknown: lines.filter(({ known }) => !known).length }
  })
}
