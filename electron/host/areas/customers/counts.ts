/** Exact totals of tabs and choices, each counted in one index; remembered until the data changes. */

import {
  type Condition,
  conditionsOf,
  paramsOf,
  tabConditions,
  where,
  wordsCondition,
} from '#host/areas/customers/filter.ts'
import { amongCandidates, gatherIds, hasIndex, seeksOf } from '#host/areas/customers/find.ts'
import { remembered } from '#host/areas/customers/listing.ts'
import { clip, openFollowUps } from '#host/areas/customers/rows.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import { type Facet, facetIndexes, orderIndexes } from '#host/areas/customers/tables.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import { candidatesFor, countCandidates, rarestFirst, searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'
import { type CustomerFilter, type CustomerTab, customerTabs } from '#shared/contract/customers.ts'

type TabCounts = Record<CustomerTab, number>

const ownTabs = customerTabs.filter((tab) => tab !== 'followUp')

/** More candidates than these are not collected: looking at every text is then faster. */
const COLLECTED = 20_000

/** One pass over the rows that a text condition leaves, all tabs at once. */
function countByText(reader: Db, base: ReturnType<typeof conditionsOf>): Partial<TabCounts> {
  const asked = [...new Set([...base.words, ...base.hints])]
  const sums = ownTabs.map((tab) => `count(*) FILTER (WHERE ${where(tabConditions[tab])}) AS "${tab}"`).join(', ')
  const sumParams = ownTabs.flatMap((tab) => paramsOf(tabConditions[tab]))
  const built = searchBuilt(reader, customerSearch)
  const candidates = built ? candidatesFor(customerSearch, rarestFirst(reader, customerSearch, asked)) : null
  if (candidates && countCandidates(reader, candidates, COLLECTED) <= COLLECTED) {
    const among = amongCandidates(candidates, base.all, base.words)
    const candidateParams = among.params.slice(0, candidates.params.length)
    return (
      kept<TabCounts>(reader, `${among.with} SELECT ${sums} ${among.sql}`).get(
        ...candidateParams,
        ...sumParams,
        ...among.params.slice(candidates.params.length),
      ) ?? {}
    )
  }
  const all = [...base.all, ...wordsCondition(base.words, built)]
  const text = built ? `CROSS JOIN ${customerSearch.name}_text t ON t.id = c.id` : ''
  return (
    kept<TabCounts>(reader, `SELECT ${sums} FROM customers c ${text} WHERE ${where(all)}`).get(
      ...sumParams,
      ...paramsOf(all),
    ) ?? {}
  )
}

/** The statement that counts rows of plain conditions in the index of the rarest, without reading a row. */
export function countSql(reader: Db, conditions: readonly Condition[]): string {
  const index = seeksOf(reader, conditions)[0]?.index ?? orderIndexes.associated_order
  return `SELECT count(*) FROM customers c ${hasIndex(reader, index) ? `INDEXED BY ${index}` : ''} WHERE ${where(conditions)}`
}

function countTab(reader: Db, conditions: readonly Condition[]): number {
  return kept<number>(reader, countSql(reader, conditions))
    .pluck()
    .get(...paramsOf(conditions)) as number
}

function countTabs(reader: Db, scope: Scope, filter: CustomerFilter): Omit<TabCounts, 'followUp'> {
  const base = conditionsOf(filter, scope, { gone: 'both' })
  const texts = base.words.length + base.hints.length > 0 ? countByText(reader, base) : null
  const count = (tab: CustomerTab): number =>
    texts?.[tab] ?? countTab(reader, conditionsOf({ ...filter, tab }, scope).all)
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

/** How often each value occurs among customers linked now; missing values only where they mean something ('' manager). */
function valuesOf(reader: Db, scope: Scope, column: Facet, limit: number): Choice[] {
  const conditions = conditionsOf({}, scope).all
  const index = facetIndexes[column]
  let choices: Choice[]
  if (scope.kind === 'all' && hasIndex(reader, index)) {
    // Jumps from value to value in the index and counts each range: a third of the time of GROUP BY.
    const values = kept<string>(
      reader,
      `WITH RECURSIVE step (value) AS (
         SELECT min(${column}) FROM customers
         UNION ALL SELECT (SELECT min(${column}) FROM customers WHERE ${column} > step.value) FROM step WHERE step.value IS NOT NULL
       ) SELECT value FROM step WHERE value IS NOT NULL`,
    ).pluck()
    const counted = kept<number>(
      reader,
      `SELECT count(*) FROM customers c INDEXED BY ${index} WHERE c.${column} = ? AND ${where(conditions)}`,
    ).pluck()
    choices = (values.all() as string[]).map((value) => ({
      value,
      count: counted.get(value, ...paramsOf(conditions)) as number,
    }))
  } else {
    const by =
      scope.kind !== 'all' && hasIndex(reader, facetIndexes.manager_key) ? `INDEXED BY ${facetIndexes.manager_key}` : ''
    const grouped = kept<Choice>(
      reader,
      `SELECT c.${column} AS value, count(*) AS count FROM customers c ${by} WHERE c.${column} IS NOT NULL AND ${where(conditions)} GROUP BY 1`,
    )
    choices = grouped.all(...paramsOf(conditions))
  }
  return choices
    .filter(({ value, count }) => count > 0 && (value !== '' || column === 'manager_key'))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
    .map(({ value, count }) => ({ value: clip(value, column === 'manager_key' ? 128 : 64), count }))
}

/** Values to choose from in the filter form: what the data really holds, unknown values too. */
export function listChoices(reader: Db, scope: Scope) {
  return remembered(reader, JSON.stringify(['choices', scope]), () =>
    reader
      .transaction(() => {
        const values = (column: Facet): Choice[] => valuesOf(reader, scope, column, 50)
        const names = kept<string | null>(reader, 'SELECT name FROM account_managers WHERE account_name = ?').pluck()
        return {
          associationType: values('association_type'),
          verifiedStatus: values('verified_status'),
          customerType: values('customer_type'),
          frozen: values('frozen'),
          level: values('level_order'),
          newTag: values('new_tag'),
          manager: valuesOf(reader, scope, 'manager_key', 2000).map((choice) => {
            const name = names.get(choice.value)
            return { ...choice, name: typeof name === 'string' ? clip(name, 128) : null }
          }),
        }
      })
      .deferred(),
  )
}
