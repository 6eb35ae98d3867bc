/** How a customer is linked: freezing and unfreezing. */
import { z } from 'zod'
import { call, Id } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

const Reason = z.string().trim().min(1).max(200)

export const FreezeCustomer = z.object({
  customerId: Id,
  scope: z.enum(['account', 'resources']),
  reason: Reason,
})
export type FreezeCustomer = z.infer<typeof FreezeCustomer>

export const UnfreezeCustomer = z.object({ customerId: Id, reason: Reason })
export type UnfreezeCustomer = z.infer<typeof UnfreezeCustomer>

export const associations = {
  /** R-CUST-38. On line only: what somebody decides now must not happen days later. */
  freeze: call({ input: queued(FreezeCustomer), answer: Accepted, needs: 'customer.associate', offline: 'online' }),
  unfreeze: call({ input: queued(UnfreezeCustomer), answer: Accepted, needs: 'customer.associate', offline: 'online' }),
}
