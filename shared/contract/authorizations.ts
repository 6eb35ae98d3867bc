/** Authorizations to act for resale customers 客户授权: what is mirrored, asking for one, and acting as a customer. */
import { z } from 'zod'
import { At, Cursor, call, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

const Code = z.string().max(64)

/** Tabs of the list; `open` = asked for and not decided, `lost` = declined, revoked or ended. */
export const authorizationTabs = ['all', 'GRANTED', 'REQUESTED', 'DECLINED', 'REVOKED', 'ENDED'] as const
export const AuthorizationTab = z.enum(authorizationTabs)
export type AuthorizationTab = z.infer<typeof AuthorizationTab>

/** As the partner told it last. Names arrive masked (R-CUST-01). */
export const AuthorizationRow = z.object({
  customerId: Id,
  customerName: z.string().max(400),
  manager: ShortText.nullable(),
  /** Open list, see `authorizationStates` of the rules. */
  state: Code,
  waitsFor: Code.nullable(),
  letterAccepted: z.boolean(),
  requestedBy: ShortText.nullable(),
  requestedAt: At.nullable(),
  decidedBy: Code.nullable(),
  decidedAt: At.nullable(),
  /** The customer's words. */
  reason: z.string().max(1000).nullable(),
  updatedAt: At.nullable(),
})
export type AuthorizationRow = z.infer<typeof AuthorizationRow>

export const AuthorizationFilter = z.object({
  tab: AuthorizationTab.optional(),
  /** A part of the customer's name or account, or its id. */
  text: ShortText.optional(),
  manager: z.array(ShortText).max(50).optional(),
})
export type AuthorizationFilter = z.infer<typeof AuthorizationFilter>

const TabCounts = z.object({
  all: z.int(),
  GRANTED: z.int(),
  REQUESTED: z.int(),
  DECLINED: z.int(),
  REVOKED: z.int(),
  ENDED: z.int(),
})

/** Why an act as the customer would be refused; words are chosen by rule and reason. */
export const OnBehalfRefusal = z.object({ rule: z.string().max(40), reason: z.string().max(60) })

/** The authorization on a customer's page. */
export const AuthorizationCard = z.object({
  customerId: Id,
  associationType: Code.nullable(),
  /** Null = never asked. */
  authorization: AuthorizationRow.nullable(),
  /** By the mirror; null = acting may be tried (and is checked live then, R-AUTH-06). */
  refusal: OnBehalfRefusal.nullable(),
  /** The letter must be ticked with the next request (R-AUTH-08). */
  letterNeeded: z.boolean(),
  /** A request that waits to be sent. */
  queued: z.boolean(),
  /** Null = the partner's workspace has no list of authorizations, or it was not read yet. */
  asOf: At.nullable(),
})
export type AuthorizationCard = z.infer<typeof AuthorizationCard>

export const RequestAuthorization = z.object({ customerId: Id, letterAccepted: z.boolean() })
export type RequestAuthorization = z.infer<typeof RequestAuthorization>

/** The customer acted for, for as long as it lasts (R-AUTH-09). */
export const Acting = z.object({
  customerId: Id,
  customerName: z.string().max(400),
  since: At,
  /** When the authorization was last asked for live. */
  checkedAt: At,
})
export type Acting = z.infer<typeof Acting>

export const ActingView = z.object({
  acting: Acting.nullable(),
  /** Why it ended by itself, until the person takes note. */
  ended: z.object({ customerId: Id, customerName: z.string().max(400), refusal: OnBehalfRefusal, at: At }).nullable(),
})
export type ActingView = z.infer<typeof ActingView>

/** A change that the mirror noticed. */
export const AuthorizationChange = z.object({
  customerId: Id,
  customerName: z.string().max(400),
  from: Code,
  to: Code,
  reason: z.string().max(1000).nullable(),
  at: At,
})
export type AuthorizationChange = z.infer<typeof AuthorizationChange>

/** Work that is prepared for a customer who has not granted. */
export const PlannedWork = z.object({
  customerId: Id,
  customerName: z.string().max(400),
  state: Code,
  waitsFor: Code.nullable(),
  refusal: OnBehalfRefusal,
  /** Which work, with how much of it; kinds are those of `plannedWork` in the host. */
  work: z.array(z.object({ kind: Code, count: z.int() })).max(20),
})
export type PlannedWork = z.infer<typeof PlannedWork>

export const authorizations = {
  /** Last changed first. */
  list: call({
    input: z.object({
      filter: AuthorizationFilter,
      after: Cursor.nullable(),
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(AuthorizationRow).max(200), next: Cursor.nullable(), asOf: At.nullable() }),
    needs: 'authorization.read',
    offline: 'local',
  }),
  count: call({
    input: z.object({ filter: AuthorizationFilter }),
    answer: z.object({ total: z.int(), tabs: TabCounts }),
    needs: 'authorization.read',
    offline: 'local',
  }),
  get: call({
    input: z.object({ customerId: Id }),
    answer: AuthorizationCard,
    needs: 'authorization.read',
    offline: 'local',
  }),
  /** Goes by itself: asking is harmless and the same request twice is one (idempotent by customer). */
  request: call({
    input: queued(RequestAuthorization),
    answer: Accepted,
    needs: 'authorization.request',
    offline: 'queue',
  }),
  /** Customers for whom work is prepared and who have not granted; the most work first. */
  missing: call({
    input: Nothing,
    answer: z.object({ rows: z.array(PlannedWork).max(200), total: z.int(), asOf: At.nullable() }),
    needs: 'authorization.read',
    offline: 'local',
  }),
  /** Decisions of customers that were noticed since somebody last looked, newest first. */
  news: call({
    input: Nothing,
    answer: z.object({ changes: z.array(AuthorizationChange).max(100), more: z.int() }),
    needs: 'authorization.read',
    offline: 'local',
  }),
  /** Those up to then were looked at. */
  seen: call({ input: z.object({ until: At }), answer: Nothing, needs: 'authorization.read', offline: 'local' }),
  acting: call({ input: Nothing, answer: ActingView, needs: 'authorization.read', offline: 'local' }),
  /** 切换角色: asked live first; refused where it cannot be asked (R-AUTH-06). Throws `no-agency` with rule and reason. */
  act: call({
    input: z.object({ customerId: Id }),
    answer: Acting,
    needs: 'authorization.act',
    offline: 'online',
  }),
  /** Back to the partner's role; also takes note of an end that came by itself. */
  return: call({ input: Nothing, answer: Nothing, needs: 'authorization.read', offline: 'local' }),
}
