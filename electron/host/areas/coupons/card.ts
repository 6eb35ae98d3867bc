/** One coupon with everything that is known of it here: limits, and the records that made and ended it (R-COUPON-28, 29). */

import { listRecords } from '#host/areas/coupons/listing.ts'
import { couponsOf } from '#host/areas/coupons/rows.ts'
import { clip } from '#host/areas/customers/rows.ts'
import { scopeCondition } from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponCard } from '#shared/contract/coupons.ts'
import { AppError } from '#shared/errors.ts'
import type { CouponFacts as CouponUse } from '#shared/rules/coupon-use.ts'

const RECORDS_MOST = 100

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The wire's `use_limits`: keys are open, both values are shown as they came. */
function limitsOfUse(json: string): CouponCard['limits'] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) return []
  return list.slice(0, 50).flatMap((one: unknown) => {
    const { limit_key: key, value1, value2 } = (one ?? {}) as Record<string, unknown>
    const value = [textOf(value1), textOf(value2)].filter((text) => text !== '').join(' – ')
    return typeof key === 'string' ? [{ key: clip(key, 128), value: clip(value, 400) }] : []
  })
}

/** Throws `not-found` for a coupon outside the person's scope. */
export function couponCard(reader: Db, scope: Scope, couponId: string): Omit<CouponCard, 'asOf' | 'recordsAsOf'> {
  const [own] = scopeCondition('customer_id', scope)
  const found = kept<{ id: number; use_limits: string; plan_description: string | null }>(
    reader,
    `SELECT id, use_limits, plan_description FROM coupons WHERE coupon_id = ?${own ? ` AND ${own.sql}` : ''}`,
  ).get(couponId, ...(own?.params ?? []))
  const [coupon] = found ? couponsOf(reader, [found.id]) : []
  if (!found || !coupon) throw new AppError('not-found', { field: 'couponId' })
  const records = listRecords(reader, scope, {
    filter: { couponId },
    descending: false,
    after: null,
    limit: RECORDS_MOST,
  })
  return {
    coupon,
    limits: limitsOfUse(found.use_limits),
    records: records.rows,
    planDescription: found.plan_description === null ? null : clip(found.plan_description, 2000),
  }
}

/** Coupons of one customer that may still be used, with what the rules of their use ask. */
export function couponsToUse(reader: Db, customerId: string): CouponUse[] {
  return kept<{
    coupon_id: string
    coupon_type: string | null
    status: string | null
    frozen: string | null
    lock_order_id: string | null
    face_value: number
    balance: number | null
    effective_at: number | null
    expires_at: number | null
    use_limits: string
  }>(
    reader,
    `SELECT coupon_id, coupon_type, status, frozen, lock_order_id, face_value, balance, effective_at, expires_at, use_limits
     FROM coupons WHERE customer_id = ? AND gone_at IS NULL AND status IN ('1', '2') ORDER BY expires_at, id LIMIT 500`,
  )
    .all(customerId)
    .map((row) => ({
      couponId: row.coupon_id.slice(0, 64),
      type: row.coupon_type,
      status: row.status,
      frozen: row.frozen,
      lockOrderId: row.lock_order_id,
      // A coupon of the old version has no balance: it is spent as a whole.
      balance: row.balance ?? row.face_value,
      effectiveAt: row.effective_at,
      expiresAt: row.expires_at,
      limits: limitsOfUse(row.use_limits),
    }))
}
