/** A filter and a scope as SQL conditions on `customers c`; scope is part of every condition (Law 4). */

import { noneOf, oneOf, type Packed, packedSql, type Term } from '#host/areas/customers/code.ts'
import { customerScanText } from '#host/areas/customers/search.ts'
import { debtIndex, type Facet, inDebt, keyIndex, managerIndex, orderIndexes } from '#host/areas/customers/tables.ts'
import type { Scope } from '#host/person.ts'
import { foldText, foldWords } from '#host/store/fold.ts'
import { holdsAll } from '#host/store/search.ts'
import type { CustomerFilter, CustomerTab } from '#shared/contract/customers.ts'
import { CONSULTATIVE, RESALE } from '#shared/rules/customers.ts'

export type Param = string | number

export interface Condition {
  /** One comparison, its column first: a plus before it takes it from the index's hands. */
  readonly sql: string
  readonly params: readonly Param[]
  /** Index that holds exactly the rows of this condition, side by side. */
  readonly index?: string
  /** Which end of a range of that index it is; absent for listed values. */
  readonly bound?: 'low' | 'high'
}

export interface Conditions {
  /** Every condition but the words. */
  readonly all: readonly Condition[]
  readonly packed: Packed
  /** Those that `packed` does not hold. */
  readonly rest: readonly Condition[]
  /** Words that must stand in the folded text of a customer (`text`). */
  readonly words: readonly string[]
  /** Further words that a row of these conditions surely holds: they narrow, the conditions decide. */
  readonly hints: readonly string[]
  readonly followUp: boolean
}

const whole = (parts: Omit<Conditions, 'all'>): Conditions => ({
  ...parts,
  all: [...packedSql(parts.packed), ...parts.rest],
})

/** Conditions with further ones. */
export const withMore = (conditions: Conditions, more: readonly Condition[]): Conditions =>
  whole({ ...conditions, rest: [...conditions.rest, ...more] })

function oneManager(managers: readonly string[]): Condition {
  const different = [...new Set(managers)]
  const sql = different.length === 1 ? 'c.manager_key = ?' : `c.manager_key IN (${different.map(() => '?').join(', ')})`
  return { sql, params: different, index: managerIndex }
}

function scopeCondition(scope: Scope): Condition[] {
  if (scope.kind === 'all') return []
  // '' stands for customers without a manager: nobody's.
  const managers = (scope.kind === 'own' ? [scope.manager] : scope.managers).filter((manager) => manager !== '')
  if (managers.length > 0 && managers.length <= 50) return [oneManager(managers)]
  // A director's team may be larger than a statement has room for, or nobody, who sees nothing.
  return [
    {
      sql: 'c.manager_key IN (SELECT value FROM json_each(?))',
      params: [JSON.stringify(managers)],
      index: managerIndex,
    },
  ]
}

/** What each tab adds (D): every tab but `gone` shows customers that are linked now. */
const tabTerms: Readonly<Partial<Record<CustomerTab, Term>>> = {
  resale: oneOf('association_type', [RESALE]),
  consultative: oneOf('association_type', [CONSULTATIVE]),
  frozen: noneOf('frozen', ['0']),
  newCustomer: oneOf('new_tag', ['Y']),
}

/** The same conditions on another tab; null: on none, linked or not. */
export function onTab(conditions: Omit<Conditions, 'all'>, tab: CustomerTab | null): Conditions {
  const { packed, rest } = conditions
  const term = tab === null ? undefined : tabTerms[tab]
  return whole({
    ...conditions,
    packed: { terms: term ? [...packed.terms, term] : packed.terms, gone: tab === null ? null : tab === 'gone' },
    rest: tab === 'debt' ? [...rest, { sql: `c.${inDebt}`, params: [], index: debtIndex }] : rest,
    followUp: tab === 'followUp',
  })
}

const listed = [
  ['associationType', 'association_type'],
  ['verifiedStatus', 'verified_status'],
  ['customerType', 'customer_type'],
  ['frozen', 'frozen'],
  ['newTag', 'new_tag'],
  ['level', 'level'],
] as const satisfies readonly (readonly [keyof CustomerFilter, Facet])[]

/**
 * R-CUST-05: an empty value is no filter. Name and account name match by a folded part; the label by a part in its own
 * case. `gone: 'both'` is for the search over everything, which has no tabs.
 */
export function conditionsOf(filter: CustomerFilter, scope: Scope, options: { gone?: 'both' } = {}): Conditions {
  const rest: Condition[] = scopeCondition(scope)
  const hints: string[] = []
  const terms: Term[] = []
  for (const [key, facet] of listed) {
    const values = filter[key]?.filter((value) => value !== '') ?? []
    if (values.length > 0) terms.push(oneOf(facet, values))
  }
  if (filter.manager && filter.manager.length > 0) rest.push(oneManager(filter.manager))
  if (filter.customerId) rest.push({ sql: 'c.customer_id = ?', params: [filter.customerId], index: keyIndex })
  for (const [part, column] of [
    [filter.name, 'name'],
    [filter.accountName, 'account_name'],
  ] as const) {
    const wanted = foldText(part ?? '').trim()
    if (wanted === '') continue
    rest.push({ sql: `instr(folded(c.${column}), ?) > 0`, params: [wanted] })
    hints.push(...foldWords(wanted))
  }
  const label = filter.label?.trim().toWellFormed() ?? ''
  if (label !== '') {
    rest.push({ sql: 'instr(c.label, ?) > 0', params: [label] })
    hints.push(...foldWords(label))
  }
  if (filter.associatedFrom !== undefined || filter.associatedUntil !== undefined) {
    const index = orderIndexes.associated_order
    // A customer without the time is in no range; -1 stands for it.
    rest.push({ sql: 'c.associated_order >= ?', params: [filter.associatedFrom ?? 0], index, bound: 'low' })
    if (filter.associatedUntil !== undefined)
      rest.push({ sql: 'c.associated_order < ?', params: [filter.associatedUntil], index, bound: 'high' })
  }
  const base = { packed: { terms, gone: null }, rest, words: foldWords(filter.text ?? ''), hints, followUp: false }
  return onTab(base, options.gone === 'both' ? null : (filter.tab ?? 'all'))
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
