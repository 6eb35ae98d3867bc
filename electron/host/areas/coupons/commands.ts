/** Issue 发放 and reclaim 回收 of coupons as commands: an issue carries our reference in its memo, a reclaim is safe by nature. */

import { couponById, issuesWithReference, quotaById, reclaimedAmount } from '#host/areas/coupons/reading.ts'
import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { readable, rowsIn, unreadableAnswer } from '#host/outbox/reading.ts'
import { command } from '#host/outbox/types.ts'
import { requiredText } from '#host/sync/wire.ts'
import { IssueCoupon, ReclaimCoupon } from '#shared/contract/coupons.ts'
import { fen, yuanText } from '#shared/money.ts'
import {
  memoWithReference,
  refuseCouponCustomer,
  refuseCouponReclaim,
  refuseFaceValue,
  refuseIssue,
  refuseReclaimCustomer,
} from '#shared/rules/coupons.ts'
import { toInstant } from '#shared/time.ts'

const RECORDS_LAG_MS = 15 * 60_000
const EXPIRES_MS = 7 * 24 * 3600_000

const factsOf = ({ faceValue, validFrom, validUntil }: IssueCoupon) => ({
  faceValue,
  customers: 1,
  validFrom,
  validUntil,
})

/** Issues that the partner's records could not tell apart. */
export const issueTwin = ({ quotaId, customerId, faceValue }: IssueCoupon): string =>
  `coupons.issue ${quotaId} ${customerId} ${faceValue}`

const issue = command<IssueCoupon>({
  name: 'coupons.issue',
  version: 1,
  read: (version, payload) => (version === 1 ? (IssueCoupon.safeParse(payload).data ?? null) : null),
  target: ({ quotaId }) => `quota:${quotaId}`,
  twin: issueTwin,
  customerId: ({ customerId }) => customerId,
  amount: ({ faceValue }) => faceValue,
  refuse: (payload, cache) =>
    refuseFaceValue(factsOf(payload)) ??
    (cache === null ? null : refuseCouponCustomer(moneyCustomer(cache, payload.customerId))),
  recheck: async (payload, basis, desk) => {
    const quota = await quotaById(desk, payload.quotaId)
    const refusal = refuseIssue(factsOf(payload), quota, desk.vendorNow())
    if (refusal || quota === null)
      return { kind: 'refused', refusal: refusal ?? { rule: 'R-COUPON-01', reason: 'no-quota' } }
    // A coupon without validity of its own lives as long as the quota: a shorter life is not what was asked for.
    const shown = basis?.quotaExpiresAt
    const shorter = payload.validUntil === null && typeof shown === 'number' && quota.expiresAt < shown
    return shorter ? { kind: 'moved', basis: { quotaExpiresAt: quota.expiresAt } } : { kind: 'same' }
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
  send: async ({ quotaId, customerId, faceValue, validFrom, validUntil, memo }, desk, reference) => {
    const { body } = await desk.call('CreatePartnerCoupons', {
      body: {
        quota_id: quotaId,
        customer_ids: [customerId],
        face_value: Number(yuanText(fen(faceValue))),
        ...(validFrom === null ? {} : { valid_time: toInstant(validFrom) }),
        ...(validUntil === null ? {} : { expire_time: toInstant(validUntil) }),
        memo: memoWithReference(memo, reference),
      },
    })
    const [coupon] = rowsIn('CreatePartnerCoupons', body, 'coupon_infos')
    // Success that names no coupon is no answer: the records will tell (R-COUPON-08).
    if (!coupon) throw unreadableAnswer('CreatePartnerCoupons', 'no coupon in the answer')
    const couponId = readable('CreatePartnerCoupons', () => requiredText(coupon.coupon_id, 'coupon_id'))
    return { effectId: couponId, result: { couponId } }
  },
  repeat: { by: 'looking', reference: true, settleMs: RECORDS_LAG_MS, find: issuesWithReference },
  refresh: ['coupon-quotas', 'coupon-records', 'coupons'],
})

const reclaim = command<ReclaimCoupon>({
  name: 'coupons.reclaim',
  version: 1,
  read: (version, payload) => (version === 1 ? (ReclaimCoupon.safeParse(payload).data ?? null) : null),
  target: ({ couponId }) => `coupon:${couponId}`,
  twin: ({ couponId }) => `coupons.reclaim ${couponId}`,
  customerId: ({ customerId }) => customerId,
  amount: () => null,
  refuse: ({ customerId }, cache) =>
    cache === null || customerId === null ? null : refuseReclaimCustomer(moneyCustomer(cache, customerId)),
  recheck: async ({ couponId }, basis, desk) => {
    const coupon = await couponById(desk, couponId)
    const refusal = refuseCouponReclaim(coupon)
    if (refusal || coupon === null)
      return { kind: 'refused', refusal: refusal ?? { rule: 'R-COUPON-13', reason: 'no-coupon' } }
    // R-COUPON-16: less would come back than the person saw.
    const shown = basis?.balance
    const less = typeof shown === 'number' && coupon.balance !== null && coupon.balance < shown
    return less ? { kind: 'moved', basis: { balance: coupon.balance } } : { kind: 'same' }
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
  send: async ({ couponId }, desk) => {
    await desk.call('ReclaimPartnerCoupons', { body: { coupon_id: couponId } })
    return { effectId: null, result: { couponId, amount: await reclaimedAmount(desk, couponId).catch(() => null) } }
  },
  repeat: {
    by: 'nature',
    find: async ({ couponId }, desk) => {
      const coupon = await couponById(desk, couponId)
      if (coupon?.status !== '5') return null
      return { effectId: null, result: { couponId, amount: await reclaimedAmount(desk, couponId) } }
    },
  },
  refresh: ['coupon-quotas', 'coupon-records', 'coupons'],
})

export const couponCommands = [issue, reclaim]
