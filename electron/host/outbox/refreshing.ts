/** What finished intents changed, gathered: a batch of thousands asks for its facts now and then, not each time. */

/** Collections with the customers concerned. */
export type Wanted = Readonly<Record<string, readonly string[]>>

export interface RefreshingParts {
  /** Reads collections again, keyed ones for these keys alone. */
  readonly refresh: (wanted: Wanted) => Promise<void>
  readonly failed: (cause: unknown) => void
  /** Calls back once after so many milliseconds; answers the way to cancel it. */
  readonly schedule: (ms: number, run: () => void) => () => void
}

/** Quiet for so long, the facts are asked for. */
const QUIET_MS = 1_000
/** However busy it is. */
const MOST_MS = 30_000

export class Refreshing {
  readonly #parts: RefreshingParts
  readonly #wanted = new Map<string, Set<string>>()
  #cancelQuiet = (): void => {}
  #cancelMost: (() => void) | null = null

  constructor(parts: RefreshingParts) {
    this.#parts = parts
  }

  /** @param key the customer that was concerned */
  add(collections: readonly string[], key: string | null): void {
    if (collections.length === 0) return
    for (const name of collections) {
      const keys = this.#wanted.get(name) ?? new Set()
      this.#wanted.set(name, keys)
      if (key !== null) keys.add(key)
    }
    this.#cancelQuiet()
    this.#cancelQuiet = this.#parts.schedule(QUIET_MS, () => this.#ask())
    this.#cancelMost ??= this.#parts.schedule(MOST_MS, () => this.#ask())
  }

  close(): void {
    this.#cancelQuiet()
    this.#cancelMost?.()
    this.#cancelMost = null
  }

  #ask(): void {
    this.close()
    const wanted = Object.fromEntries([...this.#wanted].map(([name, keys]) => [name, [...keys]]))
    this.#wanted.clear()
    this.#parts.refresh(wanted).catch(this.#parts.failed)
  }
}
