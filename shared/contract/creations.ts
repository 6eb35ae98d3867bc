/** Customers made by the partner 创建客户: asked for once, the link followed until it is there (R-CUST-14). */
import { z } from 'zod'
import { At, call, Id, Nothing } from '#shared/contract/call.ts'
import { Accepted, IntentView, queued } from '#shared/contract/outbox.ts'

export const CreateCustomer = z.object({
  /** Empty = the vendor makes one up. */
  accountName: z.string().max(64),
  /** The partner's own id of the user. */
  xaccountId: z.string().max(200),
  xaccountType: z.string().min(1).max(64),
  cooperation: z.enum(['resale', 'consultative']),
})
export type CreateCustomer = z.infer<typeof CreateCustomer>

export const CreationRow = z.object({
  intent: IntentView,
  accountName: z.string().max(64),
  xaccountId: z.string().max(200),
  cooperation: z.enum(['resale', 'consultative']),
  /** Linked once the customer list shows it; null = not yet. */
  customerId: Id.nullable(),
  linkedAt: At.nullable(),
})
export type CreationRow = z.infer<typeof CreationRow>

export const creations = {
  /** Newest first. */
  list: call({
    input: Nothing,
    answer: z.object({ rows: z.array(CreationRow).max(200), asOf: At.nullable() }),
    needs: 'customer.associate',
    offline: 'local',
  }),
  /** Whether an account name is still free, now. */
  checkName: call({
    input: z.object({ accountName: z.string().min(1).max(64) }),
    answer: z.object({ available: z.boolean() }),
    needs: 'customer.associate',
    offline: 'online',
  }),
  create: call({ input: queued(CreateCustomer), answer: Accepted, needs: 'customer.associate', offline: 'queue' }),
}
