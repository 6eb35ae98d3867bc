/**
 * One engine for every declared command. *sent* is committed before the call; every answer has one road; silence is
 * settled by reading back, never by sending again. Nothing here sleeps: `schedule` wakes it, so that a test's clock runs
 * as it likes, and whatever waits has a time.
 */

import { Codes } from '#host/outbox/codes.ts'
import { Ledger } from '#host/outbox/ledger.ts'
import { Looking } from '#host/outbox/looking.ts'
import { defaultPace, type OpenIntent, type OutboxPace, type OutboxParts, type Shared } from '#host/outbox/parts.ts'
import { Pauses } from '#host/outbox/pauses.ts'
import { People } from '#host/outbox/people.ts'
import { Refreshing } from '#host/outbox/refreshing.ts'
import { Sending } from '#host/outbox/sending.ts'
import type { AnyCommand, Command, IntentRow, Pause } from '#host/outbox/types.ts'

/** R-CUST-36: only a person's word makes a match without reference a proof. */
const ALONE = 'alone'
/** A smaller change of the difference between the two clocks is not worth a line. */
const SKEW_TOLD_MS = 60_000

export class Outbox {
  readonly ledger: Ledger
  readonly people: People
  readonly codes: Codes
  readonly #parts: OutboxParts
  readonly #pace: OutboxPace
  readonly #commands: ReadonlyMap<string, AnyCommand>
  readonly #pauses: Pauses
  readonly #looking: Looking
  readonly #sending: Sending
  readonly #refreshing: Refreshing
  readonly #inFlight = new Map<string, Promise<void>>()
  readonly #busyTargets = new Set<string>()
  #skewMs = 0
  #cancelTimer: () => void = () => {}
  #closed = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#pace = { ...defaultPace, ...parts.pace }
    this.#commands = new Map(parts.commands.map((one) => [one.name, one]))
    this.#pauses = new Pauses(parts, this.#pace)
    this.ledger = new Ledger(parts)
    this.#refreshing = new Refreshing({
      refresh: parts.refresh,
      schedule: parts.schedule,
      failed: (cause) => parts.log('warn', 'facts not read again', { cause }),
    })
    const shared: Shared = {
      parts,
      pace: this.#pace,
      ledger: this.ledger,
      desk: {
        call: (operationId, options) =>
          parts.api.call(operationId, options).finally(() => this.#watchClock(parts.api.clockSkewMs)),
        vendorNow: () => parts.now() + parts.api.clockSkewMs,
      },
      pauses: this.#pauses,
      refreshing: this.#refreshing,
      closed: () => this.#closed,
      alone: () => this.alone,
    }
    this.codes = new Codes(shared.desk, parts.codeNeeded)
    this.#looking = new Looking(shared)
    this.#sending = new Sending(shared, this.#looking)
    this.people = new People({ ...parts, ledger: this.ledger, commands: this.#commands, wake: () => this.wake() })
    const uncertain = this.ledger.recover()
    if (uncertain > 0) parts.log('warn', 'outbox found intents sent but not answered', { uncertain })
  }

  /** What the whole queue waits for. */
  get pause(): Pause | null {
    return this.#pauses.last
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
    this.#pauses.end()
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
    this.#refreshing.close()
    let cancel = (): void => {}
    const late = new Promise<void>((resolve) => {
      cancel = this.#parts.schedule(this.#pace.closeWithinMs, resolve)
    })
    await Promise.race([Promise.all(this.#inFlight.values()), late])
    cancel()
  }

  #due(): number | null {
    const at = this.ledger.nextDue(this.#parts.now())
    return at === null ? null : Math.max(at, this.#pauses.last?.until ?? 0)
  }

  #sleep(): void {
    this.#cancelTimer()
    // Whatever ends next wakes it.
    const due = this.#inFlight.size < this.#pace.slots ? this.#due() : null
    this.#cancelTimer =
      due === null ? () => {} : this.#parts.schedule(Math.max(due - this.#parts.now(), 1_000), () => this.wake())
  }

  #start(): void {
    const now = this.#parts.now()
    const { slots } = this.#pace
    if (this.#pauses.current()) return
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
        if (!this.#closed) this.#pauses.hold('offline', null, null)
      } finally {
        this.#inFlight.delete(row.intent_id)
        this.#busyTargets.delete(row.target)
        this.wake()
      }
    }
    this.#inFlight.set(row.intent_id, guarded())
  }

  /** A clock that was set, or a client that began anew, explains times that do not fit: it belongs in the log. */
  #watchClock(skewMs: number): void {
    if (Math.abs(skewMs - this.#skewMs) < SKEW_TOLD_MS) return
    this.#parts.log('warn', 'the machine’s clock and the partner’s differ', { skewMs, before: this.#skewMs })
    this.#skewMs = skewMs
  }

  /** The declaration and the payload, or null: then the intent is parked and shown (habit 15). */
  #open(row: IntentRow): OpenIntent | null {
    const declared = this.#commands.get(row.command) as unknown as Command<unknown> | undefined
    const payload = declared?.read(row.version, JSON.parse(row.payload)) ?? null
    return declared && payload !== null ? { row, declared, payload } : null
  }

  async #look(row: IntentRow): Promise<void> {
    const opened = this.#open(row)
    if (opened) await this.#looking.look(opened)
    else this.#looking.later(row, null)
  }

  async #send(row: IntentRow): Promise<void> {
    const opened = this.#open(row)
    if (opened) await this.#sending.send(opened)
    else
      this.ledger.move(
        row.intent_id,
        { from: ['queued'], to: 'queued', why: 'newer-version', patch: { released: 0 } },
        row,
      )
  }
}
