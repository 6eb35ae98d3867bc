/** Account managers of customers 客户经理: assigned and taken back, one by one or in batches (`batches`). */
import { z } from 'zod'
import { call, Id } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

export const AssignManager = z.object({
  customerId: Id,
  /** Account name. */
  manager: z.string().min(1).max(128),
})
export type AssignManager = z.infer<typeof AssignManager>

export const TakeBackCustomer = z.object({ customerId: Id })
export type TakeBackCustomer = z.infer<typeof TakeBackCustomer>

export const managers = {
  /** R-CUST-28. Throws `not-found` for a customer or a manager outside the person's scope. */
  assign: call({ input: queued(AssignManager), answer: Accepted, needs: 'customer.assign', offline: 'queue' }),
  takeBack: call({ input: queued(TakeBackCustomer), answer: Accepted, needs: 'customer.assign', offline: 'queue' }),
}
