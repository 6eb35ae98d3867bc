/** How a customer is linked: switching the type, dissociating, freezing; what was asked of whom and how it stands. */
import { z } from 'zod'
import { At, call, FenAmount, Id, PageLimit } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'
import { changeKinds } from '#shared/rules/associations.ts'

const Reason = z.string().trim().min(1).max(200)

export const FreezeCustomer = z.object({
  customerId: Id,
  scope: z.enum(['account', 'resources']),
  reason: Reason,
})
export type FreezeCustomer = z.infer<typeof FreezeCustomer>

export const UnfreezeCustomer = z.object({ customerId: Id, reason: Reason })
export type UnfreezeCustomer = z.infer<typeof UnfreezeCustomer>

const ChangeKind = z.enum(changeKinds)

/** R-CUST-15, R-CUST-20. */
export const RequestChange = z.object({ customerId: Id, kind: ChangeKind, reason: Reason })
export type RequestChange = z.infer<typeof RequestChange>

/** The partner's word on what the customer asked. */
export const AnswerRequest = z.object({ requestId: Id, customerId: Id, agree: z.boolean() })
export type AnswerRequest = z.infer<typeof AnswerRequest>

/** As the desk names kind, side and state; unknown ones are kept. */
export const AssociationRequest = z.object({
  requestId: Id,
  customerId: Id,
  kind: z.string().max(64),
  askedBy: z.string().max(64),
  fromType: z.string().max(64).nullable(),
  toType: z.string().max(64).nullable(),
  state: z.string().max(64),
  reason: z.string().max(400),
  requestedAt: At,
  decidedAt: At.nullable(),
  /** Lapses then where nobody answers. */
  expiresAt: At.nullable(),
})
export type AssociationRequest = z.infer<typeof AssociationRequest>

export const CheckItem = z.object({
  item: z.string().max(64),
  rule: z.string().max(40),
  state: z.enum(['passed', 'failed', 'unknown']),
  until: At.nullable(),
})
export type CheckItem = z.infer<typeof CheckItem>

export const AssociationView = z.object({
  /** Newest first. */
  requests: z.array(AssociationRequest).max(50),
  pending: AssociationRequest.nullable(),
  /** When the partner may ask again; null = now (R-CUST-16). */
  partnerFrom: At.nullable(),
  /** When the customer may ask again to leave; null = now (R-CUST-24). */
  customerFrom: At.nullable(),
  /** What can be told without the network. */
  checks: z.object({ switch: z.array(CheckItem).max(30), dissociate: z.array(CheckItem).max(30) }),
  /** Usable coupons of this customer and what is left on them: they come back by themselves (R-CUST-19, R-CUST-26). */
  coupons: z.object({ count: z.int(), balance: FenAmount }),
  /** False where this credential may not read requests. */
  permitted: z.boolean(),
  asOf: At.nullable(),
})
export type AssociationView = z.infer<typeof AssociationView>

export const associations = {
  /** One customer's link: what was asked, what may be asked, what stands in the way. */
  get: call({
    input: z.object({ customerId: Id }),
    answer: AssociationView,
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Requests of all customers within the person's scope, newest first. */
  list: call({
    input: z.object({ open: z.boolean(), from: z.int().min(0), limit: PageLimit }),
    answer: z.object({
      rows: z.array(AssociationRequest.extend({ customer: z.string().max(400) })).max(200),
      total: z.int(),
      asOf: At.nullable(),
    }),
    needs: 'customer.associate',
    offline: 'local',
  }),
  /** The partner's own check of every precondition, now (R-CUST-20). */
  checkLive: call({
    input: z.object({ customerId: Id, kind: ChangeKind }),
    answer: z.object({ items: z.array(CheckItem).max(30), at: At }),
    needs: 'customer.associate',
    offline: 'online',
  }),
  /** Off line it waits as a draft of the person's: it leaves with a word and a code (R-CUST-37). */
  request: call({ input: queued(RequestChange), answer: Accepted, needs: 'customer.associate', offline: 'queue' }),
  answer: call({ input: queued(AnswerRequest), answer: Accepted, needs: 'customer.associate', offline: 'queue' }),
  /** R-CUST-38. On line only: what somebody decides now must not happen days later. */
  freeze: call({ input: queued(FreezeCustomer), answer: Accepted, needs: 'customer.associate', offline: 'online' }),
  unfreeze: call({ input: queued(UnfreezeCustomer), answer: Accepted, needs: 'customer.associate', offline: 'online' }),
}
