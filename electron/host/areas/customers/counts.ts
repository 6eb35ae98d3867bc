/** Exact totals of tabs and choices, each counted in one index; remembered until the data changes. */

import { fits, packedSql } from '#host/areas/customers/code.ts'
import {
  type Condition,
  type Conditions,
  conditionsOf,
  onTab,
  paramsOf,
  where,
  wordsCondition,
} from '#host/areas/customers/filter.ts'
import { amongCandidates, gatherIds, hint, ofCodes } from '#host/areas/customers/find.ts'
import { remembered } from '#host/areas/customers/listing.ts'
import { clip, openFollowUps } from '#host/areas/customers/rows.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import {
  codeIndex,
  DIGIT_MASK,
  debtIndex,
  digits,
  type Facet,
  isLinked,
  keyIndex,
  managerIndex,
  OTHER,
  shiftOf,
} from '#host/areas/customers/tables.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import { candidatesFor, countCandidates, searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'
import { type CustomerFilter, type CustomerTab, customerTabs } from '#shared/contract/customers.ts'

type TabCounts = Record<CustomerTab, number>

const ownTabs = customerTabs.filter((tab) => tab !== 'followUp')
const anything = conditionsOf({}, { kind: 'all' }, { gone: 'both' })

/** More candidates than these are not collected: looking at every text is then faster. */
const COLLECTED = 20_000

/** One pass over the rows that a text condition leaves, all tabs at once. */
function countByText(reader: Db, base: Conditions): TabCounts | undefined {
  const asked = [...new Set([...base.words, ...base.hints])]
  const tabs = ownTabs.map((tab) => onTab(anything, tab).all)
  const sums = ownTabs.map((tab, n) => `count(*) FILTER (WHERE ${where(tabs[n] ?? [])}) AS "${tab}"`).join(', ')
  const sumParams = tabs.flatMap(paramsOf)
  const built = searchBuilt(reader, customerSearch)
  const candidates = built ? candidatesFor(reader, customerSearch, asked) : null
  if (candidates && countCandidates(reader, candidates, COLLECTED) <= COLLECTED) {
    const among = amongCandidates(candidates, base.all, base.words)
    const candidateParams = among.params.slice(0, candidates.params.length)
    return kept<TabCounts>(reader, `${among.with} SELECT ${sums} ${among.sql}`).get(
      ...candidateParams,
      ...sumParams,
      ...among.params.slice(candidates.params.length),
    )
  }
  const all = [...base.all, ...wordsCondition(base.words, built)]
  const text = built ? `CROSS JOIN ${customerSearch.name}_text t ON t.id = c.id` : ''
  return kept<TabCounts>(reader, `SELECT ${sums} FROM customers c ${text} WHERE ${where(all)}`).get(
    ...sumParams,
    ...paramsOf(all),
  )
}

/** The statement that counts rows by code, read from one index where nothing but codes and managers is asked. */
export function groupsSql(reader: Db, conditions: readonly Condition[]): string {
  const asked = conditions.map(({ index }) => index)
  const index =
    [keyIndex, debtIndex, managerIndex].find((one) => asked.includes(one)) ?? asked.find(Boolean) ?? codeIndex
  return `SELECT c.code, count(*) FROM customers c ${hint(reader, index)} WHERE ${where(conditions)} GROUP BY c.code`
}

type Groups = readonly (readonly [code: number, count: number])[]

/** Filters that differ in facets alone share their groups. */
const groupsOf = (reader: Db, conditions: readonly Condition[]): Groups =>
  remembered(
    reader,
    JSON.stringify(['groups', conditions]),
    () =>
      kept(reader, groupsSql(reader, conditions))
        .raw()
        .all(...paramsOf(conditions)) as [number, number][],
  )

function countTabs(reader: Db, scope: Scope, filter: CustomerFilter): Omit<TabCounts, 'followUp'> {
  const base = conditionsOf(filter, scope, { gone: 'both' })
  const texts = base.words.length + base.hints.length > 0 ? countByText(reader, base) : undefined
  if (texts) return texts
  // Values without a digit are told apart by the statement; all others by their codes.
  const texted = packedSql({ terms: base.packed.terms.filter(({ others }) => others.length > 0), gone: null })
  const count = (tab: CustomerTab): number => {
    const { packed, rest } = onTab(base, tab)
    return groupsOf(reader, [...rest, ...texted])
      .filter(([code]) => fits(code, packed) !== 'no')
      .reduce((sum, [, rows]) => sum + rows, 0)
  }
  return Object.fromEntries(ownTabs.map((tab) => [tab, count(tab)])) as Omit<TabCounts, 'followUp'>
}

/** Notes change on their own and are few: counted each time. */
function countFollowUps(reader: Db, local: Db, scope: Scope, filter: CustomerFilter): number {
  const conditions = conditionsOf({ ...filter, tab: 'followUp' }, scope)
  return gatherIds(reader, conditions, { column: 'associated_order', descending: true }, [
    ...openFollowUps(local).keys(),
  ]).keys.length
}

/** Exact total of the filter, and of each tab with the rest of the filter kept. */
export function countCustomers(
  reader: Db,
  local: Db,
  scope: Scope,
  input: { filter: CustomerFilter },
): { total: number; tabs: TabCounts } {
  const { tab = 'all', ...rest } = input.filter
  return reader
    .transaction(() => {
      const own = remembered(reader, JSON.stringify(['count', rest, scope]), () => countTabs(reader, scope, rest))
      const tabs = { ...own, followUp: countFollowUps(reader, local, scope, rest) }
      return { total: tabs[tab], tabs }
    })
    .deferred()
}

interface Choice {
  readonly value: string
  readonly count: number
}

const byCount = (choices: readonly Choice[], limit: number, length: number): Choice[] =>
  [...choices]
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
    .map(({ value, count }) => ({ value: clip(value, length), count }))

/** How often each value occurs among customers linked now; what has no digit is counted by its text. */
function valuesOf(reader: Db, scope: Scope, facet: Facet): Choice[] {
  const { packed, rest } = conditionsOf({}, scope)
  const counts = new Map<number, number>()
  const others: number[] = []
  for (const [code, count] of groupsOf(reader, rest)) {
    if (fits(code, packed) === 'no') continue
    const digit = (code >> shiftOf(facet)) & DIGIT_MASK
    counts.set(digit, (counts.get(digit) ?? 0) + count)
    if (digit === OTHER) others.push(code)
  }
  const known = digits[facet].map((value, place) => ({ value, count: counts.get(place + 1) ?? 0 }))
  const all = [ofCodes(others), ...rest]
  const unknown =
    others.length === 0
      ? []
      : kept<Choice>(
          reader,
          `SELECT c.${facet} AS value, count(*) AS count FROM customers c ${hint(reader, codeIndex)} WHERE ${where(all)} GROUP BY 1`,
        ).all(...paramsOf(all))
  return byCount(
    [...known, ...unknown].filter(({ value, count }) => count > 0 && value !== ''),
    50,
    64,
  )
}

/** Customers without a manager count as those of ''. */
function managersOf(reader: Db, scope: Scope): Choice[] {
  const { rest } = conditionsOf({}, scope)
  const all = [{ sql: `c.${isLinked}`, params: [] }, ...rest]
  const counted = kept<Choice>(
    reader,
    `SELECT c.manager_key AS value, count(*) AS count FROM customers c ${hint(reader, managerIndex)} WHERE ${where(all)} GROUP BY 1`,
  )
  return byCount(counted.all(...paramsOf(all)), 2000, 128)
}

/** Values to choose from in the filter form: what the data really holds, unknown values too. */
export function listChoices(reader: Db, scope: Scope) {
  return remembered(reader, JSON.stringify(['choices', scope]), () =>
    reader
      .transaction(() => {
        const values = (facet: Facet): Choice[] => valuesOf(reader, scope, facet)
        const names = kept<string | null>(reader, 'SELECT name FROM account_managers WHERE account_name = ?').pluck()
        return {
          associationType: values('association_type'),
          verifiedStatus: values('verified_status'),
          customerType: values('customer_type'),
          frozen: values('frozen'),
          level: values('level'),
          newTag: values('new_tag'),
          manager: managersOf(reader, scope).map((choice) => {
            const name = names.get(choice.value)
            return { ...choice, name: typeof name === 'string' ? clip(name, 128) : null }
          }),
        }
      })
      .deferred(),
  )
}
