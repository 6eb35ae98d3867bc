/** Intents: what waits, why, and what a person may do about it. Answers of every `queue` call are intents. */
import { z } from 'zod'
import { At, call, FenAmount, Id, LongText, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { AppErrorValue } from '#shared/errors.ts'
import { intentReasons, intentStates } from '#shared/intent-states.ts'

export const IntentState = z.enum(intentStates)
const Facts = z.record(z.string().max(64), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))

/** What may be done with an intent now. */
export const intentActions = ['release', 'edit', 'discard', 'releaseHold', 'decide', 'lookAgain'] as const
export const IntentAction = z.enum(intentActions)
export type IntentAction = z.infer<typeof IntentAction>

export const IntentView = z.object({
  intentId: Id,
  groupId: Id,
  /** Contract's name of the call, e.g. `funds.grant`. */
  command: z.string().max(64),
  target: z.string().max(200),
  customerId: Id.nullable(),
  /** Fen; null where only the answer tells it. */
  amount: FenAmount.nullable(),
  author: ShortText,
  state: IntentState,
  why: z.enum(intentReasons),
  /** Facts for the words: rule and reason, vendor's code, amounts. Never an unmasked value. */
  detail: Facts.nullable(),
  released: z.boolean(),
  /** Later intents of the same target wait for this one. */
  holds: z.boolean(),
  acceptedAt: At,
  changedAt: At,
  sentAt: At.nullable(),
  /** When the program goes on by itself; null = a person must. */
  nextAt: At.nullable(),
  /** The partner's id of the effect. */
  effectId: z.string().max(128).nullable(),
  error: AppErrorValue.nullable(),
  actions: z.array(IntentAction).max(10),
})
export type IntentView = z.infer<typeof IntentView>

export const IntentEvent = z.object({
  at: At,
  state: IntentState,
  why: z.enum(intentReasons),
  detail: Facts.nullable(),
})

/** Answer of every `queue` call: the intents of this request, which a second click gets again. */
export const Accepted = z.object({ groupId: Id, intents: z.array(IntentView).max(500) })
export type Accepted = z.infer<typeof Accepted>

/** How a `queue` call is asked: one `requestId` a form, made when it opens. */
export const queued = <P extends z.ZodType>(payload: P) =>
  z.object({
    requestId: Id,
    /** One intent each; `basis` is what the person saw and relied on. */
    items: z
      .array(z.object({ payload, basis: Facts.nullable().optional() }))
      .min(1)
      .max(500),
    draft: z.boolean().default(false),
    /** The person who submits lets it go, after the undo window. */
    release: z.boolean().default(false),
  })

const IntentIds = z.array(Id).min(1).max(500)

export const OutboxStatus = z.object({
  counts: z.record(IntentState, z.int()),
  /** Accepted and not ended: what quitting must mention. */
  unsent: z.int(),
  needPerson: z.int(),
  pause: z.object({ why: z.enum(['offline', 'signed-out']), until: At, error: AppErrorValue.nullable() }).nullable(),
  /** Somebody declared that nobody else moves money on this account: then one matching record is a proof. */
  alone: z.boolean(),
})

export const outbox = {
  /** Newest first, by last seen. */
  list: call({
    input: z.object({
      states: z.array(IntentState).max(10).optional(),
      groupId: Id.optional(),
      before: z.int().min(0).nullable(),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(IntentView).max(200), next: z.int().nullable() }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  get: call({
    input: z.object({ intentId: Id }),
    answer: z.object({ intent: IntentView, payload: z.string().max(20_000), history: z.array(IntentEvent).max(500) }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  status: call({ input: Nothing, answer: OutboxStatus, needs: 'outbox.read', offline: 'local' }),
  /** Lets queued intents go after the undo window; answers how many went. */
  release: call({
    input: z.object({ intentIds: IntentIds }),
    answer: z.object({ released: z.int() }),
    needs: 'outbox.decide',
    offline: 'local',
  }),
  /** Another payload while surely nothing happened; it must be released again. */
  edit: call({
    input: z.object({
      intentId: Id,
      payload: z.record(z.string().max(64), z.unknown()),
      basis: Facts.nullable().optional(),
    }),
    answer: IntentView,
    needs: 'outbox.decide',
    offline: 'local',
  }),
  discard: call({
    input: z.object({ intentIds: IntentIds }),
    answer: Nothing,
    needs: 'outbox.decide',
    offline: 'local',
  }),
  /** Lets later intents of the target go although this one's outcome is not known. */
  releaseHold: call({
    input: z.object({ intentId: Id }),
    answer: IntentView,
    needs: 'outbox.decide',
    offline: 'local',
  }),
  /** The last word on an intent that waits for a person. */
  decide: call({
    input: z.object({ intentId: Id, happened: z.boolean() }),
    answer: IntentView,
    needs: 'outbox.decide',
    offline: 'local',
  }),
  lookAgain: call({ input: z.object({ intentId: Id }), answer: IntentView, needs: 'outbox.decide', offline: 'local' }),
  /** Tries at once what waits for the network or a sign-in. */
  resume: call({ input: Nothing, answer: Nothing, needs: 'outbox.decide', offline: 'local' }),
  declareAlone: call({
    input: z.object({ alone: z.boolean() }),
    answer: Nothing,
    needs: 'outbox.decide',
    offline: 'local',
  }),
}

export const Memo = LongText.max(400)
