/** Settles silence by reading the partner's records, and leaves to a person what they cannot tell. */

import { witnessed } from '#host/outbox/clock.ts'
import { factsOf } from '#host/outbox/ledger.ts'
import type { OpenIntent, Shared } from '#host/outbox/parts.ts'
import { judge } from '#host/outbox/settle.ts'
import type { Command, Effect, IntentRow } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'

const A_DAY_MS = 24 * 3600_000
/** So little ahead is over before the next looks are. */
const SLACK_MS = 60_000

export class Looking {
  readonly #shared: Shared

  constructor(shared: Shared) {
    this.#shared = shared
  }

  async look({ row, declared, payload }: OpenIntent): Promise<void> {
    const { repeat } = declared
    try {
      if (repeat.by === 'looking') {
        await this.#lookForRecord(row, declared, payload, repeat)
      } else {
        const effect = repeat.by === 'nature' ? await repeat.find(payload, this.#shared.desk) : null
        if (effect) this.found(row, declared, effect)
        // Safe to repeat: the same order is the same effect.
        else
          this.#shared.ledger.move(
            row.intent_id,
            {
              from: ['uncertain', 'waiting'],
              to: 'queued',
              why: 'back-off',
              patch: {
                hold: 0,
                tries: row.tries + 1,
                not_before: this.#shared.parts.now() + this.#shared.pauses.backOff(row.tries + 1),
              },
            },
            row,
          )
      }
      this.#shared.pauses.reached()
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
      this.#lookFailed(row, cause)
    }
  }

  async #lookForRecord(
    row: IntentRow,
    declared: Command<unknown>,
    payload: unknown,
    repeat: Extract<Command<unknown>['repeat'], { by: 'looking' }>,
  ): Promise<void> {
    const { ledger } = this.#shared
    const since = row.sent_vendor_at ?? 0
    const desk = witnessed(this.#shared.desk)
    const records = await repeat.find(payload, desk, {
      reference: row.intent_id,
      since,
      snapshot: factsOf(row.snapshot),
    })
    if (since > desk.vendorNow() + SLACK_MS) {
      this.#setBack(row, desk.vendorNow(), repeat.settleMs)
      return
    }
    const verdict = judge({
      found: records.filter(({ effectId }) => effectId === null || !ledger.claimed(effectId, row.intent_id)),
      reference: repeat.reference,
      settled: desk.vendorNow() - since >= repeat.settleMs,
      rivals: ledger.rivals(row),
      alone: this.#shared.alone(),
    })
    if (verdict.kind === 'applied') this.found(row, declared, verdict.effect)
    else if (verdict.kind === 'look-later') this.later(row, null)
    else this.#person(row, verdict.why, records.length)
  }

  /**
   * Sent later than it is now, by the partner's clock: that was written by a wrong clock, and its record would never be
   * looked for. It is looked for a day back, and has a settling time from now.
   */
  #setBack(row: IntentRow, vendorNow: number, settleMs: number): void {
    const { log, now } = this.#shared.parts
    log('warn', 'outbox sets a time of sending back', { intentId: row.intent_id, since: row.sent_vendor_at, vendorNow })
    this.#shared.ledger.move(
      row.intent_id,
      {
        from: ['uncertain', 'waiting'],
        to: row.state,
        why: row.why,
        detail: factsOf(row.detail),
        patch: { sent_vendor_at: vendorNow - A_DAY_MS, not_before: now() + settleMs },
      },
      row,
    )
  }

  /** Its effect shows. */
  found(row: IntentRow, declared: Command<unknown>, effect: Effect): void {
    if (this.#shared.ledger.done(row.intent_id, 'record-found', effect))
      this.#shared.refreshing.add(declared.refresh, row.customer_id)
  }

  #person(row: IntentRow, why: 'not-found' | 'several' | 'ambiguous' | 'cannot-look', records: number): void {
    const patch = { not_before: this.#shared.parts.now() + this.#shared.pace.lookWaitingMs }
    const first = row.state !== 'waiting' || row.why !== why
    this.#shared.ledger.move(
      row.intent_id,
      {
        from: ['uncertain', 'waiting'],
        to: 'waiting',
        why,
        detail: { records },
        patch,
        ...(first ? { audit: { action: 'outbox.waiting' } } : {}),
      },
      row,
    )
  }

  later(row: IntentRow, retryAfterMs: number | null): void {
    const { lookFirstMs, lookMostMs, lookWaitingMs } = this.#shared.pace
    const wait = row.state === 'waiting' ? lookWaitingMs : Math.min(lookFirstMs * 2 ** row.tries, lookMostMs)
    this.#shared.ledger.move(
      row.intent_id,
      {
        from: ['uncertain', 'waiting'],
        to: row.state,
        why: row.why,
        detail: factsOf(row.detail),
        patch: {
          tries: Math.min(row.tries + 1, 20),
          not_before: this.#shared.parts.now() + Math.max(wait, retryAfterMs ?? 0),
        },
      },
      row,
    )
  }

  #lookFailed(row: IntentRow, failure: PartnerError): void {
    if (failure.outcome === 'refused') {
      this.#person(row, 'cannot-look', 0)
      return
    }
    this.later(row, failure.retryAfterMs)
    this.#shared.pauses.holdAfter(failure)
  }
}
