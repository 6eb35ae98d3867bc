/** Intents: what waits, why, and what a person may do about it. Answers of every `queue` call are intents. */
import { z } from 'zod'
import { At, call, FenAmount, Id, LongText, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { AppErrorValue } from '#shared/errors.ts'
import { intentReasons, intentStates } from '#shared/intent-states.ts'

export const IntentState = z.enum(intentStates)
export const Facts = z.record(z.string().max(64), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))

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

/** Items that one group may have: a file's rows. */
export const GROUP_ITEMS_MOST = 50_000

/**
 * Several requests that make one group: a batch of thousands goes in by pieces of at most 500 items. `groupId` is made
 * when the batch begins; a piece that got no answer is asked again under its own `requestId`. Nothing of the group leaves
 * before `total` items are in.
 */
export const GroupOf = z.object({
  groupId: Id,
  total: z.int().min(1).max(GROUP_ITEMS_MOST),
  /** What the person calls it, e.g. the file's name. */
  label: ShortText.default(''),
})
export type GroupOf = z.infer<typeof GroupOf>

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
    /** The person who submits lets it go, after the undo window; of a group once its last piece is in. */
    release: z.boolean().default(false),
    group: GroupOf.optional(),
  })

const IntentIds = z.array(Id).min(1).max(500)
/** One-time code 验证码 as the person typed it; needed where the account has code verification on (R-CUST-37). */
const Code = z.string().min(4).max(10).optional()

/** Intents that one person submitted together: a single one is a group of one. */
export const IntentGroup = z.object({
  groupId: Id,
  /** Contract's name of the call, e.g. `coupons.issue`. */
  command: z.string().max(64),
  label: ShortText,
  /** Items that belong to it. */
  total: z.int(),
  /** Items that are in; fewer than `total` = the acceptance was interrupted and may be asked again. */
  items: z.int(),
  counts: z.record(IntentState, z.int()),
  /** Queued ones that wait for a release. */
  unreleased: z.int(),
  /** Fen, of everything but what is refused, discarded or expired; items whose amount only the answer tells count 0. */
  sum: FenAmount,
  /** Fen, of what is done. */
  sumDone: FenAmount,
  author: ShortText,
  acceptedAt: At,
})
export type IntentGroup = z.infer<typeof IntentGroup>

export const OutboxStatus = z.object({
  counts: z.record(IntentState, z.int()),
  /** Accepted and not ended, without drafts: what quitting must mention. */
  unsent: z.int(),
  /** Kept for later: quitting mentions them too, in words of their own. */
  drafts: z.int(),
  needPerson: z.int(),
  /** Releasing asks for a one-time code (R-CUST-37). */
  codeNeeded: z.boolean(),
  pause: z.object({ why: z.enum(['offline', 'signed-out']), until: At, error: AppErrorValue.nullable() }).nullable(),
  /** Somebody declared that nobody else moves money on this account: then one matching record is a proof. */
  alone: z.boolean(),
})
export type OutboxStatus = z.infer<typeof OutboxStatus>

export const outbox = {
  /** Newest first, by last seen. */
  list: call({
    input: z.object({
      states: z.array(IntentState).max(10).optional(),
      /** Of the queued ones only those released, or only those that wait for it. */
      released: z.boolean().optional(),
      groupId: Id.optional(),
      before: z.int().min(0).nullable(),
      /** Rows to leave out after that: a jump. */
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(IntentView).max(200), next: z.int().nullable() }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  get: call({
    input: z.object({ intentId: Id }),
    answer: z.object({ intent: IntentView, payload: z.string().max(200_000), history: z.array(IntentEvent).max(500) }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  status: call({ input: Nothing, answer: OutboxStatus, needs: 'outbox.read', offline: 'local' }),
  /** Newest first, by last seen. */
  groups: call({
    input: z.object({
      /** Only those with something that has not ended. */
      open: z.boolean().default(false),
      commands: z.array(z.string().max(64)).min(1).max(20).optional(),
      before: z.int().min(0).nullable(),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(IntentGroup).max(200), next: z.int().nullable() }),
    needs: 'outbox.read',
    offline: 'local',
  }),
  group: call({ input: z.object({ groupId: Id }), answer: IntentGroup, needs: 'outbox.read', offline: 'local' }),
  /** Sends a one-time code to the phone of who sits here; throws `refused` where the account knows none. */
  sendCode: call({
    input: Nothing,
    answer: z.object({ sentTo: ShortText, expiresAt: At }),
    needs: 'outbox.decide',
    offline: 'online',
  }),
  /**
   * Lets queued intents go after the undo window; answers how many went. Throws `invalid-input` with field `code` and
   * detail `reason` (needed, wrong, expired, often) where code verification is on.
   */
  release: call({
    input: z.object({ intentIds: IntentIds, code: Code }),
    answer: z.object({ released: z.int() }),
    needs: 'outbox.decide',
    offline: 'local',
  }),
  /** Everything queued of a group, all at once; throws `conflict` (reason `incomplete`) while items are missing. */
  releaseGroup: call({
    input: z.object({ groupId: Id, code: Code }),
    answer: z.object({ released: z.int() }),
    needs: 'outbox.decide',
    offline: 'local',
  }),
  /** Stops what has not left yet: it waits for a release again. */
  takeBackGroup: call({
    input: z.object({ groupId: Id }),
    answer: z.object({ stopped: z.int() }),
    needs: 'outbox.decide',
    offline: 'local',
  }),
  /** Everything of a group that surely had no effect; what may have been sent stays. */
  discardGroup: call({
    input: z.object({ groupId: Id }),
    answer: z.object({ discarded: z.int() }),
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
