/** Calls about intents, and what every `queue` call does: accept, and answer the intents. */
import type { AcceptInput } from '#host/outbox/people.ts'
import { requireRight } from '#host/outbox/rights.ts'
import { historyOf, listIntents, outboxStatus, viewOf } from '#host/outbox/views.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { Accepted } from '#shared/contract/outbox.ts'

type Current = () => Pick<Opened, 'outbox' | 'local'>
type CurrentPerson = () => Pick<Opened, 'outbox' | 'local' | 'person'>

/** Durable before it answers (P9). */
export const acceptBy =
  (current: Current, command: string) =>
  (input: AcceptInput): Accepted => {
    const intents = current().outbox.people.accept(command, input).map(viewOf)
    return { groupId: intents[0]?.groupId ?? '', intents }
  }

export function outboxHandlers(current: CurrentPerson): Handlers['outbox'] {
  const people = () => current().outbox.people
  /** Throws `forbidden` for who may not do what these intents do, `not-found` for an unknown one. */
  const may = (...intentIds: readonly string[]): void => {
    const { outbox, person } = current()
    requireRight(
      person().identity.permissions,
      intentIds.map((intentId) => outbox.ledger.require(intentId).command),
    )
  }
  const mayGroup = (groupId: string): void => {
    const { outbox, person } = current()
    requireRight(person().identity.permissions, [outbox.ledger.groups.commandOf(groupId)])
  }
  const view = (intentId: string) => viewOf(current().outbox.ledger.require(intentId))
  return {
    list: (input) => listIntents(current().local, input),
    get: ({ intentId }) => {
      const { outbox, local } = current()
      const row = outbox.ledger.require(intentId)
      return { intent: viewOf(row), payload: row.payload, history: historyOf(local, row) }
    },
    status: () => outboxStatus(current().local, current().outbox),
    groups: (input) => current().outbox.ledger.groups.list(input),
    group: ({ groupId }) => current().outbox.ledger.groups.view(groupId),
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
