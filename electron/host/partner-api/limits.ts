/**
 * Our own pace, below the vendor's: calls of an operation leave evenly spaced, so that no second of the vendor's count
 * ever holds more than its share. An answer of 429 holds the whole operation back.
 */
import { setTimeout } from 'node:timers/promises'

/** A vendor who asks for more is asked again after this: milliseconds. */
export const LONGEST_HOLD_MS = 15 * 60_000

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
  /** Operations that an answer of 429 holds back, until when. */
  readonly #held = new Map<string, number>()

  /** @param share of the vendor's limit, above 0; null = none of our own. */
  constructor(share: number | null, clock: Clock = machineClock) {
    this.#share = share
    this.#clock = clock
  }

  /** Resolves when the call may leave; rejects with the signal's reason. */
  async admit(operationId: string, perSecond: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    const now = this.#clock.now()
    const held = Math.max(this.#next.get(operationId) ?? 0, this.#held.get(operationId) ?? 0)
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

  /** Nothing of this operation leaves for so long, at most `LONGEST_HOLD_MS`. */
  hold(operationId: string, ms: number): void {
    const until = this.#clock.now() + Math.min(ms, LONGEST_HOLD_MS)
    this.#held.set(operationId, Math.max(this.#held.get(operationId) ?? 0, until))
  }

  /** Forgets every hold; our own pace stays. */
  release(): void {
    const now = this.#clock.now()
    for (const [operationId, until] of this.#held) {
      // A call that waits for its hold has taken its slot behind it.
      if (until > now && (this.#next.get(operationId) ?? 0) > until) this.#next.set(operationId, now)
    }
    this.#held.clear()
  }
}
