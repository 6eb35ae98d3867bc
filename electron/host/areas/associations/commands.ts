/**
 * Switch 切换关联类型 and dissociation 解除关联 as commands, and the word on what a customer asked. One request of a kind waits
 * at a time and another is refused for three months, so silence is settled by the list of requests.
 */
import { freezingCommands } from '#host/areas/associations/freezing.ts'
import { linkedCustomer, requestsOf } from '#host/areas/associations/queries.ts'
import { checkOf } from '#host/areas/associations/wire.ts'
import { liveCustomer } from '#host/areas/customers/queries.ts'
import { readable, rowsIn } from '#host/outbox/reading.ts'
import { command, type Desk, type Effect } from '#host/outbox/types.ts'
import { instant, requiredText, text, type WireRow } from '#host/sync/wire.ts'
import { AnswerRequest, RequestChange } from '#shared/contract/associations.ts'
import {
  AGREED,
  BY_PARTNER,
  type ChangeKind,
  type CheckResult,
  PENDING,
  refusalOfChecks,
  refuseChange,
  threeMonthsAfter,
  wireKind,
} from '#shared/rules/associations.ts'

const EXPIRES_MS = 14 * 24 * 3600_000
/** What an agreed change moves besides: coupons and money come back by themselves (R-CUST-19, R-CUST-26). */
const refresh = ['association-requests', 'customers']

/** Every precondition as the partner tells it now. Throws PartnerError. */
export async function liveChecks(
  desk: Pick<Desk, 'call'>,
  customerId: string,
  kind: ChangeKind,
  associationType: string | null,
): Promise<CheckResult[]> {
  const { body } = await desk.call('CheckDeskAssociationChange', {
    body: { customer_id: customerId, kind: wireKind[kind] },
  })
  return readable('CheckDeskAssociationChange', () =>
    rowsIn('CheckDeskAssociationChange', body, 'items').map((row) => checkOf(row, kind, associationType)),
  )
}

interface LiveRequest {
  readonly requestId: string
  readonly kind: string | null
  readonly askedBy: string | null
  readonly state: string | null
  readonly requestedAt: number | null
}

const requestIn = (row: WireRow): LiveRequest => ({
  requestId: requiredText(row.request_id, 'request_id'),
  kind: text(row.kind, 'kind'),
  askedBy: text(row.asked_by, 'asked_by'),
  state: text(row.state, 'state'),
  requestedAt: instant(row.requested_on, 'requested_on'),
})

/** Newest first. Throws PartnerError. */
async function liveRequests(desk: Desk, customerId: string): Promise<LiveRequest[]> {
  const { body } = await desk.call('ListDeskAssociationRequests', {
    query: { customer_id: customerId, offset: 0, limit: 100 },
  })
  return readable('ListDeskAssociationRequests', () =>
    rowsIn('ListDeskAssociationRequests', body, 'requests').map(requestIn),
  )
}

const effectOf = ({ requestId, state }: LiveRequest): Effect => ({ effectId: requestId, result: { state } })

const request = command<RequestChange>({
  name: 'associations.request',
  version: 1,
  read: (version, payload) => (version === 1 ? (RequestChange.safeParse(payload).data ?? null) : null),
  target: ({ customerId }) => `association:${customerId}`,
  twin: ({ customerId, kind }) => `associations.request ${customerId} ${kind}`,
  customerId: ({ customerId }) => customerId,
  amount: () => null,
  refuse: ({ customerId }, cache, now) =>
    cache === null ? null : refuseChange(linkedCustomer(cache, customerId), requestsOf(cache, customerId, now), now),
  recheck: async ({ customerId, kind }, basis, desk) => {
    const live = await liveCustomer(desk, customerId)
    if (live === null) return { kind: 'refused', refusal: { rule: 'R-CUST-15', reason: 'not-linked' } }
    const seen = basis?.['associationType']
    // What was to be switched is of another type by now.
    if (typeof seen === 'string' && live.associationType !== seen)
      return { kind: 'moved', basis: { associationType: live.associationType ?? '' } }
    const refusal = refusalOfChecks(await liveChecks(desk, customerId, kind, live.associationType))
    return refusal ? { kind: 'refused', refusal } : { kind: 'same' }
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
  send: async ({ customerId, kind, reason }, desk) => {
    const { body } = await desk.call('RequestDeskAssociationChange', {
      body: { customer_id: customerId, kind: wireKind[kind], reason, understood: true },
    })
    return effectOf(readable('RequestDeskAssociationChange', () => requestIn((body ?? {}) as WireRow)))
  },
  repeat: {
    by: 'nature',
    find: async ({ customerId, kind }, desk) => {
      // At most one of the partner's in three months: it is this one, or the same by a colleague.
      const found = (await liveRequests(desk, customerId)).find(
        (one) =>
          one.askedBy === BY_PARTNER &&
          one.kind === wireKind[kind] &&
          one.requestedAt !== null &&
          threeMonthsAfter(one.requestedAt) > desk.vendorNow(),
      )
      return found ? effectOf(found) : null
    },
  },
  refresh,
})

const wanted = (agree: boolean): string => (agree ? AGREED : 'DECLINED')

const answer = command<AnswerRequest>({
  name: 'associations.answer',
  version: 1,
  read: (version, payload) => (version === 1 ? (AnswerRequest.safeParse(payload).data ?? null) : null),
  target: ({ customerId }) => `association:${customerId}`,
  twin: ({ requestId }) => `associations.answer ${requestId}`,
  customerId: ({ customerId }) => customerId,
  amount: () => null,
  refuse: ({ requestId, customerId }, cache, now) => {
    if (cache === null) return null
    const known = requestsOf(cache, customerId, now).find((one) => one.requestId === requestId)
    return known && known.state !== PENDING ? { rule: 'R-CUST-20', reason: 'not-pending' } : null
  },
  recheck: async ({ requestId, customerId, agree }, _basis, desk) => {
    const live = (await liveRequests(desk, customerId)).find((one) => one.requestId === requestId)
    return live?.state === PENDING || live?.state === wanted(agree)
      ? { kind: 'same' }
      : { kind: 'refused', refusal: { rule: 'R-CUST-20', reason: 'not-pending' } }
  },
  release: 'person',
  expiresMs: EXPIRES_MS,
  send: async ({ requestId, agree }, desk) => {
    const { body } = await desk.call('AnswerDeskAssociationRequest', { body: { request_id: requestId, agree } })
    return effectOf(readable('AnswerDeskAssociationRequest', () => requestIn((body ?? {}) as WireRow)))
  },
  repeat: {
    by: 'nature',
    find: async ({ requestId, customerId, agree }, desk) => {
      const live = (await liveRequests(desk, customerId)).find((one) => one.requestId === requestId)
      return live?.state === wanted(agree) ? effectOf(live) : null
    },
  },
  refresh,
})

export const associationCommands = [request, answer, ...freezingCommands]
