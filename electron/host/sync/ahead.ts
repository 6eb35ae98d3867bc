interface Waiting<Request, Answer> {
  readonly request: Request
  readonly answer: Promise<Answer>
  came: 'answer' | 'failure' | null
}

/** Requests in flight ahead of the page that is being stored; answers come in the order they were asked for. */
export class Ahead<Request, Answer> {
  readonly #width: number
  readonly #next: () => Request | null
  readonly #fetch: (request: Request, signal: AbortSignal) => Promise<Answer>
  readonly #outer: AbortSignal
  readonly #waiting: Waiting<Request, Answer>[] = []
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
      const entry: Waiting<Request, Answer> = { request, answer, came: null }
      // Whoever waits for it hears of a failure; until then it must not count as unhandled.
      answer.then(
        () => (entry.came = 'answer'),
        () => (entry.came = 'failure'),
      )
      this.#waiting.push(entry)
    }
  }

  /** Waits so many milliseconds at most; true where the next answer is here then. A failure is `take`'s to tell. */
  async #settle(withinMs: number): Promise<boolean> {
    this.#fill()
    const first = this.#waiting[0]
    if (!first || first.came) return first?.came === 'answer'
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
    return first.came === 'answer'
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

  /**
   * The next answer, and those behind it that come within so many milliseconds of it, up to `most` in all. A failure
   * behind the first waits for the next call. Empty where nothing is left to ask.
   */
  async takeSome(most: number, withinMs: number): Promise<{ request: Request; answer: Answer }[]> {
    const first = await this.take()
    if (!first) return []
    const taken = [first]
    const end = performance.now() + withinMs
    while (taken.length < most) {
      const left = end - performance.now()
      if (left <= 0 || !(await this.#settle(left))) break
      const next = await this.take()
      if (next) taken.push(next)
    }
    // Whoever works on these meanwhile works beside the partner.
    this.#fill()
    return taken
  }

  /** Drops what is in flight: the next request begins elsewhere. */
  reset(): void {
    this.#ended.abort()
    this.#ended = new AbortController()
    this.#waiting.length = 0
  }
}
