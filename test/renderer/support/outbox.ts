/** Pending work as a page finds it: intents in memory, with the actions a person has. */
import type { Handlers } from '#host/serve.ts'
import type { IntentGroup, IntentView, OutboxStatus } from '#shared/contract/outbox.ts'
import { AppError } from '#shared/errors.ts'
import { type IntentState, intentStates } from '#shared/intent-states.ts'

export interface OutboxFacts {
  intents: IntentView[]
  pause: OutboxStatus['pause']
  codeNeeded: boolean
  alone: boolean
}

const countStates = (intents: readonly IntentView[]): Record<IntentState, number> =>
  Object.fromEntries(
    intentStates.map((state) => [state, intents.filter((one) => one.state === state).length]),
  ) as Record<IntentState, number>

const waits = ({ state, released }: IntentView): boolean => state === 'queued' && !released

function groupOf(intents: readonly IntentView[], groupId: string): IntentGroup {
  const items = intents.filter((one) => one.groupId === groupId)
  const [first] = items
  if (!first) throw new AppError('not-found')
  return {
    groupId,
    command: first.command,
    label: `${groupId}.xlsx`,
    total: items.length,
    items: items.length,
    counts: countStates(items),
    unreleased: items.filter(waits).length,
    sum: items.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    sumDone: items.filter(({ state }) => state === 'done').reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    author: first.author,
    acceptedAt: first.acceptedAt,
  }
}

/** `changed` is called after each act, as the host tells its pages. */
export function outboxOver(facts: OutboxFacts, changed: () => void): Handlers['outbox'] {
  const find = (intentId: string): IntentView => {
    const found = facts.intents.find((one) => one.intentId === intentId)
    if (!found) throw new AppError('not-found')
    return found
  }
  const change = (intentIds: readonly string[], how: Partial<IntentView>): number => {
    for (const intentId of intentIds) find(intentId)
    facts.intents = facts.intents.map((one) => (intentIds.includes(one.intentId) ? { ...one, ...how } : one))
    changed()
    return intentIds.length
  }
  const ofGroup = (groupId: string): string[] =>
    facts.intents.filter((one) => one.groupId === groupId && one.state === 'queued').map(({ intentId }) => intentId)
  const requireCode = (code: string | undefined): void => {
    if (!facts.codeNeeded || code === '246810') return
    throw new AppError('invalid-input', { field: 'code', detail: { reason: code === undefined ? 'needed' : 'wrong' } })
  }
  const going: Partial<IntentView> = { released: true, why: 'undo-window', actions: ['edit', 'discard'] }
  const back: Partial<IntentView> = {
    released: false,
    why: 'needs-release',
    nextAt: null,
    actions: ['release', 'edit', 'discard'],
  }
  return {
    list: ({ states, released, groupId, before, at = 0, limit }) => {
      const found = facts.intents
        .map((one, index) => ({ one, seq: facts.intents.length - index }))
        .filter(
          ({ one, seq }) =>
            (before === null || seq < before) &&
            (!states || states.includes(one.state)) &&
            (released === undefined || one.state !== 'queued' || one.released === released) &&
            (groupId === undefined || one.groupId === groupId),
        )
      const page = found.slice(at, at + limit)
      return {
        rows: page.map(({ one }) => one),
        next: at + limit < found.length ? (page.at(-1)?.seq ?? null) : null,
      }
    },
    get: ({ intentId }) => {
      const intent = find(intentId)
      return {
        intent,
        payload: JSON.stringify({ customerId: intent.customerId, amount: intent.amount }),
        history: [
          { at: intent.acceptedAt, state: 'queued', why: 'needs-release', detail: null },
          { at: intent.changedAt, state: intent.state, why: intent.why, detail: intent.detail },
        ],
      }
    },
    status: () => {
      const counts = countStates(facts.intents)
      return {
        counts,
        unsent: counts.queued + counts.sent + counts.uncertain + counts.waiting,
        drafts: counts.draft,
        needPerson: counts.waiting + facts.intents.filter(waits).length,
        codeNeeded: facts.codeNeeded,
        pause: facts.pause,
        alone: facts.alone,
      }
    },
    groups: () => ({
      rows: [...new Set(facts.intents.map(({ groupId }) => groupId))].map((id) => groupOf(facts.intents, id)),
      next: null,
    }),
    group: ({ groupId }) => groupOf(facts.intents, groupId),
    sendCode: () => ({ sentTo: '138****5678', expiresAt: Date.now() + 300_000 }),
    release: ({ intentIds, code }) => {
      requireCode(code)
      return { released: change(intentIds, { ...going, state: 'queued', nextAt: Date.now() + 10_000 }) }
    },
    releaseGroup: ({ groupId, code }) => {
      requireCode(code)
      return { released: change(ofGroup(groupId), { ...going, nextAt: Date.now() + 10_000 }) }
    },
    takeBackGroup: ({ groupId }) => ({ stopped: change(ofGroup(groupId), back) }),
    discardGroup: ({ groupId }) => ({
      discarded: change(ofGroup(groupId), { state: 'discarded', why: 'discarded', actions: [] }),
    }),
    edit: ({ intentId, payload }) => {
      change([intentId], { ...back, amount: Number(payload['amount']) })
      return find(intentId)
    },
    discard: ({ intentIds }) => {
      change(intentIds, { state: 'discarded', why: 'discarded', actions: [] })
      return {}
    },
    releaseHold: ({ intentId }) => {
      change([intentId], { holds: false, actions: ['lookAgain', 'decide'] })
      return find(intentId)
    },
    decide: ({ intentId, happened }) => {
      change([intentId], { state: happened ? 'done' : 'refused', why: 'person-said', actions: [] })
      return find(intentId)
    },
    lookAgain: ({ intentId }) => find(intentId),
    resume: () => {
      facts.pause = null
      changed()
      return {}
    },
    declareAlone: ({ alone }) => {
      facts.alone = alone
      changed()
      return {}
    },
  }
}
