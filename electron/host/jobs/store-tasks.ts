/** Work that reads whole store files: a checked copy, a check. Only reads: it opens the files beside their owners. */
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type AuditProof, verify } from '#host/audit/audit.ts'
import type { ThreadProgress } from '#host/jobs/thread.ts'
import { backUp, copyPath, copyStore, listCopies, quickCheck } from '#host/store/backup.ts'
import { openReader } from '#host/store/open.ts'
import { requireFreeDisk } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'

export interface StoreTask {
  readonly task: 'backup' | 'check'
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  /** UTC milliseconds: the name of the copies. */
  readonly now: number
}

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

/** Both files, one step each; a check answers with the proof of the audit chain. */
export function runStoreTask({ task, dir, key, now }: StoreTask, progress: ThreadProgress): AuditProof | null {
  let proof: AuditProof | null = null
  const local = join(dir, 'local.db')
  const cache = join(dir, 'cache.db')
  const backups = join(dir, 'backups')
  progress(0, 2)
  if (task === 'check') {
    reading(local, key, (db) => {
      quickCheck(db)
      proof = verify(db)
    })
    progress(1, 2)
    reading(cache, key, quickCheck)
  } else {
    reading(local, key, (db) => void backUp(db, key, backups, 'local', now))
    progress(1, 2)
    reading(cache, key, (db) => {
      requireFreeDisk(backups, statSync(cache).size)
      const older = listCopies(backups, 'cache')
      copyStore(db, key, copyPath(backups, 'cache', now))
      // A large file that can be fetched again: one copy is enough.
      for (const { file } of older) rmSync(file, { force: true })
    })
  }
  progress(2, 2)
  return proof
}
