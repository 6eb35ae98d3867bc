/**
 * A thread of its own for work that reads whole files (copy, check), so that neither pages nor the sync wait for it.
 * Only reads: it opens the files beside their owners.
 */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { rmSync, statSync } from 'node:fs'
import { AppError, type AppErrorValue } from '#shared/errors.ts'
import { backUp, copyPath, copyStore, listCopies, quickCheck } from '#host/store/backup.ts'
import { storeError } from '#host/store/errors.ts'
import { openReader } from '#host/store/open.ts'
import { requireFreeDisk } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'

export interface StoreTask {
  task: 'backup' | 'check'
  dir: string
  key: Uint8Array
  /** UTC milliseconds: the name of the copies. */
  now: number
}

export type StoreTaskMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done' }
  | { kind: 'failed'; error: AppErrorValue }

function reading(file: string, key: Uint8Array, work: (db: Db) => void): void {
  const db = openReader({ file, key })
  try {
    // `VACUUM INTO` counts as writing; the file itself is open for reading only.
    db.pragma('query_only = OFF')
    work(db)
  } finally {
    db.close()
  }
}

function run({ task, dir, key, now }: StoreTask, tell: (message: StoreTaskMessage) => void): void {
  const local = join(dir, 'local.db')
  const cache = join(dir, 'cache.db')
  const backups = join(dir, 'backups')
  const step = (done: number): void => tell({ kind: 'progress', done, total: 2 })
  step(0)
  if (task === 'check') {
    reading(local, key, quickCheck)
    step(1)
    reading(cache, key, quickCheck)
  } else {
    reading(local, key, (db) => void backUp(db, key, backups, 'local', now))
    step(1)
    reading(cache, key, (db) => {
      requireFreeDisk(backups, statSync(cache).size)
      const older = listCopies(backups, 'cache')
      copyStore(db, key, copyPath(backups, 'cache', now))
      // A large file that can be fetched again: one copy is enough.
      for (const { file } of older) rmSync(file, { force: true })
    })
  }
  step(2)
}

const port = parentPort
if (port) {
  const tell = (message: StoreTaskMessage): void => port.postMessage(message)
  try {
    run(workerData as StoreTask, tell)
    tell({ kind: 'done' })
  } catch (cause) {
    const error = cause instanceof AppError ? cause : storeError(cause, (workerData as StoreTask).dir)
    tell({ kind: 'failed', error: error.value })
  }
}
