/** One thing that the engine does: a run of a collection, or a table made ready. Without progress it ends itself (R4). */
import { Ended } from '#host/sync/failure.ts'
import type { AppErrorValue } from '#shared/errors.ts'

const stuck: AppErrorValue = { code: 'no-progress', safe: 'kept-locally', retry: 'later', ref: '' }

export class Work {
  readonly #controller = new AbortController()
  readonly ended: Promise<void>
  #progressAt = performance.now()

  /** @param work does not throw */
  constructor(noProgressMs: number, work: (signal: AbortSignal) => Promise<void>) {
    const watch = setInterval(
      () => {
        if (performance.now() - this.#progressAt >= noProgressMs) this.end(new Ended('failed', 'no-progress', stuck))
      },
      Math.min(noProgressMs / 4, 5_000),
    )
    // Not before it stands among the engine's: the work may end at once.
    this.ended = Promise.resolve()
      .then(() => work(this.#controller.signal))
      .finally(() => clearInterval(watch))
  }

  /** Something was stored: the watchdog is patient again. */
  progress(): void {
    this.#progressAt = performance.now()
  }

  end(why: Ended): void {
    this.#controller.abort(why)
  }
}
