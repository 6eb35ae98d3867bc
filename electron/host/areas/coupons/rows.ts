/** Coupons and records as the page gets them: names masked here (R-CUST-01). */

import { clip } from '#host/areas/customers/rows.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponRecord, CouponRow } from '#shared/contract/coupons.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { fen } from '#shared/money.ts'
import { ISSUED, returning } from '#shared/rules/coupons.ts'

interface StoredCoupon {
  id: number
  coupon_id: string
  customer_id: string
  customer_name: string | null
  customer_account: string | null
  manager: string | null
  coupon_type: string | null
  status: string | null
  frozen: string | null
  face_value: number
  balance: number | null
  effective_at: number | null
  expires_at: number | null
  active_at: number | null
  last_used_at: number | null
  created_at: number | null
  order_id: string | null
  lock_order_id: string | null
  plan_name: string | null
  quota_id: string | null
  reclaim_type: string | null
  gone_at: number | null
}

const clipped = (text: string | null, length: number): string | null => (text === null ? null : clip(text, length))
const masked = (text: string | null, mask: (text: string) => string): string =>
  text === null || text === '' ? '' : clip(mask(text), 400)

const couponColumns = `k.id, k.coupon_id, k.customer_id, c.name AS customer_name, c.account_name AS customer_account, c.manager,
  k.coupon_type, k.status, k.frozen, k.face_value, k.balance, k.effective_at, k.expires_at, k.active_at, k.last_used_at,
  k.created_at, k.order_id, k.lock_order_id, k.plan_name, k.gone_at,
  (SELECT r.quota_id FROM coupon_records r WHERE r.coupon_id = k.coupon_id AND r.operation_type = '${ISSUED}' LIMIT 1) AS quota_id,
  CASE WHEN k.status = '5' OR k.gone_at IS NOT NULL THEN (SELECT r.operation_type FROM coupon_records r WHERE r.coupon_id = k.coupon_id
    AND r.operation_type IN (${returning.map((type) => `'${type}'`).join(', ')}) AND ifnull(r.result, '0') = '0' LIMIT 1) END AS reclaim_type`

const toCoupon = (stored: StoredCoupon): CouponRow => ({
  couponId: stored.coupon_id,
  customerId: clip(stored.customer_id, 64),
  customerName: masked(stored.customer_name, maskName),
  customerAccount: masked(stored.customer_account, maskAccount),
  manager: clipped(stored.manager, 128),
  couponType: clipped(stored.coupon_type, 64),
  status: clipped(stored.status, 64),
  frozen: clipped(stored.frozen, 64),
  faceValue: fen(stored.face_value),
  balance: stored.balance === null ? null : fen(stored.balance),
  effectiveAt: stored.effective_at,
  expiresAt: stored.expires_at,
  activeAt: stored.active_at,
  lastUsedAt: stored.last_used_at,
  createdAt: stored.created_at,
  orderId: clipped(stored.order_id, 128),
  lockOrderId: clipped(stored.lock_order_id, 128),
  planName: clipped(stored.plan_name, 400),
  quotaId: clipped(stored.quota_id, 64),
  reclaimType: clipped(stored.reclaim_type, 64),
  goneAt: stored.gone_at,
})

/** The rows of these ids in their order; one that went meanwhile is left out. */
export function couponsOf(reader: Db, ids: readonly number[]): CouponRow[] {
  const read = kept<StoredCoupon>(
    reader,
    `SELECT ${couponColumns} FROM coupons k LEFT JOIN customers c ON c.customer_id = k.customer_id WHERE k.id = ?`,
  )
  return ids.flatMap((id) => {
    const stored = read.get(id)
    return stored ? [toCoupon(stored)] : []
  })
}

interface StoredRecord {
  record_id: string
  operation_type: string
  quota_id: string | null
  coupon_id: string | null
  customer_id: string | null
  customer_name: string | null
  amount: number
  operated_at: number | null
  result: string | null
  remark: string | null
}

const toRecord = (stored: StoredRecord): CouponRecord => ({
  recordId: stored.record_id,
  operationType: clip(stored.operation_type, 64),
  quotaId: clipped(stored.quota_id, 64) || null,
  couponId: clipped(stored.coupon_id, 64) || null,
  customerId: clipped(stored.customer_id, 64) || null,
  customerName: masked(stored.customer_name, maskName),
  amount: fen(stored.amount),
  operatedAt: stored.operated_at,
  result: clipped(stored.result, 64),
  remark: clipped(stored.remark, 2000),
})

/** The records of these ids in their order. */
export function recordsOf(reader: Db, ids: readonly number[]): CouponRecord[] {
  const read = kept<StoredRecord>(
    reader,
    `SELECT r.record_id, r.operation_type, r.quota_id, r.coupon_id, r.customer_id, c.name AS customer_name, r.amount, r.operated_at,
       r.result, r.remark FROM coupon_records r LEFT JOIN customers c ON c.customer_id = r.customer_id WHERE r.id = ?`,
  )
  return ids.flatMap((id) => {
    const stored = read.get(id)
    return stored ? [toRecord(stored)] : []
  })
}
