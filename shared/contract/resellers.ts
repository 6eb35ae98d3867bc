/** Coupon quotas that a general distributor gives to its cloud resellers 云经销商 and takes back (R-COUPON-21…25). */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, ShortText } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

const Code = z.string().max(64)

/** Name and account arrive masked (R-CUST-01). */
export const ResellerRow = z.object({
  resellerId: Id,
  name: z.string().max(400),
  accountName: z.string().max(400),
  managerName: ShortText.nullable(),
  associatedAt: At.nullable(),
  goneAt: At.nullable(),
})
export type ResellerRow = z.infer<typeof ResellerRow>

/** A quota in a reseller's hands. Amounts in fen. */
export const ResellerQuota = z.object({
  quotaId: Id,
  parentQuotaId: z.string().max(64).nullable(),
  resellerId: z.string().max(64),
  resellerName: z.string().max(400),
  quotaType: Code,
  /** 0 normal, 3 lapsed, 4 being adjusted, 5 frozen, 6 taken back. */
  status: Code,
  value: FenAmount,
  balance: FenAmount,
  effectiveAt: At.nullable(),
  expiresAt: At.nullable(),
  createdAt: At.nullable(),
  goneAt: At.nullable(),
})
export type ResellerQuota = z.infer<typeof ResellerQuota>

export const QuotaRecord = z.object({
  recordId: z.string().max(64),
  /** 10 given, 11 taken back; unknown ones are kept. */
  operationType: Code,
  quotaId: z.string().max(64).nullable(),
  parentQuotaId: z.string().max(64).nullable(),
  resellerId: z.string().max(64).nullable(),
  resellerName: z.string().max(400),
  amount: FenAmount,
  operator: ShortText.nullable(),
  operatedAt: At.nullable(),
  result: Code.nullable(),
  remark: z.string().max(2000).nullable(),
})
export type QuotaRecord = z.infer<typeof QuotaRecord>

export const QuotaRecordFilter = z.object({
  operationType: Code.optional(),
  resellerId: Id.optional(),
  /** The quota itself or the one it came from. */
  quotaId: Id.optional(),
  /** Whole account name of the operator. */
  operator: ShortText.optional(),
  from: At.optional(),
  /** Exclusive. */
  until: At.optional(),
})
export type QuotaRecordFilter = z.infer<typeof QuotaRecordFilter>

export const GiveQuota = z.object({
  /** The distributor's own quota. */
  quotaId: Id,
  resellerId: Id,
  /** Fen (R-COUPON-21). */
  amount: z.int(),
})
export type GiveQuota = z.infer<typeof GiveQuota>

export const ReclaimQuota = z.object({
  /** The reseller's quota. */
  quotaId: Id,
  /** Where the rest returns to; one operation at a time there (R-COUPON-22). */
  parentQuotaId: Id.nullable(),
})
export type ReclaimQuota = z.infer<typeof ReclaimQuota>

export const resellers = {
  list: call({
    input: Nothing,
    answer: z.object({ rows: z.array(ResellerRow).max(2000), asOf: At.nullable() }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  /** Newest first; `resellerId` null = of all. */
  quotas: call({
    input: z.object({ resellerId: Id.nullable() }),
    answer: z.object({ rows: z.array(ResellerQuota).max(2000), asOf: At.nullable() }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  /** The newest records of the filter, and how many there are. */
  records: call({
    input: z.object({ filter: QuotaRecordFilter }),
    answer: z.object({
      rows: z.array(QuotaRecord).max(500),
      total: z.int(),
      operators: z.array(ShortText).max(200),
      asOf: At.nullable(),
    }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  giveQuota: call({ input: queued(GiveQuota), answer: Accepted, needs: 'coupon.issue', offline: 'queue' }),
  /** Always the whole rest (R-COUPON-24). */
  reclaimQuota: call({ input: queued(ReclaimQuota), answer: Accepted, needs: 'coupon.issue', offline: 'queue' }),
}
