/** One open workspace: its two files, its sync, its jobs, and the person who sits here. Whoever opens it closes it. */
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { type AuditDetail, type AuditEntry, append } from '#host/audit/audit.ts'
import { beginNewSeries } from '#host/documents/register.ts'
import type { ToError } from '#host/errors.ts'
import { EvidenceBook } from '#host/evidence/book.ts'
import type { TakenFile } from '#host/evidence/taken.ts'
import { createJobs, type Jobs } from '#host/jobs/jobs.ts'
import { checkStore } from '#host/jobs/store-jobs.ts'
import type { Log } from '#host/log/log.ts'
import { Outbox } from '#host/outbox/engine.ts'
import type { AnyCommand } from '#host/outbox/types.ts'
import type { People, Person } from '#host/person.ts'
import { storeSchema } from '#host/schema.ts'
import { checkpoint, openLocal, openReader, optimize } from '#host/store/open.ts'
import { type PreparedStore, prepareStore } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'
import { type SyncHandle, startSync } from '#host/sync/handle.ts'
import { readCollection } from '#host/sync/records.ts'
import type { WorkspaceFile } from '#host/workspaces/registry.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { AppEvent } from '#shared/contract/system.ts'
import type { Credential } from '#shared/contract/workspaces.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export interface Opened {
  readonly file: WorkspaceFile
  readonly dir: string
  readonly key: Uint8Array
  /** Read and written here alone. */
  readonly local: Db
  /** Cannot write; the sync's thread owns the writer. */
  readonly cache: Db
  /** Editions of statements and their verdicts; cannot write. */
  readonly evidence: Db
  readonly sync: SyncHandle
  readonly outbox: Outbox
  readonly jobs: Jobs
  /** What was found when the files were made ready. */
  readonly prepared: PreparedStore
  person(): Person
  /** Begins to match statements and answers the job's id; throws `busy` while it runs. */
  reconcile(): string
  /** Takes a person's file as editions; answers the job's id. */
  takeFile(file: TakenFile): string
  /** Own books: changed and matched, or matched for a trial that stores nothing. */
  readonly books: Pick<EvidenceBook, 'changeBooks' | 'trial'>
  /** When the collection was last read whole; null before that. */
  asOf(collection: string): number | null
  /** False where the partner said that this credential may not read it. */
  permitted(collection: string): boolean
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

export interface FollowParts {
  readonly cache: Db
  readonly local: Db
  /** Reads collections again, keyed ones for these keys alone. */
  refresh(wanted: Readonly<Record<string, readonly string[]>>): Promise<void>
  /** Something was copied. */
  changed(): void
  failed(cause: unknown): void
}

export interface Follower {
  /** The sync's thread committed changes of these tables. */
  tables(tables: readonly string[]): void
  close(): Promise<void>
}

export interface OpenDeps {
  readonly now: () => number
  readonly newId: () => string
  readonly log: Log
  readonly toError: ToError
  readonly people: People
  /** Whether the account has code verification on (R-CUST-37). */
  codeNeeded(cache: Db): boolean
  /** Keeps in the local file what an area must not lose of the cache's changes. */
  follow(parts: FollowParts): readonly Follower[]
  /** What the areas declare to be carried out. */
  readonly commands: readonly AnyCommand[]
  /** Our share of the vendor's limits; a test that is not about limits takes none. */
  readonly pace: { readonly limitShare?: number | null }
  tell(event: AppEvent): void
  /** The sync found a file damaged; its thread has stopped. */
  onDamage(error: AppErrorValue): void
}

/** The check of a cache that was not closed well waits until the window has its rows. */
const CHECK_AFTER_MS = 15_000

/** What a timer can count, milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

interface Parts {
  readonly input: OpenInput
  readonly deps: OpenDeps
  readonly prepared: PreparedStore
  readonly local: Db
  readonly cache: Db
}

/** The collection whose answer says who sits here. */
export const OWN_MEMBER = 'own-member'

/** What pages read beside rows: which collections were read when, and whether they may be. */
const recordsOf = ({ collections }: SyncStatus): string =>
  collections
    .map(({ name, asOf, error, pendingDeletion }) => `${name} ${asOf} ${error?.code} ${pendingDeletion?.rows}`)
    .join()
const statesOf = ({ collections }: SyncStatus): string => collections.map(({ state }) => state).join()

function assemble(parts: Parts): Opened {
  const { input, deps, prepared, local, cache } = parts
  const { file, folder: dir, key, credential } = input
  const { now, log, toError, tell } = deps
  const jobs = createJobs({ now, newId: deps.newId, toError, tell: (job) => tell({ kind: 'job', job }) })
  let person: Person | null = null
  const whoIsHere = (): Person => {
    person ??= deps.people.read(cache, readCollection(cache, OWN_MEMBER))
    return person
  }
  const followers = deps.follow({
    cache,
    local,
    refresh: (wanted) => sync.refresh(wanted),
    changed: () => tell({ kind: 'tables', tables: ['balance_days'] }),
    failed: (cause) => log.warn('changes of the cache not followed', { cause }),
  })
  const evidence = new EvidenceBook({
    dir,
    key,
    jobs,
    log,
    now,
    changed: () => tell({ kind: 'tables', tables: ['incentive_matches'] }),
  })
  const sync = startSync({
    cacheFile: prepared.cacheFile,
    key,
    log,
    connection: { endpoint: file.endpoint, credential, site: file.site, ...deps.pace },
  })
  sync.onTables((tables) => {
    // Before pages ask again: the rights of now decide what they get (R-ORG-15).
    if (tables.includes('own_member') || tables.includes('account_managers')) person = null
    tell({ kind: 'tables', tables: [...tables] })
    for (const follower of followers) follower.tables(tables)
  })
  let told = sync.status()
  sync.onStatus((status) => {
    const changed = [
      ...(recordsOf(status) === recordsOf(told) ? [] : ['sync_collections']),
      ...(statesOf(status) === statesOf(told) ? [] : ['sync_runs']),
    ]
    const ownMember = (of: SyncStatus): string =>
      recordsOf({ ...of, collections: of.collections.filter(({ name }) => name === OWN_MEMBER) })
    if (ownMember(status) !== ownMember(told)) {
      person = null
      changed.push('own_member')
    }
    told = status
    if (changed.length > 0) tell({ kind: 'tables', tables: changed })
    tell({ kind: 'sync', status })
    evidence.status(status)
    if (status.error?.code === 'store-damaged' || status.error?.code === 'store-unreadable') deps.onDamage(status.error)
  })

  const entry: Opened['entry'] = (action, target, detail, result = 'done') => ({
    at: now(),
    actor: whoIsHere().identity.accountName,
    action,
    target,
    detail,
    result,
    online: sync.status().connection === 'online',
    device: hostname(),
  })
  const outbox = new Outbox({
    db: local,
    cache,
    api: sync.partner,
    commands: deps.commands,
    now,
    newId: deps.newId,
    author: () => whoIsHere().identity.accountName,
    audit: (tx, action, target, detail, result) => void append(tx, entry(action, target, detail, result)),
    codeNeeded: () => deps.codeNeeded(cache),
    changed: () => tell({ kind: 'tables', tables: ['intents'] }),
    refresh: (wanted) => sync.refresh(wanted),
    log: (level, message, facts) => log[level](message, { ...facts }),
    schedule: (ms, run) => {
      const timer = setTimeout(run, Math.min(ms, LONGEST_TIMER_MS))
      return () => clearTimeout(timer)
    },
    random: Math.random,
  })
  let connection = told.connection
  sync.onStatus((status) => {
    // The network or the sign-in is back: whatever waited for it need not wait longer.
    if (status.connection === 'online' && connection !== 'online' && outbox.pause) outbox.resume()
    connection = status.connection
  })
  outbox.wake()
  const check = setTimeout(() => {
    jobs.start({ kind: 'integrity-check', run: (job) => checkStore({ dir, key, now: now() }, job) })
  }, CHECK_AFTER_MS)
  check.unref()
  if (!prepared.uncleanEnd) clearTimeout(check)

  return {
    file,
    dir,
    key,
    local,
    cache,
    evidence: evidence.db,
    reconcile: () => evidence.reconcile(),
    takeFile: (file) => evidence.take(file),
    books: evidence,
    sync,
    outbox,
    jobs,
    entry,
    prepared,
    person: whoIsHere,
    asOf: (name) => readCollection(cache, name).asOf,
    permitted: (name) => readCollection(cache, name).permitted,
    audit: (...given) => {
      local.transaction(() => append(local, entry(...given))).immediate()
      tell({ kind: 'tables', tables: ['audit'] })
    },
    close: async () => {
      clearTimeout(check)
      await jobs.close()
      await outbox.close()
      for (const follower of followers) await follower.close()
      evidence.close()
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

/** The notice may be closed unread; the operation log keeps what was put together again. */
function noteRecovery({ prepared: { recovered }, audit, file }: Opened): void {
  if (!recovered) return
  audit('workspaces.recover', `workspace:${file.workspaceId}`, {
    copyAt: recovered.copyAt,
    rescuedRows: recovered.rescuedRows,
    damagedTables: recovered.damagedTables.join(' '),
    keptAs: basename(recovered.keptAs),
  })
}

/** Throws what `prepareStore` throws; what was opened by then is closed again. */
export async function openWorkspace(input: OpenInput, deps: OpenDeps): Promise<Opened> {
  const { folder, key, step } = input
  const { now, log } = deps
  const prepared = await prepareStore({
    dir: folder,
    key,
    now: now(),
    schema: storeSchema,
    rebuild: input.rebuild,
    progress: (_done, _total, name) => step(name),
  })
  if (prepared.recovered) log.warn('the local file was put together again', { ...prepared.recovered })
  if (prepared.copyError)
    log.warn("today's copy of the local file could not be made", { code: prepared.copyError.code })

  const local = openLocal({ file: prepared.localFile, key })
  // What was printed after the copy may be lost here, yet stands on paper.
  if (prepared.recovered) beginNewSeries(local)
  let cache: Db | null = null
  try {
    cache = openReader({ file: prepared.cacheFile, key })
    const opened = assemble({ input, deps, prepared, local, cache })
    try {
      beginChain(opened)
      noteRecovery(opened)
    } catch (cause) {
      // Its sync runs already. The first failure is the one to tell.
      await opened.close().catch((closing: unknown) => log.warn('a store did not close', { cause: closing }))
      throw cause
    }
    return opened
  } catch (cause) {
    cache?.close()
    local.close()
    throw cause
  }
}
