/** What a reclaim will take back as far as is known here, and afterwards what the records say it did (R-COUPON-13…19). */

import { couponsOf } from '#host/areas/coupons/rows.ts'
import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { scopeCondition } from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ReclaimPlanRow } from '#shared/contract/coupons.ts'
import { fen } from '#shared/money.ts'
import { RECLAIMED_BY_HAND, refuseCouponReclaim, refuseReclaimCustomer } from '#shared/rules/coupons.ts'

/** Ids of these coupons within the scope, in the order they were asked. */
function idsOf(reader: Db, scope: Scope, couponIds: readonly string[]): number[] {
  const own = scopeCondition('k.customer_id', scope)
  return kept<number>(
    reader,
    `SELECT k.id FROM json_each(?) asked CROSS JOIN coupons k ON k.coupon_id = asked.value
     ${own.length > 0 ? `WHERE ${own.map(({ sql }) => sql).join(' AND ')}` : ''} ORDER BY asked.key`,
  )
    .pluck()
    .all(JSON.stringify([...new Set(couponIds)]), ...own.flatMap(({ params }) => params)) as number[]
}

/** Provisional: state and balance are read again before each reclaim leaves. */
export function reclaimPlan(reader: Db, scope: Scope, couponIds: readonly string[]): ReclaimPlanRow[] {
  return couponsOf(reader, idsOf(reader, scope, couponIds)).map((coupon) => ({
    coupon,
    refusal:
      refuseCouponReclaim({ status: coupon.status ?? '', lockOrderId: coupon.lockOrderId }) ??
      refuseReclaimCustomer(moneyCustomer(reader, coupon.customerId)),
  }))
}

/** What came back by hand, by coupon, fen; a coupon without a record is left out. */
export function reclaimedAmounts(
  reader: Db,
  scope: Scope,
  couponIds: readonly string[],
): { couponId: string; amount: number; at: number | null }[] {
  const own = scopeCondition('r.customer_id', scope)
  return kept<{ couponId: string; amount: number; at: number | null }>(
    reader,
    `SELECT r.coupon_id AS couponId, r.amount, r.operated_at AS at FROM coupon_records r INDEXED BY coupon_records_of_coupon
     WHERE r.coupon_id IN (SELECT value FROM json_each(?)) AND r.operation_type = '${RECLAIMED_BY_HAND}' AND ifnull(r.result, '0') = '0'
     ${own.map(({ sql }) => `AND ${sql}`).join(' ')} LIMIT 500`,
  )
    .all(JSON.stringify(couponIds), ...own.flatMap(({ params }) => params))
    .map((row) => ({ ...row, amount: fen(row.amount) }))
}
