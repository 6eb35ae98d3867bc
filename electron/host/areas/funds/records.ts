/** Adjustment records 调账记录 of one customer: what tells whether a grant or a reclaim happened (R-CUST-36). */

import { PAGE, readAll, readable } from '#host/outbox/reading.ts'
import type { Desk, Effect, Facts, Sent } from '#host/outbox/types.ts'
import { code, instant, requiredText, requiredYuan, requireYuan, text } from '#host/sync/wire.ts'
import { toInstant } from '#shared/time.ts'

export type AdjustOperation = 'SOURCE_OPERATION_BEADJUST' | 'SOURCE_OPERATION_BERETRIEVE'

interface AdjustRecord {
  readonly transId: string
  readonly amount: number
  readonly at: number | null
}

/** Clocks are known to about two seconds and records carry whole ones. */
const CLOCK_SLACK_MS = 5_000
/** Records seen before sending: what was made earlier and shows only later is told by its time. */
const SNAPSHOT_MS = 3600_000

const OPERATION = 'ListPartnerAdjustRecords'

/** Records of one kind since a moment of the partner's clock. */
async function recordsSince(
  desk: Desk,
  customerId: string,
  operation: AdjustOperation,
  since: number,
): Promise<AdjustRecord[]> {
  const rows = await readAll(OPERATION, 'records', (offset) =>
    desk.call(OPERATION, {
      query: {
        customer_id: customerId,
        operation_type: operation,
        operation_time_begin: toInstant(since),
        offset,
        limit: PAGE,
      },
    }),
  )
  return readable(OPERATION, () =>
    rows
      // A server that does not know a filter answers more than was asked.
      .filter(
        (row) =>
          text(row.customer_id, 'customer_id') === customerId &&
          (code(row.operation_type, 'operation_type') ?? operation) === operation,
      )
      .map((row) => {
        requireYuan(row.measure_id)
        return {
          transId: requiredText(row.trans_id, 'trans_id'),
          amount: Math.abs(requiredYuan(row.amount, 'amount')),
          at: instant(row.operation_time, 'operation_time'),
        }
      }),
  )
}

/** The transaction ids that are there before sending: they cannot be ours. */
export async function knownRecords(desk: Desk, customerId: string, operation: AdjustOperation): Promise<Facts> {
  const records = await recordsSince(desk, customerId, operation, desk.vendorNow() - SNAPSHOT_MS)
  return { transIds: records.map(({ transId }) => transId).join(' ') }
}

/** Records that may be ours: same customer, kind and amount, not earlier than the sending, not known before it. */
export async function newRecords(
  desk: Desk,
  { customerId, amount }: { customerId: string; amount: number },
  operation: AdjustOperation,
  { since, snapshot }: Sent,
): Promise<Effect[]> {
  const known = new Set(String(snapshot?.transIds ?? '').split(' '))
  const from = since - CLOCK_SLACK_MS
  const records = await recordsSince(desk, customerId, operation, from)
  const fresh = records.filter(
    (record) =>
      record.amount === amount &&
      !known.has(record.transId) &&
      (record.at === null || record.at >= Math.floor(from / 1000) * 1000),
  )
  // A row that shifted between two pages is one record.
  return [...new Map(fresh.map((record) => [record.transId, record])).values()].map(({ transId, at }) => ({
    effectId: transId,
    result: { transId, operatedAt: at },
  }))
}
