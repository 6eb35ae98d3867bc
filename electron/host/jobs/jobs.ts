/** Long work of one open workspace: progress, cancelling, and the history of this session. Closing it ends all jobs. */
import type { JobView } from '#shared/contract/system.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

export interface JobContext {
  readonly signal: AbortSignal
  /** `total` null where it is not known. */
  progress(done: number, total: number | null): void
  /** Tells with the end of the job what it found. */
  found(what: NonNullable<JobView['found']>): void
}

export interface JobStart {
  readonly kind: JobView['kind']
  /** Full path of the file it writes; a page sees its name only. */
  readonly file?: { readonly path: string; readonly name: string }
  /** Refuses with `busy` while another one of this kind runs. */
  readonly alone?: boolean
  run(job: JobContext): Promise<void>
}

export interface Jobs {
  /** Begins at once; returns the job's id. */
  start(job: JobStart): string
  list(): JobView[]
  cancel(jobId: string): void
  /** Path of the file a finished job wrote; throws `not-found`. */
  fileOf(jobId: string): string
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>
}

const HISTORY = 100
/** Progress reaches pages at most this often. */
const TELL_EVERY_MS = 150

interface Kept {
  view: JobView
  path: string | null
  stop: AbortController
  ended: Promise<void>
}

export function createJobs(options: {
  now(): number
  newId(): string
  tell(job: JobView): void
  /** Logs a failure and makes it a value. */
  toError(cause: unknown, call: string): AppErrorValue
}): Jobs {
  const kept = new Map<string, Kept>()

  const forget = (): void => {
    for (const [id, job] of kept) {
      if (kept.size <= HISTORY) return
      if (job.view.state !== 'running') kept.delete(id)
    }
  }

  const found = (jobId: string): Kept => {
    const job = kept.get(jobId)
    if (!job) throw new AppError('not-found')
    return job
  }

  return {
    start: ({ kind, file, alone, run }) => {
      if (alone && [...kept.values()].some(({ view }) => view.kind === kind && view.state === 'running')) {
        throw new AppError('busy', { retry: 'later' })
      }
      const jobId = options.newId()
      const stop = new AbortController()
      let told = 0
      const job: Kept = {
        view: {
          jobId,
          kind,
          state: 'running',
          done: 0,
          total: null,
          fileName: file?.name ?? null,
          startedAt: options.now(),
          endedAt: null,
          error: null,
        },
        path: file?.path ?? null,
        stop,
        ended: Promise.resolve(),
      }
      const change = (to: Partial<JobView>): void => {
        job.view = { ...job.view, ...to }
        options.tell(job.view)
      }
      const progress = (done: number, total: number | null): void => {
        job.view = { ...job.view, done, total }
        const at = options.now()
        if (at - told < TELL_EVERY_MS) return
        told = at
        options.tell(job.view)
      }
      const found = (what: NonNullable<JobView['found']>): void => {
        job.view = { ...job.view, found: what }
      }
      kept.set(jobId, job)
      forget()
      options.tell(job.view)
      job.ended = run({ signal: stop.signal, progress, found }).then(
        () => change({ state: 'done', endedAt: options.now() }),
        (cause: unknown) => {
          if (stop.signal.aborted) change({ state: 'cancelled', endedAt: options.now() })
          else change({ state: 'failed', endedAt: options.now(), error: options.toError(cause, `job ${kind}`) })
        },
      )
      return jobId
    },
    list: () => [...kept.values()].map(({ view }) => view).reverse(),
    cancel: (jobId) => found(jobId).stop.abort(),
    fileOf: (jobId) => {
      const { path, view } = found(jobId)
      if (!path || view.state !== 'done') throw new AppError('not-found')
      return path
    },
    close: async () => {
      for (const { stop } of kept.values()) stop.abort()
      await Promise.all([...kept.values()].map(({ ended }) => ended))
    },
  }
}
