/** Consumption 消费 of a customer: monthly sums as mirrored, details as the partner tells them now. */
import { z } from 'zod'
import { At, call, FenAmount, Id } from '#shared/contract/call.ts'

const Code = z.string().max(64)
const Text = z.string().max(400).nullable()
/** A billing month `YYYY-MM`, Beijing time. */
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** One product of one month. Amounts in fen; refunds are negative. */
export const ConsumptionSum = z.object({
  month: Month,
  serviceCode: Code,
  serviceName: Text,
  /** 1 yearly/monthly, 3 on demand, 10 reserved instance, 11 savings plan. */
  chargeMode: Code,
  amount: FenAmount,
  /** Of it, refunds of unsubscriptions and others. */
  refunds: FenAmount,
  discount: FenAmount,
  coupon: FenAmount,
  debt: FenAmount,
})
export type ConsumptionSum = z.infer<typeof ConsumptionSum>

/** A detail 消费明细. Amounts are whole numbers of 10^-8 yuan (R-CUST-42). */
export const ConsumptionDetail = z.object({
  id: z.string().max(128),
  tradeAt: At.nullable(),
  serviceName: Text,
  resourceTypeName: Text,
  resourceId: Text,
  resourceName: Text,
  regionName: Text,
  spec: Text,
  chargeMode: Code.nullable(),
  /** 1 purchase, 2 renewal … (domain: customers.md, Consumption). */
  detailType: Code.nullable(),
  official: z.int(),
  discount: z.int(),
  payment: z.int(),
  coupon: z.int(),
  debt: z.int(),
})
export type ConsumptionDetail = z.infer<typeof ConsumptionDetail>

/** Details of one answer. */
export const DETAILS_A_PAGE = 200

export const consumption = {
  /** The mirrored months, newest first, the largest product first. */
  sums: call({
    input: z.object({ customerId: Id }),
    answer: z.object({ rows: z.array(ConsumptionSum).max(2_000), asOf: At.nullable() }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Details of a month from `offset` of the partner's list on; throws `invalid-input` for a month out of reach (R-CUST-40). */
  details: call({
    input: z.object({
      customerId: Id,
      month: Month,
      serviceCode: Code.optional(),
      chargeMode: z.enum(['1', '3', '10', '11']).optional(),
      /** Also what has nothing to pay (R-CUST-44). */
      withZeros: z.boolean(),
      offset: z.int().min(0).max(1_000_000),
    }),
    answer: z.object({
      rows: z.array(ConsumptionDetail).max(DETAILS_A_PAGE),
      /** Rows that this answer left out (R-CUST-44). */
      hidden: z.int(),
      /** Rows that do not fit the catalog. */
      unreadable: z.int(),
      /** Where the next answer goes on; null = this was the last. */
      next: z.int().nullable(),
      total: z.int(),
      at: At,
    }),
    needs: 'customer.read',
    offline: 'online',
  }),
}
