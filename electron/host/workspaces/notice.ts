/** What happened to a workspace's files while it was opened, for the person: what is safe and where the old file lies. */
import { basename } from 'node:path'
import type { PreparedStore } from '#host/store/prepare.ts'
import type { StoreNotice } from '#shared/contract/workspaces.ts'

/** Full paths of files that were set aside; pages learn their names only. */
export interface KeptFiles {
  readonly local: string | null
  readonly cache: string | null
}

export const keptFiles = ({ recovered }: PreparedStore, cacheKeptAs: string | null): KeptFiles => ({
  local: recovered?.keptAs ?? null,
  cache: cacheKeptAs,
})

/** Null where everything was as it should be. */
export function noticeOf({ recovered, copyError }: PreparedStore, { cache }: KeptFiles): StoreNotice | null {
  if (!recovered && !copyError && cache === null) return null
  return {
    local: recovered && {
      copyAt: recovered.copyAt,
      rescuedRows: recovered.rescuedRows,
      damagedTables: recovered.damagedTables.slice(0, 100).map((name) => name.slice(0, 64)),
      keptAs: basename(recovered.keptAs),
    },
    cache: cache === null ? null : { keptAs: basename(cache) },
    copyError,
  }
}
