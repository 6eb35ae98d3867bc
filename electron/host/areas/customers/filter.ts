/** A filter and a scope as SQL conditions on `customers c`; scope is part of every condition (Law 4). */

import { customerScanText } from '#host/areas/customers/search.ts'
import { type Facet, facetIndexes, inDebt, isFrozen, isGone, orderIndexes } from '#host/areas/customers/tables.ts'
import type { Scope } from '#host/person.ts'
import { foldText, foldWords } from '#host/store/fold.ts'
import { holdsAll } from '#host/store/search.ts'
import type { CustomerFilter, CustomerTab } from '#shared/contract/customers.ts'

export type Param = string | number

export interface Condition {
  /** One comparison, its column first: a plus before it takes it from the index's hands. */
  readonly sql: string
  readonly params: readonly Param[]
  /** Index that holds exactly the rows of this condition, side by side. */
  readonly index?: string
  /** Which end of a range it is; absent for listed values. */
  readonly bound?: 'low' | 'high'
}

export interface Conditions {
  readonly all: readonly Condition[]
  /** Words that must stand in the folded text of a customer (`text`). */
  readonly words: readonly string[]
  /** Further words that a row of these conditions surely holds: they narrow, `all` decides. */
  readonly hints: readonly string[]
  readonly followUp: boolean
}

const placeholders = (count: number): string => Array.from({ length: count }, () => '?').join(', ')

function facet(column: Facet, values: readonly string[]): Condition {
  const different = [...new Set(values)]
  const sql = different.length === 1 ? `c.${column} = ?` : `c.${column} IN (${placeholders(different.length)})`
  return { sql, params: different, index: facetIndexes[column] }
}

function scopeCondition(scope: Scope): Condition[] {
  if (scope.kind === 'all') return []
  // '' stands for customers without a manager: nobody's.
  const managers = (scope.kind === 'own' ? [scope.manager] : scope.managers).filter((manager) => manager !== '')
  if (managers.length > 0 && managers.length <= 50) return [facet('manager_key', managers)]
  // A director's team may be larger than a statement has room for, or nobody, who sees nothing.
  return [
    {
      sql: 'c.manager_key IN (SELECT value FROM json_each(?))',
      params: [JSON.stringify(managers)],
      index: facetIndexes.manager_key,
    },
  ]
}

const linked: Condition = { sql: 'c.gone_at IS NULL', params: [] }

/** What each tab adds (D): every tab but `gone` shows customers that are linked now. */
export const tabConditions: Readonly<Record<CustomerTab, readonly Condition[]>> = {
  all: [linked],
  resale: [linked, facet('association_type', ['2'])],
  consultative: [linked, facet('association_type', ['1'])],
  debt: [linked, { sql: `c.${inDebt}`, params: [], index: 'customers_in_debt' }],
  frozen: [linked, { sql: `c.${isFrozen}`, params: [], index: 'customers_frozen' }],
  newCustomer: [linked, facet('new_tag', ['Y'])],
  followUp: [linked],
  gone: [{ sql: `c.${isGone}`, params: [], index: 'customers_gone' }],
}

const listed = [
  ['associationType', 'association_type'],
  ['verifiedStatus', 'verified_status'],
  ['customerType', 'customer_type'],
  ['frozen', 'frozen'],
  ['newTag', 'new_tag'],
  ['manager', 'manager_key'],
  ['level', 'level_order'],
] as const satisfies readonly (readonly [keyof CustomerFilter, Facet])[]

/**
 * R-CUST-05: an empty value is no filter. Name and account name match by a folded part; the label by a part in its own
 * case. `gone: 'both'` is for the search over everything, which has no tabs.
 */
export function conditionsOf(filter: CustomerFilter, scope: Scope, options: { gone?: 'both' } = {}): Conditions {
  const all: Condition[] = [
    ...scopeCondition(scope),
    ...(options.gone === 'both' ? [] : tabConditions[filter.tab ?? 'all']),
  ]
  const hints: string[] = []
  for (const [key, column] of listed) {
    const values = filter[key]?.filter((value) => value !== '' || key === 'manager') ?? []
    if (values.length > 0) all.push(facet(column, values))
  }
  if (filter.customerId) all.push({ sql: 'c.customer_id = ?', params: [filter.customerId], index: 'customers_key' })
  for (const [part, column] of [
    [filter.name, 'name'],
    [filter.accountName, 'account_name'],
  ] as const) {
    const wanted = foldText(part ?? '').trim()
    if (wanted === '') continue
    all.push({ sql: `instr(folded(c.${column}), ?) > 0`, params: [wanted] })
    hints.push(...foldWords(wanted))
  }
  const label = filter.label?.trim().toWellFormed() ?? ''
  if (label !== '') {
    all.push({ sql: 'instr(c.label, ?) > 0', params: [label] })
    hints.push(...foldWords(label))
  }
  if (filter.associatedFrom !== undefined || filter.associatedUntil !== undefined) {
    const index = orderIndexes.associated_order
    // A customer without the time is in no range; -1 stands for it.
    all.push({ sql: 'c.associated_order >= ?', params: [filter.associatedFrom ?? 0], index, bound: 'low' })
    if (filter.associatedUntil !== undefined)
      all.push({ sql: 'c.associated_order < ?', params: [filter.associatedUntil], index, bound: 'high' })
  }
  return { all, words: foldWords(filter.text ?? ''), hints, followUp: filter.tab === 'followUp' }
}

/** The words' condition: on the folded text where the index is built, on the plain columns before. */
export function wordsCondition(words: readonly string[], built: boolean): Condition[] {
  if (words.length === 0) return []
  if (built) return [{ sql: holdsAll(words, 't'), params: words }]
  return words.map((word) => ({ sql: `instr(${customerScanText('c')}, ?) > 0`, params: [word] }))
}

export const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND ')

export const paramsOf = (conditions: readonly Condition[]): Param[] => conditions.flatMap(({ params }) => params)
