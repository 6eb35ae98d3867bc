/** Requests in flight ahead of the page that is being stored; answers come in the order they were asked for. */
export class Ahead<Request, Answer> {
  readonly #width: number
  readonly #next: () => Request | null
  readonly #fetch: (request: Request, signal: AbortSignal) => Promise<Answer>
  readonly #outer: AbortSignal
  readonly #waiting: { request: Request; answer: Promise<Answer>; here: boolean }[] = []
  #ended = new AbortController()

  /** @param next the request after the last one handed out, or null while there is none */
  constructor(
    width: number,
    next: () => Request | null,
    fetch: (request: Request, signal: AbortSignal) => Promise<Answer>,
    outer: AbortSignal,
  ) {
    this.#width = width
    this.#next = next
    this.#fetch = fetch
    this.#outer = outer
  }

  #fill(): void {
    while (this.#waiting.length < this.#width) {
      const request = this.#next()
      if (request === null) return
      const answer = this.#fetch(request, AbortSignal.any([this.#outer, this.#ended.signal]))
      const entry = { request, answer, here: false }
      // Whoever waits for it hears of a failure; until then it must not count as unhandled.
      answer.then(
        () => (entry.here = true),
        () => (entry.here = true),
      )
      this.#waiting.push(entry)
    }
  }

  /** Whether `take` will answer at once. */
  get ready(): boolean {
    this.#fill()
    return this.#waiting[0]?.here === true
  }

  /** Resolves when the next answer is here or after so many milliseconds; a failure is `take`'s to tell. */
  async settle(withinMs: number): Promise<void> {
    this.#fill()
    const first = this.#waiting[0]
    if (!first || first.here) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs)
    })
    await Promise.race([
      first.answer.then(
        () => {},
        () => {},
      ),
      late,
    ])
    clearTimeout(timer)
  }

  /** Null where nothing is left to ask. */
  async take(): Promise<{ request: Request; answer: Answer } | null> {
    this.#fill()
    const first = this.#waiting[0]
    if (!first) return null
    const answer = await first.answer
    this.#waiting.shift()
    return { request: first.request, answer }
  }

  /** Drops what is in flight: the next request begins elsewhere. */
  reset(): void {
    this.#ended.abort()
    this.#ended = new AbortController()
    this.#waiting.length = 0
  }
}
