/** Runs a store task in its own thread as a job; cancelling ends the thread and leaves no half copy. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/errors.ts'
import type { JobContext } from '#host/jobs/jobs.ts'
import type { StoreTask, StoreTaskMessage } from '#host/jobs/store-worker.ts'

/** The worker beside this file in a checkout, beside the bundle when built; assembled so that a bundler leaves it be. */
const workerUrl = (): URL =>
  import.meta.url.endsWith('.ts') ? new URL('./store-worker.ts', import.meta.url) : new URL(`./${'store-worker'}.js`, import.meta.url)

function removeHalves(dir: string): void {
  const backups = join(dir, 'backups')
  for (const name of readdirSync(backups)) if (name.endsWith('.part')) rmSync(join(backups, name), { force: true })
}

export async function runStoreTask(task: StoreTask, { signal, progress }: JobContext): Promise<void> {
  signal.throwIfAborted()
  const worker = new Worker(workerUrl(), { workerData: task })
  const stop = (): void => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: StoreTaskMessage) => {
        if (message.kind === 'progress') progress(message.done, message.total)
        else if (message.kind === 'done') resolve()
        else reject(new AppError(message.error.code, message.error))
      })
      worker.on('error', reject)
      worker.on('exit', () => reject(signal.aborted ? signal.reason : new Error('the store thread ended early')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
    if (signal.aborted && task.task === 'backup') removeHalves(task.dir)
  }
}
