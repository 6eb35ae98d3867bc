// Rate limits as the gateway counts them: per operation and account, in fixed seconds.

/** Counts calls; one instance per server. */
export class RateLimits {
  readonly #windows = new Map<string, { second: number; calls: number }>()

  /** Whether one more call is within `perSecond` at this time (UTC milliseconds). */
  admits(operationId: string, account: string, perSecond: number, now: number): boolean {
    const key = `${operationId} ${account}`
    const second = Math.floor(now / 1000)
    const window = this.#windows.get(key)
    if (window?.second !== second) {
      this.#windows.set(key, { second, calls: 1 })
      return true
    }
    window.calls += 1
    return window.calls <= perSecond
  }
}
