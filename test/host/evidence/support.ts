// An evidence file beside a cache, both encrypted, as a workspace has them.
import { join } from 'node:path'
import { evidenceMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CacheFile } from '../sync/support.ts'

export const openEvidence = (cache: CacheFile): Db =>
  openLocal({ file: join(cache.dir, 'evidence.db'), key: cache.key })

export const makeEvidence = (cache: CacheFile): void => {
  const db = openEvidence(cache)
  migrate(db, evidenceMigrations)
  db.close()
}
