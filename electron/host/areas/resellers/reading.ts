/** A reseller's quotas and the records of them, read live for one intent. Amounts in fen, times UTC milliseconds. */

import { PAGE, readAll, readable, rowsIn } from '#host/outbox/reading.ts'
import type { Desk, Effect, Facts, Sent } from '#host/outbox/types.ts'
import { code, instant, requiredText, requiredYuan, requireYuan, text } from '#host/sync/wire.ts'
import { type Fen, fen } from '#shared/money.ts'
import { QUOTA_GIVEN, QUOTA_RETURNED } from '#shared/rules/coupons.ts'
import { toInstant } from '#shared/time.ts'

export interface ChildQuota {
  /** Vendor code: 0 normal, 6 taken back. */
  readonly status: string
  readonly balance: Fen
}

/** Null where the distributor gave no such quota. */
export async function childQuota(desk: Desk, quotaId: string): Promise<ChildQuota | null> {
  const { body } = await desk.call('ListIssuedCouponQuotas', { query: { quota_id: quotaId, limit: PAGE, offset: 0 } })
  return readable('ListIssuedCouponQuotas', () => {
    const row = rowsIn('ListIssuedCouponQuotas', body, 'quotas').find(
      (one) => text(one.quota_id, 'quota_id') === quotaId,
    )
    if (!row) return null
    requireYuan(row.measure_id)
    return {
      status: code(row.quota_status, 'quota_status') ?? '',
      balance: fen(requiredYuan(row.balance, 'balance')),
    }
  })
}

/** What was really taken back of a reseller's quota; null while no record shows it. */
export async function returnedAmount(desk: Desk, quotaId: string): Promise<number | null> {
  const { body } = await desk.call('ListCouponQuotasRecords', {
    query: { quota_id: quotaId, operation_type: QUOTA_RETURNED, limit: PAGE, offset: 0 },
  })
  return readable('ListCouponQuotasRecords', () => {
    const row = rowsIn('ListCouponQuotasRecords', body, 'records').find(
      (one) =>
        text(one.quota_id, 'quota_id') === quotaId && code(one.operation_type, 'operation_type') === QUOTA_RETURNED,
    )
    return row ? requiredYuan(row.amount, 'amount') : null
  })
}

/** Clocks are known to about two seconds and records carry whole ones. */
const CLOCK_SLACK_MS = 5_000
/** Records seen before sending: what was made earlier and shows only later is told by its time. */
const SNAPSHOT_MS = 3600_000

interface Given {
  readonly recordId: string
  readonly quotaId: string
  readonly amount: number
  readonly at: number | null
}

/** Quotas given out of one to a reseller since a moment of the partner's clock. */
async function givenSince(desk: Desk, parentId: string, resellerId: string, since: number): Promise<Given[]> {
  const rows = await readAll('ListCouponQuotasRecords', 'records', (offset) =>
    desk.call('ListCouponQuotasRecords', {
      query: {
        parent_quota_id: parentId,
        indirect_partner_id: resellerId,
        operation_type: QUOTA_GIVEN,
        // The beginning is excluded.
        operation_time_begin: toInstant(since - 1_000),
        offset,
        limit: PAGE,
      },
    }),
  )
  return readable('ListCouponQuotasRecords', () =>
    rows
      // A server that does not know a filter answers more than was asked.
      .filter(
        (row) =>
          text(row.parent_quota_id, 'parent_quota_id') === parentId &&
          text(row.indirect_partner_id, 'indirect_partner_id') === resellerId &&
          code(row.operation_type, 'operation_type') === QUOTA_GIVEN &&
          (code(row.result, 'result') ?? '0') === '0',
      )
      .map((row) => ({
        recordId: requiredText(row.id, 'id'),
        quotaId: requiredText(row.quota_id, 'quota_id'),
        amount: requiredYuan(row.amount, 'amount'),
        at: instant(row.operation_time, 'operation_time'),
      })),
  )
}

/** The records that are there before sending: they cannot be ours. */
export async function knownGiven(
  desk: Desk,
  { quotaId, resellerId }: { quotaId: string; resellerId: string },
): Promise<Facts> {
  const given = await givenSince(desk, quotaId, resellerId, desk.vendorNow() - SNAPSHOT_MS)
  return { recordIds: given.map(({ recordId }) => recordId).join(' ') }
}

/** Records that may be ours: same quota, reseller and amount, not earlier than the sending, not known before it. */
export async function newlyGiven(
  desk: Desk,
  { quotaId, resellerId, amount }: { quotaId: string; resellerId: string; amount: number },
  { since, snapshot }: Sent,
): Promise<Effect[]> {
  const known = new Set(String(snapshot?.recordIds ?? '').split(' '))
  const from = since - CLOCK_SLACK_MS
  const given = await givenSince(desk, quotaId, resellerId, from)
  const fresh = given.filter(
    (record) =>
      record.amount === amount &&
      !known.has(record.recordId) &&
      (record.at === null || record.at >= Math.floor(from / 1000) * 1000),
  )
  // A row that shifted between two pages is one record.
  return [...new Map(fresh.map((record) => [record.quotaId, record])).values()].map((record) => ({
    effectId: record.quotaId,
    result: { quotaId: record.quotaId, operatedAt: record.at },
  }))
}
