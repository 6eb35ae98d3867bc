/**
 * Copies what the cache tells of changing balances into the local file, a slice at a time between other work: no call of
 * a page waits longer than one slice. Where it stopped is stored with what it copied, so a kill repeats nothing.
 */

import { baseOf, customerBurn, dayOf } from '#host/areas/funds/observed.ts'
import { kept } from '#host/store/open.ts'
import type { Follower, FollowParts } from '#host/workspaces/opened.ts'
import { BURN_DAYS, netOf, type Observed, runsOutAt } from '#shared/rules/funds.ts'

/** Rows of one commit: a few milliseconds of the thread that serves pages. */
const SLICE = 100
/** Sync tells of many small commits; one look is enough for those within so long. */
const LOOK_AFTER_MS = 500
/** Days of history kept: twice what a burn needs. */
const DAYS_KEPT = BURN_DAYS * 2

interface Change {
  seq: number
  owner: string
  amount: number
  debt: number
  at: number
}

interface Feed {
  source: number
  seq: number
  record: number
}

const followed = new Set(['customers', 'partner_accounts', 'adjust_records'])
const CUSTOMER = 'customer:'

export class BalanceBook implements Follower {
  readonly #parts: FollowParts
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | null = null
  #closed = false

  constructor(parts: FollowParts) {
    this.#parts = parts
    this.#later()
  }

  /** The sync's thread committed changes of these tables. */
  tables(tables: readonly string[]): void {
    if (tables.some((table) => followed.has(table))) this.#later()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#working
  }

  #later(): void {
    if (this.#closed || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#working ??= this.follow()
        .catch((cause: unknown) => this.#parts.failed(cause))
        .finally(() => {
          this.#working = null
        })
    }, LOOK_AFTER_MS)
    this.#timer.unref()
  }

  /** Copies everything there is. */
  async follow(): Promise<void> {
    let copied = false
    while (!this.#closed && this.#slice()) {
      copied = true
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (copied && !this.#closed) this.#parts.changed()
  }

  #feed(): Feed {
    const { cache, local } = this.#parts
    const source = kept<number>(cache, 'SELECT id FROM balance_source').pluck().get() as number
    const feed = kept<Feed>(local, 'SELECT source, seq, record FROM balance_feed').get()
    return feed?.source === source ? feed : { source, seq: 0, record: 0 }
  }

  /** One slice of both feeds; false when there was nothing left. */
  #slice(): boolean {
    const { cache, local } = this.#parts
    const feed = this.#feed()
    const changes = kept<Change>(
      cache,
      'SELECT seq, owner, amount, debt, at FROM balance_changes WHERE seq > ? ORDER BY seq LIMIT ?',
    ).all(feed.seq, SLICE)
    // A record that came after the balance it explains: the customer's rate is told anew.
    const records = kept<{ id: number; customer_id: string }>(
      cache,
      'SELECT id, customer_id FROM adjust_records WHERE id > ? ORDER BY id LIMIT ?',
    ).all(feed.record, SLICE)
    if (changes.length === 0 && records.length === 0) return false
    local
      .transaction(() => {
        const touched = new Map<string, number>()
        for (const change of changes) touched.set(change.owner, this.#observe(change))
        for (const { customer_id: customerId } of records) {
          const owner = `${CUSTOMER}${customerId}`
          const id = kept<number>(local, 'SELECT id FROM balance_owners WHERE owner = ?').pluck().get(owner)
          if (id !== undefined) touched.set(owner, id)
        }
        for (const [owner, id] of touched) this.#rate(owner, id)
        kept(local, 'INSERT OR REPLACE INTO balance_feed (only, source, seq, record) VALUES (1, ?, ?, ?)').run(
          feed.source,
          changes.at(-1)?.seq ?? feed.seq,
          records.at(-1)?.id ?? feed.record,
        )
      })
      .immediate()
    return true
  }

  #observe({ owner, amount, debt, at }: Change): number {
    const { local } = this.#parts
    const id = kept<number>(
      local,
      `INSERT INTO balance_owners (owner, net, at) VALUES (?, ?, ?)
       ON CONFLICT (owner) DO UPDATE SET net = excluded.net, at = max(at, excluded.at) RETURNING id`,
    )
      .pluck()
      .get(owner, netOf(amount, debt), at) as number
    const day = dayOf(at)
    kept(
      local,
      `INSERT INTO balance_days (owner, day, amount, debt, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (owner, day) DO UPDATE SET amount = excluded.amount, debt = excluded.debt, at = excluded.at`,
    ).run(id, day, amount, debt, at)
    // The newest one before the kept days stays: it says what there was when they began.
    kept(
      local,
      `DELETE FROM balance_days WHERE owner = @id AND day <
         (SELECT max(day) FROM balance_days WHERE owner = @id AND day <= @before)`,
    ).run({ id, before: day - DAYS_KEPT })
    return id
  }

  #rate(owner: string, id: number): void {
    if (!owner.startsWith(CUSTOMER)) return
    const { cache, local } = this.#parts
    const last = kept<Observed>(local, 'SELECT net, at FROM balance_owners WHERE id = ?').get(id)
    if (!last || !baseOf(local, id, last.at)) return
    const { perDay } = customerBurn({ cache, local }, id, owner.slice(CUSTOMER.length), last)
    kept(local, 'UPDATE balance_owners SET per_day = ?, runs_out_at = ? WHERE id = ?').run(
      perDay,
      runsOutAt(last, perDay),
      id,
    )
  }
}
