/** Coupons: issue and reclaim (domain: coupons.md). Each customer or coupon is an intent of its own (R-COUPON-08). */
import { z } from 'zod'
import { At, call, Id } from '#shared/contract/call.ts'
import { Accepted, Memo, queued } from '#shared/contract/outbox.ts'

export const IssueCoupon = z.object({
  quotaId: Id,
  customerId: Id,
  /** Fen (R-COUPON-03). */
  faceValue: z.int(),
  /** UTC milliseconds; null = as the quota. */
  validFrom: At.nullable(),
  validUntil: At.nullable(),
  /** Internal (R-COUPON-11). */
  memo: Memo,
})
export type IssueCoupon = z.infer<typeof IssueCoupon>

export const ReclaimCoupon = z.object({ couponId: Id, customerId: Id.nullable() })
export type ReclaimCoupon = z.infer<typeof ReclaimCoupon>

export const coupons = {
  issue: call({ input: queued(IssueCoupon), answer: Accepted, needs: 'coupon.issue', offline: 'queue' }),
  /** Always the whole rest (R-COUPON-14). */
  reclaim: call({ input: queued(ReclaimCoupon), answer: Accepted, needs: 'coupon.issue', offline: 'queue' }),
}
