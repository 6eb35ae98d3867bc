/** The addresses of the coupon lists: filter, tab and order, so that a link is the question. A bad value is no filter. */
import { z } from 'zod'
import { lenientShape, tidy } from '#renderer/parts/question.ts'
import { CouponFilter, type CouponSort, couponSorts, RecordFilter } from '#shared/contract/coupons.ts'

const texts: ReadonlySet<string> = new Set(['text', 'couponId', 'customerId', 'orderId', 'quotaId'])
const lists: ReadonlySet<string> = new Set(['couponType', 'status', 'manager', 'operationType', 'result'])

const CouponQuestion = z.object({
  ...lenientShape(CouponFilter.shape, { texts, lists }),
  sort: z.enum(couponSorts).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
})
const RecordQuestion = z.object({
  ...lenientShape(RecordFilter.shape, { texts, lists }),
  descending: z.boolean().optional().catch(undefined),
})

export type CouponsSearch = CouponFilter & { sort?: CouponSort['column'] | undefined; descending?: boolean | undefined }
export type RecordsSearch = RecordFilter & { descending?: boolean | undefined }

export const parseCoupons = (raw: Record<string, unknown>): CouponsSearch =>
  tidy(CouponQuestion.parse(raw)) as CouponsSearch
export const parseRecords = (raw: Record<string, unknown>): RecordsSearch =>
  tidy(RecordQuestion.parse(raw)) as RecordsSearch

export function couponFilterOf({ sort: _sort, descending: _descending, ...filter }: CouponsSearch): CouponFilter {
  return filter.tab === 'all' ? tidy({ ...filter, tab: undefined }) : filter
}

export function recordFilterOf({ descending: _descending, ...filter }: RecordsSearch): RecordFilter {
  return filter
}
