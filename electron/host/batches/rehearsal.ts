/** Plays a batch against what is known here. Nothing is sent, nothing is stored. */

import type { Refusal } from '#host/imports/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { BatchTerms, RehearsalRow, RehearsalView } from '#shared/contract/batches.ts'
import type { ImportProblem } from '#shared/contract/imports.ts'
import type { OpenIntents, Played, SourceItem, Stage } from './types.ts'

export type PlayedItem = SourceItem & Played

/** Intents of a command that have not ended, read once for a whole rehearsal. */
export function openIntents(local: Db, command: string): OpenIntents {
  const sums = new Map<string, number>()
  const twins = new Set<string>()
  let all = 0
  for (const { target, twin, amount } of kept<{ target: string; twin: string; amount: number | null }>(
    local,
    `SELECT target, twin, amount FROM intents WHERE state IN ('queued', 'sent', 'uncertain', 'waiting') AND command = ?`,
  ).iterate(command)) {
    sums.set(target, (sums.get(target) ?? 0) + (amount ?? 0))
    all += amount ?? 0
    twins.add(twin)
  }
  return { sum: (target) => (target === null ? all : (sums.get(target) ?? 0)), has: (twin) => twins.has(twin) }
}

const unknown: Refusal = { rule: '', reason: 'unknown-customer' }

/** Milliseconds of one step: what a page's call may have to wait. */
const STEP_MS = 6

/** Throws the signal's reason when it aborts. */
export async function playAll(stage: Stage, items: readonly SourceItem[], signal: AbortSignal): Promise<PlayedItem[]> {
  const played: PlayedItem[] = []
  let began = performance.now()
  for (const item of items) {
    const result = stage.play(item)
    played.push({ ...item, ...result, refusal: item.customer === null ? unknown : result.refusal })
    if (played.length % 50 !== 0 || performance.now() - began < STEP_MS) continue
    await new Promise((next) => setImmediate(next))
    signal.throwIfAborted()
    began = performance.now()
  }
  return played
}

export const problemOf = ({ rule, reason, detail }: Refusal): ImportProblem => ({
  field: null,
  rule: rule === '' ? null : rule,
  reason,
  ...(detail ? { detail: { ...detail } } : {}),
})

/** As the contract bounds them. */
const EFFECTS_SHOWN = 200

type Only = 'all' | 'can' | 'cannot'

export class Rehearsal {
  readonly rehearsalId: string
  readonly terms: BatchTerms
  readonly played: readonly PlayedItem[]
  /** Intents that a retry takes the place of. */
  readonly replaces: readonly string[]
  readonly #stage: Stage
  readonly #at: number
  #listed = new Map<Only, readonly PlayedItem[]>()

  constructor(made: {
    rehearsalId: string
    terms: BatchTerms
    stage: Stage
    played: readonly PlayedItem[]
    replaces: readonly string[]
    at: number
  }) {
    this.rehearsalId = made.rehearsalId
    this.terms = made.terms
    this.played = made.played
    this.replaces = made.replaces
    this.#stage = made.stage
    this.#at = made.at
  }

  list(only: Only): readonly PlayedItem[] {
    const known = this.#listed.get(only)
    if (known) return known
    const wanted =
      only === 'all' ? this.played : this.played.filter(({ refusal }) => (only === 'cannot') === (refusal !== null))
    this.#listed.set(only, wanted)
    return wanted
  }

  view(): RehearsalView {
    const can = this.list('can')
    const cost = can.reduce((sum, { amount }) => sum + amount, 0)
    const { balance, waiting, asOf } = this.#stage.pot
    const reasons = new Map<string, RehearsalView['reasons'][number]>()
    for (const { refusal, amount } of this.list('cannot')) {
      if (!refusal) continue
      const { field: _field, ...problem } = problemOf(refusal)
      const key = `${problem.rule} ${problem.reason}`
      const known = reasons.get(key) ?? { ...problem, count: 0, amount: 0 }
      reasons.set(key, { ...known, count: known.count + 1, amount: known.amount + amount })
    }
    return {
      rehearsalId: this.rehearsalId,
      terms: this.terms,
      items: this.played.length,
      can: can.length,
      cannot: this.played.length - can.length,
      cost,
      pot: { balance, waiting, after: balance === null ? null : balance - waiting - cost, asOf },
      reasons: [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, 100),
      effects: [...(this.#stage.effects?.() ?? [])].slice(0, EFFECTS_SHOWN),
      twins: can.filter(({ twin }) => twin).length,
      rehearsedAt: this.#at,
    }
  }

  rows(only: Only, at: number, limit: number): { rows: RehearsalRow[]; total: number } {
    const listed = this.list(only)
    return {
      total: listed.length,
      rows: listed.slice(at, at + limit).map((played, n) => ({
        item: at + n + 1,
        line: played.line,
        customerId: played.customerId,
        customer: played.customer?.shown ?? '',
        amount: played.amount,
        refusal: played.refusal === null ? null : problemOf(played.refusal),
        twin: played.twin,
      })),
    }
  }
}
