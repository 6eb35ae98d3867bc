/** Resources of customers (domain: customers.md, Resources): what they have, what ends soon, and what may be done about it. */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, PageLimit } from '#shared/contract/call.ts'
import { dueLists } from '#shared/rules/resources.ts'

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

export const resources = {
  /** Dependants follow their main resource; what ends first comes first. */
  period: listOf(PeriodResource),
  onDemand: listOf(OnDemandResource),
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
