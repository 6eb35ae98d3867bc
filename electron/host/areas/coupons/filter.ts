/** Filters and scope as SQL conditions on `coupons k` and `coupon_records r`; scope is part of every condition (Law 4). */

import { wordsCondition } from '#host/areas/customers/filter.ts'
import { hasIndex } from '#host/areas/customers/find.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import type { Scope } from '#host/person.ts'
import { foldWords } from '#host/store/fold.ts'
import { searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponFilter, CouponTab, RecordFilter } from '#shared/contract/coupons.ts'
import { EXPIRING_DAYS, ISSUED } from '#shared/rules/coupons.ts'

export interface Condition {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

const DAY_MS = 86_400_000

export const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND ')
export const paramsOf = (conditions: readonly Condition[]): (string | number)[] =>
  conditions.flatMap(({ params }) => params)

const plain = (sql: string, ...params: (string | number)[]): Condition => ({ sql, params })
const among = (column: string, values: readonly string[] | undefined): Condition[] =>
  values && values.length > 0
    ? [plain(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify([...new Set(values)]))]
    : []
const equal = (column: string, value: string | undefined): Condition[] =>
  value === undefined || value === '' ? [] : [plain(`${column} = ?`, value)]
const range = (column: string, from: number | undefined, until: number | undefined): Condition[] => [
  ...(from === undefined ? [] : [plain(`${column} >= ?`, from)]),
  ...(until === undefined ? [] : [plain(`${column} < ?`, until)]),
]

const managed = (column: string, managers: readonly string[]): Condition =>
  plain(
    `${column} IN (SELECT c.customer_id FROM customers c WHERE c.manager_key IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(managers),
  )

/** R-CUST-03: whose customers' rows a person sees; '' stands for customers without a manager, who are nobody's. */
export function scopeCondition(column: string, scope: Scope): Condition[] {
  if (scope.kind === 'all') return []
  const managers = scope.kind === 'own' ? [scope.manager] : scope.managers
  return [
    managed(
      column,
      managers.filter((manager) => manager !== ''),
    ),
  ]
}

/** Customers of the words, among those that the table speaks of: a text is looked at once a customer, not once a row. */
function ofCustomers(reader: Db, table: string, column: string, words: readonly string[]): Condition {
  const built = searchBuilt(reader, customerSearch)
  const conditions = wordsCondition(words, built)
  const text = built ? `CROSS JOIN ${customerSearch.name}_text t ON t.id = c.id` : ''
  const few = hasIndex(reader, 'customers_key') ? `c.customer_id IN (SELECT customer_id FROM ${table}) AND` : ''
  return {
    sql: `${column} IN (SELECT c.customer_id FROM customers c ${text} WHERE ${few} ${conditions.map(({ sql }) => sql).join(' AND ')})`,
    params: conditions.flatMap(({ params }) => params),
  }
}

function textCondition(reader: Db, table: string, columns: { customer: string; ids: readonly string[] }, text: string) {
  const words = foldWords(text)
  if (words.length === 0) return []
  const customers = ofCustomers(reader, table, columns.customer, words)
  const whole = text.trim()
  return [
    {
      sql: `(${columns.ids.map((id) => `${id} = ?`).join(' OR ')} OR ${customers.sql})`,
      params: [...columns.ids.map(() => whole), ...customers.params],
    },
  ]
}

const told = 'k.gone_at IS NULL'

/** What each tab adds. Every tab but `all` and `gone` shows what the partner still lists. */
export function tabCondition(tab: CouponTab, now: number): Condition[] {
  switch (tab) {
    case 'all':
      return []
    case 'usable':
      return [plain(`${told} AND k.status = '2'`)]
    case 'expiring':
      return [
        plain(
          `${told} AND k.status = '2' AND k.expires_order >= ? AND k.expires_order < ? AND ifnull(k.balance, 1) > 0`,
          now,
          now + EXPIRING_DAYS * DAY_MS,
        ),
      ]
    case 'inactive':
      return [plain(`${told} AND k.status = '1'`)]
    case 'used':
      return [plain(`${told} AND k.status = '3'`)]
    case 'expired':
      return [plain(`${told} AND k.status = '4'`)]
    case 'reclaimed':
      return [plain(`${told} AND k.status = '5'`)]
    case 'frozen':
      return [plain(`${told} AND ifnull(k.frozen, '0') <> '0'`)]
    case 'gone':
      return [plain('k.gone_at IS NOT NULL')]
  }
}

/** The filter without its tab. */
export function couponConditions(reader: Db, filter: CouponFilter, scope: Scope): Condition[] {
  return [
    ...scopeCondition('k.customer_id', scope),
    ...equal('k.coupon_id', filter.couponId),
    ...equal('k.customer_id', filter.customerId),
    ...equal('k.order_id', filter.orderId),
    ...among('k.coupon_type', filter.couponType),
    ...among('k.status', filter.status),
    ...(filter.manager && filter.manager.length > 0 ? [managed('k.customer_id', filter.manager)] : []),
    ...(filter.quotaId
      ? [
          plain(
            `EXISTS (SELECT 1 FROM coupon_records r WHERE r.coupon_id = k.coupon_id AND r.operation_type = '${ISSUED}' AND r.quota_id = ?)`,
            filter.quotaId,
          ),
        ]
      : []),
    ...range('k.created_at', filter.createdFrom, filter.createdUntil),
    ...range('k.effective_at', filter.effectiveFrom, filter.effectiveUntil),
    ...range('k.expires_at', filter.expiresFrom, filter.expiresUntil),
    ...(filter.faceFrom === undefined ? [] : [plain('k.face_value >= ?', filter.faceFrom)]),
    ...(filter.faceTo === undefined ? [] : [plain('k.face_value <= ?', filter.faceTo)]),
    ...(filter.used === undefined ? [] : [plain(`k.last_used_at IS ${filter.used ? 'NOT ' : ''}NULL`)]),
    ...(filter.locked === undefined
      ? []
      : [plain(filter.locked ? `ifnull(k.lock_order_id, '') <> ''` : `ifnull(k.lock_order_id, '') = ''`)]),
    ...(filter.text
      ? textCondition(reader, 'coupons', { customer: 'k.customer_id', ids: ['k.coupon_id', 'k.order_id'] }, filter.text)
      : []),
  ]
}

export function recordConditions(reader: Db, filter: RecordFilter, scope: Scope): Condition[] {
  return [
    ...scopeCondition('r.customer_id', scope),
    ...among('r.operation_type', filter.operationType),
    ...equal('r.quota_id', filter.quotaId),
    ...equal('r.coupon_id', filter.couponId),
    ...equal('r.customer_id', filter.customerId),
    ...among('r.result', filter.result),
    ...range('r.operated_order', filter.from, filter.until),
    ...(filter.text
      ? textCondition(
          reader,
          'coupon_records',
          { customer: 'r.customer_id', ids: ['r.coupon_id', 'r.quota_id'] },
          filter.text,
        )
      : []),
  ]
}
