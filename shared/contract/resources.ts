/** Resources of customers (domain: customers.md, Resources): what they have, what ends soon, and what may be done about it. */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, PageLimit } from '#shared/contract/call.ts'
import { Accepted, IntentView, queued } from '#shared/contract/outbox.ts'
import { AUTO_RENEW_TIMES_MOST, dueLists, RESOURCES_A_CALL } from '#shared/rules/resources.ts'

/** A vendor code as it came; unknown ones too. */
const Code = z.string().max(64).nullable()
const Text = z.string().max(400).nullable()

const Resource = z.object({
  resourceId: Id,
  name: Text,
  serviceCode: Code,
  serviceName: Text,
  typeName: Text,
  regionCode: Code,
  spec: Text,
  status: Code,
  effectiveAt: At.nullable(),
  expireAt: At.nullable(),
  /** The partner no longer lists it since. */
  goneAt: At.nullable(),
})

/** On demand 按需; status 1 normal, 2 grace period, 3 frozen, 4 changing, 5 closing, 6 closed. */
export const OnDemandResource = Resource
export type OnDemandResource = z.infer<typeof OnDemandResource>

/** Yearly/monthly 包年/包月; status 2 in use, 3 closed, 4 frozen, 5 expired. */
export const PeriodResource = Resource.extend({
  /** A main resource; others follow it in everything. */
  main: z.boolean(),
  parentId: z.string().max(64).nullable(),
  /** 0 grace period, 1 to on demand, 2 delete at once, 3 auto-renew, 4 freeze, 5 delete after retention. */
  expirePolicy: Code,
  projectName: Text,
})
export type PeriodResource = z.infer<typeof PeriodResource>

/** A resource package 资源包; quantities are decimal text. */
export const ResourcePackage = z.object({
  packageId: Id,
  name: Text,
  serviceName: Text,
  regionCode: Code,
  /** 0 not yet, 1 in force, 2 used up, 3 lapsed, 4 unsubscribed. */
  status: Code,
  /** 1 comes anew each month, 2 one allowance for the whole term (R-CUST-48). */
  reuseMode: Code,
  effectiveAt: At.nullable(),
  expireAt: At.nullable(),
  items: z
    .array(
      z.object({
        name: z.string().max(400),
        rest: z.string().max(64),
        stated: z.string().max(64),
        /** Over the whole term; null where the mode is not known. */
        total: z.string().max(80).nullable(),
        measure: z.string().max(64),
      }),
    )
    .max(50),
})
export type ResourcePackage = z.infer<typeof ResourcePackage>

/** Rows of one customer that a page gets. */
export const RESOURCES_MOST = 1_000

const listOf = <R extends z.ZodType>(row: R) =>
  call({
    input: z.object({ customerId: Id }),
    answer: z.object({
      rows: z.array(row).max(RESOURCES_MOST),
      total: z.int(),
      /** When this customer's list was last read; null = never. */
      asOf: At.nullable(),
    }),
    needs: 'customer.read',
    offline: 'local',
  })

export const DueList = z.enum(dueLists)
export type DueList = z.infer<typeof DueList>

/** A customer with main resources that end soon, or have ended and are still held. */
export const DueCustomer = z.object({
  customerId: Id,
  /** Masked (R-CUST-01). */
  customerName: z.string().max(400),
  manager: z.string().max(128).nullable(),
  associationType: Code,
  resources: z.int(),
  /** Of these, those that the vendor renews by itself if there is money. */
  autoRenewing: z.int(),
  /** The first end. */
  firstAt: At,
  /** Yearly/monthly consumption of the same services in the mirrored months, fen; null where nobody told any. */
  spent: FenAmount.nullable(),
})
export type DueCustomer = z.infer<typeof DueCustomer>

const DueFigures = z.object({ list: DueList, customers: z.int(), resources: z.int(), autoRenewing: z.int() })
export type DueFigures = z.infer<typeof DueFigures>

const Of = { customerId: Id, resourceId: Id }
/** R-ORD-28; the rule says which numbers fit which type. */
const Term = { periodType: z.union([z.literal(2), z.literal(3)]), periodNum: z.int().min(1).max(99) }

/** One main resource, with what hangs on it. */
export const RenewResource = z.object({
  ...Of,
  ...Term,
  /** Paid at once from the customer's balance; else an unpaid order is left (R-ORD-28). */
  payNow: z.boolean(),
  /** As quoted, fen. */
  price: FenAmount.nullable(),
})
export type RenewResource = z.infer<typeof RenewResource>

export const UnsubscribeResource = z.object({
  ...Of,
  /** 1 all of it with its renewals, 2 only a renewal that has not begun (R-ORD-33). */
  type: z.union([z.literal(1), z.literal(2)]),
  /** The vendor's reasons 1…5. */
  reasonType: z.int().min(1).max(5),
  reason: z.string().max(512),
  /** R-ORD-34. */
  feeAccepted: z.boolean(),
  /** As previewed, fen; null where nothing could be previewed. */
  refund: FenAmount.nullable(),
})
export type UnsubscribeResource = z.infer<typeof UnsubscribeResource>

export const OneResource = z.object(Of)
export type OneResource = z.infer<typeof OneResource>

/** `period` null = as bought; `times` 0 = without limit (R-ORD-30). */
export const AutoRenewResource = z.object({
  ...Of,
  on: z.boolean(),
  period: z.enum(['MONTH', 'YEAR']).nullable(),
  times: z.int().min(0).max(AUTO_RENEW_TIMES_MOST).nullable(),
})
export type AutoRenewResource = z.infer<typeof AutoRenewResource>

export const OnDemandAtExpiry = z.object({ ...Of, on: z.boolean() })
export type OnDemandAtExpiry = z.infer<typeof OnDemandAtExpiry>

/** Of all resources of the customer (R-ORD-30). */
export const RenewSettings = z.object({
  customerId: Id,
  name: z.enum(['DEDUCTION_DATE', 'EXPIRE_DATE']),
  value: z.int().min(-1).max(28),
})
export type RenewSettings = z.infer<typeof RenewSettings>

const Refusal = z.object({
  rule: z.string().max(64),
  reason: z.string().max(64),
  detail: z.record(z.string().max(64), z.union([z.string().max(400), z.number()])).optional(),
})

/** What a renewal costs, with what hangs on the resource. Amounts in fen, rounded up from the quote's six decimals. */
export const RenewalQuote = z.object({
  resourceId: Id,
  official: FenAmount.nullable(),
  /** With the best discount that the customer has. */
  best: FenAmount.nullable(),
  refusal: Refusal.nullable(),
})
export type RenewalQuote = z.infer<typeof RenewalQuote>

/** What an unsubscription would bring back by the facts of this moment; the vendor has the last word. */
export const RefundPreview = z.object({
  resourceId: Id,
  /** The order that paid for the term; null where none was found. */
  orderId: z.string().max(128).nullable(),
  dependants: z.int(),
  from: At.nullable(),
  until: At.nullable(),
  paid: FenAmount.nullable(),
  /** Of it by coupons, which do not come back as money. */
  coupon: FenAmount.nullable(),
  refund: FenAmount.nullable(),
  consumed: FenAmount.nullable(),
  /** Nothing is kept back (R-ORD-34). */
  full: z.boolean(),
  /** Within five days of its opening (R-ORD-34). */
  withinFiveDays: z.boolean(),
  refusal: Refusal.nullable(),
  at: At,
})
export type RefundPreview = z.infer<typeof RefundPreview>

/** An act on a customer's resources with what came of it: amounts in fen, null where not told. */
export const ResourceAct = z.object({
  intent: IntentView,
  /** Null for the customer's settings. */
  resourceId: z.string().max(64).nullable(),
  orderId: z.string().max(128).nullable(),
  /** Of a renewal: false = its order waits for payment. */
  paid: z.boolean().nullable(),
  /** Of an unsubscription (R-ORD-35). */
  refund: FenAmount.nullable(),
})
export type ResourceAct = z.infer<typeof ResourceAct>

const act = <P extends z.ZodType>(payload: P) =>
  // Online only: what waits for a network may be something else by then.
  call({ input: queued(payload), answer: Accepted, needs: 'authorization.act', offline: 'online' })

export const resources = {
  /** What renewals would cost now, with the customer's own discounts (R-ORD-29). */
  renewalQuotes: call({
    input: z.object({ customerId: Id, resourceIds: z.array(Id).min(1).max(RESOURCES_A_CALL), ...Term }),
    answer: z.object({
      rows: z.array(RenewalQuote).max(RESOURCES_A_CALL),
      /** The customer's balance as told this moment, fen (R-CUST-46). */
      balance: FenAmount.nullable(),
      at: At,
    }),
    needs: 'authorization.act',
    offline: 'online',
  }),
  refundPreview: call({
    input: z.object({ customerId: Id, resourceId: Id, type: z.union([z.literal(1), z.literal(2)]) }),
    answer: RefundPreview,
    needs: 'authorization.act',
    offline: 'online',
  }),
  /** The last acts on this customer's resources, newest first: also for who may not see the whole of pending work. */
  acts: call({
    input: z.object({ customerId: Id }),
    answer: z.object({ rows: z.array(ResourceAct).max(50) }),
    needs: 'authorization.act',
    offline: 'local',
  }),
  renew: act(RenewResource),
  unsubscribe: act(UnsubscribeResource),
  toOnDemand: act(OneResource),
  onDemandAtExpiry: act(OnDemandAtExpiry),
  autoRenew: act(AutoRenewResource),
  renewSettings: act(RenewSettings),
  /** Dependants follow their main resource; what ends first comes first. */
  period: listOf(PeriodResource),
  onDemand: listOf(OnDemandResource),
  /** As last read with the customer's credential. */
  packages: listOf(ResourcePackage),
  /** Reads them at once; throws `no-agency` where the customer has not granted it. */
  refreshPackages: call({
    input: z.object({ customerId: Id }),
    answer: Nothing,
    needs: 'authorization.act',
    offline: 'online',
  }),
  /** Reads this customer's resources at once. */
  refresh: call({ input: z.object({ customerId: Id }), answer: Nothing, needs: 'customer.read', offline: 'online' }),
  /** Customers of a list of the day, the most money first. */
  due: call({
    input: z.object({ list: DueList, at: z.int().min(0), limit: PageLimit }),
    answer: z.object({
      rows: z.array(DueCustomer).max(200),
      total: z.int(),
      /** Billing months that `spent` adds up, `YYYY-MM`; null while none is here. */
      months: z.object({ from: z.string().max(7), until: z.string().max(7) }).nullable(),
    }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** How many there are in each list of the day. */
  dueFigures: call({
    input: Nothing,
    answer: z.object({
      lists: z.array(DueFigures).max(10),
      /** Customers in debt, and how much they owe; fen. */
      arrears: z.object({ customers: z.int(), debt: FenAmount }),
      /** Customers whose resources were read at least once, of how many. */
      readCustomers: z.int(),
      allCustomers: z.int(),
      /** The oldest of these readings; null while there is none. */
      asOf: At.nullable(),
    }),
    needs: 'customer.read',
    offline: 'local',
  }),
}
