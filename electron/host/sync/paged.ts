/**
 * Reads a paged list whole. The partner pages by offset without a snapshot, so each page overlaps the one before by a
 * row: a page that does not touch what was read shows that rows moved away, and the reader steps back. What vanished is
 * decided only by a round in which nothing moved and every row the total speaks of was met (R-PLAT-20).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { guarded } from '#host/store/errors.ts'
import { Ahead } from '#host/sync/ahead.ts'
import { indexesMissing } from '#host/sync/care.ts'
import { concludeUnstable, decideVanished, type Ending } from '#host/sync/conclude.ts'
import {
  type CollectionRecord,
  countRun,
  forgetRefusedOf,
  keepRefused,
  newPass,
  type Pass,
  readPass,
  wasRefused,
  writePass,
} from '#host/sync/records.ts'
import { type RowId, TableRows } from '#host/sync/rows.ts'
import { checkCurrent, numbers, patiently, type Run } from '#host/sync/run.ts'
import { forgetSeen, type Seen, SeenKeys, SeenRows } from '#host/sync/seen.ts'
import type { Fetched, Mapped, PagedCollection } from '#host/sync/types.ts'

interface Request {
  readonly offset: number
  /** Rows at its beginning that the page before had at its end. */
  readonly overlap: 0 | 1
}

/** Where the reading goes on after a page. */
type Next = 'as planned' | 'from elsewhere' | 'nothing came'

interface Page extends Request, Fetched {
  readonly at: number
}

export const seenOf = (run: Pick<Run, 'db'>, { name, target }: PagedCollection): Seen<never> =>
  (target.rowid === undefined ? new SeenKeys(run.db, name) : new SeenRows(run.db, name)) as Seen<never>

export class PagedReading {
  readonly #run: Run
  readonly #collection: PagedCollection
  readonly #record: CollectionRecord
  readonly #table: TableRows
  readonly #ahead: Ahead<Request, Page>
  #pass: Pass
  #seen: Seen<never>
  /** Offset of the first row that no request in flight covers. */
  #planned: number
  /** As the last answer told; the pass knows it once the page is stored. */
  #total: number | null
  #asked = false
  #stuck = 0
  #ended = false

  constructor(run: Run, collection: PagedCollection, record: CollectionRecord, reason: string) {
    this.#run = run
    this.#collection = collection
    this.#record = record
    this.#pass = readPass(run.db, collection.name) ?? newPass(record, reason, run.now())
    this.#seen = seenOf(run, collection)
    this.#table = new TableRows(run.db, collection.target, run.care !== null && indexesMissing(run.db, run.care))
    this.#planned = this.#pass.position
    this.#total = this.#pass.total
    this.#ahead = new Ahead(
      run.pace.ahead,
      () => this.#next(),
      (request, signal) => this.#fetch(request, signal),
      run.signal,
    )
  }

  /** Ends with everything stored, whether it can be believed as a whole or not. */
  async read(): Promise<Ending> {
    this.#run.progress(this.#pass.position, this.#pass.total)
    try {
      for (;;) {
        await this.#readRound()
        const end = this.#endRound()
        if (end) return end
      }
    } finally {
      this.#ahead.reset()
    }
  }

  #next(): Request | null {
    // Without a total nobody knows whether there is another page before this one is here.
    if (this.#asked && (this.#total === null || this.#planned >= this.#total)) return null
    if (this.#ended || (this.#asked && this.#collection.whole)) return null
    this.#asked = true
    const overlap = this.#planned > 0 ? 1 : 0
    const request = { offset: this.#planned - overlap, overlap } as const
    this.#planned = request.offset + this.#collection.pageSize
    return request
  }

  async #fetch(request: Request, signal: AbortSignal): Promise<Page> {
    const { name, pageSize } = this.#collection
    const fetched = await patiently(this.#run, `${name} ${request.offset}`, () =>
      this.#collection.fetch(this.#run.api, { offset: request.offset, limit: pageSize }, signal),
    )
    this.#run.received(fetched.bytes)
    this.#total = fetched.total
    return { ...request, ...fetched, at: this.#run.now() }
  }

  async #readRound(): Promise<void> {
    const { pace } = this.#run
    // A first reading holds nobody up: fewer commits take less of its time.
    const most = this.#record.asOf === null ? pace.pagesACommit : 1
    this.#ended = false
    while (!this.#ended) {
      const taken = await this.#ahead.takeSome(most, pace.commitWithinMs)
      checkCurrent(this.#run)
      const next = taken.length > 0 ? this.#store(taken.map(({ answer }) => answer)) : 'nothing came'
      if (this.#ended) break
      if (next === 'nothing came') await this.#endsEarly()
      if (next !== 'as planned') this.#restart()
    }
    this.#ahead.reset()
  }

  /** The list stops short of its own total: asked again a few times, then this round of it is not believed. */
  async #endsEarly(): Promise<void> {
    this.#pass.moved = true
    this.#stuck += 1
    if (this.#stuck > this.#run.pace.retries) {
      this.#ended = true
      return
    }
    this.#run.note('list ends early', {
      collection: this.#collection.name,
      position: this.#pass.position,
      total: this.#total,
    })
    await sleep(this.#run.pace.retryFirstMs, undefined, { signal: this.#run.signal })
  }

  #restart(): void {
    this.#ahead.reset()
    this.#asked = false
    this.#planned = this.#pass.position
  }

  /** One commit: rows, position, what was seen, what was refused. Pages behind one that changes the plan are dropped. */
  #store(pages: readonly Page[]): Next {
    const { db, counts, care } = this.#run
    const { name, target } = this.#collection
    let next: Next = 'as planned'
    const touched: RowId[] = []
    guarded(db.name, () =>
      db.transaction(() => {
        for (const page of pages) {
          next = this.#apply(page, touched)
          counts.pages += 1
          if (next !== 'as planned' || this.#ended) break
        }
        if (touched.length > 0) care?.changed?.(db, numbers(touched))
        this.#seen.save(db)
        writePass(db, name, this.#pass)
        countRun(db, this.#run.id, counts)
      })(),
    )
    this.#run.touched(target.table, touched.length)
    this.#run.progress(this.#pass.position, this.#pass.total)
    return next
  }

  #apply(page: Page, touched: RowId[]): Next {
    const { rows, offset, overlap } = page
    const pass = this.#pass
    const mapped = rows.map((row) => this.#collection.map(row))
    const ids = this.#table.idsOf(mapped.map(({ key }) => key).filter((key) => key !== null))
    const met = (row: Mapped | undefined): boolean => {
      const id = row?.key === null || row === undefined ? undefined : ids.get(row.key)
      return id !== undefined && this.#seen.has(id as never)
    }
    // A refused row has no place among the seen ones; where it stands in the overlap it counts as met.
    const joined = overlap === 0 || (mapped[0] !== undefined && (!mapped[0].ok || met(mapped[0])))
    const again = mapped.slice(overlap).some((row) => met(row))
    if (page.total !== null && pass.total !== null && page.total !== pass.total) pass.moved = true
    pass.total = page.total
    if (!joined && !again && rows.length > 0) {
      this.#run.note('steps back', { collection: this.#collection.name, offset })
      pass.moved = true
      pass.position = Math.max(0, offset - this.#collection.pageSize + 1)
      return 'from elsewhere'
    }
    if (!joined || again) pass.moved = true
    const fresh = mapped.filter((row) => row.ok)
    const written = this.#table.write(fresh, ids, page.at)
    for (const { key } of fresh) this.#seen.add(ids.get(key) as never)
    this.#refuse(page, mapped, ids)
    const { counts } = this.#run
    counts.rows += fresh.length - (overlap === 1 && mapped[0]?.ok === true ? 1 : 0)
    counts.added += written.added.length
    counts.changed += written.changed.length
    for (const id of written.added) touched.push(id)
    for (const id of written.changed) touched.push(id)
    if (rows.length > overlap) this.#stuck = 0
    pass.position = offset + Math.max(rows.length, overlap)
    this.#ended = pass.total === null ? rows.length < this.#collection.pageSize : pass.position >= pass.total
    if (rows.length <= overlap) return 'nothing came'
    // Without a total the next request is known only now.
    return rows.length < this.#collection.pageSize || pass.total === null ? 'from elsewhere' : 'as planned'
  }

  #refuse(page: Page, mapped: readonly Mapped[], ids: Map<string, RowId>): void {
    const { db, counts } = this.#run
    const { name } = this.#collection
    for (const [n, row] of mapped.entries()) {
      // The row of the overlap was refused with the page before.
      if (row.ok || n < page.overlap) continue
      const id = row.key === null ? undefined : ids.get(row.key)
      if (id !== undefined) this.#seen.add(id as never)
      else if (row.key === null || !wasRefused(db, name, this.#pass.pass, row.key)) this.#pass.absent += 1
      keepRefused(db, name, this.#pass.pass, { key: row.key, reason: row.reason, raw: page.rows[n], at: page.at })
      counts.refused += 1
    }
  }

  #endRound(): Ending | null {
    const { db, pace } = this.#run
    const { name } = this.#collection
    const pass = this.#pass
    const stable = !pass.moved && (pass.total === null || this.#seen.count + pass.absent === pass.total)
    const why = this.#stuck > pace.retries ? 'list-ends-early' : 'total-moved'
    if (!stable && pass.round < pace.rounds) {
      this.#run.note('reads again', {
        collection: name,
        reason: why,
        round: pass.round,
        seen: this.#seen.count,
        total: pass.total,
      })
      const next: Pass = {
        ...pass,
        round: pass.round + 1,
        reason: why,
        startedAt: this.#run.now(),
        position: 0,
        moved: false,
        absent: 0,
      }
      guarded(db.name, () =>
        db.transaction(() => {
          forgetSeen(db, name)
          forgetRefusedOf(db, name, pass.pass)
          writePass(db, name, next)
        })(),
      )
      this.#pass = next
      this.#seen = seenOf(this.#run, this.#collection)
      this.#stuck = 0
      this.#restart()
      return null
    }
    if (stable) return decideVanished(this.#run, this.#collection, this.#record, pass, this.#seen)
    this.#run.note('vanished rows undecided', { collection: name, reason: why, rounds: pass.round })
    return concludeUnstable(this.#run, this.#collection, this.#record, pass, why)
  }
}
