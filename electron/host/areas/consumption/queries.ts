/** What a customer consumed by month and product, from the mirrored sums. */
import { clip } from '#host/areas/customers/rows.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ConsumptionSum } from '#shared/contract/consumption.ts'

const ROWS_MOST = 2_000

interface Stored {
  month: string
  service: string
  name: string | null
  mode: string
  amount: number
  refunds: number
  discount: number
  coupon: number
  debt: number
}

/** Newest month first, the largest product first. The caller has checked the scope. */
export function sumsOfCustomer(reader: Db, customerId: string): ConsumptionSum[] {
  return kept<Stored>(
    reader,
    `SELECT month, service_type_code AS service, max(service_type_name) AS name, charge_mode AS mode, sum(amount) AS amount,
       sum(CASE WHEN bill_type = '0' THEN 0 ELSE amount END) AS refunds, sum(discount) AS discount, sum(coupon) AS coupon,
       sum(debt) AS debt
     FROM consumption_sums WHERE customer_id = ? AND gone_at IS NULL GROUP BY 1, 2, 4
     ORDER BY month DESC, sum(amount) DESC, service LIMIT ${ROWS_MOST}`,
  )
    .all(customerId)
    .map(({ service, name, mode, ...row }) => ({
      ...row,
      serviceCode: clip(service, 64),
      serviceName: name === null ? null : clip(name, 400),
      chargeMode: clip(mode, 64),
    }))
}
