/** Intents as pages see them. */
import type { z } from 'zod'
import type { Outbox } from '#host/outbox/engine.ts'
import { factsOf } from '#host/outbox/ledger.ts'
import type { IntentRow } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { IntentAction, IntentEvent, IntentView, OutboxStatus } from '#shared/contract/outbox.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import type { IntentReason, IntentState } from '#shared/intent-states.ts'

type View = z.infer<typeof IntentView>
type Event = z.infer<typeof IntentEvent>

/** What a person may do now; the ledger refuses everything else once more. */
function actionsOf({ state, maybe, hold, released }: IntentRow): IntentAction[] {
  const sure = maybe === 0
  if (state === 'draft' || (state === 'queued' && released === 0))
    return sure ? ['release', 'edit', 'discard'] : ['release']
  if (state === 'queued' || state === 'refused' || state === 'expired') return sure ? ['edit', 'discard'] : []
  if (state === 'uncertain') return hold === 1 ? ['lookAgain', 'releaseHold'] : ['lookAgain']
  if (state === 'waiting') return hold === 1 ? ['lookAgain', 'decide', 'releaseHold'] : ['lookAgain', 'decide']
  return []
}

const ownTime: ReadonlySet<IntentState> = new Set(['sent', 'uncertain'])

export function viewOf(row: IntentRow): View {
  const goesOn = ownTime.has(row.state) || (row.state === 'queued' && row.released === 1)
  return {
    intentId: row.intent_id,
    groupId: row.group_id,
    command: row.command,
    target: row.target,
    customerId: row.customer_id,
    amount: row.amount,
    author: row.author,
    state: row.state,
    why: row.why,
    detail: factsOf(row.detail),
    released: row.released === 1,
    holds: row.hold === 1,
    acceptedAt: row.accepted_at,
    changedAt: row.changed_at,
    sentAt: row.sent_at,
    nextAt: goesOn ? row.not_before : null,
    effectId: row.effect_id,
    error: row.error === null ? null : (JSON.parse(row.error) as AppErrorValue | null),
    actions: actionsOf(row),
  }
}

export interface ListInput {
  readonly states?: readonly IntentState[] | undefined
  /** Of the queued ones only those released, or only those that wait for it. */
  readonly released?: boolean | undefined
  readonly groupId?: string | undefined
  /** Last key seen; null = from the newest. */
  readonly before: number | null
  /** Rows to leave out after that: a jump. */
  readonly at?: number | undefined
  readonly limit: number
}

/**
 * Newest first by last key seen. Only keys are read on the way to the page, one index range per state, so that a page
 * costs the same at any depth and a jump little more.
 */
export function listIntents(
  db: Db,
  { states, released, groupId, before, at = 0, limit }: ListInput,
): { rows: View[]; next: number | null } {
  const last = before ?? Number.MAX_SAFE_INTEGER
  const keys = (conditions: string, ...params: (string | number)[]): number[] =>
    kept<number>(db, `SELECT seq FROM intents WHERE ${conditions} AND seq < ? ORDER BY seq DESC LIMIT ?`)
      .pluck()
      .all(...params, last, at + limit) as number[]
  const ofGroup = groupId === undefined ? '' : ' AND group_id = ?'
  const group = groupId === undefined ? [] : [groupId]
  const ofState = (state: IntentState): number[] =>
    state === 'queued' && released !== undefined
      ? keys(`state = ? AND released = ?${ofGroup}`, state, released ? 1 : 0, ...group)
      : keys(`state = ?${ofGroup}`, state, ...group)
  const found = states ? states.flatMap(ofState).sort((a, b) => b - a) : keys(`1${ofGroup}`, ...group)
  const bySeq = kept<IntentRow>(db, 'SELECT * FROM intents WHERE seq = ?')
  const seqs = found.slice(at, at + limit)
  return {
    rows: seqs.flatMap((seq) => bySeq.get(seq) ?? []).map(viewOf),
    next: seqs.length < limit ? null : (seqs.at(-1) ?? null),
  }
}

/** The history of one intent, oldest first. */
export function historyOf(db: Db, row: IntentRow): Event[] {
  return kept<{ at: number; state: IntentState; why: IntentReason; detail: string | null }>(
    db,
    'SELECT at, state, why, detail FROM intent_log WHERE seq = ? ORDER BY id LIMIT 500',
  )
    .all(row.seq)
    .map(({ detail, ...event }) => ({ ...event, detail: factsOf(detail) }))
}

export function outboxStatus(db: Db, outbox: Pick<Outbox, 'pause' | 'alone' | 'codes'>): z.infer<typeof OutboxStatus> {
  const found = kept<{ state: IntentState; n: number }>(
    db,
    'SELECT state, count(*) AS n FROM intents GROUP BY state',
  ).all()
  const counts = Object.fromEntries(found.map(({ state, n }) => [state, n])) as Partial<Record<IntentState, number>>
  const of = (...states: IntentState[]): number => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  const unreleased =
    kept<{ n: number }>(db, `SELECT count(*) AS n FROM intents WHERE state = 'queued' AND released = 0`).get()?.n ?? 0
  return {
    counts: {
      draft: 0,
      queued: 0,
      sent: 0,
      uncertain: 0,
      waiting: 0,
      done: 0,
      refused: 0,
      discarded: 0,
      expired: 0,
      ...counts,
    },
    unsent: of('queued', 'sent', 'uncertain', 'waiting'),
    drafts: of('draft'),
    needPerson: of('waiting') + unreleased,
    codeNeeded: outbox.codes.needed,
    pause: outbox.pause,
    alone: outbox.alone,
  }
}
