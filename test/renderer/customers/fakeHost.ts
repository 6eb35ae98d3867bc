/**
 * The other end of the page's port: the host's own serving wrapper over rows made by a formula, so that inputs and
 * answers are checked by the contract exactly as in the program.
 */
import { serve } from '#host/serve.ts'
import { attachPort } from '#renderer/rpc/port.ts'
import type { CustomerCard, CustomerFilter, CustomerNote, CustomerRow, LogEntry } from '#shared/contract/customers.ts'
import { customerTabs } from '#shared/contract/customers.ts'
import type { AppEvent, JobView, LedgerSettings, Preferences, SavedView } from '#shared/contract/system.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'
import { type Permission, permissions } from '#shared/rules/organization.ts'
import { customerAt, matches, NOW } from '#test/renderer/customers/customerData.ts'

export interface FakeHost {
  /** Every call in order, e.g. `customers.list`. */
  calls: { name: string; input: unknown }[]
  inputsOf(name: string): unknown[]
  tell(event: AppEvent): void
  rows: CustomerRow[]
  notes: CustomerNote[]
  log: LogEntry[]
  views: SavedView[]
  jobs: JobView[]
  settings: LedgerSettings | null
  preferences: Preferences
  /** Errors to answer instead, by call name. */
  failing: Map<string, AppErrorValue>
  close(): void
}

export interface FakeOptions {
  rows?: number | CustomerRow[]
  permitted?: readonly Permission[]
  connection?: 'online' | 'offline'
  asOf?: number | null
  search?: 'ready' | 'building'
  card?: Partial<CustomerCard>
}

const countBy = (values: (string | null)[]): { value: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value ?? '', (counts.get(value ?? '') ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count }))
}

export function startFakeHost(options: FakeOptions = {}): FakeHost {
  const given = options.rows ?? 20
  const rows = typeof given === 'number' ? Array.from({ length: given }, (_, index) => customerAt(index)) : given
  const asOf = options.asOf === undefined ? NOW - 10 * 60_000 : options.asOf
  const deleted = new Map<string, CustomerNote>()
  const listeners = new Set<(event: AppEvent) => void>()
  const host: FakeHost = {
    calls: [],
    inputsOf: (name) => host.calls.filter((call) => call.name === name).map((call) => call.input),
    tell: (event) => {
      for (const heard of listeners) heard(event)
    },
    rows,
    notes: [],
    log: [],
    views: [],
    jobs: [],
    settings: null,
    preferences: { language: 'zh', theme: 'light', density: 'middle', navigationFolded: false },
    failing: new Map(),
    close: () => channel.port1.close(),
  }
  const workspace = {
    workspaceId: 'w1',
    name: '演示',
    site: 'china',
    endpoint: 'http://127.0.0.1:1',
    demo: true,
    credentialKind: 'ak-sk',
    credentialHint: '0001',
    keyring: 'test',
    createdAt: NOW,
    openedAt: NOW,
  }
  const found = (filter: CustomerFilter): CustomerRow[] =>
    Object.keys(filter).length === 0 ? rows : rows.filter((row) => matches(row, filter))
  const byId = (customerId: string): CustomerRow => {
    const row = rows.find((known) => known.customerId === customerId)
    if (!row) throw new AppError('not-found')
    return row
  }

  type ListInput = {
    filter: CustomerFilter
    sort: { column: string; descending: boolean }
    after: string | null
    at?: number
    limit: number
  }
  const handlers: Record<string, Record<string, (input: never, call: { signal: AbortSignal }) => unknown>> = {
    customers: {
      list: ({ filter, after, at, limit }: ListInput) => {
        const all = found(filter)
        const start = at ?? (after === null ? 0 : Number(after))
        const page = all.slice(start, start + limit)
        return {
          rows: page,
          next: start + limit < all.length ? String(start + limit) : null,
          asOf,
          search: options.search ?? 'ready',
        }
      },
      count: ({ filter }: { filter: CustomerFilter }) => ({
        total: found(filter).length,
        tabs: Object.fromEntries(customerTabs.map((tab) => [tab, found({ ...filter, tab }).length])),
      }),
      ids: ({ filter }: { filter: CustomerFilter }) => {
        const ids = found(filter).map((row) => row.customerId)
        return { customerIds: ids, total: ids.length }
      },
      get: ({ customerId }: { customerId: string }): CustomerCard => {
        const row = byId(customerId)
        return {
          row,
          countryCode: '0086',
          moreManagers: [],
          xaccountId: null,
          xaccountType: null,
          tag: row.newTag
            ? { type: 'SMB', value: row.newTag, effectiveMonth: '2026-01', expireMonth: '2026-12', asOf: NOW }
            : null,
          balance:
            row.amount === null
              ? null
              : { amount: row.amount, debt: row.debt ?? 0, currency: 'CNY', asOf: NOW - 7200_000 },
          balanceAbsent: row.amount === null ? 'consultative' : null,
          invoicedBy: row.associationType === '2' ? 'partner' : row.associationType === '1' ? 'vendor' : 'unknown',
          unknownFields: { future_field: 'x-1' },
          asOf: NOW - 600_000,
          ...options.card,
        }
      },
      reveal: ({ customerIds, field }: { customerIds: string[]; field: string }) => ({
        values: Object.fromEntries(customerIds.map((id) => [id, `${field}-plain-${id.slice(1, 7)}`])),
        hideAt: Date.now() + 30_000,
      }),
      choices: () => ({
        associationType: countBy(rows.map((row) => row.associationType)),
        verifiedStatus: countBy(rows.map((row) => row.verifiedStatus)),
        customerType: countBy(rows.map((row) => row.customerType)),
        frozen: countBy(rows.map((row) => row.frozen)),
        level: countBy(rows.map((row) => row.level)),
        newTag: countBy(rows.map((row) => row.newTag)),
        manager: countBy(rows.map((row) => row.manager)).map((choice) => ({
          ...choice,
          name: choice.value ? `李*${choice.value.at(-1)}` : null,
        })),
      }),
      listNotes: ({ customerId }: { customerId: string }) => ({
        notes: host.notes.filter((note) => note.customerId === customerId),
      }),
      saveNote: (draft: CustomerNote & { basedOn: number | null }) => {
        const known = host.notes.find((note) => note.noteId === draft.noteId)
        if ((known?.changedAt ?? null) !== draft.basedOn)
          throw new AppError('conflict', { retry: 'after-reconcile', detail: { reason: 'changed' } })
        const { basedOn: _basedOn, ...content } = draft
        const note = {
          ...content,
          author: 'sales1',
          createdAt: known?.createdAt ?? NOW,
          changedAt: (known?.changedAt ?? NOW) + 1,
        }
        host.notes = [note, ...host.notes.filter((other) => other.noteId !== note.noteId)]
        host.tell({ kind: 'tables', tables: ['customer_notes'] })
        return note
      },
      restoreNote: ({ noteId }: { noteId: string }) => {
        const note = deleted.get(noteId)
        if (!note) throw new AppError('not-found')
        host.notes = [note, ...host.notes]
        host.tell({ kind: 'tables', tables: ['customer_notes'] })
        return note
      },
      unlistedNotes: () => {
        const notes = host.notes.filter((note) => !rows.some((row) => row.customerId === note.customerId))
        return { notes, total: notes.length }
      },
      deleteNote: ({ noteId }: { noteId: string }) => {
        for (const note of host.notes) if (note.noteId === noteId) deleted.set(noteId, note)
        host.notes = host.notes.filter((note) => note.noteId !== noteId)
        host.tell({ kind: 'tables', tables: ['customer_notes'] })
        return {}
      },
      listLog: () => ({ entries: host.log }),
      export: () => ({ jobId: 'job1' }),
      search: () => ({ rows: [], search: 'ready' }),
    },
    organization: {},
    products: {},
    funds: {},
    workspaces: { state: () => ({ state: 'ready', workspace }), list: () => ({ workspaces: [workspace] }) },
    sync: {
      status: () => ({
        connection: options.connection ?? 'online',
        phase: 'idle',
        first: false,
        collections: [],
        done: 0,
        total: null,
        timeLeftMs: null,
        rowsPerSecond: null,
        bytes: 0,
        asOf,
        clockSkewMs: 0,
        error: null,
      }),
    },
    system: {
      async *events(_input: never, { signal }: { signal: AbortSignal }) {
        const waiting: AppEvent[] = []
        let wake = (): void => {}
        const heard = (event: AppEvent): void => {
          waiting.push(event)
          wake()
        }
        listeners.add(heard)
        signal.addEventListener('abort', () => wake())
        while (!signal.aborted) {
          for (let event = waiting.shift(); event; event = waiting.shift()) yield event
          await new Promise<void>((done) => {
            wake = done
          })
        }
        listeners.delete(heard)
      },
      identity: () => ({
        known: true,
        accountName: 'sales1',
        name: '王*',
        roles: ['administrator'],
        permissions: [...(options.permitted ?? permissions)],
        scope: 'all',
        partnerKinds: [],
        asOf: NOW,
      }),
      preferences: () => host.preferences,
      setPreferences: (change: Partial<Preferences>) => {
        host.preferences = { ...host.preferences, ...change }
        return host.preferences
      },
      ledgerSettings: () => host.settings,
      setLedgerSettings: ({ settings }: { settings: LedgerSettings }) => {
        host.settings = settings
        return {}
      },
      listViews: () => ({ views: host.views }),
      saveView: (view: Omit<SavedView, 'createdAt'>) => {
        const saved = { ...view, createdAt: NOW }
        host.views.push(saved)
        host.tell({ kind: 'tables', tables: ['saved_views'] })
        return saved
      },
      deleteView: ({ viewId }: { viewId: string }) => {
        host.views = host.views.filter((view) => view.viewId !== viewId)
        host.tell({ kind: 'tables', tables: ['saved_views'] })
        return {}
      },
      listJobs: () => ({ jobs: host.jobs }),
    },
  }
  for (const [area, calls] of Object.entries(handlers)) {
    for (const [name, run] of Object.entries(calls)) {
      if (name === 'events') continue
      calls[name] = (input, call) => {
        host.calls.push({ name: `${area}.${name}`, input })
        const failure = host.failing.get(`${area}.${name}`)
        if (failure) throw new AppError(failure.code, failure)
        return run(input, call)
      }
    }
  }
  const channel = new MessageChannel()
  const quiet = (): void => {}
  serve({
    handlers: handlers as never,
    guard: { permit: quiet, requireNetwork: quiet },
    log: { info: quiet, warn: quiet, error: quiet } as never,
    toError: (cause) => {
      if (cause instanceof AppError) return { ...cause.value, ref: cause.value.ref || 'REF1' }
      return { code: 'internal', safe: 'nothing-changed', retry: 'later', ref: String(cause).slice(0, 40) }
    },
  }).connect(channel.port1 as never)
  attachPort(channel.port2)
  return host
}
