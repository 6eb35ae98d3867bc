/**
 * Quotas to resellers as commands. Giving has no reference of ours at the partner's: silence is settled by new records.
 * Taking back always takes the whole rest, so the same order cannot happen twice.
 */

import { quotaById } from '#host/areas/coupons/reading.ts'
import { childQuota, knownGiven, newlyGiven, returnedAmount } from '#host/areas/resellers/reading.ts'
import { readable, rowsIn, unreadableAnswer } from '#host/outbox/reading.ts'
import { command } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { requiredText, yuan } from '#host/sync/wire.ts'
import { GiveQuota, ReclaimQuota } from '#shared/contract/resellers.ts'
import { fen, yuanText } from '#shared/money.ts'
import { type CouponRefusal, refuseGiveQuota, refuseQuotaReclaim } from '#shared/rules/coupons.ts'

/** The docs name no delay of records; well past what was ever seen. */
const RECORDS_LAG_MS = 15 * 60_000
const EXPIRES_MS = 7 * 24 * 3600_000
const refresh = ['coupon-quotas', 'reseller-quotas', 'quota-records']

/** R-COUPON-23 by the facts at hand; a reseller that is not known here is left to the partner's own check. */
function refuseReseller(cache: Db, resellerId: string): CouponRefusal | null {
  const row = kept<{ gone_at: number | null }>(cache, 'SELECT gone_at FROM resellers WHERE reseller_id = ?').get(
    resellerId,
  )
  return row?.gone_at ? { rule: 'R-COUPON-23', reason: 'reseller-gone' } : null
}

const give = command<GiveQuota>({
  name: 'resellers.giveQuota',
  version: 1,
  read: (version, payload) => (version === 1 ? (GiveQuota.safeParse(payload).data ?? null) : null),
  target: ({ quotaId }) => `quota:${quotaId}`,
  twin: ({ quotaId, resellerId, amount }) => `resellers.giveQuota ${quotaId} ${resellerId} ${amount}`,
  customerId: () => null,
  amount: ({ amount }) => amount,
  refuse: ({ resellerId, amount }, cache, now) =>
    refuseGiveQuota(amount, undefined, now) ?? (cache === null ? null : refuseReseller(cache, resellerId)),
  recheck: async ({ quotaId, amount }, _basis, desk) => {
    const refusal = refuseGiveQuota(amount, await quotaById(desk, quotaId), desk.vendorNow())
    return refusal ? { kind: 'refused', refusal } : { kind: 'same' }
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
  send: async ({ quotaId, resellerId, amount }, desk) => {
    const { body } = await desk.call('UpdateCouponQuotas', {
      body: {
        quota_id: quotaId,
        indirect_partner_ids: [resellerId],
        quota_amount: Number(yuanText(fen(amount))),
      },
    })
    const [given] = rowsIn('UpdateCouponQuotas', body, 'simple_quota_infos')
    // Success that names no quota is no answer: the records will tell.
    if (!given) throw unreadableAnswer('UpdateCouponQuotas', 'no quota in the answer')
    const childId = readable('UpdateCouponQuotas', () => requiredText(given.quota_id, 'quota_id'))
    return { effectId: childId, result: { quotaId: childId } }
  },
  repeat: {
    by: 'looking',
    reference: false,
    settleMs: RECORDS_LAG_MS,
    before: (payload, desk) => knownGiven(desk, payload),
    find: (payload, desk, sent) => newlyGiven(desk, payload, sent),
  },
  refresh,
})

const reclaim = command<ReclaimQuota>({
  name: 'resellers.reclaimQuota',
  version: 1,
  read: (version, payload) => (version === 1 ? (ReclaimQuota.safeParse(payload).data ?? null) : null),
  // R-COUPON-22: the quota that gets the rest back is busy meanwhile.
  target: ({ quotaId, parentQuotaId }) => `quota:${parentQuotaId ?? quotaId}`,
  twin: ({ quotaId }) => `resellers.reclaimQuota ${quotaId}`,
  customerId: () => null,
  amount: () => null,
  refuse: () => null,
  recheck: async ({ quotaId }, basis, desk) => {
    const quota = await childQuota(desk, quotaId)
    const refusal = refuseQuotaReclaim(quota)
    if (refusal || quota === null)
      return { kind: 'refused', refusal: refusal ?? { rule: 'R-COUPON-24', reason: 'no-quota' } }
    // Less would come back than the person saw.
    const shown = basis?.balance
    const less = typeof shown === 'number' && quota.balance < shown
    return less ? { kind: 'moved', basis: { balance: quota.balance } } : { kind: 'same' }
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
  send: async ({ quotaId }, desk) => {
    const { body } = await desk.call('ReclaimCouponQuotas', { body: { quota_ids: [quotaId] } })
    const [returned] = rowsIn('ReclaimCouponQuotas', body, 'simple_quota_infos')
    const amount = readable('ReclaimCouponQuotas', () => yuan(returned?.quota_balance, 'quota_balance'))
    return { effectId: null, result: { quotaId, amount } }
  },
  repeat: {
    by: 'nature',
    find: async ({ quotaId }, desk) => {
      const quota = await childQuota(desk, quotaId)
      if (quota?.status !== '6') return null
      return { effectId: null, result: { quotaId, amount: await returnedAmount(desk, quotaId) } }
    },
  },
  refresh,
})

export const resellerCommands = [give, reclaim]
