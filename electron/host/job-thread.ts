/** Entry of a job's thread: which task is which work. */
import { parentPort, workerData } from 'node:worker_threads'
import { batchKinds } from '#host/areas/batch-kinds.ts'
import { type CouponExport, writeCoupons } from '#host/areas/coupons/export.ts'
import { type ExportTask, writeExport } from '#host/areas/customers/export.ts'
import { shownCustomer } from '#host/areas/customers/lookup.ts'
import { type AdjustExport, writeAdjustments } from '#host/areas/funds/export.ts'
import { type ProofTask, writeProof } from '#host/batches/proof.ts'
import { type EvidenceTask, runEvidence, runTrial, type TrialTask } from '#host/evidence/task.ts'
import { type MarkTask, writeMarked } from '#host/imports/mark.ts'
import { type ReadTask, readFile } from '#host/imports/read.ts'
import { runStoreTask, type StoreTask } from '#host/jobs/store-tasks.ts'
import type { FromThread, ThreadProgress } from '#host/jobs/thread.ts'
import { storeError } from '#host/store/errors.ts'

type Task =
  | StoreTask
  | ExportTask
  | AdjustExport
  | (CouponExport & { readonly temporary: string })
  | ReadTask
  | MarkTask
  | ProofTask
  | EvidenceTask
  | TrialTask

/** Proofs of the batches that are declared. */
const proofs = batchKinds.map(({ name, proof }) => ({ name: name as string, proof }))

async function prove(task: ProofTask, progress: ThreadProgress): Promise<number> {
  const found = proofs.find(({ name }) => name === task.command)
  if (!found?.proof) throw new Error(`no proof of ${task.command} is declared`)
  return writeProof(task, found.proof, shownCustomer, progress)
}

async function run(task: Task, progress: ThreadProgress): Promise<unknown> {
  if (task.task === 'export-customers') return writeExport(task, progress)
  if (task.task === 'export-adjustments') return writeAdjustments(task, progress)
  if (task.task === 'export-coupons') return writeCoupons(task, progress)
  if (task.task === 'read-import') return readFile(task, progress, (rows) => send({ kind: 'part', value: rows }))
  if (task.task === 'batch-proof') return prove(task, progress)
  if (task.task === 'mark-import') return writeMarked(task, progress)
  if (task.task === 'evidence') return runEvidence(task, progress)
  if (task.task === 'book-trial') return runTrial(task)
  return runStoreTask(task, progress)
}

/** What a failure is told by. */
const fileOf = (task: Task): string => ('temporary' in task ? task.temporary : 'dir' in task ? task.dir : 'file')

const port = parentPort
if (!port) throw new Error('a job runs in a worker thread')
const send = (message: FromThread): void => port.postMessage(message)
const task = workerData as Task
try {
  send({ kind: 'done', value: await run(task, (done, total) => send({ kind: 'progress', done, total })) })
} catch (cause) {
  send({ kind: 'failed', error: storeError(cause, fileOf(task)).value })
}
