/**
 * What the host is built of, and in which order. Knows no process: tests make one in plain Node, `main.ts` makes one
 * for the shell. Nothing slow happens before the first page can be served.
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ulid } from 'ulid'
import { applicationCommands } from '#host/areas/applications/commands.ts'
import { invoiceListDocument } from '#host/areas/applications/invoice-data.ts'
import { associationCommands } from '#host/areas/associations/commands.ts'
import { AssociationWatch } from '#host/areas/associations/watch.ts'
import { authorizationCommands } from '#host/areas/authorizations/commands.ts'
import { batchKinds } from '#host/areas/batch-kinds.ts'
import { caseChecklist } from '#host/areas/cases/checklist.ts'
import { statementDocuments } from '#host/areas/consumption/statements.ts'
import { couponCommands } from '#host/areas/coupons/commands.ts'
import { creationCommands } from '#host/areas/creations/commands.ts'
import { shownCustomer } from '#host/areas/customers/lookup.ts'
import { DeadlineWatch } from '#host/areas/deadlines/watch.ts'
import { BalanceBook } from '#host/areas/funds/balance-book.ts'
import { fundsCommands } from '#host/areas/funds/commands.ts'
import { incentiveCommands } from '#host/areas/incentives/commands.ts'
import { disputePack } from '#host/areas/incentives/dispute.ts'
import { managerCommands } from '#host/areas/managers/commands.ts'
import { orderCommands } from '#host/areas/orders/commands.ts'
import { partnerPaymentCommands } from '#host/areas/orders/payments.ts'
import { codeVerification, forgetPerson, readPerson } from '#host/areas/organization/identity.ts'
import { quoteCommands } from '#host/areas/quotes/commands.ts'
import { quotationDocument } from '#host/areas/quotes/document.ts'
import { resellerCommands } from '#host/areas/resellers/commands.ts'
import { resourceCommands } from '#host/areas/resources/commands.ts'
import type { Runtime } from '#host/areas/settings/handlers.ts'
import { openPreferences } from '#host/areas/settings/preferences.ts'
import { batchProofDocument } from '#host/batches/document.ts'
import { createHub } from '#host/connect/hub.ts'
import type { PagePort } from '#host/connect/parent.ts'
import { type PrintTaskEnd, printTask } from '#host/documents/task.ts'
import { errorValues, type ToError } from '#host/errors.ts'
import { hostHandlers } from '#host/handlers.ts'
import { openLog } from '#host/log/log.ts'
import { unfinishedTeller } from '#host/outbox/unfinished.ts'
import { outboxStatus } from '#host/outbox/views.ts'
import type { People } from '#host/person.ts'
import { type Guard, serve } from '#host/serve.ts'
import type { Shell, ToHost, Unfinished } from '#host/shell.ts'
import { type AdminOptions, type Demo, ensureDemo } from '#host/workspaces/admin.ts'
import { WorkspaceManager } from '#host/workspaces/manager.ts'
import { openWorkspace } from '#host/workspaces/opened.ts'
import { openRegistry } from '#host/workspaces/registry.ts'
import type { AppEvent } from '#shared/contract/system.ts'
import { AppError } from '#shared/errors.ts'
import type { Permission } from '#shared/rules/organization.ts'

export interface HostOptions {
  readonly dataDir: string
  readonly shell: Shell
  readonly demo: Demo | null
  readonly runtime: Runtime
  /** Our share of the vendor's limits: half of them unless told; a test that is not about limits takes none. */
  readonly limitShare?: number | null
  /** UTC milliseconds; a test's clock. */
  readonly now?: () => number
  /** The person's language, at start and whenever it changes. */
  onLanguage?(language: 'zh' | 'en'): void
  /** What has not ended, at start and whenever it changes. */
  onUnfinished?(unfinished: Unfinished): void
}

export type Power = Extract<ToHost, { kind: 'power' }>['what']

export interface Host {
  /** Serves a page from now on. */
  connect(port: PagePort): void
  power(what: Power): void
  /** Puts an error that nobody caught into the log; the process ends by it. */
  fault(cause: unknown): void
  /** Carries out the words of a command line on the workspace that was open last. */
  runTask(words: readonly string[]): Promise<PrintTaskEnd>
  /** Settled when the last workspace is open again, or when it is known why not. */
  readonly started: Promise<void>
  /** Closes everything in order; the next start goes on from there. */
  close(): Promise<void>
}

/** Refusals worth a line in the audit: somebody tried to see or take what is not theirs. */
const audited: ReadonlySet<Permission> = new Set(['customer.reveal', 'customer.export'])
/** Calls that find out whether the partner can be reached; what they find is their answer. */
const probes: ReadonlySet<string> = new Set(['workspaces.test', 'sync.testConnection'])

/** What the binding was built with; `aegis` is what every store file is encrypted by (store/open.ts). */
function sqliteFacts(): { version: string; cipher: string } {
  const db = new Database(':memory:')
  try {
    const facts = db.prepare<[], { version: string; cipher: string }>(
      "SELECT sqlite_version() AS version, 'aegis, ' || sqlite3mc_version() AS cipher",
    )
    return facts.get() ?? { version: '', cipher: '' }
  } finally {
    db.close()
  }
}

/** Tables whose change may move the deadline, or tell who sits here. */
const watched: ReadonlySet<string> = new Set(['incentive_bills', 'own_member'])

export function createHost(options: HostOptions): Host {
  const { dataDir, shell, demo, runtime, now = Date.now, onUnfinished = () => {} } = options
  const log = openLog(join(dataDir, 'logs'), { now })
  log.info('host starts', {
    version: runtime.version,
    node: process.versions.node,
    electron: runtime.electron,
    platform: runtime.platform,
  })
  const hub = createHub()
  const preferences = openPreferences(dataDir, log)
  const registry = openRegistry(dataDir, log)
  const people: People = { read: readPerson, forget: forgetPerson }

  const values = errorValues(log)
  const toError: ToError = (cause, call) => {
    const value = values(cause, call)
    if (value.code === 'store-damaged' && manager.opened) void manager.failOpened(value)
    return value
  }
  const unfinished = unfinishedTeller({
    status: () => (manager.opened ? outboxStatus(manager.opened.local, manager.opened.outbox) : null),
    language: () => preferences.get().language,
    tell: onUnfinished,
    beside: () => deadline.line(),
    failed: (cause) => log.warn('unfinished intents not counted', { cause }),
  })
  const deadline: DeadlineWatch = new DeadlineWatch({
    opened: () => manager.opened,
    language: () => preferences.get().language,
    now,
    notify: (notice) => shell.notify(notice),
    changed: () => unfinished.soon(),
    failed: (cause) => log.warn('deadline not looked at', { cause }),
  })
  const onLanguage = (language: 'zh' | 'en'): void => {
    options.onLanguage?.(language)
    unfinished.soon()
  }
  const tell = (event: AppEvent): void => {
    hub.publish(event)
    if (event.kind === 'state' || (event.kind === 'tables' && event.tables.includes('intents'))) unfinished.soon()
    if (event.kind === 'state' || (event.kind === 'tables' && event.tables.some((table) => watched.has(table))))
      deadline.look()
  }
  // What areas declare to be carried out.
  const commands = [
    ...quoteCommands,
    ...fundsCommands,
    ...couponCommands,
    ...resellerCommands,
    ...resourceCommands,
    ...incentiveCommands,
    ...applicationCommands,
    ...managerCommands,
    ...associationCommands,
    ...creationCommands,
    ...authorizationCommands,
    ...orderCommands,
    ...partnerPaymentCommands,
  ]
  const manager: WorkspaceManager = new WorkspaceManager({
    registry,
    shell,
    now,
    toError,
    openStore: (input) =>
      openWorkspace(input, {
        now,
        log,
        toError,
        tell,
        people,
        codeNeeded: codeVerification,
        follow: (parts) => [new BalanceBook(parts), new AssociationWatch(parts)],
        pace: options.limitShare === undefined ? {} : { limitShare: options.limitShare },
        commands,
        newId: () => ulid(now()),
        onDamage: (error) => void manager.failOpened(error),
      }),
    tell: (state) => tell({ kind: 'state', state }),
  })
  const admin: AdminOptions = { registry, shell, manager, people, now, newId: () => ulid(now()) }

  const guard: Guard = {
    permit: (needs, call) => {
      const opened = manager.current()
      const { identity } = opened.person()
      if (!identity.known) throw new AppError('forbidden', { retry: 'later', detail: { reason: 'identity-unknown' } })
      if (identity.permissions.includes(needs)) return
      if (audited.has(needs)) opened.audit(call, `workspace:${opened.file.workspaceId}`, { needs }, 'refused')
      throw new AppError('forbidden', { detail: { reason: 'role', needs } })
    },
    requireNetwork: (call) => {
      if (manager.opened?.sync.status().connection === 'offline' && !probes.has(call))
        throw new AppError('offline', { retry: 'later' })
    },
  }

  // What areas declare to be printed.
  const documents = [
    ...statementDocuments,
    invoiceListDocument,
    caseChecklist,
    batchProofDocument(batchKinds, shownCustomer),
    quotationDocument,
    disputePack,
  ]

  const handlers = hostHandlers({
    documents,
    commands,
    admin,
    manager,
    hub,
    preferences,
    shell,
    runtime,
    now,
    onLanguage,
    sqlite: sqliteFacts(),
  })
  const { connect } = serve({ handlers, guard, log, toError })

  const start = async (): Promise<void> => {
    try {
      const demoFile = demo ? await ensureDemo(admin, demo) : null
      const last = registry.lastOpened
      const wanted = (last === null ? null : registry.get(last)) ?? demoFile
      if (wanted) await manager.open(wanted.workspaceId)
      else if (last !== null && registry.torn().includes(last)) manager.showTorn(last)
      else await manager.rest()
    } catch (cause) {
      toError(cause, 'start')
      await manager.rest()
    }
  }

  onLanguage(preferences.get().language)
  const started = start()
  return {
    connect,
    runTask: async (words) => {
      await started
      return printTask(words, { current: () => manager.current(), guard, documents, shell, now, toError })
    },
    power: (what) => manager.opened?.sync.power(what),
    fault: (cause) => log.error('uncaught', { cause }),
    started,
    close: async () => {
      deadline.end()
      unfinished.end()
      await manager.stop()
      hub.close()
      log.info('host stopped')
      log.close()
    },
  }
}
