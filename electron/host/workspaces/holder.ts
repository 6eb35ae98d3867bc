/** A workspace's credential changes hands while it is closed. */
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { append } from '#host/audit/audit.ts'
import type { People } from '#host/person.ts'
import { storeSchema } from '#host/schema.ts'
import type { Shell } from '#host/shell.ts'
import { migrate } from '#host/store/migrate.ts'
import { checkpoint, openCacheWriter, openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { dropPass, readCollection, writeCollection } from '#host/sync/records.ts'
import { OWN_MEMBER } from '#host/workspaces/opened.ts'
import type { Registry, WorkspaceFile } from '#host/workspaces/registry.ts'
import { unsealKey } from '#host/workspaces/secrets.ts'
import { AppError, type ErrorCode } from '#shared/errors.ts'

/** Such a store is opened by nobody until it is repaired, with whatever credential. */
const shut: ReadonlySet<ErrorCode> = new Set(['key-lost', 'store-damaged', 'store-unreadable', 'store-newer'])

function using<T>(db: Db, work: (db: Db) => T): T {
  try {
    return work(db)
  } finally {
    checkpoint(db, 'TRUNCATE')
    db.close()
  }
}

/** Answers the account name that was known. */
function forget(people: People, cache: Db): string {
  // Also refuses a file of a newer program.
  migrate(cache, storeSchema.cache)
  return cache.transaction(() => {
    const { accountName } = people.read(cache, null).identity
    people.forget(cache)
    dropPass(cache, OWN_MEMBER)
    writeCollection(cache, OWN_MEMBER, {
      ...readCollection(cache, OWN_MEMBER),
      asOf: null,
      permitted: true,
      error: null,
      failures: 0,
      retryAt: null,
    })
    return accountName
  })()
}

interface HolderOptions {
  readonly registry: Registry
  readonly shell: Shell
  readonly people: People
  readonly now: () => number
}

/** Audits the change and forgets the person, where the store can be opened; throws `disk-full` and the like. */
export async function changeHolder(
  { registry, shell, people, now }: HolderOptions,
  before: WorkspaceFile,
  after: WorkspaceFile,
): Promise<void> {
  const { workspaceId } = before
  const folder = registry.folderOf(workspaceId)
  // Never opened yet: there is nobody to forget.
  if (!existsSync(join(folder, 'local.db')) || !existsSync(join(folder, 'cache.db'))) return
  try {
    const key = await unsealKey(shell, before.key)
    const actor = using(openCacheWriter({ file: join(folder, 'cache.db'), key }), (cache) => forget(people, cache))
    using(openLocal({ file: join(folder, 'local.db'), key }), (local) => {
      migrate(local, storeSchema.local)
      local
        .transaction(() =>
          append(local, {
            at: now(),
            actor,
            action: 'workspaces.replaceCredential',
            target: `workspace:${workspaceId}`,
            result: 'done',
            online: false,
            device: hostname(),
            detail: {
              beforeKind: before.credential.kind,
              beforeHint: before.credential.hint,
              afterKind: after.credential.kind,
              afterHint: after.credential.hint,
            },
          }),
        )
        .immediate()
    })
  } catch (cause) {
    if (!(cause instanceof AppError && shut.has(cause.value.code))) throw cause
  }
}
