/** What finished intents changed, gathered: a batch of thousands asks for its facts now and then, not each time. */

export interface RefreshingParts {
  /** Reads collections again, keyed ones for `keys` alone. */
  readonly refresh: (collections: readonly string[], keys: readonly string[]) => Promise<void>
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
  readonly #collections = new Set<string>()
  readonly #keys = new Set<string>()
  #cancelQuiet = (): void => {}
  #cancelMost: (() => void) | null = null

  constructor(parts: RefreshingParts) {
    this.#parts = parts
  }

  /** @param key the customer that was concerned */
  add(collections: readonly string[], key: string | null): void {
    if (collections.length === 0) return
    for (const name of collections) this.#collections.add(name)
    if (key !== null) this.#keys.add(key)
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
    const collections = [...this.#collections]
    const keys = [...this.#keys]
    this.#collections.clear()
    this.#keys.clear()
    this.#parts.refresh(collections, keys).catch(this.#parts.failed)
  }
}
