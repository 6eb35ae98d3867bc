/** The address of the order list: filter, tab and order. */
import { z } from 'zod'
import { lenientShape, tidy } from '#renderer/parts/question.ts'
import { OrderFilter, type OrderSort, orderSorts } from '#shared/contract/orders.ts'

const texts: ReadonlySet<string> = new Set(['text', 'customerId'])
const lists: ReadonlySet<string> = new Set(['status', 'orderType', 'serviceCode', 'source', 'manager'])

const Question = z.object({
  ...lenientShape(OrderFilter.shape, { texts, lists }),
  sort: z.enum(orderSorts).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
})

export type OrdersSearch = OrderFilter & { sort?: OrderSort['column'] | undefined; descending?: boolean | undefined }

export const parseOrders = (raw: Record<string, unknown>): OrdersSearch => tidy(Question.parse(raw)) as OrdersSearch

export function orderFilterOf({ sort: _sort, descending: _descending, ...filter }: OrdersSearch): OrderFilter {
  return filter.tab === 'all' ? tidy({ ...filter, tab: undefined }) : filter
}
