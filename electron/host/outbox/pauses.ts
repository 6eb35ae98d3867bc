/** Waits that grow: of the whole queue, and of one intent that is tried again. */

import type { OutboxPace, OutboxParts } from '#host/outbox/parts.ts'
import type { Pause } from '#host/outbox/types.ts'
import type { PartnerError } from '#host/partner-api/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export class Pauses {
  readonly #parts: Pick<OutboxParts, 'now' | 'random' | 'log' | 'changed'>
  readonly #pace: OutboxPace
  #pause: Pause | null = null
  #count = 0

  constructor(parts: Pick<OutboxParts, 'now' | 'random' | 'log' | 'changed'>, pace: OutboxPace) {
    this.#parts = parts
    this.#pace = pace
  }

  /** What the queue waits for, as it was last seen. */
  get last(): Pause | null {
    return this.#pause
  }

  /** What the queue waits for now; a pause that is over is forgotten. */
  current(): Pause | null {
    const now = this.#parts.now()
    // A clock that was set back must not make the pause endless.
    if (this.#pause && (now >= this.#pause.until || this.#pause.until - now > this.#pace.backOffMostMs))
      this.#pause = null
    return this.#pause
  }

  end(): void {
    this.#count = 0
    this.#pause = null
  }

  /** The partner was reached: the next pause is a short one again. */
  reached(): void {
    this.#count = 0
  }

  hold(why: Pause['why'], error: AppErrorValue | null, atLeastMs: number | null): void {
    this.#count += 1
    this.#pause = { why, error, until: this.#parts.now() + Math.max(atLeastMs ?? 0, this.backOff(this.#count)) }
    this.#parts.log('info', 'outbox pauses', { why, code: error?.code, until: this.#pause.until })
    this.#parts.changed()
  }

  /** Where a failure is one of the connection or the credential, the whole queue waits. */
  holdAfter({ outcome, value, retryAfterMs }: PartnerError): void {
    if (outcome === 'signed-out') this.hold('signed-out', value, null)
    else if (value.code === 'offline') this.hold('offline', value, retryAfterMs)
  }

  /** Whole milliseconds before the `tries`th try after the first. */
  backOff(tries: number): number {
    const { backOffFirstMs, backOffMostMs } = this.#pace
    const jitter = 0.75 + 0.5 * this.#parts.random()
    return Math.ceil(Math.min(backOffFirstMs * 2 ** Math.min(tries - 1, 16), backOffMostMs) * jitter)
  }
}
