/** Issuing coupons to many: what the rules say of each by the quota as it was last read, and what the records prove. */

import { issueTwin } from '#host/areas/coupons/commands.ts'
import { quotaFacts, quotaNames } from '#host/areas/coupons/quotas.ts'
import type { BatchKind, Played, SourceItem, Stage } from '#host/batches/types.ts'
import type { Cell } from '#host/files/sheet.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponTerms } from '#shared/contract/batches.ts'
import { IssueCoupon } from '#shared/contract/coupons.ts'
import { type Fen, fen } from '#shared/money.ts'
import { ISSUED, refuseCouponCustomer, refuseIssue, refuseNamed } from '#shared/rules/coupons.ts'

function stage(terms: CouponTerms, { cache, open, now, asOf }: Parameters<BatchKind<CouponTerms>['stage']>[1]): Stage {
  const quota = quotaFacts(cache, terms.quotaId)
  const named = quotaNames(cache, terms.quotaId)
  const waiting = open.sum(`quota:${terms.quotaId}`)
  let left = quota === null ? 0 : quota.balance - waiting
  const play = (item: SourceItem): Played => {
    const faceValue = item.amount ?? terms.faceValue ?? 0
    const payload: IssueCoupon = {
      quotaId: terms.quotaId,
      customerId: item.customerId,
      faceValue,
      validFrom: item.validFrom ?? terms.validFrom,
      validUntil: item.validUntil ?? terms.validUntil,
      memo: item.memo || terms.memo,
    }
    const issue = { faceValue, customers: 1, validFrom: payload.validFrom, validUntil: payload.validUntil }
    const refusal =
      refuseCouponCustomer(item.customer) ??
      refuseNamed(item.customerId, named) ??
      refuseIssue(issue, quota === null ? null : { ...quota, balance: fen(Math.max(0, left)) }, now)
    if (!refusal) left -= faceValue
    return {
      payload,
      basis: quota === null ? null : { quotaExpiresAt: quota.expiresAt },
      amount: faceValue,
      refusal,
      twin: open.has(issueTwin(payload)),
    }
  }
  return { pot: { balance: quota?.balance ?? null, waiting, asOf: asOf('coupon-quotas') }, play }
}

interface RecordRow {
  readonly record_id: string
  readonly coupon_id: string
  readonly quota_id: string | null
  readonly amount: number
  readonly operated_at: number | null
  readonly result: string | null
}

const text = (value: string | null): Cell =>
  value === null || value === '' ? { kind: 'empty' } : { kind: 'text', text: value }
const time = (at: number | null): Cell => (at === null ? { kind: 'empty' } : { kind: 'time', at })
const amount = (value: Fen): Cell => ({ kind: 'amount', amount: value })

/** By the record of issue alone (R-COUPON-29); its remark is internal and on no paper (R-COUPON-11). */
function cells(cache: Db, effectId: string | null): readonly Cell[] {
  const record =
    effectId === null
      ? undefined
      : kept<RecordRow>(
          cache,
          `SELECT record_id, coupon_id, quota_id, amount, operated_at, result FROM coupon_records
           WHERE coupon_id = ? AND operation_type = '${ISSUED}' LIMIT 1`,
        ).get(effectId)
  if (!record) return Array.from({ length: 6 }, () => ({ kind: 'empty' as const }))
  return [
    text(record.coupon_id),
    amount(fen(record.amount)),
    time(record.operated_at),
    text(record.quota_id),
    text(record.record_id),
    text(record.result),
  ]
}

export const couponBatch: BatchKind<CouponTerms> = {
  name: 'coupons.issue',
  needs: 'coupon.issue',
  stage,
  again: (payload) => {
    const read = IssueCoupon.safeParse(payload)
    if (!read.success) return null
    const { customerId, faceValue, validFrom, validUntil, memo } = read.data
    return { customerId, amount: faceValue, validFrom, validUntil, memo }
  },
  proof: {
    title: { zh: '发券证明', en: 'Coupon proof' },
    collections: ['coupon-records'],
    columns: [
      { heading: { zh: '券ID', en: 'Coupon ID' }, kind: 'text' },
      { heading: { zh: '记录面值（元）', en: 'Recorded value (CNY)' }, kind: 'amount' },
      { heading: { zh: '发放时间', en: 'Issued at' }, kind: 'time' },
      { heading: { zh: '额度编号', en: 'Quota' }, kind: 'text' },
      { heading: { zh: '操作记录号', en: 'Record ID' }, kind: 'text' },
      { heading: { zh: '操作结果', en: 'Result' }, kind: 'text' },
    ],
    cells: (cache, { effectId }) => cells(cache, effectId),
  },
}
