/** Copy and check of a workspace's files as jobs. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { JobContext } from '#host/jobs/jobs.ts'
import type { StoreTask } from '#host/jobs/store-tasks.ts'
import { runInThread } from '#host/jobs/thread.ts'

type Files = Omit<StoreTask, 'task'>

/** Reads every page of both files; fails with `store-damaged`. */
export async function checkStore(files: Files, job: JobContext): Promise<void> {
  await runInThread({ ...files, task: 'check' } satisfies StoreTask, job)
}

/** Copies both files into the backup folder, opened and checked; cancelled or failed, no half copy is left. */
export async function backUpStore(files: Files, job: JobContext): Promise<void> {
  try {
    await runInThread({ ...files, task: 'backup' } satisfies StoreTask, job)
  } catch (cause) {
    const backups = join(files.dir, 'backups')
    if (existsSync(backups)) {
      for (const name of readdirSync(backups)) if (name.endsWith('.part')) rmSync(join(backups, name), { force: true })
    }
    throw cause
  }
}
