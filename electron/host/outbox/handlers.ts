/** Calls about intents, and what every `queue` call does: accept, and answer the intents. */
import type { AcceptInput } from '#host/outbox/people.ts'
import { requireRight } from '#host/outbox/rights.ts'
import { historyOf, listIntents, outboxStatus, viewOf } from '#host/outbox/views.ts'
import type { Scope } from '#host/person.ts'
import type { Handlers } from '#host/serve.ts'
import type { Db } from '#host/store/types.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import { AppError } from '#shared/errors.ts'

type Current = () => Pick<Opened, 'outbox' | 'local'>
type CurrentPerson = () => Pick<Opened, 'outbox' | 'local' | 'cache' | 'person'>
/** Which of these customers are in the scope. */
type SeenBy = (cache: Db, scope: Scope, customerIds: readonly string[]) => ReadonlySet<string>

/** Pending work, one intent or a group. */
interface Work {
  readonly customerIds: readonly string[]
  readonly author: string
}
const workOf = (customerId: string | null, author: string): Work => ({
  customerIds: customerId === null ? [] : [customerId],
  author,
})

/** Durable before it answers (P9). */
export const acceptBy =
  (current: Current, command: string) =>
  (input: AcceptInput): Accepted => {
    const intents = current().outbox.people.accept(command, input).map(viewOf)
    return { groupId: intents[0]?.groupId ?? '', intents }
  }

export function outboxHandlers(current: CurrentPerson, seenBy: SeenBy): Handlers['outbox'] {
  const people = () => current().outbox.people
  /** R-CUST-03: whose pending work the person sees and handles: the own, what is about customers in scope, or about none. */
  const seen = (works: readonly Work[]): ((work: Work) => boolean) => {
    const { cache, person } = current()
    const { scope, identity } = person()
    if (scope.kind === 'all') return () => true
    const known = seenBy(cache, scope, [...new Set(works.flatMap(({ customerIds }) => customerIds))])
    return ({ customerIds, author }) => author === identity.accountName || customerIds.every((id) => known.has(id))
  }
  /** Throws `not-found`. */
  const requireSeen = (field: string, works: readonly Work[]): void => {
    if (!works.every(seen(works))) throw new AppError('not-found', { field })
  }
  const requireIntent = (intentId: string) => {
    const row = current().outbox.ledger.require(intentId)
    requireSeen('intentId', [workOf(row.customer_id, row.author)])
    return row
  }
  /** Throws `forbidden` for who may not do what these intents do, `not-found` for an unknown one or another's customer. */
  const may = (...intentIds: readonly string[]): void => {
    const { outbox, person } = current()
    const rows = intentIds.map((intentId) => outbox.ledger.require(intentId))
    requireSeen(
      'intentId',
      rows.map(({ customer_id, author }) => workOf(customer_id, author)),
    )
    requireRight(
      person().identity.permissions,
      rows.map(({ command }) => command),
    )
  }
  const groupWork = ({ groupId, author }: { readonly groupId: string; readonly author: string }): Work => ({
    customerIds: current().outbox.ledger.groups.customersOf(groupId),
    author,
  })
  const requireGroup = (groupId: string) => {
    const group = current().outbox.ledger.groups.view(groupId)
    if (current().person().scope.kind !== 'all') requireSeen('groupId', [groupWork(group)])
    return group
  }
  const mayGroup = (groupId: string): void => {
    const { command } = requireGroup(groupId)
    requireRight(current().person().identity.permissions, [command])
  }
  const view = (intentId: string) => viewOf(current().outbox.ledger.require(intentId))
  return {
    list: (input) => {
      const { rows, next } = listIntents(current().local, input)
      const works = rows.map(({ customerId, author }) => workOf(customerId, author))
      const mine = seen(works)
      return { rows: rows.filter((_row, at) => mine(works[at] as Work)), next }
    },
    get: ({ intentId }) => {
      const { local } = current()
      const row = requireIntent(intentId)
      return { intent: viewOf(row), payload: row.payload, history: historyOf(local, row) }
    },
    status: () => outboxStatus(current().local, current().outbox),
    groups: (input) => {
      const { rows, next } = current().outbox.ledger.groups.list(input)
      if (current().person().scope.kind === 'all') return { rows, next }
      const works = rows.map(groupWork)
      const mine = seen(works)
      return { rows: rows.filter((_row, at) => mine(works[at] as Work)), next }
    },
    group: ({ groupId }) => requireGroup(groupId),
    sendCode: () => current().outbox.codes.send(),
    release: async ({ intentIds, code }) => {
      may(...intentIds)
      const { codes, people: ours } = current().outbox
      const until = ours.wantsCode(intentIds) ? await codes.confirm(code) : null
      return { released: ours.release(intentIds, until) }
    },
    releaseGroup: async ({ groupId, code }) => {
      mayGroup(groupId)
      const { codes, people: ours } = current().outbox
      const until = ours.groupWantsCode(groupId) ? await codes.confirm(code) : null
      return { released: ours.releaseGroup(groupId, until) }
    },
    takeBackGroup: ({ groupId }) => {
      mayGroup(groupId)
      return { stopped: current().outbox.ledger.groups.takeBack(groupId) }
    },
    discardGroup: ({ groupId }) => {
      mayGroup(groupId)
      const { outbox } = current()
      const discarded = outbox.ledger.groups.discard(groupId)
      outbox.wake()
      return { discarded }
    },
    edit: ({ intentId, payload, basis }) => {
      may(intentId)
      const { command, customer_id, author } = current().outbox.ledger.require(intentId)
      const meant = people().customerOf(command, payload)
      // Its own author may change it, but not make it another customer's.
      requireSeen('payload', [workOf(meant, meant === customer_id ? author : '')])
      return viewOf(people().edit(intentId, payload, basis ?? null))
    },
    discard: ({ intentIds }) => {
      may(...intentIds)
      for (const intentId of intentIds) people().discard(intentId)
      return {}
    },
    releaseHold: ({ intentId }) => {
      may(intentId)
      people().releaseHold(intentId)
      return view(intentId)
    },
    decide: ({ intentId, happened }) => {
      may(intentId)
      people().decide(intentId, happened)
      return view(intentId)
    },
    lookAgain: ({ intentId }) => {
      may(intentId)
      people().lookAgain(intentId)
      return view(intentId)
    },
    resume: () => {
      current().outbox.resume()
      return {}
    },
    declareAlone: ({ alone }) => {
      current().outbox.declareAlone(alone)
      return {}
    },
  }
}
