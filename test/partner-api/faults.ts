// The fault plan: what goes wrong, at which call of which operation. Deterministic by seed.
import { createHash } from 'node:crypto'

export type Fault =
  /** Waits before anything else happens. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Destroys the connection before any effect. */
  | { readonly kind: 'dropBefore' }
  /** The effect happens, then the connection is destroyed. */
  | { readonly kind: 'dropAfter' }
  /** Never answers; the connection stays open (half-open), without effect. */
  | { readonly kind: 'never' }
  /** 429 APIG.0308. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  /** An error status; with `after` the effect has happened. `body` picks one of the shapes that gateways use. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code?: string
      readonly after?: boolean
      readonly body?: 'vendor' | 'camel' | 'code' | 'nested' | 'html' | 'empty'
    }
  /** A vendor error inside HTTP 200, without effect. */
  | { readonly kind: 'error200'; readonly code: string; readonly message?: string }
  /**
   * The effect happens, the answer is damaged: `truncated` JSON with a matching length, `cut` half-way by the end of the
   * connection, `stalled` half-way for ever, `garbage` that is no JSON.
   */
  | { readonly kind: 'brokenBody'; readonly how: 'truncated' | 'cut' | 'stalled' | 'garbage' }
  /** From this call on the server's clock is so much off; positive is ahead. */
  | { readonly kind: 'clock'; readonly skewMs: number }
  /** Records that this write makes are answered only so much later. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Rows leave or join the list that the operation pages over, before this page is read. */
  | { readonly kind: 'vanish' | 'insert'; readonly count: number }

/** Without `nth`, `every` and `probability` the rule meets every call. Counting starts at 1, when the plan is set. */
export interface FaultRule {
  /** operationId, or `*` (then calls of all operations count together). */
  readonly operation: string
  readonly nth?: readonly number[]
  readonly every?: number
  /** 0 to 1; decided by seed, rule and number of the call. */
  readonly probability?: number
  /** At most so often. */
  readonly times?: number
  readonly fault: Fault
}

export interface FaultPlan {
  readonly seed?: number
  /** Skew of the server's clock from the start; positive is ahead. */
  readonly clockSkewMs?: number
  readonly rules?: readonly FaultRule[]
}

/** The plan in force; may be changed while the server runs. */
export class Faults {
  /** Skew of the server's clock, milliseconds; positive is ahead. */
  clockSkewMs = 0
  #seed = 0
  #rules: { readonly rule: FaultRule; readonly salt: number; met: number }[] = []
  #calls = new Map<string, number>()
  #fired = 0
  #salt = 0

  constructor(plan: FaultPlan = {}) {
    this.set(plan)
  }

  /** Replaces the plan; counting starts anew. */
  set(plan: FaultPlan): void {
    this.#seed = plan.seed ?? 0
    this.clockSkewMs = plan.clockSkewMs ?? 0
    this.#rules = []
    this.#calls.clear()
    this.#fired = 0
    this.#salt = 0
    this.add(...(plan.rules ?? []))
  }

  /** Adds rules to the plan in force; counting goes on. */
  add(...rules: readonly FaultRule[]): void {
    for (const rule of rules) this.#rules.push({ rule, salt: this.#salt++, met: 0 })
  }

  clear(): void {
    this.set({})
  }

  /** Faults that have struck since the plan was set. */
  get fired(): number {
    return this.#fired
  }

  /** Counts a call and tells what strikes it, in the order of the rules. */
  strike(operationId: string): readonly Fault[] {
    if (this.#rules.length === 0) return []
    const own = this.#count(operationId)
    const all = this.#count('*')
    const struck: Fault[] = []
    for (const entry of this.#rules) {
      const { rule } = entry
      if (rule.operation !== '*' && rule.operation !== operationId) continue
      if (!this.#meets(rule, entry.salt, rule.operation === '*' ? all : own)) continue
      if (rule.times !== undefined && entry.met >= rule.times) continue
      entry.met += 1
      struck.push(rule.fault)
    }
    this.#fired += struck.length
    return struck
  }

  #count(name: string): number {
    const calls = (this.#calls.get(name) ?? 0) + 1
    this.#calls.set(name, calls)
    return calls
  }

  #meets(rule: FaultRule, salt: number, call: number): boolean {
    if (rule.nth && !rule.nth.includes(call)) return false
    if (rule.every !== undefined && call % rule.every !== 0) return false
    if (rule.probability === undefined) return true
    const digest = createHash('sha256').update(`${this.#seed}:${salt}:${call}`).digest()
    return digest.readUInt32BE(0) / 2 ** 32 < rule.probability
  }
}
