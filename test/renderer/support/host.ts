/**
 * The other end of a page's port: the host's own serving wrapper over facts that a test sets, so that every input and
 * answer is checked by the contract as in the program. `Handlers` makes a missing call a compile error.
 */

import { createHub } from '#host/connect/hub.ts'
import { type Handlers, serve } from '#host/serve.ts'
import { attachPort } from '#renderer/rpc/port.ts'
import type { CustomerRow, CustomerTab } from '#shared/contract/customers.ts'
import type { PrintRow } from '#shared/contract/documents.ts'
import type { ConnectionReport, SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import type { AppEvent, Identity, JobView, Preferences } from '#shared/contract/system.ts'
import type { AppState, WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'
import { permissions } from '#shared/rules/organization.ts'
import { accounts, customer, funds, managers, members, products, report, runs, status, workspace } from './facts.ts'
import { type OutboxFacts, outboxOver } from './outbox.ts'

export interface Facts {
  state: AppState
  workspaces: WorkspaceInfo[]
  identity: Identity
  preferences: Preferences
  status: SyncStatus
  runs: SyncRun[]
  report: ConnectionReport
  jobs: JobView[]
  customers: CustomerRow[]
  tabs: Record<CustomerTab, number>
  accounts: typeof accounts
  funds: typeof funds
  outbox: OutboxFacts
  prints: PrintRow[]
}

const calm: Facts = {
  prints: [],
  state: { state: 'ready', workspace },
  workspaces: [workspace],
  identity: {
    known: true,
    accountName: 'sales1',
    name: '王明',
    roles: ['administrator'],
    permissions: [...permissions],
    scope: 'all',
    partnerKinds: [],
    asOf: status.asOf,
  },
  preferences: { language: 'zh', theme: 'light', density: 'middle', navigationFolded: false },
  status,
  runs,
  report,
  jobs: [],
  customers: [customer],
  tabs: { all: 2000, resale: 1200, consultative: 790, debt: 12, frozen: 3, newCustomer: 40, followUp: 1, gone: 10 },
  accounts,
  funds,
  outbox: { intents: [], pause: null, codeNeeded: false, alone: false },
}

export interface FakeHost {
  facts: Facts
  /** Every call in order: `sync.start {"collections":null}`. */
  calls: string[]
  /** Errors to answer instead, by call name. */
  failing: Map<string, Partial<AppErrorValue> & Pick<AppErrorValue, 'code'>>
  /** Answers of a test's own, by call name. */
  answering: Map<string, (input: never) => unknown>
  tell(event: AppEvent): void
  /** The process ends: the port closes without a word. */
  die(): void
  /** Serves a new port, as after a restart. */
  revive(): void
}

const quiet = (): void => {}

export function startHost(changes: Partial<Facts> = {}): FakeHost {
  const hub = createHub()
  const facts: Facts = { ...calm, outbox: { ...calm.outbox }, ...changes }
  const find = (workspaceId: string): WorkspaceInfo => {
    const found = facts.workspaces.find((known) => known.workspaceId === workspaceId)
    if (!found) throw new AppError('not-found')
    return found
  }
  const absent = (): never => {
    throw new AppError('not-found')
  }
  const handlers: Handlers = {
    applications: {
      list: () => ({ rows: [], total: 0, periods: [], asOf: facts.status.asOf }),
      get: absent,
      applicable: () => ({ bills: [], info: null, asOf: facts.status.asOf }),
      apply: absent,
      autoApply: absent,
      noteInvoice: () => ({}),
      removeInvoice: () => ({}),
      noteMailing: () => ({}),
    },
    associations: {
      get: absent,
      list: () => ({ rows: [], total: 0, asOf: null }),
      checkLive: absent,
      request: absent,
      answer: absent,
      freeze: absent,
      unfreeze: absent,
    },
    authorizations: {
      list: () => ({ rows: [], next: null, asOf: facts.status.asOf }),
      count: () => ({ total: 0, tabs: { all: 0, GRANTED: 0, REQUESTED: 0, DECLINED: 0, REVOKED: 0, ENDED: 0 } }),
      get: absent,
      request: absent,
      missing: () => ({ rows: [], total: 0, asOf: facts.status.asOf }),
      news: () => ({ changes: [], more: 0 }),
      seen: () => ({}),
      acting: () => ({ acting: null, ended: null }),
      act: absent,
      return: () => ({}),
    },
    batches: {
      rehearse: absent,
      rehearsalRows: absent,
      accept: absent,
      get: absent,
      items: absent,
      proof: absent,
      templates: () => ({ templates: [] }),
      saveTemplate: absent,
      deleteTemplate: () => ({}),
    },
    consumption: {
      sums: () => ({ rows: [], asOf: null }),
      details: absent,
    },
    cases: {
      list: () => ({ rows: [], asOf: facts.status.asOf }),
      counts: () => ({ counts: [] }),
      tick: () => ({}),
      remind: () => ({}),
    },
    coupons: {
      quotas: () => ({ rows: [], asOf: null, recordsAsOf: null }),
      quotaBurn: absent,
      list: () => ({ rows: [], next: null, asOf: null }),
      count: absent,
      get: absent,
      listRecords: () => ({ rows: [], next: null, asOf: null }),
      countRecords: absent,
      warnings: absent,
      reclaimPlan: absent,
      reclaimed: absent,
      export: () => ({ jobId: null }),
      issue: absent,
      reclaim: absent,
    },
    creations: { list: () => ({ rows: [], asOf: null }), checkName: absent, create: absent },
    customers: {
      list: () => ({ rows: facts.customers, next: null, asOf: facts.status.asOf, search: 'ready' }),
      count: () => ({ total: facts.tabs.all, tabs: facts.tabs }),
      ids: () => ({ customerIds: facts.customers.map(({ customerId }) => customerId), total: facts.customers.length }),
      search: ({ text }) => ({ rows: facts.customers.filter(({ name }) => name.includes(text)), search: 'ready' }),
      names: ({ customerIds }) => ({ names: Object.fromEntries(customerIds.map((id) => [id, '瑞达****公司'])) }),
      get: absent,
      reveal: absent,
      choices: absent,
      listNotes: () => ({ notes: [] }),
      saveNote: absent,
      deleteNote: absent,
      restoreNote: absent,
      unlistedNotes: () => ({ notes: [], total: 0 }),
      listLog: () => ({ entries: [] }),
      export: () => ({ jobId: null }),
    },
    deadlines: { next: () => ({ deadline: null, openLimit: 0 }), setOpenLimit: () => ({}) },
    funds: {
      partnerBalance: () => ({
        accounts: facts.accounts,
        grantable: 50_000_00,
        customersAvailable: 12_345_67,
        customersDebt: 1_234_56,
        customersWithBalance: 31,
        asOf: facts.status.asOf,
      }),
      outlook: () => facts.funds.outlook,
      listWarned: ({ warning }) => ({ rows: facts.funds.warned[warning] }),
      setThresholds: (thresholds) => thresholds,
      customerOutlook: () => ({ outlook: facts.funds.outlook.partner, history: facts.funds.outlook.history }),
      live: ({ customerIds }) => ({
        grantable: 40_000_00,
        customers: customerIds.map((customerId) => ({ customerId, amount: 300_00, debt: 0 })),
        at: facts.status.asOf ?? 0,
      }),
      listRecords: ({ filter }) => ({
        rows: facts.funds.records.filter(({ operation }) => !filter.operation || filter.operation.includes(operation)),
        next: null,
        asOf: facts.status.asOf,
      }),
      sumRecords: ({ filter }) => {
        const rows = facts.funds.records.filter(
          ({ operation }) => !filter.operation || filter.operation.includes(operation),
        )
        return {
          total: rows.length,
          sums: rows.map(({ operation, amount }) => ({ operation, count: 1, amount })),
        }
      },
      exportRecords: () => ({ jobId: null }),
      listResellers: () => ({ rows: facts.funds.resellers, permitted: true, asOf: facts.status.asOf }),
      grant: absent,
      reclaim: absent,
      grantReseller: absent,
      reclaimReseller: absent,
    },
    documents: {
      issue: absent,
      list: () => ({ rows: facts.prints, next: null }),
      copies: () => ({ copies: [] }),
      preview: absent,
      save: absent,
      print: absent,
      void: absent,
      printers: () => ({ printers: [] }),
      setOffsets: () => ({}),
      calibrate: () => ({}),
      check: absent,
      checkFile: () => ({ verdict: null }),
    },
    growth: {
      shares: () => ({ rows: [], roles: null, asOf: facts.status.asOf }),
      share: absent,
      log: () => ({ rows: [] }),
    },
    imports: { open: absent, get: absent, map: absent, rows: absent, saveMarked: absent, close: () => ({}) },
    managers: { assign: absent, takeBack: absent },
    outbox: outboxOver(facts.outbox, () => hub.publish({ kind: 'tables', tables: ['intents'] })),
    books: {
      summary: absent,
      items: () => ({ rows: [], total: 0 }),
      matches: () => ({ rows: [], total: 0 }),
      decide: absent,
      undo: absent,
      trial: absent,
      match: absent,
      take: absent,
      withdraw: absent,
    },
    incentives: {
      periods: () => ({ rows: [], asOf: null }),
      summary: absent,
      differences: () => ({ rows: [], total: 0 }),
      customers: () => ({ rows: [], total: 0 }),
      editions: () => ({ rows: [] }),
      changes: () => ({ rows: [], total: 0 }),
      changeSums: absent,
      whatIf: absent,
      dispute: () => ({ items: 0, difference: '0', text: '' }),
      sums: absent,
      take: absent,
      assign: absent,
      reconcile: absent,
      decide: absent,
      undo: absent,
      signOff: absent,
      reopen: absent,
      confirm: absent,
      object: absent,
    },
    orders: {
      list: () => ({ rows: [], next: null, asOf: null }),
      count: absent,
      choices: () => ({ services: [] }),
      get: absent,
      refresh: () => ({}),
      refund: absent,
      payable: absent,
      cancel: absent,
      pay: absent,
      payments: () => ({ rows: [], pending: { count: 0, amount: 0 }, balance: null, grantable: null, asOf: null }),
      payFor: absent,
      rejectPayment: absent,
    },
    organization: {
      listMembers: () => ({ rows: members, asOf: facts.status.asOf }),
      listManagers: () => ({ rows: managers, asOf: facts.status.asOf }),
    },
    products: {
      list: () => ({ ...products, asOf: facts.status.asOf }),
      specs: () => ({ rows: [], asOf: null }),
      readSpecs: absent,
      searchSpecs: () => ({ rows: [], total: 0 }),
      units: () => ({ measures: [], conversions: [], usageTypes: [], asOf: null }),
    },
    quotes: {
      list: () => ({ rows: [], next: null }),
      get: absent,
      save: absent,
      delete: () => ({}),
      copy: absent,
      price: absent,
      repeat: absent,
      draftOrder: absent,
      handOver: () => ({}),
      dropOrder: () => ({}),
    },
    resellers: {
      list: () => ({ rows: [], asOf: null }),
      quotas: () => ({ rows: [], asOf: null }),
      records: () => ({ rows: [], total: 0, operators: [], asOf: null }),
      giveQuota: absent,
      reclaimQuota: absent,
    },
    resources: {
      period: () => ({ rows: [], total: 0, asOf: null }),
      onDemand: () => ({ rows: [], total: 0, asOf: null }),
      refresh: () => ({}),
      packages: () => ({ rows: [], total: 0, asOf: null }),
      refreshPackages: () => ({}),
      acts: () => ({ rows: [] }),
      renewalQuotes: absent,
      refundPreview: absent,
      renew: absent,
      unsubscribe: absent,
      toOnDemand: absent,
      onDemandAtExpiry: absent,
      autoRenew: absent,
      renewSettings: absent,
      due: () => ({ rows: [], total: 0, months: null }),
      dueFigures: absent,
    },
    sync: {
      status: () => facts.status,
      start: () => ({}),
      pause: () => ({}),
      resume: () => ({}),
      cancel: () => ({}),
      history: () => ({ runs: facts.runs }),
      refusedRows: () => ({ rows: [{ key: 'c9', reason: 'customer_id 缺失', raw: '{"customer":"**"}', at: 0 }] }),
      decideDeletion: () => ({}),
      testConnection: () => facts.report,
    },
    system: {
      events: (_input, { signal }) => hub.subscribe(signal),
      info: () => ({
        version: '0.1.0',
        electron: '45.4.1',
        chromium: '140',
        node: '24.21.0',
        sqlite: '3.53',
        cipher: 'aegis',
        platform: 'linux x64',
      }),
      identity: () => facts.identity,
      preferences: () => facts.preferences,
      setPreferences: (change) => {
        facts.preferences = { ...facts.preferences, ...(change as Partial<Preferences>) }
        return facts.preferences
      },
      ledgerSettings: () => null,
      setLedgerSettings: () => ({}),
      listViews: () => ({ views: [] }),
      saveView: absent,
      deleteView: () => ({}),
      listJobs: () => ({ jobs: facts.jobs }),
      cancelJob: () => ({}),
      showJobFile: () => ({}),
      openOutside: () => ({ opened: true }),
      backup: () => ({ jobId: 'job1' }),
      checkIntegrity: () => ({ jobId: 'job2' }),
    },
    workspaces: {
      state: () => facts.state,
      showKept: () => ({}),
      closeNotice: () => {
        if (facts.state.state === 'ready') facts.state = { state: 'ready', workspace: facts.state.workspace }
        return facts.state
      },
      list: () => ({ workspaces: facts.workspaces }),
      test: () => facts.report,
      create: ({ name, site, endpoint, credential }) => {
        const made = {
          ...workspace,
          workspaceId: 'w9',
          name,
          site,
          endpoint,
          credentialKind: credential.kind,
          demo: false,
        }
        facts.workspaces = [...facts.workspaces, made]
        return made
      },
      open: ({ workspaceId }) => {
        facts.state = { state: 'ready', workspace: find(workspaceId) }
        hub.publish({ kind: 'state', state: facts.state })
        return facts.state
      },
      close: () => {
        facts.state = { state: 'no-workspace' }
        hub.publish({ kind: 'state', state: facts.state })
        return {}
      },
      replaceCredential: ({ workspaceId }) => find(workspaceId),
      remove: ({ workspaceId }) => {
        facts.workspaces = facts.workspaces.filter((known) => known.workspaceId !== workspaceId)
        return {}
      },
      rescueLocal: () => ({ saved: true }),
      rebuildCache: ({ workspaceId }) => ({ state: 'ready', workspace: find(workspaceId) }),
    },
  }

  const calls: string[] = []
  const failing: FakeHost['failing'] = new Map()
  const answering: FakeHost['answering'] = new Map()
  type Run = (input: unknown, call: { signal: AbortSignal }) => unknown
  for (const [area, named] of Object.entries(handlers as unknown as Record<string, Record<string, Run>>)) {
    for (const [name, run] of Object.entries(named)) {
      named[name] = (input, call) => {
        calls.push(`${area}.${name} ${JSON.stringify(input)}`)
        const failure = failing.get(`${area}.${name}`)
        if (failure) throw new AppError(failure.code, failure)
        const own = answering.get(`${area}.${name}`)
        return own ? own(input as never) : run(input, call)
      }
    }
  }
  const served = serve({
    handlers,
    guard: { permit: quiet, requireNetwork: quiet },
    log: { info: quiet, warn: quiet, error: quiet } as never,
    toError: (cause) =>
      cause instanceof AppError
        ? { ...cause.value, ref: cause.value.ref || 'REF1' }
        : { code: 'internal', safe: 'nothing-changed', retry: 'later', ref: String(cause).slice(0, 40) },
  })
  let channel = new MessageChannel()
  const revive = (): void => {
    channel = new MessageChannel()
    served.connect(channel.port1 as never)
    attachPort(channel.port2)
  }
  revive()
  return { facts, calls, failing, answering, tell: hub.publish, die: () => channel.port1.close(), revive }
}
