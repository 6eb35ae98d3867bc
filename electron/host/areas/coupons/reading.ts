/** Quotas, coupons and their records, read live for one intent. Amounts in fen, times UTC milliseconds. */

import { boundOf, limitKeys, readLimits } from '#host/areas/coupons/limits.ts'
import { PAGE, readAll, readable, rowsIn } from '#host/outbox/reading.ts'
import type { Desk, Effect, Sent } from '#host/outbox/types.ts'
import { code, instant, requiredText, requiredYuan, requireYuan, text, yuan } from '#host/sync/wire.ts'
import { type Fen, fen } from '#shared/money.ts'
import type { CouponFacts, QuotaFacts } from '#shared/rules/coupons.ts'
import { carriesReference } from '#shared/rules/coupons.ts'
import { toInstant } from '#shared/time.ts'

/** Null where the partner holds no such quota. */
export async function quotaById(desk: Desk, quotaId: string): Promise<QuotaFacts | null> {
  const { body } = await desk.call('ListQuotaCoupons', { body: { quota_ids: [quotaId], limit: PAGE, offset: 0 } })
  return readable('ListQuotaCoupons', () => {
    const row = rowsIn('ListQuotaCoupons', body, 'quotas').find((one) => text(one.quota_id, 'quota_id') === quotaId)
    if (!row) return null
    requireYuan(row.measure_id)
    const limits = readLimits(row.limit_infos)
    return {
      status: code(row.quota_status, 'quota_status') ?? '',
      balance: fen(requiredYuan(row.balance, 'balance')),
      effectiveAt: instant(row.effective_time, 'effective_time') ?? 0,
      expiresAt: instant(row.expire_time, 'expire_time') ?? Number.MAX_SAFE_INTEGER,
      minimum: boundOf(limits, limitKeys.minimum),
      maximum: boundOf(limits, limitKeys.maximum),
      named: limits.some(({ key }) => key === limitKeys.named),
    }
  })
}

/** Null where the partner issued no such coupon. */
export async function couponById(
  desk: Desk,
  couponId: string,
): Promise<(CouponFacts & { balance: Fen | null }) | null> {
  const { body } = await desk.call('ListIssuedPartnerCoupons', {
    query: { coupon_id: couponId, limit: PAGE, offset: 0 },
  })
  return readable('ListIssuedPartnerCoupons', () => {
    const row = rowsIn('ListIssuedPartnerCoupons', body, 'user_coupons').find(
      (one) => text(one.coupon_id, 'coupon_id') === couponId,
    )
    if (!row) return null
    const balance = yuan(row.balance, 'balance')
    return {
      status: code(row.status, 'status') ?? '',
      lockOrderId: text(row.lock_order_id, 'lock_order_id'),
      balance: balance === null ? null : fen(balance),
    }
  })
}

/** What a manual reclaim really took back (R-COUPON-16), fen; null while no record shows it. */
export async function reclaimedAmount(desk: Desk, couponId: string): Promise<number | null> {
  const { body } = await desk.call('ListPartnerCouponsRecord', {
    query: { coupon_ids: [couponId], operation_types: ['2'], limit: PAGE, offset: 0 },
  })
  return readable('ListPartnerCouponsRecord', () => {
    const row = rowsIn('ListPartnerCouponsRecord', body, 'records').find(
      (one) => text(one.coupon_id, 'coupon_id') === couponId,
    )
    return row ? requiredYuan(row.operation_amount, 'operation_amount') : null
  })
}

/** The coupon times exclude their ends, and clocks are known to about two seconds. */
const SLACK_MS = 60_000

/** Coupons whose record of issue carries our reference. */
export async function issuesWithReference(
  { quotaId, customerId }: { quotaId: string; customerId: string },
  desk: Desk,
  { reference, since }: Sent,
): Promise<Effect[]> {
  const rows = await readAll('ListPartnerCouponsRecord', 'records', (offset) =>
    desk.call('ListPartnerCouponsRecord', {
      query: {
        quota_id: quotaId,
        customer_id: customerId,
        operation_types: ['1'],
        operation_time_begin: toInstant(since - SLACK_MS),
        offset,
        limit: PAGE,
      },
    }),
  )
  const couponIds = readable('ListPartnerCouponsRecord', () =>
    rows
      .filter(
        (row) => carriesReference(text(row.remark, 'remark'), reference) && (code(row.result, 'result') ?? '0') === '0',
      )
      .map((row) => requiredText(row.coupon_id, 'coupon_id')),
  )
  return [...new Set(couponIds)].map((couponId) => ({ effectId: couponId, result: { couponId } }))
}
