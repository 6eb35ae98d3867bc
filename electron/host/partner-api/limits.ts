/**
 * Our own pace, below the vendor's: calls of an operation leave evenly spaced, so that no second of the vendor's count
 * ever holds more than its share. An answer of 429 holds the whole operation back.
 */
import { setTimeout as sleep } from 'node:timers/promises'

export class Limits {
  readonly #share: number | null
  readonly #now: () => number
  readonly #next = new Map<string, number>()

  /** @param share of the vendor's limit, above 0; null = none of our own. */
  constructor(share: number | null, now: () => number = () => performance.now()) {
    this.#share = share
    this.#now = now
  }

  /** Resolves when the call may leave; rejects with the signal's reason. */
  async admit(operationId: string, perSecond: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    const now = this.#now()
    const held = this.#next.get(operationId) ?? 0
    if (this.#share === null) {
      if (held > now) await sleep(held - now, undefined, { signal })
      return
    }
    const interval = 1000 / (perSecond * this.#share)
    // A timer that fired late is made up for, by one call at most.
    const slot = Math.max(held, now)
    this.#next.set(operationId, Math.max(held, now - interval) + interval)
    if (slot > now) await sleep(slot - now, undefined, { signal })
  }

  /** Nothing of this operation leaves for so long. */
  hold(operationId: string, ms: number): void {
    this.#next.set(operationId, Math.max(this.#next.get(operationId) ?? 0, this.#now() + ms))
  }
}
