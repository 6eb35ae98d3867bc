/** A file that a job's thread writes under a temporary name: it gets its own only when it is whole and allowed. */
import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { JobContext } from '#host/jobs/jobs.ts'
import { runInThread } from '#host/jobs/thread.ts'

/**
 * `finished` is called with what the thread answered, before the file gets its name: it audits, or throws where the person
 * may no longer have it. On any failure no file is left and an older one stands.
 */
export async function writeWhole<T extends { readonly task: string }>(
  path: string,
  task: T,
  job: JobContext,
  finished: (rows: number) => void,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  try {
    const rows = await runInThread({ ...task, temporary }, job)
    job.signal.throwIfAborted()
    finished(rows)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}
