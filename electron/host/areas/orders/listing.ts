/**
 * Pages of orders by the last key seen. Rows that few are left of are gathered by their own index and sorted; otherwise an
 * index that stands in the wanted order is walked with the other conditions tested on the way: that of the rarest single
 * value, which goes on with the time of creation, or the order's own. A page costs the same at any depth.
 */

import { hasIndex } from '#host/areas/customers/find.ts'
import { remembered } from '#host/areas/customers/listing.ts'
import {
  type Condition,
  isGone,
  orderConditions,
  paramsOf,
  tabConditions,
  tabStates,
  where,
} from '#host/areas/orders/filter.ts'
import { ordersOf } from '#host/areas/orders/rows.ts'
import { customerIndex, serviceIndex, sortIndexes, statusIndex, typeIndex } from '#host/areas/orders/tables.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type OrderFilter, type OrderPage, type OrderSort, type OrderTab, orderTabs } from '#shared/contract/orders.ts'
import { AppError } from '#shared/errors.ts'

type Key = readonly [value: number, id: number]

const sortColumns = {
  createdAt: 'created_order',
  paidAt: 'paid_order',
  amount: 'amount_order',
} as const satisfies Record<OrderSort['column'], keyof typeof sortIndexes>

/** Up to so many rows are gathered and sorted for a page: read from an index alone, that takes a few milliseconds. */
const GATHER = 5_000
/** Conditions are compared by counts up to here; above it the usually rarest comes first. */
const PROBE = 10_000
const usualRarity: readonly string[] = [customerIndex, serviceIndex, typeIndex, statusIndex]

interface Seek {
  readonly index: string
  readonly ordered: boolean
  readonly count: number
}

/** How rows of a filter are found in an order. */
export interface Way {
  /** Null while it is not made yet. */
  readonly index: string | null
  readonly kind: 'gather' | 'walk'
}

const counted = (reader: Db, { sql, params }: Condition, index: string): number =>
  kept<number>(
    reader,
    `SELECT count(*) FROM (SELECT 1 FROM orders o INDEXED BY ${index} WHERE ${sql} LIMIT ${PROBE + 1})`,
  )
    .pluck()
    .get(...params) as number

function seeksOf(reader: Db, conditions: readonly Condition[]): Seek[] {
  return conditions
    .flatMap((condition): Seek[] => {
      const { index, ordered = false } = condition
      if (index === undefined || !hasIndex(reader, index)) return []
      return [{ index, ordered, count: counted(reader, condition, index) }]
    })
    .sort((a, b) => a.count - b.count || usualRarity.indexOf(a.index) - usualRarity.indexOf(b.index))
}

/** Good for as long as the data does not change. */
export function wayOf(reader: Db, conditions: readonly Condition[], sort: OrderSort['column']): Way {
  return remembered(reader, JSON.stringify(['order way', conditions, sort]), () => {
    const [rarest, ...others] = seeksOf(reader, conditions)
    if (rarest && rarest.count <= GATHER) return { index: rarest.index, kind: 'gather' }
    const ordered = sort === 'createdAt' ? [rarest, ...others].find((seek) => seek?.ordered) : undefined
    const own = sortIndexes[sortColumns[sort]]
    return { index: ordered?.index ?? (hasIndex(reader, own) ? own : null), kind: 'walk' }
  })
}

/** The statement of a page; `keyset`: after a key, whose value and id come behind the conditions' parameters. */
export function pageSql(
  conditions: readonly Condition[],
  { column, descending }: OrderSort,
  { index }: Way,
  keyset: boolean,
): string {
  const key = `o.${sortColumns[column]}, o.id`
  const way = descending ? 'DESC' : 'ASC'
  const after = keyset ? ` AND (${key}) ${descending ? '<' : '>'} (?, ?)` : ''
  return `SELECT ${key} FROM orders o ${index === null ? '' : `INDEXED BY ${index}`} WHERE ${where(conditions)}${after}
    ORDER BY o.${sortColumns[column]} ${way}, o.id ${way} LIMIT ? OFFSET ?`
}

/** Opaque to the page: the last key. Throws `invalid-input` for anything else. */
function readCursor(text: string | null): Key | null {
  if (text === null) return null
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text)
  if (!match) throw new AppError('invalid-input', { field: 'after' })
  return [Number(match[1]), Number(match[2])]
}

interface Place {
  readonly after: string | null
  readonly at?: number | undefined
  readonly limit: number
}

const conditionsFor = (reader: Db, scope: Scope, filter: OrderFilter): Condition[] => [
  ...orderConditions(reader, filter, scope),
  ...tabConditions(filter.tab ?? 'all'),
]

export function listOrders(
  reader: Db,
  scope: Scope,
  { filter, sort, after, at, limit }: Place & { filter: OrderFilter; sort: OrderSort },
): Omit<OrderPage, 'asOf'> {
  return reader
    .transaction(() => {
      const conditions = conditionsFor(reader, scope, filter)
      const last = at === undefined ? readCursor(after) : null
      const sql = pageSql(conditions, sort, wayOf(reader, conditions, sort.column), last !== null)
      const keys = kept<Key>(reader, sql)
        .raw()
        .all(...paramsOf(conditions), ...(last ?? []), limit, at ?? 0) as Key[]
      const end = keys.at(-1)
      return {
        rows: ordersOf(
          reader,
          keys.map(([, id]) => id),
        ),
        next: keys.length < limit || !end ? null : `${end[0]}.${end[1]}`,
      }
    })
    .deferred()
}

interface Group {
  readonly status: string
  readonly count: number
  readonly gone: number
}

/** The statement that counts rows by state: where nothing else is asked, in the order of one index. */
export function groupsSql(reader: Db, conditions: readonly Condition[]): string {
  const [rarest] = seeksOf(reader, conditions)
  const index = rarest?.index ?? (hasIndex(reader, statusIndex) ? statusIndex : undefined)
  return `SELECT o.status, count(*) AS count, sum(${isGone} <> 0) AS gone FROM orders o
    ${index === undefined ? '' : `INDEXED BY ${index}`} WHERE ${where(conditions)} GROUP BY o.status`
}

const stateTabs = new Map<string, OrderTab>(
  Object.entries(tabStates).map(([tab, state]) => [state, tab as keyof typeof tabStates]),
)

/** Exact total of the filter, and of each tab with the rest of the filter kept. */
export function countOrders(
  reader: Db,
  scope: Scope,
  { tab = 'all', ...filter }: OrderFilter,
): { total: number; tabs: Record<OrderTab, number> } {
  const groups = remembered(reader, JSON.stringify(['order groups', filter, scope]), () =>
    reader
      .transaction(() => {
        const conditions = orderConditions(reader, filter, scope)
        return kept<Group>(reader, groupsSql(reader, conditions)).all(...paramsOf(conditions))
      })
      .deferred(),
  )
  const tabs = Object.fromEntries(orderTabs.map((name) => [name, 0])) as Record<OrderTab, number>
  for (const { status, gone, count } of groups) {
    tabs[stateTabs.get(status) ?? 'other'] += count - gone
    tabs.all += count - gone
    tabs.gone += gone
  }
  return { total: tabs[tab], tabs }
}

const SERVICES_MOST = 500

/** Services that orders are of, most orders first. */
export const serviceChoices = (reader: Db, scope: Scope): { code: string; name: string | null; count: number }[] =>
  remembered(reader, JSON.stringify(['order services', scope]), () => {
    const [own] = orderConditions(reader, {}, scope)
    const index = own ? customerIndex : serviceIndex
    const hint = hasIndex(reader, index) ? `INDEXED BY ${index}` : ''
    return kept<{ code: string; name: string | null; count: number }>(
      reader,
      `SELECT code, (SELECT o.service_name FROM orders o WHERE o.service_code = code LIMIT 1) AS name, count FROM
         (SELECT o.service_code AS code, count(*) AS count FROM orders o ${hint} WHERE ${own?.sql ?? '1'} GROUP BY 1 ORDER BY 2 DESC LIMIT ${SERVICES_MOST})`,
    ).all(...(own?.params ?? []))
  })
