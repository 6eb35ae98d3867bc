/** Filters and scope as SQL conditions on `coupons k` and `coupon_records r`; scope is part of every condition (Law 4). */

import { type Condition, customerText, managedBy, scopeCondition } from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponFilter, CouponTab, RecordFilter } from '#shared/contract/coupons.ts'
import { EXPIRING_DAYS, ISSUED } from '#shared/rules/coupons.ts'

const DAY_MS = 86_400_000

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
    ...(filter.manager && filter.manager.length > 0 ? [managedBy('k.customer_id', filter.manager)] : []),
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
      ? customerText(reader, 'coupons', { customer: 'k.customer_id', ids: ['k.coupon_id', 'k.order_id'] }, filter.text)
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
      ? customerText(
          reader,
          'coupon_records',
          { customer: 'r.customer_id', ids: ['r.coupon_id', 'r.quota_id'] },
          filter.text,
        )
      : []),
  ]
}
