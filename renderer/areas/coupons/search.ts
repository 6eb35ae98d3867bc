/** The addresses of the coupon lists: filter, tab and order, so that a link is the question. A bad value is no filter. */
import { z } from 'zod'
import { foldAlphanumeric } from '#renderer/parts/fold.ts'
import { CouponFilter, type CouponSort, couponSorts, RecordFilter } from '#shared/contract/coupons.ts'

/** Search parameters of digits arrive as numbers, single values of a list as themselves. */
const lenient = (schema: z.ZodType) => schema.catch(undefined)
const text = (schema: z.ZodType) =>
  lenient(z.preprocess((value) => (typeof value === 'number' ? String(value) : value), schema))
const list = (schema: z.ZodType) =>
  lenient(
    z.preprocess(
      (value) => (value === undefined ? undefined : (Array.isArray(value) ? value : [value]).map(String)),
      schema,
    ),
  )

const texts: ReadonlySet<string> = new Set(['text', 'couponId', 'customerId', 'orderId', 'quotaId'])
const lists: ReadonlySet<string> = new Set(['couponType', 'status', 'manager', 'operationType', 'result'])

const lenientShape = (shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [
      key,
      texts.has(key) ? text(schema) : lists.has(key) ? list(schema) : lenient(schema),
    ]),
  )

const CouponQuestion = z.object({
  ...lenientShape(CouponFilter.shape),
  sort: z.enum(couponSorts).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
})
const RecordQuestion = z.object({
  ...lenientShape(RecordFilter.shape),
  descending: z.boolean().optional().catch(undefined),
})

export type CouponsSearch = CouponFilter & { sort?: CouponSort['column'] | undefined; descending?: boolean | undefined }
export type RecordsSearch = RecordFilter & { descending?: boolean | undefined }

/** Drops what says nothing: empty texts and lists are no filter. */
export function tidy<T extends object>(search: T): T {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T
}

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

/** A part changed; typed texts are trimmed and their full-width digits and letters folded. */
export function withPart<T extends object>(search: T, part: Partial<T>): T {
  const folded = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      typeof value === 'string' ? foldAlphanumeric(value).trim() : value,
    ]),
  )
  return tidy({ ...search, ...folded })
}
