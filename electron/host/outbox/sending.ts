/** Carries out one intent: reads the ground live, commits *sent*, calls, and gives every answer its one road. */

import { witnessed } from '#host/outbox/clock.ts'
import { wantsCode } from '#host/outbox/codes.ts'
import { factsOf } from '#host/outbox/ledger.ts'
import type { Looking } from '#host/outbox/looking.ts'
import type { OpenIntent, Shared } from '#host/outbox/parts.ts'
import type { Command, Desk, Effect, IntentRow, Sent } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** An ended call has told so by then. */
const AFTER_END_MS = 10_000

export class Sending {
  readonly #shared: Shared
  readonly #looking: Looking

  constructor(shared: Shared, looking: Looking) {
    this.#shared = shared
    this.#looking = looking
  }

  async send({ row, declared, payload }: OpenIntent): Promise<void> {
    const { ledger } = this.#shared
    const prepared = await this.#prepare(row, declared, payload)
    if (!prepared || this.#shared.closed()) return
    // Committed before the call, or a crash would send twice. Not if a person changed or discarded it meanwhile.
    const sent = ledger.move(
      row.intent_id,
      {
        from: ['queued'],
        to: 'sent',
        why: 'accepted',
        patch: {
          hold: 1,
          maybe: 1,
          snapshot: JSON.stringify(prepared.snapshot),
          // Sent again after silence, it is the first time that its effect may date from.
          ...(row.maybe === 1 ? {} : { sent_at: this.#shared.parts.now(), sent_vendor_at: prepared.since }),
          not_before: this.#shared.parts.now() + this.#shared.pace.patienceMs,
        },
        audit: { action: 'outbox.send', ...(declared.onBehalf ? { detail: { onBehalf: true } } : {}) },
      },
      row,
    )
    if (!sent) return
    const ended = new AbortController()
    const desk: Desk = {
      ...this.#shared.desk,
      call: (operationId, options) =>
        this.#shared.parts.api.call(operationId, { ...options, signal: ended.signal } as typeof options),
    }
    const call = declared.send(payload, desk, row.intent_id, factsOf(row.basis)).then(
      (effect) => this.#applied(row, declared, effect),
      (cause: unknown) => this.#failed(row, cause),
    )
    await this.#patience(row, call, ended)
  }

  /** Reads the ground live; null = not now, and it has been said why. */
  async #prepare(
    row: IntentRow,
    declared: Command<unknown>,
    payload: unknown,
  ): Promise<Omit<Sent, 'reference'> | null> {
    const { ledger } = this.#shared
    const desk = witnessed(this.#shared.desk)
    try {
      const ground = await declared.recheck(payload, factsOf(row.basis), desk)
      // Sent before and put back, it may be the very thing that moved the ground.
      if (ground.kind !== 'same' && (await this.#shownByNature(row, declared, payload, desk))) return null
      if (ground.kind === 'refused') {
        // Its record may come late: looked for again, rather than called refused while it happened.
        if (declared.repeat.by !== 'looking' && this.#mayStillHappen(row)) {
          this.#againLater(row)
          return null
        }
        const { rule, reason, detail } = ground.refusal
        ledger.refused(row.intent_id, ['queued'], 'rule', { rule, reason, ...detail }, null)
        return null
      }
      if (ground.kind === 'moved') {
        ledger.move(
          row.intent_id,
          {
            from: ['queued'],
            to: 'queued',
            why: 'ground-moved',
            detail: ground.basis,
            patch: { released: 0, basis: JSON.stringify(ground.basis) },
            audit: { action: 'outbox.askAgain', detail: ground.basis },
          },
          row,
        )
        return null
      }
      const snapshot =
        declared.repeat.by === 'looking' ? ((await declared.repeat.before?.(payload, desk)) ?? null) : null
      const since = desk.vendorNow()
      if (since > row.expires_at && row.maybe === 0) {
        ledger.move(
          row.intent_id,
          {
            from: ['queued'],
            to: 'expired',
            why: 'expired',
            patch: { released: 0 },
            audit: { action: 'outbox.expire' },
          },
          row,
        )
        return null
      }
      this.#shared.pauses.reached()
      if (!declared.withoutCode && this.#shared.parts.codeNeeded() && (row.code_until ?? 0) <= since) {
        this.#askCode(row)
        return null
      }
      return { since, snapshot }
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
      // Only readings so far: surely nothing was done, whatever went wrong.
      if (wantsCode(cause)) this.#askCode(row)
      // A reading refused now says nothing of an order that left before.
      else if (cause.outcome === 'refused' && this.#mayStillHappen(row)) this.#againLater(row)
      else if (cause.outcome === 'refused')
        ledger.refused(row.intent_id, ['queued'], 'vendor', said(cause.value), cause.value)
      else this.#notNow(row, cause)
      return null
    }
  }

  /** Whether what was sent before and put back shows by now; then it is done. */
  async #shownByNature(row: IntentRow, declared: Command<unknown>, payload: unknown, desk: Desk): Promise<boolean> {
    if (declared.repeat.by !== 'nature' || row.sent_at === null) return false
    const effect = await declared.repeat.find(payload, desk)
    if (effect) this.#looking.found(row, declared, effect)
    return effect !== null
  }

  #againLater(row: IntentRow): void {
    const tries = row.tries + 1
    const not_before = this.#shared.parts.now() + this.#shared.pauses.backOff(tries)
    this.#shared.ledger.move(
      row.intent_id,
      { from: ['queued'], to: 'queued', why: 'back-off', patch: { tries, not_before } },
      row,
    )
  }

  #applied(row: IntentRow, declared: Command<unknown>, effect: Effect): void {
    this.#shared.pauses.reached()
    if (this.#shared.closed()) return
    // The answer names its effect: whoever took that record for its own was wrong.
    if (effect.effectId !== null && declared.repeat.by === 'looking')
      this.#shared.ledger.contest(effect.effectId, row.intent_id)
    // A late answer finds the intent uncertain or waiting: it is as good as one in time.
    if (this.#shared.ledger.done(row.intent_id, 'answered', effect))
      this.#shared.refreshing.add(declared.refresh, row.customer_id)
  }

  #failed(row: IntentRow, cause: unknown): void {
    if (this.#shared.closed()) return
    const { ledger } = this.#shared
    const failure = cause instanceof PartnerError ? cause : null
    const current = ledger.byId(row.intent_id)
    if (failure && failure.outcome !== 'unknown') this.#shared.pauses.reached()
    if (failure && wantsCode(failure) && !this.#mayStillHappen(row)) {
      if (current && current.state !== 'queued') this.#askCode({ ...current, maybe: row.maybe })
    } else if (failure?.outcome === 'refused' && this.#mayStillHappen(row)) {
      // This try was refused; one before it, which nobody answered, may still arrive.
      ledger.uncertain(
        row.intent_id,
        'no-answer',
        failure.value,
        this.#shared.parts.now() + this.#shared.pace.lookMostMs,
      )
    } else if (failure?.outcome === 'refused') {
      ledger.refused(row.intent_id, ['sent', 'uncertain', 'waiting'], 'vendor', said(failure.value), failure.value)
    } else if (failure?.outcome === 'not-now' || failure?.outcome === 'signed-out') {
      // Surely not applied: as if it had never left.
      if (current && current.state !== 'queued') this.#notNow({ ...current, maybe: row.maybe }, failure)
    } else {
      if (!failure) this.#shared.parts.log('error', 'outbox call broke', { intentId: row.intent_id, cause })
      ledger.uncertain(
        row.intent_id,
        'no-answer',
        failure?.value ?? null,
        this.#shared.parts.now() + this.#shared.pace.lookFirstMs,
      )
    }
  }

  #mayStillHappen({ maybe, sent_at }: IntentRow): boolean {
    return maybe === 1 && sent_at !== null && this.#shared.parts.now() - sent_at < this.#shared.pace.arriveWithinMs
  }

  /** R-CUST-37: surely nothing was done, and a person has to let it go with a code that is good now. */
  #askCode(row: IntentRow): void {
    this.#shared.ledger.move(row.intent_id, {
      from: ['queued', 'sent', 'uncertain', 'waiting'],
      to: 'queued',
      why: 'needs-code',
      patch: { released: 0, hold: 0, maybe: row.maybe, code_until: null },
      audit: { action: 'outbox.askAgain', detail: { code: true } },
    })
    // What is over for one is over for all that were released with it.
    if (row.code_until !== null) this.#shared.ledger.groups.codeOver(row.code_until)
  }

  /** Back to the queue, with the wait that was asked for; no attempt is ever too many. */
  #notNow(row: IntentRow, failure: PartnerError): void {
    const { now } = this.#shared.parts
    const signedOut = failure.outcome === 'signed-out'
    const tries = row.tries + 1
    const wait = Math.max(failure.retryAfterMs ?? 0, this.#shared.pauses.backOff(tries))
    this.#shared.ledger.move(row.intent_id, {
      from: ['queued', 'sent', 'uncertain', 'waiting'],
      to: 'queued',
      why: signedOut ? 'signed-out' : 'back-off',
      detail: said(failure.value),
      patch: {
        hold: 0,
        maybe: row.maybe,
        error: JSON.stringify(failure.value),
        // A pause is the queue's, not the intent's.
        ...(signedOut || failure.value.code === 'offline'
          ? { not_before: now() }
          : { tries, not_before: now() + wait }),
      },
    })
    this.#shared.pauses.holdAfter(failure)
  }

  /**
   * A call that takes too long is ended: what still waits for its turn then never leaves. Where even that does not end
   * it, the intent is *uncertain* and the slot free; an answer that comes later still counts.
   */
  async #patience(row: IntentRow, call: Promise<void>, ended: AbortController): Promise<void> {
    const { patienceMs } = this.#shared.pace
    const cancelEnd = this.#shared.parts.schedule(patienceMs, () => ended.abort(new Error('no answer in time')))
    let cancelLate = (): void => {}
    const late = new Promise<'late'>((resolve) => {
      cancelLate = this.#shared.parts.schedule(patienceMs + AFTER_END_MS, () => resolve('late'))
    })
    const first = await Promise.race([call, late])
    cancelEnd()
    cancelLate()
    if (first === 'late') {
      this.#shared.ledger.uncertain(row.intent_id, 'no-answer', null)
      call.catch((cause: unknown) =>
        this.#shared.parts.log('error', 'outbox late answer not stored', { intentId: row.intent_id, cause }),
      )
    }
  }
}

/** What goes beside a state: codes only, the vendor's own words stay in `error`. */
const said = ({ code, vendor }: AppErrorValue): Record<string, string | number | null> => ({
  code,
  vendorCode: vendor?.code ?? null,
  http: vendor?.http ?? 0,
})
