/** The evidence file: made and brought up to date before anything reads it. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { evidenceMigrations } from '#host/schema.ts'
import { copyStore } from '#host/store/backup.ts'
import { storeError } from '#host/store/errors.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal, openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

export interface EvidenceOptions {
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  /** UTC milliseconds. */
  readonly now: number
}

const FILE = 'evidence.db'

function bringUpToDate({ dir, key, now }: EvidenceOptions): void {
  const db = openLocal({ file: join(dir, FILE), key })
  try {
    // Kept for good: evidence cannot be fetched again.
    migrate(db, evidenceMigrations, {
      backup: () => copyStore(db, key, join(dir, 'backups', `evidence-${now}.db`)),
    })
  } finally {
    db.close()
  }
}

/**
 * A handle that cannot write. A damaged file is set aside, never deleted: `setAside` names it, and editions begin anew
 * with the statements that are here. Throws what `storeError` tells otherwise (newer program, full disk).
 */
export function openEvidence(options: EvidenceOptions): { db: Db; setAside: string | null } {
  const file = join(options.dir, FILE)
  let setAside: string | null = null
  try {
    bringUpToDate(options)
  } catch (cause) {
    const error = storeError(cause, file)
    if (error.value.code !== 'store-damaged' && error.value.code !== 'store-unreadable') throw error
    if (!existsSync(file)) throw error
    setAside = `evidence.damaged-${options.now}.db`
    renameSync(file, join(options.dir, setAside))
    for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
    bringUpToDate(options)
  }
  return { db: openReader({ file, key: options.key }), setAside }
}
