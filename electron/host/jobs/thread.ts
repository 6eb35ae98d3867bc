/** Runs a job's work in a thread of its own, so that neither pages nor the sync wait for it. */
import { Worker } from 'node:worker_threads'
import type { JobContext } from '#host/jobs/jobs.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

export type ThreadProgress = (done: number, total: number | null) => void

export type FromThread =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | null }
  /** Results that come while the work goes on, in pieces that nobody has to wait for. */
  | { readonly kind: 'part'; readonly value: unknown }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: AppErrorValue }

/** Source under Node, bundle in the program; computed so that no bundler follows it. */
const threadUrl = (): URL => {
  const here = import.meta.url
  return new URL(here.endsWith('.ts') ? ['..', 'job-thread.ts'].join('/') : ['.', 'job-thread.js'].join('/'), here)
}

/**
 * `task` is plain data; its `task` names the work (job-thread.ts), which says what `Value` and the parts are. Answers what
 * the work answered. Cancelling ends the thread at once: what it left half done is the caller's to remove.
 */
export async function runInThread<Value = number, T extends { readonly task: string } = { readonly task: string }>(
  task: T,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>,
  onPart: (value: unknown) => void = () => {},
): Promise<Value> {
  signal.throwIfAborted()
  const worker = new Worker(threadUrl(), { workerData: task, name: task.task })
  const stop = (): void => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Value>((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.kind === 'progress') progress(message.done, message.total)
        else if (message.kind === 'part') onPart(message.value)
        else if (message.kind === 'done') resolve(message.value as Value)
        else reject(new AppError(message.error.code, message.error))
      })
      worker.on('error', reject)
      worker.on('exit', () =>
        reject(signal.aborted ? signal.reason : new Error(`the thread of ${task.task} ended early`)),
      )
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
