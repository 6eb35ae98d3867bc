/**
 * Coupons 券 (domain: coupons.md): quotas, issued coupons, their records, and the money actions. Each customer, coupon or
 * reseller of an action is an intent of its own (R-COUPON-08).
 */
import { z } from 'zod'
import { At, Cursor, call, FenAmount, Id, Nothing, PageLimit } from '#shared/contract/call.ts'
import { Accepted, Memo, queued } from '#shared/contract/outbox.ts'

/** A vendor code as it came; unknown ones too. */
const Code = z.string().max(64)
const Codes = z.array(Code).max(50)
const Name = z.string().max(400)

export const QuotaLimit = z.object({ key: z.string().max(128), values: z.array(z.string().max(400)).max(200) })
export type QuotaLimit = z.infer<typeof QuotaLimit>

/** A quota 额度 that the partner holds. Amounts in fen. */
export const QuotaRow = z.object({
  quotaId: Id,
  /** 0 voucher, 1 cash coupon. */
  quotaType: Code,
  /** 0 normal, 3 lapsed, 4 being adjusted, 5 frozen. */
  status: Code,
  value: FenAmount,
  balance: FenAmount,
  effectiveAt: At.nullable(),
  expiresAt: At.nullable(),
  createdAt: At.nullable(),
  limits: z.array(QuotaLimit).max(50),
  /** Bounds of a face value; null = none told. */
  minimum: FenAmount.nullable(),
  maximum: FenAmount.nullable(),
  /** Issued less returned in the last 30 days, by the operation records here. */
  spent: FenAmount,
  /** When the balance ends at that pace; null = never, or not before the quota expires. */
  dryAt: At.nullable(),
  /** What the pace leaves over on the day the quota expires; null where it does not expire or runs dry before. */
  leftAtExpiry: FenAmount.nullable(),
  /** The partner no longer lists it since. */
  goneAt: At.nullable(),
})
export type QuotaRow = z.infer<typeof QuotaRow>

const Burn = z.object({ issued: FenAmount, returned: FenAmount })
export const QuotaBurn = z.object({
  quota: QuotaRow,
  /** `YYYY-MM-DD` in Beijing, the last 60 days that have records, oldest first. */
  days: z.array(Burn.extend({ day: z.string().max(10) })).max(60),
  /** `YYYY-MM`, the last 24 months that have records, oldest first. */
  months: z.array(Burn.extend({ month: z.string().max(7) })).max(24),
  /** By all records here: value − issued + returned should be the balance; a difference is shown, never hidden. */
  issued: FenAmount,
  returned: FenAmount,
  asOf: At.nullable(),
  recordsAsOf: At.nullable(),
})
export type QuotaBurn = z.infer<typeof QuotaBurn>

export const couponTabs = [
  'all',
  'usable',
  'expiring',
  'inactive',
  'used',
  'expired',
  'reclaimed',
  'frozen',
  'gone',
] as const
export const CouponTab = z.enum(couponTabs)
export type CouponTab = z.infer<typeof CouponTab>

export const couponSorts = ['createdAt', 'expiresAt', 'faceValue', 'balance', 'lastUsedAt'] as const
export const CouponSort = z.object({ column: z.enum(couponSorts), descending: z.boolean() })
export type CouponSort = z.infer<typeof CouponSort>

/** A missing key is no filter. Ends of ranges are exclusive; times are UTC milliseconds. */
export const CouponFilter = z.object({
  tab: CouponTab.optional(),
  /** Part of the customer's name, pinyin, account or id; or a whole coupon or order id. */
  text: z.string().max(200).optional(),
  couponId: Id.optional(),
  customerId: Id.optional(),
  orderId: Id.optional(),
  quotaId: Id.optional(),
  couponType: Codes.optional(),
  status: Codes.optional(),
  /** Account names of managers; '' stands for customers without one. */
  manager: Codes.optional(),
  createdFrom: At.optional(),
  createdUntil: At.optional(),
  effectiveFrom: At.optional(),
  effectiveUntil: At.optional(),
  expiresFrom: At.optional(),
  expiresUntil: At.optional(),
  /** Fen, inclusive. */
  faceFrom: z.int().optional(),
  faceTo: z.int().optional(),
  /** Use records 使用记录: coupons that were used, wholly or in part. */
  used: z.boolean().optional(),
  /** Locked by an order in payment (R-COUPON-19). */
  locked: z.boolean().optional(),
})
export type CouponFilter = z.infer<typeof CouponFilter>

/** The customer's name and account arrive masked (R-CUST-01). */
export const CouponRow = z.object({
  couponId: Id,
  customerId: z.string().max(64),
  customerName: Name,
  customerAccount: Name,
  manager: z.string().max(128).nullable(),
  /** 1 voucher, 4 cash coupon. */
  couponType: Code.nullable(),
  /** 1 not activated, 2 usable, 3 used, 4 expired, 5 reclaimed, as the partner last said. */
  status: Code.nullable(),
  frozen: Code.nullable(),
  faceValue: FenAmount,
  /** Null for coupons of the old version. */
  balance: FenAmount.nullable(),
  effectiveAt: At.nullable(),
  expiresAt: At.nullable(),
  activeAt: At.nullable(),
  lastUsedAt: At.nullable(),
  createdAt: At.nullable(),
  orderId: z.string().max(128).nullable(),
  lockOrderId: z.string().max(128).nullable(),
  planName: Name.nullable(),
  /** From its record of issue; null while none is here. */
  quotaId: z.string().max(64).nullable(),
  /** Operation type of the record that took it back: 2 by hand, the others by itself (R-COUPON-18). */
  reclaimType: Code.nullable(),
  goneAt: At.nullable(),
})
export type CouponRow = z.infer<typeof CouponRow>

export const CouponPage = z.object({
  rows: z.array(CouponRow).max(200),
  next: Cursor.nullable(),
  asOf: At.nullable(),
})
export type CouponPage = z.infer<typeof CouponPage>

export const RecordFilter = z.object({
  operationType: Codes.optional(),
  quotaId: Id.optional(),
  couponId: Id.optional(),
  customerId: Id.optional(),
  result: Codes.optional(),
  text: z.string().max(200).optional(),
  from: At.optional(),
  /** Exclusive. */
  until: At.optional(),
})
export type RecordFilter = z.infer<typeof RecordFilter>

/** An operation record 操作记录. */
export const CouponRecord = z.object({
  recordId: z.string().max(64),
  /** 1 issue, 2 reclaim by hand, 3…9 by itself; unknown ones are kept. */
  operationType: Code,
  quotaId: z.string().max(64).nullable(),
  couponId: z.string().max(64).nullable(),
  customerId: z.string().max(64).nullable(),
  customerName: Name,
  amount: FenAmount,
  operatedAt: At.nullable(),
  /** 0 done, −1 failed. */
  result: Code.nullable(),
  /** Internal (R-COUPON-11): on screen for the issuer, in no file and on no paper. */
  remark: z.string().max(2000).nullable(),
})
export type CouponRecord = z.infer<typeof CouponRecord>

export const CouponCard = z.object({
  coupon: CouponRow,
  limits: z.array(z.object({ key: z.string().max(128), value: z.string().max(400) })).max(50),
  records: z.array(CouponRecord).max(100),
  /** Vendor's words on the plan. */
  planDescription: z.string().max(2000).nullable(),
  asOf: At.nullable(),
  recordsAsOf: At.nullable(),
})
export type CouponCard = z.infer<typeof CouponCard>

/** What is about to be lost, the most money first, and who could use it. */
export const CouponWarnings = z.object({
  quotas: z.array(z.object({ quota: QuotaRow, why: z.enum(['expires', 'dry']) })).max(500),
  coupons: z.object({
    rows: z
      .array(
        z.object({
          couponId: Id,
          customerId: z.string().max(64),
          customerName: Name,
          manager: z.string().max(128).nullable(),
          balance: FenAmount,
          expiresAt: At,
        }),
      )
      .max(100),
    total: z.int(),
    balance: FenAmount,
  }),
  /** Resale customers without a usable coupon. */
  candidates: z
    .array(
      z.object({
        customerId: z.string().max(64),
        customerName: Name,
        why: z.enum(['debt', 'consumption']),
        /** The debt, or what was used in `month`; fen. */
        amount: FenAmount,
      }),
    )
    .max(20),
  /** The billing month whose consumption counts, `YYYY-MM`. */
  month: z.string().max(7),
  asOf: At.nullable(),
})
export type CouponWarnings = z.infer<typeof CouponWarnings>

const Refusal = z.object({
  rule: z.string().max(64),
  reason: z.string().max(64),
  detail: z.record(z.string().max(64), z.union([z.string().max(400), z.number()])).optional(),
})

/** One coupon of a reclaim that somebody thinks about; `refusal` null = as far as is known here it can be taken back. */
export const ReclaimPlanRow = z.object({ coupon: CouponRow, refusal: Refusal.nullable() })
export type ReclaimPlanRow = z.infer<typeof ReclaimPlanRow>

const CouponIds = z.array(Id).min(1).max(500)

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
  /** Quotas of the partner, those in force first, then by expiry. */
  quotas: call({
    input: Nothing,
    answer: z.object({ rows: z.array(QuotaRow).max(500), asOf: At.nullable(), recordsAsOf: At.nullable() }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  quotaBurn: call({ input: z.object({ quotaId: Id }), answer: QuotaBurn, needs: 'coupon.read', offline: 'local' }),
  /** One page by last key seen; `at` jumps to a row number. */
  list: call({
    input: z.object({
      filter: CouponFilter,
      sort: CouponSort,
      after: Cursor.nullable(),
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: CouponPage,
    needs: 'coupon.read',
    offline: 'local',
  }),
  /** Exact total and remaining balance of a filter, and the count of each tab with the rest of the filter kept. */
  count: call({
    input: z.object({ filter: CouponFilter }),
    answer: z.object({
      total: z.int(),
      faceValue: FenAmount,
      balance: FenAmount,
      tabs: z.record(CouponTab, z.int()),
    }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  get: call({ input: z.object({ couponId: Id }), answer: CouponCard, needs: 'coupon.read', offline: 'local' }),
  listRecords: call({
    input: z.object({
      filter: RecordFilter,
      descending: z.boolean(),
      after: Cursor.nullable(),
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(CouponRecord).max(200), next: Cursor.nullable(), asOf: At.nullable() }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  countRecords: call({
    input: z.object({ filter: RecordFilter }),
    answer: z.object({
      total: z.int(),
      /** By operation type, most records first. */
      types: z.array(z.object({ operationType: Code, count: z.int(), amount: FenAmount })).max(50),
    }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  warnings: call({ input: Nothing, answer: CouponWarnings, needs: 'coupon.read', offline: 'local' }),
  /** What a reclaim would take back by what is known here; coupons outside the person's scope are left out. */
  reclaimPlan: call({
    input: z.object({ couponIds: CouponIds }),
    answer: z.object({ rows: z.array(ReclaimPlanRow).max(500), asOf: At.nullable() }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  /** What really came back (R-COUPON-16), by the records here; a coupon without one is left out. */
  reclaimed: call({
    input: z.object({ couponIds: CouponIds }),
    answer: z.object({
      rows: z.array(z.object({ couponId: Id, amount: FenAmount, at: At.nullable() })).max(500),
      recordsAsOf: At.nullable(),
    }),
    needs: 'coupon.read',
    offline: 'local',
  }),
  /** Writes a list to a file the person chooses: masked (R-CUST-02), without remarks (R-COUPON-11); runs as a job. */
  export: call({
    input: z.discriminatedUnion('what', [
      z.object({
        what: z.enum(['coupons', 'uses']),
        filter: CouponFilter,
        sort: CouponSort,
        format: z.enum(['xlsx', 'csv']),
        language: z.enum(['zh', 'en']),
      }),
      z.object({
        what: z.literal('records'),
        filter: RecordFilter,
        descending: z.boolean(),
        format: z.enum(['xlsx', 'csv']),
        language: z.enum(['zh', 'en']),
      }),
    ]),
    /** null where the person closed the file dialogue. */
    answer: z.object({ jobId: Id.nullable() }),
    needs: 'coupon.export',
    offline: 'local',
  }),
  issue: call({ input: queued(IssueCoupon), answer: Accepted, needs: 'coupon.issue', offline: 'queue' }),
  /** Always the whole rest (R-COUPON-14). */
  reclaim: call({ input: queued(ReclaimCoupon), answer: Accepted, needs: 'coupon.issue', offline: 'queue' }),
}
