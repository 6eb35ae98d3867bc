/** What the sync tells of itself, at most a few times a second. */

import type { PartnerApi } from '#host/partner-api/types.ts'
import { type Item, inBackground, onlyAsked, statusOf } from '#host/sync/item.ts'
import type { Pace } from '#host/sync/types.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** The rate is that of the last half minute. */
const RATE_WINDOW_MS = 30_000
const SAMPLE_EVERY_MS = 500

interface BoardParts {
  readonly api: PartnerApi
  readonly pace: Pace
  readonly now: () => number
  onStatus(status: SyncStatus): void
}

export class StatusBoard {
  readonly #items: () => readonly Item[]
  readonly #parts: BoardParts
  connection: SyncStatus['connection'] = 'unknown'
  error: AppErrorValue | null = null
  moment: { readonly paused: boolean; readonly running: readonly Item[] } = {
    paused: false,
    running: [],
  }
  finishing: { readonly table: string; readonly done: number; readonly total: number | null } | null = null
  /** Items read since the engine last rested. */
  #cycle = new Set<Item>()
  #bytes = 0
  #samples: { at: number; rows: number; of: string | null }[] = []
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(items: () => readonly Item[], parts: BoardParts) {
    this.#items = items
    this.#parts = parts
  }

  cycle(candidates: readonly Item[]): void {
    for (const item of candidates) {
      if (this.#cycle.has(item)) continue
      this.#cycle.add(item)
      item.done = 0
      item.total = null
    }
  }

  rest(): void {
    this.#cycle.clear()
    this.#samples = []
    this.changed()
  }

  received(bytes: number): void {
    this.#bytes += bytes
    this.connection = 'online'
  }

  progress(): void {
    const at = performance.now()
    const of = this.finishing?.table ?? null
    const rows = this.#done()
    const last = this.#samples.at(-1)
    // What is made ready is counted otherwise; a list that is read once more begins anew.
    if (last && (last.of !== of || rows < last.rows)) this.#samples = []
    if (!last || last.of !== of || at - last.at >= SAMPLE_EVERY_MS) this.#samples.push({ at, rows, of })
    while ((this.#samples[0]?.at ?? at) < at - RATE_WINDOW_MS) this.#samples.shift()
    this.changed()
  }

  changed(): void {
    if (this.#closed || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#parts.onStatus(this.status())
    }, this.#parts.pace.statusEveryMs)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  #rate(): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (!first || !last || last.at - first.at < SAMPLE_EVERY_MS || last.of !== null) return null
    return ((last.rows - first.rows) * 1000) / (last.at - first.at)
  }

  /** Items of this cycle whose total is known. */
  #known(): Item[] {
    return [...this.#cycle].filter((item) => item.total !== null && !inBackground(item))
  }

  #done(): number {
    return this.finishing ? this.finishing.done : this.#known().reduce((sum, item) => sum + item.done, 0)
  }

  #phase(): SyncStatus['phase'] {
    if (this.moment.paused) return 'paused'
    if (this.finishing) return 'finishing'
    return this.moment.running.some((item) => !inBackground(item)) ? 'running' : 'idle'
  }

  status(): SyncStatus {
    const now = this.#parts.now()
    const moment = { now, ...this.moment, finishing: this.finishing?.table ?? null }
    const items = this.#items()
    const permitted = items.filter((item) => item.record.permitted && !inBackground(item))
    const asOfs = permitted.map((item) => item.record.asOf)
    const known = this.#known()
    const done = this.#done()
    const total = this.finishing
      ? this.finishing.total
      : known.length === 0
        ? null
        : known.reduce((sum, item) => sum + (item.total ?? 0), 0)
    const rate = this.#rate()
    return {
      connection: this.connection,
      phase: this.#phase(),
      first: asOfs.includes(null),
      collections: items.filter((item) => !onlyAsked(item)).map((item) => statusOf(item, moment)),
      done,
      total,
      timeLeftMs: rate !== null && rate > 0 && total !== null ? Math.max(((total - done) * 1000) / rate, 0) : null,
      rowsPerSecond: rate,
      bytes: this.#bytes,
      asOf: asOfs.length === 0 || asOfs.includes(null) ? null : Math.min(...(asOfs as number[])),
      clockSkewMs: this.#parts.api.clockSkewMs,
      error: this.error,
    }
  }
}
