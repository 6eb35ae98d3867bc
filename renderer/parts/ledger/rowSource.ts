/**
 * Rows of a server-paged list addressed by row number. Pages come by cursor while reading on, and by row number after a
 * jump; a window of pages is kept around the view, and pages ahead are asked by the speed of scrolling.
 */

export interface PageRequest {
  /** Cursor of the page before, null for the first page or a jump. */
  after: string | null
  /** Row number of a jump. */
  at?: number
  limit: number
}

export interface PageAnswer<Row> {
  rows: readonly Row[]
  next: string | null
}

/** Rejects where the page cannot be had; the reason stands in `failure` until `retry`. */
export type LoadPage<Row> = (request: PageRequest) => Promise<PageAnswer<Row>>

interface KeptPage<Row> {
  rows: readonly Row[]
  next: string | null
  epoch: number
}

export interface RowSourceOptions {
  /** Rows a page, 100–200. */
  pageSize?: number
  /** Pages kept around the view. */
  keep?: number
}

const inFlightLimit = 2
const aheadLimit = 6

export class RowSource<Row> {
  readonly pageSize: number
  /** Why the last page could not be had. */
  failure: unknown = null
  /** Grows with every other question: the view goes back to the top. */
  generation = 0
  /** Whether any page of the present question has come. */
  answered = false
  private load: LoadPage<Row>
  private readonly keep: number
  private pages = new Map<number, KeptPage<Row>>()
  private inFlight = new Map<number, Promise<void>>()
  private failed = new Set<number>()
  private epoch = 0
  /** The old question's rows stay on screen until the new one's first page is here. */
  private replacing = false
  private exact: number | null = null
  private first = 0
  private last = 0
  private speed = 0
  private listeners = new Set<() => void>()
  private changes = 0

  constructor(load: LoadPage<Row>, options: RowSourceOptions = {}) {
    this.load = load
    this.pageSize = options.pageSize ?? 100
    this.keep = options.keep ?? 40
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => void this.listeners.delete(heard)
  }

  /** Grows with every change: the snapshot for useSyncExternalStore. */
  readonly version = (): number => this.changes

  /** Exact number of rows, null until known. */
  get total(): number | null {
    return this.exact
  }

  /** Rows to lay out: the exact total, or what is known to exist and a page more. */
  get count(): number {
    if (this.exact !== null) return this.exact
    let known = 0
    for (const [page, kept] of this.pages) {
      known = Math.max(known, page * this.pageSize + kept.rows.length + (kept.next === null ? 0 : this.pageSize))
    }
    return known
  }

  rowAt(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / this.pageSize))?.rows[index % this.pageSize]
  }

  /** Rows on screen are still those of the question before. */
  get outdated(): boolean {
    return this.replacing
  }

  get loading(): boolean {
    return this.inFlight.size > 0
  }

  setTotal(total: number): void {
    if (total === this.exact) return
    this.exact = total
    this.changed()
  }

  /** Rows first…last are on screen; `speed` in rows a second, negative upwards. */
  setRange(first: number, last: number, speed = 0): void {
    this.first = first
    this.last = last
    this.speed = speed
    this.pump()
  }

  /** Asks again what is on screen; kept rows stay until their page is here. */
  refresh(): void {
    this.epoch++
    this.failed.clear()
    this.failure = null
    this.inFlight.clear()
    this.pump()
  }

  /** Another question: other filter or order. */
  restart(load: LoadPage<Row>): void {
    this.load = load
    this.epoch++
    this.generation++
    this.replacing = true
    this.answered = false
    this.exact = null
    this.failed.clear()
    this.failure = null
    this.inFlight.clear()
    this.first = 0
    this.last = 0
    this.speed = 0
    this.pump()
    this.changed()
  }

  retry(): void {
    this.failed.clear()
    this.failure = null
    this.pump()
    this.changed()
  }

  /** Rows from…to (both included), loading what is missing. Rejects where a page cannot be had. */
  async rows(from: number, to: number): Promise<Row[]> {
    const size = this.pageSize
    const found: Row[] = []
    for (let page = Math.floor(from / size); page <= Math.floor(to / size); page++) {
      let rows = this.fresh(page) ? this.pages.get(page)?.rows : undefined
      rows ??= (await this.load({ after: null, at: page * size, limit: size })).rows
      const base = page * size
      found.push(...rows.slice(Math.max(0, from - base), Math.max(0, to - base + 1)))
    }
    return found
  }

  /** The row's number where it is among the kept rows. */
  indexOf(matches: (row: Row) => boolean): number | null {
    for (const [page, kept] of this.pages) {
      const at = kept.rows.findIndex(matches)
      if (at >= 0) return page * this.pageSize + at
    }
    return null
  }

  private fresh(page: number): boolean {
    return this.pages.get(page)?.epoch === this.epoch
  }

  /** Pages wanted, most urgent first: on screen, then ahead of the scroll, then one behind. */
  private wanted(): number[] {
    const size = this.pageSize
    const from = Math.floor(this.first / size)
    const to = Math.floor(this.last / size)
    const pages: number[] = []
    for (let page = from; page <= to; page++) pages.push(page)
    const ahead = Math.min(aheadLimit, 1 + Math.ceil(Math.abs(this.speed) / 2 / size))
    const down = this.speed >= 0
    for (let step = 1; step <= ahead; step++) pages.push(down ? to + step : from - step)
    pages.push(down ? from - 1 : to + 1)
    const end = this.exact === null ? this.knownEnd() : Math.ceil(this.exact / size)
    return pages.filter((page) => page >= 0 && (page === 0 || page < end))
  }

  private knownEnd(): number {
    return this.replacing ? 1 : Math.ceil(this.count / this.pageSize)
  }

  private pump(): void {
    for (const page of this.wanted()) {
      if (this.inFlight.size >= inFlightLimit) return
      if (this.fresh(page) || this.inFlight.has(page) || this.failed.has(page)) continue
      // Its cursor is on the way: waiting a moment costs less than a jump.
      if (this.inFlight.has(page - 1)) return
      this.ask(page)
    }
  }

  private ask(page: number): void {
    const epoch = this.epoch
    const before = this.fresh(page - 1) ? (this.pages.get(page - 1)?.next ?? null) : null
    const request: PageRequest =
      page === 0 || before !== null
        ? { after: before, limit: this.pageSize }
        : { after: null, at: page * this.pageSize, limit: this.pageSize }
    const asked = this.load(request).then(
      (answer) => {
        if (epoch !== this.epoch) return
        this.inFlight.delete(page)
        this.store(page, answer)
        this.pump()
        this.changed()
      },
      (reason: unknown) => {
        if (epoch !== this.epoch) return
        this.inFlight.delete(page)
        this.failed.add(page)
        this.failure = reason
        this.changed()
      },
    )
    this.inFlight.set(page, asked)
  }

  private store(page: number, answer: PageAnswer<Row>): void {
    if (this.replacing) {
      this.pages.clear()
      this.replacing = false
    }
    this.answered = true
    this.failure = null
    this.pages.set(page, { rows: answer.rows, next: answer.next, epoch: this.epoch })
    if (answer.next === null && answer.rows.length > 0) this.exact = page * this.pageSize + answer.rows.length
    if (answer.next === null && page === 0) this.exact = answer.rows.length
    this.evict()
  }

  private evict(): void {
    if (this.pages.size <= this.keep) return
    const middle = (this.first + this.last) / 2 / this.pageSize
    const byDistance = [...this.pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
    for (const page of byDistance.slice(0, this.pages.size - this.keep)) this.pages.delete(page)
  }

  private changed(): void {
    this.changes++
    for (const heard of this.listeners) heard()
  }
}
