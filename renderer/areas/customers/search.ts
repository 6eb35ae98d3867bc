/** The list's address: filter, tab and order as typed search parameters, so that a link or a saved view is the question. */
import { z } from 'zod'
import { config } from 'zod/v4/core'
import { foldAlphanumeric } from '#renderer/parts/fold.ts'
import { CustomerFilter, type CustomerSort, type CustomerTab, customerSorts } from '#shared/contract/customers.ts'

// The page's policy forbids code made from text; zod would try it once and the console would tell.
config({ jitless: true })

const shape = CustomerFilter.shape

/** One bad value in a link loses that filter, not the page. Search parameters of digits arrive as numbers. */
const text = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'number' ? String(value) : value), schema).catch(undefined as never)
const list = (schema: z.ZodType<string[] | undefined>) =>
  z
    .preprocess(
      (value) => (Array.isArray(value) ? value.map(String) : value === undefined ? undefined : [String(value)]),
      schema,
    )
    .catch(undefined)

const Search = z.object({
  tab: shape.tab.catch(undefined),
  text: text(shape.text),
  name: text(shape.name),
  accountName: text(shape.accountName),
  label: text(shape.label),
  customerId: text(shape.customerId),
  associationType: list(shape.associationType),
  verifiedStatus: list(shape.verifiedStatus),
  customerType: list(shape.customerType),
  frozen: list(shape.frozen),
  level: list(shape.level),
  newTag: list(shape.newTag),
  manager: list(shape.manager),
  associatedFrom: shape.associatedFrom.catch(undefined),
  associatedUntil: shape.associatedUntil.catch(undefined),
  sort: z.enum(customerSorts).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
})

export type CustomersSearch = CustomerFilter & {
  sort?: CustomerSort['column'] | undefined
  descending?: boolean | undefined
}

export const defaultSort: CustomerSort = { column: 'associatedAt', descending: true }

/** Drops what says nothing: empty texts and lists are no filter (R-CUST-05). */
function tidy(search: Record<string, unknown>): CustomersSearch {
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue
    kept[key] = value
  }
  return kept as CustomersSearch
}

/** For the route's `validateSearch`: never throws. */
export const parseSearch = (raw: Record<string, unknown>): CustomersSearch => tidy(Search.parse(raw))

export function filterOf(search: CustomersSearch): CustomerFilter {
  const { sort: _sort, descending: _descending, ...filter } = search
  return filter.tab === 'all' ? tidy({ ...filter, tab: undefined }) : filter
}

export const sortOf = (search: CustomersSearch): CustomerSort => ({
  column: search.sort ?? defaultSort.column,
  descending: search.descending ?? (search.sort === undefined && defaultSort.descending),
})

export const tabOf = (search: CustomersSearch): CustomerTab => search.tab ?? 'all'

/** Changes a part of the question; texts are trimmed and their full-width digits and letters folded. */
export function withPart(search: CustomersSearch, part: Partial<CustomersSearch>): CustomersSearch {
  const folded = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      typeof value === 'string' ? foldAlphanumeric(value).trim() : value,
    ]),
  )
  return tidy({ ...search, ...folded })
}

/** The fields of the folding form: all but tab, search text and order. */
export const formFields = [
  'name',
  'accountName',
  'label',
  'customerId',
  'associationType',
  'verifiedStatus',
  'customerType',
  'frozen',
  'level',
  'newTag',
  'manager',
  'associatedFrom',
  'associatedUntil',
] as const

export const activeFilters = (search: CustomersSearch): number =>
  formFields.filter((field) => search[field] !== undefined).length

/** One text for one question, whatever the order of its parts. */
export const questionKey = (search: CustomersSearch): string =>
  JSON.stringify(Object.entries({ ...filterOf(search), ...sortOf(search) }).sort(([a], [b]) => (a < b ? -1 : 1)))

/** A saved view's text back to a search; null where it is no longer understood. */
export function parseView(query: string): CustomersSearch | null {
  try {
    const raw: unknown = JSON.parse(query)
    return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
      ? parseSearch(raw as Record<string, unknown>)
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The search behind a question's key: the way back to the list. */
export function parseQuestion(question: string): CustomersSearch {
  if (question === '') return {}
  const { column, descending, ...filter } = Object.fromEntries(JSON.parse(question) as [string, unknown][])
  const isDefault = column === defaultSort.column && descending === defaultSort.descending
  return parseSearch(isDefault ? filter : { ...filter, sort: column, descending })
}
