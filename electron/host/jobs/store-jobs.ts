/** Copy and check of a workspace's files as jobs. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditProof } from '#host/audit/audit.ts'
import type { JobContext } from '#host/jobs/jobs.ts'
import type { StoreTask } from '#host/jobs/store-tasks.ts'
import { runInThread } from '#host/jobs/thread.ts'
import { AppError } from '#shared/errors.ts'

type Files = Omit<StoreTask, 'task'>

/**
 * Reads every page of both files and walks the audit chain (R-ORG-16); fails with `store-damaged` or `audit-broken`, and
 * tells how many entries fit each other.
 */
export async function checkStore(files: Files, job: JobContext): Promise<void> {
  const proof = await runInThread<AuditProof>({ ...files, task: 'check' } satisfies StoreTask, job)
  if (!proof.ok) {
    const detail = { entry: proof.brokenAt, reason: proof.reason }
    throw new AppError('audit-broken', { safe: 'kept-locally', retry: 'no', detail })
  }
  job.found({ auditEntries: proof.entries })
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
