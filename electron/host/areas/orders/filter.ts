/** A filter and a scope as SQL conditions on `orders o`; scope is part of every condition (Law 4). */

import { conditionsOf, wordsCondition } from '#host/areas/customers/filter.ts'
import { amongCandidates, hasIndex } from '#host/areas/customers/find.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import {
  combinedIndex,
  customerIndex,
  marks,
  OTHER_SOURCE,
  serviceIndex,
  sources,
  statusIndex,
  typeIndex,
} from '#host/areas/orders/tables.ts'
import type { Scope } from '#host/person.ts'
import { foldWords } from '#host/store/fold.ts'
import { kept } from '#host/store/open.ts'
import { candidatesFor, searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'
import type { OrderFilter, OrderTab } from '#shared/contract/orders.ts'
import { orderStates } from '#shared/rules/orders.ts'

export type Param = string | number

export interface Condition {
  readonly sql: string
  readonly params: readonly Param[]
  /** Index that holds exactly these rows side by side. */
  readonly index?: string
  /** They stand in it by time of creation: the condition names one value. */
  readonly ordered?: true
}

export const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND ')
export const paramsOf = (conditions: readonly Condition[]): Param[] => conditions.flatMap(({ params }) => params)

const plain = (sql: string, ...params: Param[]): Condition => ({ sql, params })

function among(column: string, values: readonly string[] | undefined, index?: string): Condition[] {
  const different = [...new Set(values ?? [])]
  const [one] = different
  if (one === undefined) return []
  if (different.length === 1)
    return [{ sql: `${column} = ?`, params: [one], ...(index ? { index, ordered: true as const } : {}) }]
  const sql = `${column} IN (${different.map(() => '?').join(', ')})`
  return [{ sql, params: different, ...(index ? { index } : {}) }]
}

const range = (column: string, from: number | undefined, until: number | undefined): Condition[] => [
  ...(from === undefined ? [] : [plain(`${column} >= ?`, from)]),
  ...(until === undefined ? [] : [plain(`${column} < ?`, until)]),
]

/** Known ones by their digit; others are compared by their text as well. */
function ofSources(values: readonly string[] | undefined): Condition[] {
  const different = [...new Set(values ?? [])]
  if (different.length === 0) return []
  const digits = different.map((value) => sources.indexOf(value as (typeof sources)[number]) + 1 || OTHER_SOURCE)
  const digit = plain(`o.marks & ${marks.source} IN (${[...new Set(digits)].join(', ')})`)
  return digits.includes(OTHER_SOURCE) ? [digit, ...among('o.source', different)] : [digit]
}

/** '' stands for customers without a manager. */
const managed = (managers: readonly string[]): Condition => ({
  sql: 'o.customer_id IN (SELECT c.customer_id FROM customers c WHERE c.manager_key IN (SELECT value FROM json_each(?)))',
  params: [JSON.stringify(managers)],
  index: customerIndex,
})

/** R-CUST-03: whose orders a person sees; customers without a manager are nobody's. */
export function scopeCondition(scope: Scope): Condition[] {
  if (scope.kind === 'all') return []
  const managers = scope.kind === 'own' ? [scope.manager] : scope.managers
  return [managed(managers.filter((manager) => manager !== ''))]
}

/** Each tab of one state, and that state. */
export const tabStates = {
  pendingPayment: orderStates.pendingPayment,
  pendingReview: orderStates.pendingReview,
  pendingConfirm: orderStates.pendingConfirm,
  processing: orderStates.processing,
  refunding: orderStates.refunding,
  completed: orderStates.completed,
  cancelled: orderStates.cancelled,
} as const satisfies Partial<Record<OrderTab, string>>

const isStateTab = (tab: OrderTab): tab is keyof typeof tabStates => tab in tabStates

/** States without a tab: of hardware, and what the vendor may add. */
const otherStates = `o.status NOT IN (${Object.values(tabStates)
  .map((state) => `'${state}'`)
  .join(', ')})`

/** Bit of `marks`, in the list's indexes. */
export const isGone = `o.marks & ${marks.gone}`

/** Every tab but `gone` shows what the partner still lists. */
export function tabConditions(tab: OrderTab): Condition[] {
  if (tab === 'gone') return [plain(`${isGone} <> 0`)]
  const listed = plain(`${isGone} = 0`)
  if (tab === 'other') return [plain(otherStates), listed]
  return isStateTab(tab) ? [...among('o.status', [tabStates[tab]], statusIndex), listed] : [listed]
}

/** More customers than these are not named in a statement: each order's customer is looked at instead. */
const NAMED_MOST = 5_000

/** Orders of the customers whose text holds all words. */
function ofCustomers(reader: Db, words: readonly string[]): Condition {
  const conditions = conditionsOf({ text: words.join(' ') }, { kind: 'all' }, { gone: 'both' })
  const built = searchBuilt(reader, customerSearch)
  if (built) {
    const hits = amongCandidates(candidatesFor(reader, customerSearch, words), [], conditions.words)
    const ids = kept<string>(reader, `${hits.with} SELECT c.customer_id ${hits.sql} LIMIT ${NAMED_MOST + 1}`)
      .pluck()
      .all(...hits.params)
    if (ids.length <= NAMED_MOST)
      return {
        sql: 'o.customer_id IN (SELECT value FROM json_each(?))',
        params: [JSON.stringify(ids)],
        index: customerIndex,
      }
  }
  return everyWord(words, built)
}

/** Words that many customers hold: found soon in any order, so each row's customer is looked at on the way. */
function everyWord(words: readonly string[], built: boolean): Condition {
  const text = built ? `JOIN ${customerSearch.name}_text t ON t.id = c.id` : ''
  const tests = wordsCondition(words, built)
  return {
    sql: `EXISTS (SELECT 1 FROM customers c ${text} WHERE c.customer_id = o.customer_id AND ${tests.map(({ sql }) => sql).join(' AND ')})`,
    params: tests.flatMap(({ params }) => params),
  }
}

/** Number of the combined order that this is a member of; null for any other. */
export function combinedOf(reader: Db, orderId: string): string | null {
  if (!hasIndex(reader, combinedIndex)) return null
  const sql = `SELECT order_id FROM orders INDEXED BY ${combinedIndex} WHERE children IS NOT NULL AND instr(children, ?) > 0 LIMIT 1`
  return kept<string>(reader, sql).pluck().get(JSON.stringify(orderId)) ?? null
}

/** What a rule asks of an order that is mirrored; null where it is not. */
export const storedOrder = (
  reader: Db,
  orderId: string,
): { id: number; status: string; pendingUntil: number | null } | null =>
  kept<{ id: number; status: string; pendingUntil: number | null }>(
    reader,
    'SELECT id, status, pending_until AS pendingUntil FROM orders WHERE order_id = ?',
  ).get(orderId) ?? null

/** No shorter text is a number of an order. */
const NUMBER = /^[\w-]{12,64}$/

/** Row of an order by its own number or by a member's; null for any other text. */
function orderOfNumber(reader: Db, text: string): number | null {
  if (!NUMBER.test(text)) return null
  const own = storedOrder(reader, text) ?? storedOrder(reader, combinedOf(reader, text) ?? '')
  return own?.id ?? null
}

function textConditions(reader: Db, text: string): Condition[] {
  const words = foldWords(text)
  if (words.length === 0) return []
  const row = orderOfNumber(reader, text.trim())
  return [row === null ? ofCustomers(reader, words) : plain('o.id = ?', row)]
}

/** The filter without its tab. */
export function orderConditions(reader: Db, filter: OrderFilter, scope: Scope): Condition[] {
  return [
    ...scopeCondition(scope),
    ...among('o.customer_id', filter.customerId ? [filter.customerId] : [], customerIndex),
    ...among('o.status', filter.status, statusIndex),
    ...among('o.order_type', filter.orderType, typeIndex),
    ...among('o.service_code', filter.serviceCode, serviceIndex),
    ...ofSources(filter.source),
    ...(filter.manager && filter.manager.length > 0 ? [managed(filter.manager)] : []),
    ...range('o.created_order', filter.createdFrom, filter.createdUntil),
    ...range('o.paid_order', filter.paidFrom, filter.paidUntil),
    ...(filter.amountFrom === undefined ? [] : [plain('o.amount_order >= ?', filter.amountFrom)]),
    ...(filter.amountTo === undefined ? [] : [plain('o.amount_order <= ?', filter.amountTo)]),
    ...(filter.agentPaid === undefined
      ? []
      : [plain(`o.marks & ${marks.agentPaid} ${filter.agentPaid ? '<>' : '='} 0`)]),
    ...(filter.combined === undefined ? [] : [plain(`o.marks & ${marks.combined} ${filter.combined ? '<>' : '='} 0`)]),
    ...(filter.text ? textConditions(reader, filter.text) : []),
  ]
}
