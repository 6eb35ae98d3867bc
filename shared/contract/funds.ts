/** Balances 余额, grants 拨款 and reclaims 回收 and their records (domain: customers.md, Money and Amount formulas). */
import { z } from 'zod'
import { At, Cursor, call, FenAmount, Id, Nothing, PageLimit } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

export const PartnerAccount = z.object({
  accountId: z.string().max(128),
  /** Vendor code: 1 balance, 2 credit, 5 bonus, 7 deposit, 8 grantable; unknown ones are kept. */
  accountType: z.string().max(64),
  amount: FenAmount,
  designated: FenAmount.nullable(),
  credit: FenAmount.nullable(),
  currency: z.string().max(16),
  memo: z.string().max(2000).nullable(),
})
export type PartnerAccount = z.infer<typeof PartnerAccount>

export const MoveFunds = z.object({
  customerId: Id,
  /** Fen (R-CUST-30). */
  amount: z.int(),
})
export type MoveFunds = z.infer<typeof MoveFunds>

export const MoveResellerFunds = z.object({
  resellerId: Id,
  /** Fen (R-CUST-30). */
  amount: z.int(),
})
export type MoveResellerFunds = z.infer<typeof MoveResellerFunds>

/** When a balance warns; the whole workspace shares them. Fen and days. */
export const Thresholds = z.object({
  partnerLow: z.int().min(0).max(1e15),
  customerLow: z.int().min(-1e15).max(1e15),
  days: z.int().min(1).max(365),
})
export type Thresholds = z.infer<typeof Thresholds>

/** What a balance is heading for, from the history kept here. */
export const Outlook = z.object({
  /** Balance less debt, fen; of the partner what may be granted. Null = not known. */
  net: FenAmount.nullable(),
  /** Fen spent a day; of the partner granted less reclaimed. Null while observed too shortly. */
  perDay: FenAmount.nullable(),
  runsOutAt: At.nullable(),
  /** Begin of the time the rate was measured over. */
  since: At.nullable(),
  warning: z.enum(['low', 'runs-out']).nullable(),
  asOf: At.nullable(),
})
export type Outlook = z.infer<typeof Outlook>

export const BalancePoint = z.object({ amount: FenAmount, debt: FenAmount, at: At })
export type BalancePoint = z.infer<typeof BalancePoint>
/** Oldest first; one a day at most. */
const History = z.array(BalancePoint).max(200)

export const WarnedCustomer = z.object({
  customerId: Id,
  /** Masked. */
  name: z.string().max(400),
  managerName: z.string().max(128).nullable(),
  amount: FenAmount,
  debt: FenAmount,
  perDay: FenAmount.nullable(),
  runsOutAt: At.nullable(),
  asOf: At.nullable(),
})
export type WarnedCustomer = z.infer<typeof WarnedCustomer>

export const AdjustRecord = z.object({
  transId: z.string().max(128),
  /** A customer, or of a distributor a reseller. */
  customerId: Id,
  /** Masked. */
  customerName: z.string().max(400),
  /** Vendor code; unknown ones are kept. */
  operation: z.string().max(64),
  /** Fen, never below zero: what really moved. */
  amount: FenAmount,
  currency: z.string().max(16),
  scene: z.string().max(400).nullable(),
  operatedAt: At,
  memo: z.string().max(2000).nullable(),
  /** The intent of this workstation that made it; null = made elsewhere. */
  intentId: Id.nullable(),
})
export type AdjustRecord = z.infer<typeof AdjustRecord>

export const AdjustFilter = z.object({
  customerId: Id.optional(),
  operation: z.array(z.string().max(64)).max(20).optional(),
  from: At.optional(),
  /** Exclusive. */
  until: At.optional(),
  transId: z.string().max(128).optional(),
  /** Only those that an intent of this workstation made (true) or that came from elsewhere (false). */
  ours: z.boolean().optional(),
})
export type AdjustFilter = z.infer<typeof AdjustFilter>

export const Reseller = z.object({
  resellerId: Id,
  /** Masked. */
  name: z.string().max(400),
  accountName: z.string().max(400),
  managerName: z.string().max(128).nullable(),
  associatedAt: At.nullable(),
  amount: FenAmount.nullable(),
  /** What it may give back, fen. */
  grantable: FenAmount.nullable(),
  asOf: At.nullable(),
})
export type Reseller = z.infer<typeof Reseller>

export const funds = {
  /** Partner balance = top-up account + credit account − granted; each part is shown, nothing is guessed. */
  partnerBalance: call({
    input: Nothing,
    answer: z.object({
      accounts: z.array(PartnerAccount).max(50),
      /** R-CUST-32: what may be granted; null while no balance is known. */
      grantable: FenAmount.nullable(),
      /** Sum of the balances of resale customers in the local store: what was granted and not yet spent. */
      customersAvailable: FenAmount.nullable(),
      customersDebt: FenAmount.nullable(),
      customersWithBalance: z.int(),
      asOf: At.nullable(),
    }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** The partner's outlook and how many customers warn; offline too, from the history kept here. */
  outlook: call({
    input: Nothing,
    answer: z.object({
      partner: Outlook,
      history: History,
      /** Exact up to `WARNED_COUNTED`. */
      low: z.int(),
      runsOut: z.int(),
      thresholds: Thresholds,
    }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** Customers that warn: the lowest, or those that run dry first. */
  listWarned: call({
    input: z.object({ warning: z.enum(['low', 'runs-out']), limit: PageLimit }),
    answer: z.object({ rows: z.array(WarnedCustomer).max(200) }),
    needs: 'funds.read',
    offline: 'local',
  }),
  setThresholds: call({ input: Thresholds, answer: Thresholds, needs: 'funds.move', offline: 'local' }),
  /** One customer's outlook and history, in the person's scope; throws `not-found` outside it. */
  customerOutlook: call({
    input: z.object({ customerId: Id }),
    answer: z.object({ outlook: Outlook, history: History }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Balances as they are this moment at the partner's. */
  live: call({
    input: z.object({ customerIds: z.array(Id).max(100) }),
    answer: z.object({
      grantable: FenAmount.nullable(),
      /** Those the partner tells: resale and linked (R-CUST-31). */
      customers: z.array(z.object({ customerId: Id, amount: FenAmount, debt: FenAmount })).max(100),
      at: At,
    }),
    needs: 'funds.read',
    offline: 'online',
  }),
  /** Adjustment records, newest first by last key seen; `at` jumps to a row number (a dragged scroll bar). */
  listRecords: call({
    input: z.object({
      filter: AdjustFilter,
      after: Cursor.nullable(),
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(AdjustRecord).max(200), next: Cursor.nullable(), asOf: At.nullable() }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** Exact sums of a whole filter by direction: what really moved. */
  sumRecords: call({
    input: z.object({ filter: AdjustFilter }),
    answer: z.object({
      total: z.int(),
      sums: z.array(z.object({ operation: z.string().max(64), count: z.int(), amount: FenAmount })).max(50),
    }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** All records of a filter to a file the person chooses, masks kept; runs as a job. */
  exportRecords: call({
    input: z.object({ filter: AdjustFilter, format: z.enum(['xlsx', 'csv']), language: z.enum(['zh', 'en']) }),
    /** Null where the person closed the file dialogue. */
    answer: z.object({ jobId: Id.nullable() }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** Resellers with what they hold; empty for anybody but a general distributor. */
  listResellers: call({
    input: Nothing,
    answer: z.object({ rows: z.array(Reseller).max(1000), permitted: z.boolean(), asOf: At.nullable() }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** Grant 拨款: from the partner's balance to the customer's. */
  grant: call({ input: queued(MoveFunds), answer: Accepted, needs: 'funds.move', offline: 'queue' }),
  /** Reclaim 回收: back again. */
  reclaim: call({ input: queued(MoveFunds), answer: Accepted, needs: 'funds.move', offline: 'queue' }),
  /** From a general distributor to one of its resellers (R-CUST-35). */
  grantReseller: call({ input: queued(MoveResellerFunds), answer: Accepted, needs: 'funds.move', offline: 'queue' }),
  reclaimReseller: call({ input: queued(MoveResellerFunds), answer: Accepted, needs: 'funds.move', offline: 'queue' }),
}

/** More customers than this that warn are counted as this many. */
export const WARNED_COUNTED = 1_000
