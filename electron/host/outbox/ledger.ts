/**
 * Writes intents, and `Groups` those of a whole group: every change of state, its history line and its audit entry are
 * one transaction.
 */

import type { Change, NewIntent } from '#host/outbox/changes.ts'
import { Groups, type NewGroup, type Word } from '#host/outbox/groups.ts'
import type { Audit, Effect, Facts, IntentRow } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'
import type { IntentReason, IntentState } from '#shared/intent-states.ts'

/**
 * No wait of the engine is longer; a time further ahead was written before the clock was set back, and counts as come.
 */
const LONGEST_WAIT_MS = 2 * 3600_000

/** A record that did not turn up for so long is not expected any more. */
const RIVAL_FOR_MS = 7 * 24 * 3600_000

/** The oldest released intent of each target, with its `not_before`; read from its index alone, however many wait. */
const HEADS = `SELECT target, min(seq) AS seq, not_before FROM intents INDEXED BY intents_due
  WHERE state = 'queued' AND released = 1 GROUP BY target`
const FREE = 'NOT EXISTS (SELECT 1 FROM intents o WHERE o.hold = 1 AND o.target = head.target)'

const text = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))
export const factsOf = (json: string | null): Facts | null => (json === null ? null : (JSON.parse(json) as Facts))

export class Ledger {
  readonly groups: Groups
  readonly #db: Db
  readonly #now: () => number
  readonly #audit: Audit
  /** Called after a commit, never inside one. */
  readonly #changed: () => void

  constructor(parts: { db: Db; now: () => number; audit: Audit; changed: () => void }) {
    this.groups = new Groups(parts)
    this.#db = parts.db
    this.#now = parts.now
    this.#audit = parts.audit
    this.#changed = parts.changed
  }

  byId(intentId: string): IntentRow | null {
    return kept<IntentRow>(this.#db, 'SELECT * FROM intents WHERE intent_id = ?').get(intentId) ?? null
  }

  /** Throws `not-found`. */
  require(intentId: string): IntentRow {
    const row = this.byId(intentId)
    if (!row) throw new AppError('not-found', { field: 'intentId' })
    return row
  }

  ofRequest(requestId: string): IntentRow[] {
    return kept<IntentRow>(this.#db, 'SELECT * FROM intents WHERE request_id = ? ORDER BY item').all(requestId)
  }

  /**
   * Intents of one request, all or none, with one audit entry each; durable when this returns (FULL). With `word` the
   * group is released as soon as all of it is in.
   */
  accept(group: NewGroup, intents: readonly NewIntent[], word: Word | null): IntentRow[] {
    const [first] = intents
    if (!first) throw new AppError('invalid-input', { field: 'items' })
    const rows = this.#db
      .transaction(() => {
        // The same request again is the same request: a double click has one answer.
        const known = this.ofRequest(first.requestId)
        if (known.length > 0) return known
        this.groups.open(group)
        for (const intent of intents) this.#insert(intent)
        if (this.groups.complete(group.groupId) && word) this.groups.releaseIn(group.groupId, word)
        return this.ofRequest(first.requestId)
      })
      .immediate()
    this.#changed()
    return rows
  }

  #insert(intent: NewIntent): void {
    const now = this.#now()
    const { lastInsertRowid } = kept(
      this.#db,
      `INSERT INTO intents (intent_id, request_id, item, group_id, command, version, payload, basis, target, twin, customer_id,
         amount, author, state, why, detail, released, not_before, accepted_at, changed_at, expires_at)
       VALUES (@intentId, @requestId, @item, @groupId, @command, @version, @payload, @basis, @target, @twin, @customerId,
         @amount, @author, @state, @why, @detail, @released, @notBefore, @now, @now, @expiresAt)`,
    ).run({
      ...intent,
      payload: JSON.stringify(intent.payload),
      basis: text(intent.basis),
      detail: text(intent.detail),
      released: intent.released ? 1 : 0,
      now,
    })
    this.#note(Number(lastInsertRowid), intent.state, intent.why, intent.detail)
    const facts: Facts = {
      intentId: intent.intentId,
      requestId: intent.requestId,
      amount: intent.amount,
      state: intent.state,
    }
    this.#audit(
      this.#db,
      intent.command,
      auditTarget(intent.customerId, intent.target),
      { ...facts, ...intent.detail },
      intent.state === 'refused' ? 'refused' : 'done',
    )
  }

  #note(seq: number, state: IntentState, why: IntentReason, detail: Facts | null): void {
    kept(this.#db, 'INSERT INTO intent_log (seq, at, state, why, detail) VALUES (?, ?, ?, ?, ?)').run(
      seq,
      this.#now(),
      state,
      why,
      text(detail),
    )
  }

  /**
   * Moves an intent on if it still stands where the caller saw it (state and, with `seen`, the very version); answers
   * whether it did. Durable when this returns.
   */
  move(intentId: string, change: Change, seen?: IntentRow): boolean {
    const moved = this.#db.transaction(() => this.#move(intentId, change, seen)).immediate()
    if (moved) this.#changed()
    return moved
  }

  #move(intentId: string, { from, to, why, detail = null, patch = {}, audit }: Change, seen?: IntentRow): boolean {
    const row = this.byId(intentId)
    if (!row || !from.includes(row.state)) return false
    if (seen && (row.changed_at !== seen.changed_at || row.state !== seen.state || row.payload !== seen.payload))
      return false
    // A version's time names it, so the next one is later even within a millisecond or after the clock was set back.
    const next = {
      ...row,
      ...patch,
      state: to,
      why,
      detail: text(detail),
      changed_at: Math.max(this.#now(), row.changed_at + 1),
    }
    kept(
      this.#db,
      `UPDATE intents SET version = @version, payload = @payload, basis = @basis, target = @target, twin = @twin,
         customer_id = @customer_id, amount = @amount, state = @state, why = @why, detail = @detail, released = @released,
         hold = @hold, maybe = @maybe, not_before = @not_before, tries = @tries, changed_at = @changed_at,
         expires_at = @expires_at, sent_at = @sent_at, sent_vendor_at = @sent_vendor_at, snapshot = @snapshot,
         effect_id = @effect_id, result = @result, error = @error, code_until = @code_until
       WHERE seq = @seq`,
    ).run(next)
    if (row.state !== to || row.why !== why) this.#note(row.seq, to, why, detail)
    if (audit) {
      const facts: Facts = { intentId, command: row.command, amount: next.amount, state: to, why, ...audit.detail }
      this.#audit(this.#db, audit.action, auditTarget(next.customer_id, next.target), facts, audit.result ?? 'done')
    }
    return true
  }

  /** Applied: by the answer, by a record, or by a person's word. */
  done(intentId: string, why: 'answered' | 'record-found' | 'person-said', effect: Effect): boolean {
    return this.move(intentId, {
      // From the queue: what is safe to repeat was put back, and its effect shows after all.
      from: ['queued', 'sent', 'uncertain', 'waiting'],
      to: 'done',
      why,
      detail: effect.result,
      patch: { hold: 0, maybe: 0, effect_id: effect.effectId, result: text(effect.result), error: null },
      audit: { action: 'outbox.done', detail: { effectId: effect.effectId } },
    })
  }

  refused(
    intentId: string,
    from: readonly IntentState[],
    why: 'vendor' | 'rule',
    detail: Facts,
    error: AppErrorValue | null,
  ): boolean {
    return this.move(intentId, {
      from,
      to: 'refused',
      why,
      detail,
      patch: { hold: 0, maybe: 0, released: 0, error: text(error) },
      audit: { action: 'outbox.refused', result: 'refused', detail },
    })
  }

  /** Whether another intent has this effect already. */
  claimed(effectId: string, intentId: string): boolean {
    return (
      kept(this.#db, 'SELECT 1 FROM intents WHERE effect_id = ? AND intent_id <> ?').get(effectId, intentId) !==
      undefined
    )
  }

  /** Takes an effect away from intents that only a record gave it to: they wait for a person again. */
  contest(effectId: string, intentId: string): void {
    const others = kept<{ intent_id: string }>(
      this.#db,
      `SELECT intent_id FROM intents WHERE effect_id = ? AND intent_id <> ? AND state = 'done' AND why = 'record-found'`,
    ).all(effectId, intentId)
    for (const { intent_id } of others) {
      this.move(intent_id, {
        from: ['done'],
        to: 'waiting',
        why: 'ambiguous',
        detail: { effectId },
        patch: { hold: 1, maybe: 1, effect_id: null, result: null, not_before: this.#now() },
        audit: { action: 'outbox.waiting' },
      })
    }
  }

  /** Other intents of late that may have had an effect which no record could tell from this one's. */
  rivals(row: IntentRow): number {
    const since = (row.sent_at ?? 0) - RIVAL_FOR_MS
    return (
      kept<{ n: number }>(
        this.#db,
        'SELECT count(*) AS n FROM intents WHERE twin = ? AND maybe = 1 AND seq <> ? AND sent_at > ?',
      ).get(row.twin, row.seq, since)?.n ?? 0
    )
  }

  /** What was sent and not answered before the program ended: nobody can say what became of it. */
  recover(): number {
    const rows = kept<{ intent_id: string }>(this.#db, `SELECT intent_id FROM intents WHERE state = 'sent'`).all()
    for (const { intent_id } of rows) this.uncertain(intent_id, 'restarted', null)
    return rows.length
  }

  uncertain(
    intentId: string,
    why: 'no-answer' | 'restarted',
    error: AppErrorValue | null,
    notBefore = this.#now(),
  ): boolean {
    return this.move(intentId, {
      from: ['sent'],
      to: 'uncertain',
      why,
      patch: { not_before: notBefore, tries: 0, error: text(error) },
      audit: { action: 'outbox.uncertain' },
    })
  }

  /** The oldest released intent of each target that nothing holds, due at `now`, at most `limit`. */
  sendable(now: number, limit: number): IntentRow[] {
    return kept<IntentRow>(
      this.#db,
      `SELECT * FROM intents WHERE seq IN (
         SELECT seq FROM (${HEADS}) head
         WHERE (not_before <= @now OR not_before > @now + ${LONGEST_WAIT_MS}) AND ${FREE} ORDER BY seq LIMIT @limit)
       ORDER BY seq`,
    ).all({ now, limit })
  }

  /** Intents whose records are to be read now. */
  lookable(now: number, limit: number): IntentRow[] {
    return kept<IntentRow>(
      this.#db,
      `SELECT * FROM intents WHERE state IN ('sent', 'uncertain', 'waiting')
         AND (not_before <= @now OR not_before > @now + ${LONGEST_WAIT_MS}) ORDER BY not_before LIMIT @limit`,
    ).all({ now, limit })
  }

  /** When something will be due, UTC milliseconds, at most two hours ahead; null = nothing waits for time. */
  nextDue(now: number): number | null {
    const row = kept<{ at: number | null }>(
      this.#db,
      `SELECT min(at) AS at FROM (
         SELECT min(not_before) AS at FROM intents WHERE state IN ('sent', 'uncertain', 'waiting')
         UNION ALL SELECT min(not_before) FROM (${HEADS}) head WHERE ${FREE})`,
    ).get()
    return row === undefined || row.at === null ? null : Math.min(row.at, now + LONGEST_WAIT_MS)
  }

  setting(name: string): string | null {
    return (
      kept<{ value: string }>(this.#db, 'SELECT value FROM outbox_settings WHERE name = ?').get(name)?.value ?? null
    )
  }

  setSetting(name: string, value: string): void {
    this.#db
      .transaction(() => {
        kept(
          this.#db,
          'INSERT INTO outbox_settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
        ).run(name, value)
        this.#audit(this.#db, 'outbox.setSetting', 'outbox', { name, value }, 'done')
      })
      .immediate()
    this.#changed()
  }
}

/** Where the customer's operation log finds it. */
const auditTarget = (customerId: string | null, target: string): string =>
  customerId === null ? target : `customer:${customerId}`
