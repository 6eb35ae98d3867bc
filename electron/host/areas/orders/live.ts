/** What the partner tells of an order at the moment. Throws PartnerError; what cannot be read is no answer. */
import { amountOf, clipped } from '#host/areas/orders/rows.ts'
import { readable, rowsIn } from '#host/outbox/reading.ts'
import type { PartnerApi } from '#host/partner-api/types.ts'
import { requiredText, requiredYuan, requireYuan, text } from '#host/sync/wire.ts'
import type { RefundRow } from '#shared/contract/orders.ts'

/** R-ORD-35: signs as the partner gives them. */
export async function refundRows(
  api: Pick<PartnerApi, 'call'>,
  order_id: string,
  signal: AbortSignal,
): Promise<RefundRow[]> {
  const { body } = await api.call('ShowRefundOrderDetails', { query: { order_id }, signal })
  return readable('ShowRefundOrderDetails', () =>
    rowsIn('ShowRefundOrderDetails', body, 'refund_infos')
      .slice(0, 500)
      .map((row) => {
        requireYuan(row.measure_id)
        return {
          id: requiredText(row.id, 'id').slice(0, 128),
          amount: amountOf(requiredYuan(row.amount, 'amount')) ?? 0,
          serviceName: clipped(text(row.service_type_name, 'service_type_name'), 400),
          resourceName: clipped(text(row.resource_type_name, 'resource_type_name'), 400),
          region: clipped(text(row.region_code, 'region_code'), 128),
          baseOrderId: clipped(text(row.base_order_id, 'base_order_id'), 128),
        }
      }),
  )
}
