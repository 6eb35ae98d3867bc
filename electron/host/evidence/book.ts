/** The evidence of an open workspace: a reader for pages, and the job that takes editions and matches them. */
import type { BookChange, BookSide } from '#host/evidence/books.ts'
import { openEvidence } from '#host/evidence/open.ts'
import type { TakenFile } from '#host/evidence/taken.ts'
import type { EvidenceDone, EvidenceTask, TrialTask } from '#host/evidence/task.ts'
import type { JobContext, Jobs } from '#host/jobs/jobs.ts'
import { runInThread } from '#host/jobs/thread.ts'
import type { Log } from '#host/log/log.ts'
import type { Db } from '#host/store/types.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { AppError } from '#shared/errors.ts'
import type { MatchOptions, Trial } from '#shared/rules/matching.ts'

/** Collections whose complete reading may change a verdict. */
const SIDES: ReadonlySet<string> = new Set([
  'incentive-bills',
  'incentive-plans',
  'incentive-policies',
  'incentive-details',
  'consumption-sums',
])

export interface EvidenceParts {
  readonly dir: string
  readonly key: Uint8Array
  readonly jobs: Jobs
  readonly log: Log
  now(): number
  /** Editions or verdicts changed. */
  changed(): void
}

const sidesOf = ({ collections }: SyncStatus): string =>
  collections
    .filter(({ name }) => SIDES.has(name))
    .map(({ name, asOf }) => `${name} ${asOf}`)
    .join()

export class EvidenceBook {
  readonly db: Db
  readonly #parts: EvidenceParts
  #sides: string | null = null
  #again = false
  #turn: Promise<void> = Promise.resolve()

  /** Throws what `openEvidence` throws. */
  constructor(parts: EvidenceParts) {
    this.#parts = parts
    const { db, setAside } = openEvidence({ dir: parts.dir, key: parts.key, now: parts.now() })
    if (setAside) parts.log.warn('the evidence file was damaged and set aside', { file: setAside })
    this.db = db
  }

  /** Follows the sync: once nothing is read any more, what was read since is matched. */
  status(status: SyncStatus): void {
    const sides = sidesOf(status)
    this.#sides ??= sides
    if (status.phase !== 'idle' || sides === this.#sides) return
    this.#sides = sides
    try {
      this.reconcile()
    } catch (cause) {
      // It runs already: once more after that, for it may have begun before the last page.
      if (cause instanceof AppError && cause.value.code === 'busy') this.#again = true
      else this.#parts.log.warn('statements not matched', { cause })
    }
  }

  /** Begins in the background and answers the job's id; throws `busy` while it runs. */
  reconcile(): string {
    return this.#parts.jobs.start({ kind: 'reconcile', alone: true, run: (job) => this.#run(job) })
  }

  /** Takes a person's file and matches what it changed; after what runs already. Answers the job's id. */
  take(file: TakenFile): string {
    return this.#parts.jobs.start({
      kind: 'evidence-import',
      run: async (job) => {
        const { taken } = await this.#once(job, { file })
        if (taken) job.found({ periods: taken.periods, editions: taken.editions })
      },
    })
  }

  /** Changes the books and matches them again; answers the job's id. */
  changeBooks(books: BookChange): string {
    return this.#parts.jobs.start({ kind: 'book-match', run: async (job) => void (await this.#once(job, { books })) })
  }

  /** What the rules would find; nothing is stored. */
  trial(period: string, side: BookSide, options: MatchOptions, signal: AbortSignal): Promise<Trial> {
    const { dir, key } = this.#parts
    return runInThread<Trial, TrialTask>(
      { task: 'book-trial', dir, key, period, side, options },
      { signal, progress: () => {} },
    )
  }

  async #run(job: JobContext): Promise<void> {
    do {
      this.#again = false
      await this.#once(job)
    } while (this.#again)
  }

  /** One writer at a time: each waits for the one before. */
  #once(job: JobContext, change: Pick<EvidenceTask, 'file' | 'books'> = {}): Promise<EvidenceDone> {
    const { dir, key, now, changed } = this.#parts
    const done = this.#turn.then(() =>
      runInThread<EvidenceDone, EvidenceTask>({ task: 'evidence', dir, key, now: now(), ...change }, job),
    )
    this.#turn = done.then(changed, () => {})
    return done
  }

  close(): void {
    this.db.close()
  }
}
