/**
 * One engine for every declared command. *sent* is committed before the call; every answer has one road; silence is
 * settled by reading back, never by sending again. Nothing here sleeps: `schedule` wakes it, so that a test's clock runs
 * as it likes, and whatever waits has a time.
 */

import { factsOf, Ledger } from '#host/outbox/ledger.ts'
import { People } from '#host/outbox/people.ts'
import { judge } from '#host/outbox/settle.ts'
import type { AnyCommand, Audit, Command, Desk, Effect, IntentRow, OutboxLog, Pause, Sent } from '#host/outbox/types.ts'
import type { PartnerApi } from '#host/partner-api/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import type { Db } from '#host/store/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export interface OutboxParts {
  /** The local file (FULL). */
  readonly db: Db
  /** Facts for the rules, read only; null where there is no cache. */
  readonly cache: Db | null
  readonly api: Pick<PartnerApi, 'call' | 'clockSkewMs'>
  readonly commands: readonly AnyCommand[]
  /** UTC milliseconds. */
  readonly now: () => number
  readonly newId: () => string
  readonly author: () => string
  readonly audit: Audit
  /** Intents changed; called after each commit. */
  readonly changed: () => void
  /** Collections whose facts a finished intent changed. */
  readonly refresh: (collections: readonly string[]) => void
  readonly log: OutboxLog
  /** Calls back once after so many milliseconds; answers the way to cancel it. */
  readonly schedule: (ms: number, run: () => void) => () => void
  /** 0 to 1, for jitter. */
  readonly random: () => number
  readonly pace?: Partial<OutboxPace>
}

export interface OutboxPace {
  /** Targets served at the same time. */
  readonly slots: number
  readonly backOffFirstMs: number
  readonly backOffMostMs: number
  readonly lookFirstMs: number
  readonly lookMostMs: number
  /** Between two looks of an intent that waits for a person. */
  readonly lookWaitingMs: number
  /** A call that takes longer is ended; above the client's own time-outs. */
  readonly patienceMs: number
  /** A request that nobody answered is not expected to arrive later than this. */
  readonly arriveWithinMs: number
  /** At the end, calls in flight are given so long. */
  readonly closeWithinMs: number
}

const defaultPace: OutboxPace = {
  slots: 6,
  backOffFirstMs: 2_000,
  backOffMostMs: 300_000,
  lookFirstMs: 2_000,
  lookMostMs: 60_000,
  lookWaitingMs: 3_600_000,
  patienceMs: 180_000,
  arriveWithinMs: 900_000,
  closeWithinMs: 5_000,
}

/** R-CUST-36: only a person's word makes a match without reference a proof. */
const ALONE = 'alone'

/** An ended call has told so by then. */
const AFTER_END_MS = 10_000

type Any = Command<unknown>

export class Outbox {
  readonly ledger: Ledger
  readonly people: People
  readonly #parts: OutboxParts
  readonly #pace: OutboxPace
  readonly #commands: ReadonlyMap<string, AnyCommand>
  readonly #desk: Desk
  readonly #inFlight = new Map<string, Promise<void>>()
  readonly #busyTargets = new Set<string>()
  #cancelTimer: () => void = () => {}
  #pause: Pause | null = null
  #pauses = 0
  #closed = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#pace = { ...defaultPace, ...parts.pace }
    this.#commands = new Map(parts.commands.map((one) => [one.name, one]))
    this.#desk = {
      call: (operationId, options) => parts.api.call(operationId, options),
      vendorNow: () => parts.now() + parts.api.clockSkewMs,
    }
    this.ledger = new Ledger(parts)
    this.people = new People({ ...parts, ledger: this.ledger, commands: this.#commands, wake: () => this.wake() })
    const uncertain = this.ledger.recover()
    if (uncertain > 0) parts.log('warn', 'outbox found intents sent but not answered', { uncertain })
  }

  /** What the whole queue waits for. */
  get pause(): Pause | null {
    return this.#pause
  }

  get alone(): boolean {
    return this.ledger.setting(ALONE) === 'yes'
  }

  /** A person says whether nobody else (portal, colleague, second machine) moves money on this account. */
  declareAlone(alone: boolean): void {
    this.ledger.setSetting(ALONE, alone ? 'yes' : 'no')
    this.wake()
  }

  /** The network is back, or the credential works again. */
  resume(): void {
    this.#pauses = 0
    this.#pause = null
    this.wake()
  }

  /** Starts whatever is due and not yet under way. */
  wake(): void {
    if (this.#closed) return
    try {
      this.#start()
      this.#sleep()
    } catch (cause) {
      this.#parts.log('error', 'outbox cannot read its intents', { cause })
      this.#cancelTimer()
      this.#cancelTimer = this.#parts.schedule(this.#pace.backOffMostMs, () => this.wake())
    }
  }

  /** Resolves when no call is under way; answers when something will be due (UTC milliseconds), null = nothing waits. */
  async idle(): Promise<number | null> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight.values())
    return this.#closed ? null : this.#due()
  }

  /** What is still in flight after a while stays *sent* in the file, and is *uncertain* at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelTimer()
    let cancel = (): void => {}
    const late = new Promise<void>((resolve) => {
      cancel = this.#parts.schedule(this.#pace.closeWithinMs, resolve)
    })
    await Promise.race([Promise.all(this.#inFlight.values()), late])
    cancel()
  }

  #due(): number | null {
    const at = this.ledger.nextDue(this.#parts.now())
    return at === null ? null : Math.max(at, this.#pause?.until ?? 0)
  }

  #sleep(): void {
    this.#cancelTimer()
    const due = this.#due()
    this.#cancelTimer =
      due === null ? () => {} : this.#parts.schedule(Math.max(due - this.#parts.now(), 1_000), () => this.wake())
  }

  #start(): void {
    const now = this.#parts.now()
    const { slots } = this.#pace
    // A clock that was set back must not make the pause endless.
    if (this.#pause && (now >= this.#pause.until || this.#pause.until - now > this.#pace.backOffMostMs))
      this.#pause = null
    if (this.#pause) return
    for (const row of this.ledger.lookable(now, slots * 4)) {
      if (this.#inFlight.size >= slots) return
      if (this.#inFlight.has(row.intent_id)) continue
      // Not ours in flight and yet *sent*: its answer could not be stored.
      if (row.state === 'sent') this.ledger.uncertain(row.intent_id, 'no-answer', null)
      else this.#run(row, () => this.#look(row))
    }
    for (const row of this.ledger.sendable(now, slots * 4)) {
      if (this.#inFlight.size >= slots) return
      if (!this.#inFlight.has(row.intent_id) && !this.#busyTargets.has(row.target))
        this.#run(row, () => this.#send(row))
    }
  }

  #run(row: IntentRow, work: () => Promise<void>): void {
    this.#busyTargets.add(row.target)
    const guarded = async (): Promise<void> => {
      try {
        await work()
      } catch (cause) {
        // Whatever it was: the intent's state in the file says what may be believed.
        this.#parts.log('error', 'outbox work failed', { intentId: row.intent_id, command: row.command, cause })
        if (!this.#closed) this.#hold('offline', null, null)
      } finally {
        this.#inFlight.delete(row.intent_id)
        this.#busyTargets.delete(row.target)
        this.wake()
      }
    }
    this.#inFlight.set(row.intent_id, guarded())
  }

  /** The declaration and the payload, or null: then the intent is parked and shown (habit 15). */
  #open(row: IntentRow): { declared: Any; payload: unknown } | null {
    const declared = this.#commands.get(row.command) as unknown as Any | undefined
    const payload = declared?.read(row.version, JSON.parse(row.payload)) ?? null
    return declared && payload !== null ? { declared, payload } : null
  }

  async #send(row: IntentRow): Promise<void> {
    const { ledger } = this
    const opened = this.#open(row)
    if (!opened) {
      ledger.move(row.intent_id, { from: ['queued'], to: 'queued', why: 'newer-version', patch: { released: 0 } }, row)
      return
    }
    const { declared, payload } = opened
    const prepared = await this.#prepare(row, declared, payload)
    if (!prepared || this.#closed) return
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
          ...(row.maybe === 1 ? {} : { sent_at: this.#parts.now(), sent_vendor_at: prepared.since }),
          not_before: this.#parts.now() + this.#pace.patienceMs,
        },
        audit: { action: 'outbox.send' },
      },
      row,
    )
    if (!sent) return
    const ended = new AbortController()
    const desk: Desk = {
      ...this.#desk,
      call: (operationId, options) =>
        this.#parts.api.call(operationId, { ...options, signal: ended.signal } as typeof options),
    }
    const call = declared.send(payload, desk, row.intent_id).then(
      (effect) => this.#applied(row, declared, effect),
      (cause: unknown) => this.#failed(row, cause),
    )
    await this.#patience(row, call, ended)
  }

  /** Reads the ground live; null = not now, and it has been said why. */
  async #prepare(row: IntentRow, declared: Any, payload: unknown): Promise<Omit<Sent, 'reference'> | null> {
    const { ledger } = this
    try {
      const ground = await declared.recheck(payload, factsOf(row.basis), this.#desk)
      if (ground.kind === 'refused') {
        // Sent before and put back, it may be the very thing that moved the ground.
        const before =
          declared.repeat.by === 'nature' && row.sent_at !== null
            ? await declared.repeat.find(payload, this.#desk)
            : null
        if (before) {
          this.#found(row, declared, before)
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
        declared.repeat.by === 'looking' ? ((await declared.repeat.before?.(payload, this.#desk)) ?? null) : null
      const since = this.#desk.vendorNow()
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
      this.#reached()
      return { since, snapshot }
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
      // Only readings so far: surely nothing was done, whatever went wrong.
      if (cause.outcome === 'refused')
        ledger.refused(row.intent_id, ['queued'], 'vendor', said(cause.value), cause.value)
      else this.#notNow(row, cause)
      return null
    }
  }

  #applied(row: IntentRow, declared: Any, effect: Effect): void {
    this.#reached()
    if (this.#closed) return
    // The answer names its effect: whoever took that record for its own was wrong.
    if (effect.effectId !== null) this.ledger.contest(effect.effectId, row.intent_id)
    // A late answer finds the intent uncertain or waiting: it is as good as one in time.
    if (this.ledger.done(row.intent_id, 'answered', effect)) this.#parts.refresh(declared.refresh)
  }

  #failed(row: IntentRow, cause: unknown): void {
    if (this.#closed) return
    const { ledger } = this
    const failure = cause instanceof PartnerError ? cause : null
    const current = ledger.byId(row.intent_id)
    if (failure && failure.outcome !== 'unknown') this.#reached()
    if (failure?.outcome === 'refused' && this.#mayStillHappen(row)) {
      // This try was refused; one before it, which nobody answered, may still arrive.
      ledger.uncertain(row.intent_id, 'no-answer', failure.value, this.#parts.now() + this.#pace.lookMostMs)
    } else if (failure?.outcome === 'refused') {
      ledger.refused(row.intent_id, ['sent', 'uncertain', 'waiting'], 'vendor', said(failure.value), failure.value)
    } else if (failure?.outcome === 'not-now' || failure?.outcome === 'signed-out') {
      // Surely not applied: as if it had never left.
      if (current && current.state !== 'queued') this.#notNow({ ...current, maybe: row.maybe }, failure)
    } else {
      if (!failure) this.#parts.log('error', 'outbox call broke', { intentId: row.intent_id, cause })
      ledger.uncertain(row.intent_id, 'no-answer', failure?.value ?? null, this.#parts.now() + this.#pace.lookFirstMs)
    }
  }

  #mayStillHappen({ maybe, sent_at }: IntentRow): boolean {
    return maybe === 1 && sent_at !== null && this.#parts.now() - sent_at < this.#pace.arriveWithinMs
  }

  /** Back to the queue, with the wait that was asked for; no attempt is ever too many. */
  #notNow(row: IntentRow, failure: PartnerError): void {
    const { now } = this.#parts
    const signedOut = failure.outcome === 'signed-out'
    const tries = row.tries + 1
    const wait = Math.max(failure.retryAfterMs ?? 0, this.#backOff(tries))
    this.ledger.move(row.intent_id, {
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
    if (signedOut) this.#hold('signed-out', failure.value, null)
    else if (failure.value.code === 'offline') this.#hold('offline', failure.value, failure.retryAfterMs)
  }

  async #look(row: IntentRow): Promise<void> {
    const opened = this.#open(row)
    if (!opened) {
      this.#later(row, null)
      return
    }
    const { declared, payload } = opened
    const { repeat } = declared
    try {
      if (repeat.by === 'looking') {
        await this.#lookForRecord(row, declared, payload, repeat)
      } else {
        const effect = repeat.by === 'nature' ? await repeat.find(payload, this.#desk) : null
        if (effect) this.#found(row, declared, effect)
        // Safe to repeat: the same order is the same effect.
        else
          this.ledger.move(
            row.intent_id,
            {
              from: ['uncertain', 'waiting'],
              to: 'queued',
              why: 'back-off',
              patch: { hold: 0, tries: row.tries + 1, not_before: this.#parts.now() + this.#backOff(row.tries + 1) },
            },
            row,
          )
      }
      this.#reached()
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
      this.#lookFailed(row, cause)
    }
  }

  async #lookForRecord(
    row: IntentRow,
    declared: Any,
    payload: unknown,
    repeat: Extract<Any['repeat'], { by: 'looking' }>,
  ): Promise<void> {
    const { ledger } = this
    const since = row.sent_vendor_at ?? 0
    const records = await repeat.find(payload, this.#desk, {
      reference: row.intent_id,
      since,
      snapshot: factsOf(row.snapshot),
    })
    const verdict = judge({
      found: records.filter(({ effectId }) => effectId === null || !ledger.claimed(effectId, row.intent_id)),
      reference: repeat.reference,
      settled: this.#desk.vendorNow() - since >= repeat.settleMs,
      rivals: ledger.rivals(row),
      alone: this.alone,
    })
    if (verdict.kind === 'applied') this.#found(row, declared, verdict.effect)
    else if (verdict.kind === 'look-later') this.#later(row, null)
    else this.#person(row, verdict.why, records.length)
  }

  #found(row: IntentRow, declared: Any, effect: Effect): void {
    if (this.ledger.done(row.intent_id, 'record-found', effect)) this.#parts.refresh(declared.refresh)
  }

  #person(row: IntentRow, why: 'not-found' | 'several' | 'ambiguous' | 'cannot-look', records: number): void {
    const patch = { not_before: this.#parts.now() + this.#pace.lookWaitingMs }
    const first = row.state !== 'waiting' || row.why !== why
    this.ledger.move(
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

  #later(row: IntentRow, retryAfterMs: number | null): void {
    const { lookFirstMs, lookMostMs, lookWaitingMs } = this.#pace
    const wait = row.state === 'waiting' ? lookWaitingMs : Math.min(lookFirstMs * 2 ** row.tries, lookMostMs)
    this.ledger.move(
      row.intent_id,
      {
        from: ['uncertain', 'waiting'],
        to: row.state,
        why: row.why,
        detail: factsOf(row.detail),
        patch: {
          tries: Math.min(row.tries + 1, 20),
          not_before: this.#parts.now() + Math.max(wait, retryAfterMs ?? 0),
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
    this.#later(row, failure.retryAfterMs)
    if (failure.outcome === 'signed-out') this.#hold('signed-out', failure.value, null)
    else if (failure.value.code === 'offline') this.#hold('offline', failure.value, failure.retryAfterMs)
  }

  /**
   * A call that takes too long is ended: what still waits for its turn then never leaves. Where even that does not end
   * it, the intent is *uncertain* and the slot free; an answer that comes later still counts.
   */
  async #patience(row: IntentRow, call: Promise<void>, ended: AbortController): Promise<void> {
    const { patienceMs } = this.#pace
    const cancelEnd = this.#parts.schedule(patienceMs, () => ended.abort(new Error('no answer in time')))
    let cancelLate = (): void => {}
    const late = new Promise<'late'>((resolve) => {
      cancelLate = this.#parts.schedule(patienceMs + AFTER_END_MS, () => resolve('late'))
    })
    const first = await Promise.race([call, late])
    cancelEnd()
    cancelLate()
    if (first === 'late') {
      this.ledger.uncertain(row.intent_id, 'no-answer', null)
      call.catch((cause: unknown) =>
        this.#parts.log('error', 'outbox late answer not stored', { intentId: row.intent_id, cause }),
      )
    }
  }

  #hold(why: Pause['why'], error: AppErrorValue | null, atLeastMs: number | null): void {
    this.#pauses += 1
    this.#pause = { why, error, until: this.#parts.now() + Math.max(atLeastMs ?? 0, this.#backOff(this.#pauses)) }
    this.#parts.log('info', 'outbox pauses', { why, code: error?.code, until: this.#pause.until })
    this.#parts.changed()
  }

  #reached(): void {
    this.#pauses = 0
  }

  #backOff(tries: number): number {
    const { backOffFirstMs, backOffMostMs } = this.#pace
    return Math.min(backOffFirstMs * 2 ** Math.min(tries - 1, 16), backOffMostMs) * (0.75 + 0.5 * this.#parts.random())
  }
}

/** What goes beside a state: codes only, the vendor's own words stay in `error`. */
const said = ({ code, vendor }: AppErrorValue): Record<string, string | number | null> => ({
  code,
  vendorCode: vendor?.code ?? null,
  http: vendor?.http ?? 0,
})
