/** The page's address: which tab, and the filter of the records, so that any page can lead here. */
import { z } from 'zod'
import { DAY_MS, dayStart } from '#renderer/areas/customers/dates.ts'
import type { AdjustFilter } from '#shared/contract/funds.ts'

export const fundsTabs = ['balance', 'records', 'resellers'] as const

export const operationCodes = [
  'SOURCE_OPERATION_BEADJUST',
  'SOURCE_OPERATION_BERETRIEVE',
  'SOURCE_OPERATION_BEUNBIND',
] as const

/** The router reads digits of an address as a number. */
const word = z
  .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().min(1).max(128).optional())
  .catch(undefined)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)

const Search = z.object({
  tab: z.enum(fundsTabs).optional().catch(undefined),
  operation: z.enum(operationCodes).optional().catch(undefined),
  ours: z.enum(['ours', 'elsewhere']).optional().catch(undefined),
  from: day,
  /** The last day counts whole. */
  until: day,
  customer: word,
  trans: word,
})
export type FundsSearch = z.infer<typeof Search>

/** A bad value in a link is no filter. */
export const parseSearch = (raw: Record<string, unknown>): FundsSearch => Search.parse(raw)

export const noFilter: Partial<FundsSearch> = {
  operation: undefined,
  ours: undefined,
  from: undefined,
  until: undefined,
  customer: undefined,
  trans: undefined,
}

export const filtersOn = (search: FundsSearch): number =>
  (Object.keys(noFilter) as (keyof FundsSearch)[]).filter((key) => search[key] !== undefined).length

export function filterOf({ operation, ours, from, until, customer, trans }: FundsSearch): AdjustFilter {
  const begin = from === undefined ? null : dayStart(from)
  const end = until === undefined ? null : dayStart(until)
  return {
    ...(operation ? { operation: [operation] } : {}),
    ...(ours ? { ours: ours === 'ours' } : {}),
    ...(begin === null ? {} : { from: begin }),
    ...(end === null ? {} : { until: end + DAY_MS }),
    ...(customer ? { customerId: customer.slice(0, 64) } : {}),
    ...(trans ? { transId: trans } : {}),
  }
}
