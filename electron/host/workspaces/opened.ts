/** One open workspace: its two files, its sync, its jobs, and the person who sits here. Whoever opens it closes it. */
import { hostname } from 'node:os'
import type { AppEvent } from '#shared/contract/system.ts'
import type { CollectionStatus } from '#shared/contract/sync.ts'
import type { Credential } from '#shared/contract/workspaces.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { append, type AuditDetail, type AuditEntry } from '#host/audit/audit.ts'
import { type Person, readPerson } from '#host/areas/organization/identity.ts'
import type { ToError } from '#host/errors.ts'
import { createJobs, type Jobs } from '#host/jobs/jobs.ts'
import { runStoreTask } from '#host/jobs/store-task.ts'
import type { Log } from '#host/log/log.ts'
import { checkpoint, openLocal, openReader, optimize } from '#host/store/open.ts'
import { type PreparedStore, prepareStore } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'
import { startSync, type SyncHandle } from '#host/sync/handle.ts'
import type { WorkspaceFile } from '#host/workspaces/registry.ts'
import { storeSchema } from '#host/schema.ts'

export interface Opened {
  readonly file: WorkspaceFile
  readonly dir: string
  readonly key: Uint8Array
  /** Read and written here alone. */
  readonly local: Db
  /** Cannot write; the sync's thread owns the writer. */
  readonly cache: Db
  readonly sync: SyncHandle
  readonly jobs: Jobs
  person(): Person
  /** When the collection was last read whole; null before that. */
  asOf(collection: string): number | null
  collectionState(collection: string): CollectionStatus['state'] | null
  /** An audit entry of now by the person who sits here, to be appended in the caller's transaction. */
  entry(action: string, target: string, detail: AuditDetail, result?: AuditEntry['result']): AuditEntry
  /** Appends an entry in a transaction of its own. */
  audit(action: string, target: string, detail: AuditDetail, result?: AuditEntry['result']): void
  close(): Promise<void>
}

export interface OpenInput {
  readonly file: WorkspaceFile
  readonly folder: string
  readonly key: Uint8Array
  readonly credential: Credential
  readonly rebuild: boolean
  step(name: string): void
}

export type OpenStore = (input: OpenInput) => Promise<Opened>

export interface OpenDeps {
  readonly now: () => number
  readonly newId: () => string
  readonly log: Log
  readonly toError: ToError
  tell(event: AppEvent): void
  /** Remembers when the desk API was found absent, for the next start without a network. */
  noteDesk(workspaceId: string, absentAt: number | null): void
  /** The sync found a file damaged; its thread has stopped. */
  onDamage(error: AppErrorValue): void
}

/** The check of a cache that was not closed well waits until the window has its rows. */
const CHECK_AFTER_MS = 15_000

interface Parts {
  readonly input: OpenInput
  readonly deps: OpenDeps
  readonly prepared: PreparedStore
  readonly local: Db
  readonly cache: Db
}

/** Who sits here, kept until the tables that tell it change. */
function personKeeper({ input, deps, cache }: Parts) {
  const { workspaceId } = input.file
  let deskAbsentAt = input.file.deskAbsentAt
  let person: Person | null = null
  return {
    person: (): Person => (person ??= readPerson(cache, deskAbsentAt)),
    forget: () => void (person = null),
    /** A plain "no such address" of the own member's call says that there is no desk API; an answer says that there is. */
    hear: (own: CollectionStatus | undefined): boolean => {
      const absent = own?.error?.vendor?.http === 404
      const answered = own?.state === 'fresh'
      if (absent ? deskAbsentAt !== null : !answered || deskAbsentAt === null) return false
      deskAbsentAt = absent ? deps.now() : null
      deps.noteDesk(workspaceId, deskAbsentAt)
      person = null
      return true
    },
  }
}

function assemble(parts: Parts): Opened {
  const { input, deps, prepared, local, cache } = parts
  const { file, folder: dir, key, credential } = input
  const { now, log, toError, tell } = deps
  const jobs = createJobs({ now, newId: deps.newId, toError, tell: (job) => tell({ kind: 'job', job }) })
  const keeper = personKeeper(parts)
  const sync = startSync({
    cacheFile: prepared.cacheFile, key, log,
    connection: { endpoint: file.endpoint, credential, site: file.site },
  })
  const collection = (name: string): CollectionStatus | undefined => sync.status().collections.find((one) => one.name === name)

  sync.onTables((tables) => {
    // Before pages ask again: the rights of now decide what they get (R-ORG-15).
    if (tables.includes('own_member') || tables.includes('account_managers')) keeper.forget()
    tell({ kind: 'tables', tables: [...tables] })
  })
  sync.onStatus((status) => {
    if (keeper.hear(collection('own-member'))) tell({ kind: 'tables', tables: ['own_member'] })
    tell({ kind: 'sync', status })
    if (status.error?.code === 'store-damaged' || status.error?.code === 'store-unreadable') deps.onDamage(status.error)
  })

  const entry: Opened['entry'] = (action, target, detail, result = 'done') => ({
    at: now(), actor: keeper.person().identity.accountName, action, target, detail, result,
    online: sync.status().connection === 'online', device: hostname(),
  })
  const check = setTimeout(() => {
    jobs.start({ kind: 'integrity-check', run: (job) => runStoreTask({ task: 'check', dir, key, now: now() }, job) })
  }, CHECK_AFTER_MS)
  check.unref()
  if (!prepared.uncleanEnd) clearTimeout(check)

  return {
    file, dir, key, local, cache, sync, jobs, entry,
    person: keeper.person,
    asOf: (name) => collection(name)?.asOf ?? null,
    collectionState: (name) => collection(name)?.state ?? null,
    audit: (...given) => {
      local.transaction(() => append(local, entry(...given))).immediate()
      tell({ kind: 'tables', tables: ['audit'] })
    },
    close: async () => {
      clearTimeout(check)
      await jobs.close()
      // The writer first: its last checkpoint needs nobody reading.
      cache.close()
      await sync.close()
      optimize(local)
      checkpoint(local, 'TRUNCATE')
      local.close()
    },
  }
}

/** What a new chain begins with, so that an empty one is told from one that lost its rows. */
function beginChain({ local, audit, file }: Opened): void {
  if (local.prepare('SELECT 1 FROM audit LIMIT 1').get()) return
  audit('workspaces.create', `workspace:${file.workspaceId}`, { name: file.name, endpoint: file.endpoint })
}

/** Throws what `prepareStore` throws; what was opened by then is closed again. */
export async function openWorkspace(input: OpenInput, deps: OpenDeps): Promise<Opened> {
  const { folder, key, step } = input
  const { now, log } = deps
  const prepared = await prepareStore({
    dir: folder, key, now: now(), schema: storeSchema, rebuild: input.rebuild,
    progress: (_done, _total, name) => step(name),
  })
  if (prepared.recovered) log.warn('the local file was put together again', { ...prepared.recovered })
  if (prepared.copyError) log.warn("today's copy of the local file could not be made", { code: prepared.copyError.code })

  const local = openLocal({ file: prepared.localFile, key })
  let cache: Db | null = null
  try {
    cache = openReader({ file: prepared.cacheFile, key })
    const opened = assemble({ input, deps, prepared, local, cache })
    beginChain(opened)
    return opened
  } catch (cause) {
    cache?.close()
    local.close()
    throw cause
  }
}
