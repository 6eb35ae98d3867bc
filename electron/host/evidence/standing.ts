/** Bills as they stand: what the service tells, and where it tells none, what an imported statement told. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

interface Files {
  readonly cache: Db
  readonly evidence: Db
}

export interface StandingBill {
  readonly billId: string
  /** Fen. */
  readonly total: number
  readonly detailCount: number | null
}

export const standingBill = ({ cache, evidence }: Files, period: string, billId: string): StandingBill | null =>
  kept<StandingBill>(
    cache,
    `SELECT bill_id AS billId, total, detail_count AS detailCount FROM incentive_bills
     WHERE bill_id = ? AND period = ? AND gone_at IS NULL`,
  ).get(billId, period) ??
  kept<StandingBill>(
    evidence,
    `SELECT bill_id AS billId, total, detail_count AS detailCount FROM edition_bills
     WHERE bill_id = ? AND period = ? ORDER BY number DESC LIMIT 1`,
  ).get(billId, period) ??
  null
