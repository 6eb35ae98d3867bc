/**
 * Batches: one money action for many customers. Rehearsed here against what is known (what it costs, who cannot get it
 * and why, what is left afterwards), accepted as one group of intents, followed item by item, proved by the partner's
 * records. Each kind of batch declares its terms here and its rules in the host.
 */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { CustomerFilter } from '#shared/contract/customers.ts'
import { ImportProblem, ImportReason } from '#shared/contract/imports.ts'
import { GROUP_ITEMS_MOST, IntentGroup, IntentView, Memo } from '#shared/contract/outbox.ts'

/** What every item of an issue has in common; an item from a file may say otherwise. */
export const CouponTerms = z.object({
  kind: z.literal('coupons.issue'),
  quotaId: Id,
  /** Fen, where the file says nothing else; null = as the file says, row by row. */
  faceValue: z.int().nullable(),
  /** UTC milliseconds; null = as the quota. */
  validFrom: At.nullable(),
  validUntil: At.nullable(),
  memo: Memo,
})
export type CouponTerms = z.infer<typeof CouponTerms>

/** What every grant or reclaim of a batch has in common. */
const moveTerms = {
  /** Fen, where the file says nothing else; null = as the file says, row by row. */
  amount: z.int().nullable(),
}
export const GrantTerms = z.object({ kind: z.literal('funds.grant'), ...moveTerms })
export const ReclaimTerms = z.object({ kind: z.literal('funds.reclaim'), ...moveTerms })
export type MoveTerms = z.infer<typeof GrantTerms> | z.infer<typeof ReclaimTerms>

/** Customers to one account manager, or back from theirs (R-CUST-28). */
export const AssignTerms = z.object({ kind: z.literal('managers.assign'), manager: z.string().min(1).max(128) })
export type AssignTerms = z.infer<typeof AssignTerms>
export const TakeBackTerms = z.object({ kind: z.literal('managers.takeBack') })
export type TakeBackTerms = z.infer<typeof TakeBackTerms>

/** By the contract's name of the call that every item becomes. */
export const BatchTerms = z.discriminatedUnion('kind', [
  CouponTerms,
  GrantTerms,
  ReclaimTerms,
  AssignTerms,
  TakeBackTerms,
])
export type BatchTerms = z.infer<typeof BatchTerms>
export type BatchKindName = BatchTerms['kind']
export const BatchKindName = z.enum([
  'coupons.issue',
  'funds.grant',
  'funds.reclaim',
  'managers.assign',
  'managers.takeBack',
])

/** Whom a batch is for. */
export const BatchSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('customers'), customerIds: z.array(Id).min(1).max(5000) }),
  /** Everything that a list shows, but these. */
  z.object({ from: z.literal('filter'), filter: CustomerFilter, except: z.array(Id).max(5000) }),
  z.object({ from: z.literal('import'), importId: Id }),
  /** What failed in a batch and surely had no effect: tried again alone (R-COUPON-08). */
  z.object({ from: z.literal('group'), groupId: Id }),
])
export type BatchSource = z.infer<typeof BatchSource>

export const RehearsalReason = ImportReason.extend({
  /** Facts of the first of them. */
  detail: ImportProblem.shape.detail,
  /** Fen. */
  amount: FenAmount,
})

/** Who will see how many of the customers otherwise than before (R-CUST-03). */
export const BatchEffect = z.object({
  who: ShortText,
  name: ShortText,
  role: z.enum(['rep', 'director']),
  sight: z.enum(['loses', 'gains', 'keeps']),
  count: z.int(),
})
export type BatchEffect = z.infer<typeof BatchEffect>

export const RehearsalView = z.object({
  rehearsalId: Id,
  terms: BatchTerms,
  /** Items in all: rows of the file that were right by themselves, customers that were chosen. */
  items: z.int(),
  can: z.int(),
  cannot: z.int(),
  /** Fen, of those who can. */
  cost: FenAmount,
  /** What it is taken from, fen; null where it is not known here. */
  pot: z.object({
    balance: FenAmount.nullable(),
    /** Promised to intents that have not ended. */
    waiting: FenAmount,
    /** Balance less waiting less cost. */
    after: FenAmount.nullable(),
    asOf: At.nullable(),
  }),
  reasons: z.array(RehearsalReason).max(100),
  /** What else follows for people, the most first. */
  effects: z.array(BatchEffect).max(200),
  /** Items that an open intent says already, the same to the fen: a second one may be meant, or not. */
  twins: z.int(),
  /** By the local facts alone: everything is read again before it leaves. */
  rehearsedAt: At,
})
export type RehearsalView = z.infer<typeof RehearsalView>

export const RehearsalRow = z.object({
  item: z.int(),
  /** Row of the file. */
  line: z.int().nullable(),
  customerId: Id,
  /** Masked (R-CUST-01). */
  customer: z.string().max(400),
  amount: FenAmount,
  refusal: ImportProblem.nullable(),
  twin: z.boolean(),
})
export type RehearsalRow = z.infer<typeof RehearsalRow>

export const batchOnly = ['all', 'done', 'open', 'failed'] as const

export const BatchOutcome = z.object({
  state: IntentView.shape.state,
  why: IntentView.shape.why,
  released: z.boolean(),
  rule: z.string().max(40).nullable(),
  reason: z.string().max(60).nullable(),
  vendorCode: z.string().max(80).nullable(),
  /** Facts of the first of them. */
  detail: IntentView.shape.detail,
  count: z.int(),
  amount: FenAmount,
})

export const BatchView = z.object({
  group: IntentGroup,
  /** How the items stand, most first. */
  outcomes: z.array(BatchOutcome).max(100),
  /** Failed ones that surely had no effect. */
  retriable: z.int(),
  /** Whether the partner's records can be put on a sheet. */
  provable: z.boolean(),
})
export type BatchView = z.infer<typeof BatchView>

export const BatchItem = z.object({
  intent: IntentView,
  /** Number within what was asked for, from 1. */
  item: z.int(),
  /** Masked (R-CUST-01). */
  customer: z.string().max(400),
})
export type BatchItem = z.infer<typeof BatchItem>

/** Terms kept under a name; what a person types each time may be left open. */
export const BatchTemplate = z.object({
  templateId: Id,
  name: z.string().trim().min(1).max(40),
  terms: BatchTerms,
  createdAt: At,
})
export type BatchTemplate = z.infer<typeof BatchTemplate>

const Rehearsal = z.object({ rehearsalId: Id })
const Group = z.object({ groupId: Id })

/** Every call also needs the right of its kind; the host asks for it. */
export const batches = {
  /** Sends nothing and changes nothing. Throws `invalid-input` with detail `reason` (too-many, none). */
  rehearse: call({
    input: z.object({ source: BatchSource, terms: BatchTerms }),
    answer: RehearsalView,
    needs: 'outbox.read',
    offline: 'local',
  }),
  rehearsalRows: call({
    input: Rehearsal.extend({ only: z.enum(['all', 'can', 'cannot']), at: z.int().min(0), limit: PageLimit }),
    answer: z.object({ rows: z.array(RehearsalRow).max(200), total: z.int() }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  /**
   * Makes one group of all who can get it. `groupId` is made when the rehearsal is shown, so a double click is one batch.
   * A large one goes in as a job. Throws `not-found` where the
   * rehearsal is gone.
   */
  accept: call({
    input: Rehearsal.extend({ groupId: Id, label: ShortText, release: z.boolean() }),
    answer: z.object({ groupId: Id, items: z.int().max(GROUP_ITEMS_MOST), jobId: Id.nullable() }),
    needs: 'outbox.decide',
    offline: 'queue',
  }),
  get: call({ input: Group, answer: BatchView, needs: 'outbox.read', offline: 'local' }),
  items: call({
    input: Group.extend({ only: z.enum(batchOnly), at: z.int().min(0), limit: PageLimit }),
    answer: z.object({ rows: z.array(BatchItem).max(200), total: z.int() }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  /** What the partner's records say of every item that is done, to a file; null = closed the dialogue. */
  proof: call({
    input: Group.extend({ format: z.enum(['xlsx', 'csv']), language: z.enum(['zh', 'en']) }),
    answer: z.object({ jobId: Id.nullable() }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  templates: call({
    input: z.object({ kind: BatchKindName }),
    answer: z.object({ templates: z.array(BatchTemplate).max(100) }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  saveTemplate: call({
    input: BatchTemplate.omit({ createdAt: true }),
    answer: BatchTemplate,
    needs: 'outbox.decide',
    offline: 'local',
  }),
  deleteTemplate: call({
    input: z.object({ templateId: Id }),
    answer: Nothing,
    needs: 'outbox.decide',
    offline: 'local',
  }),
}
