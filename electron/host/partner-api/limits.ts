/**
 * Our own pace, below the vendor's: calls of an operation leave evenly spaced, so that no second of the vendor's count
 * ever holds more than its share. An answer of 429 holds the whole operation back.
 */
import { setTimeout } from 'node:timers/promises'

export interface Clock {
  /** Milliseconds from any point; never goes back. */
  now(): number
  /** Rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>
}

const machineClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}

export class Limits {
  readonly #share: number | null
  readonly #clock: Clock
  readonly #next = new Map<string, number>()

  /** @param share of the vendor's limit, above 0; null = none of our own. */
  constructor(share: number | null, clock: Clock = machineClock) {
    this.#share = share
    this.#clock = clock
  }

  /** Resolves when the call may leave; rejects with the signal's reason. */
  async admit(operationId: string, perSecond: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    const now = this.#clock.now()
    const held = this.#next.get(operationId) ?? 0
    if (this.#share === null) {
      if (held > now) await this.#clock.sleep(held - now, signal)
      return
    }
    const interval = 1000 / (perSecond * this.#share)
    // A timer that fired late is made up for, by one call at most.
    const slot = Math.max(held, now)
    this.#next.set(operationId, Math.max(held, now - interval) + interval)
    if (slot > now) await this.#clock.sleep(slot - now, signal)
  }

  /** Nothing of this operation leaves for so long. */
  hold(operationId: string, ms: number): void {
    this.#next.set(operationId, Math.max(this.#next.get(operationId) ?? 0, this.#clock.now() + ms))
  }
}
