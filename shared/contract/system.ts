/** The frame's own calls: events, who sits here, preferences, saved views, jobs, links. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { At, type CallMeta, call, Id, Nothing, ShortText } from '#shared/contract/call.ts'
import { SyncStatus } from '#shared/contract/sync.ts'
import { AppState } from '#shared/contract/workspaces.ts'
import { AppErrorValue } from '#shared/errors.ts'
import { permissions, roles } from '#shared/rules/organization.ts'

export const JobView = z.object({
  jobId: Id,
  kind: z.enum([
    'export-customers',
    'export-adjustments',
    'export-coupons',
    'backup',
    'integrity-check',
    'search-index',
    'import-read',
    'import-check',
    'import-copy',
    'batch-accept',
    'batch-proof',
    'reconcile',
    'evidence-import',
    'book-match',
    'price-quote',
  ]),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int().nullable(),
  /** File name only: the page never learns a path. */
  fileName: z.string().max(260).nullable(),
  startedAt: At,
  endedAt: At.nullable(),
  error: AppErrorValue.nullable(),
  /** What a finished check found. */
  found: z
    .union([
      z.object({ auditEntries: z.int().min(0) }),
      /** Of an imported file: periods it tells, and how many of them became a new edition. */
      z.object({ periods: z.int().min(0), editions: z.int().min(0) }),
    ])
    .optional(),
})
export type JobView = z.infer<typeof JobView>

/** Events say what changed, never the content; they drive no control flow. */
export const AppEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tables'), tables: z.array(z.string().max(64)).max(100) }),
  z.object({ kind: z.literal('sync'), status: SyncStatus }),
  z.object({ kind: z.literal('job'), job: JobView }),
  z.object({ kind: z.literal('state'), state: AppState }),
  z.object({ kind: z.literal('preferences') }),
])
export type AppEvent = z.infer<typeof AppEvent>

export const Identity = z.object({
  known: z.boolean(),
  accountName: ShortText,
  name: ShortText,
  roles: z.array(z.enum(roles)).max(4),
  permissions: z.array(z.enum(permissions)).max(100),
  scope: z.enum(['own', 'team', 'all']),
  partnerKinds: z.array(z.string().max(60)).max(10),
  asOf: At.nullable(),
})
export type Identity = z.infer<typeof Identity>

export const Preferences = z.object({
  language: z.enum(['zh', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'middle']),
  navigationFolded: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

/** Ledgers whose columns a person may arrange. */
export const ledgers = ['customers', 'outbox'] as const

/** A ledger's settings of this person: which columns, in which order, how wide; the page knows what the keys mean. */
export const LedgerSettings = z.object({
  columns: z
    .array(
      z.object({
        key: z.string().max(64),
        visible: z.boolean(),
        width: z.int().min(40).max(1200).nullable(),
      }),
    )
    .max(60),
})
export type LedgerSettings = z.infer<typeof LedgerSettings>

export const SavedView = z.object({
  viewId: Id,
  ledger: z.enum(['customers']),
  name: z.string().trim().min(1).max(40),
  /** Filter and order as the ledger's own schema writes them (JSON text, parsed by the ledger before use). */
  query: z.string().max(4000),
  createdAt: At,
})
export type SavedView = z.infer<typeof SavedView>

/** Places outside the program; the host's list holds the addresses, one a site. */
export const outsideLinks = ['portal-home', 'portal-customers', 'portal-credentials', 'portal-help'] as const

export const system = {
  /** Open while the page lives. */
  events: oc.$meta<CallMeta>({ needs: null, offline: 'local' }).input(Nothing).output(eventIterator(AppEvent)),
  info: call({
    input: Nothing,
    answer: z.object({
      version: ShortText,
      electron: ShortText,
      chromium: ShortText,
      node: ShortText,
      sqlite: ShortText,
      cipher: ShortText,
      platform: ShortText,
    }),
    needs: null,
    offline: 'local',
  }),
  identity: call({ input: Nothing, answer: Identity, needs: null, offline: 'local' }),
  preferences: call({ input: Nothing, answer: Preferences, needs: null, offline: 'local' }),
  setPreferences: call({ input: Preferences.partial(), answer: Preferences, needs: null, offline: 'local' }),
  ledgerSettings: call({
    input: z.object({ ledger: z.enum(ledgers) }),
    answer: LedgerSettings.nullable(),
    needs: null,
    offline: 'local',
  }),
  setLedgerSettings: call({
    input: z.object({ ledger: z.enum(ledgers), settings: LedgerSettings }),
    answer: Nothing,
    needs: null,
    offline: 'local',
  }),
  listViews: call({
    input: z.object({ ledger: z.enum(['customers']) }),
    answer: z.object({ views: z.array(SavedView).max(100) }),
    needs: null,
    offline: 'local',
  }),
  saveView: call({ input: SavedView.omit({ createdAt: true }), answer: SavedView, needs: null, offline: 'local' }),
  deleteView: call({ input: z.object({ viewId: Id }), answer: Nothing, needs: null, offline: 'local' }),
  listJobs: call({
    input: Nothing,
    answer: z.object({ jobs: z.array(JobView).max(100) }),
    needs: null,
    offline: 'local',
  }),
  cancelJob: call({ input: z.object({ jobId: Id }), answer: Nothing, needs: null, offline: 'local' }),
  /** Shows the file a finished job wrote in the system's file manager. */
  showJobFile: call({ input: z.object({ jobId: Id }), answer: Nothing, needs: null, offline: 'local' }),
  openOutside: call({
    input: z.object({ link: z.enum(outsideLinks) }),
    answer: z.object({ opened: z.boolean() }),
    needs: null,
    offline: 'online',
  }),
  /** Online copy of the store into its backup folder, opened and checked; runs as a job. */
  backup: call({ input: Nothing, answer: z.object({ jobId: Id }), needs: null, offline: 'local' }),
  checkIntegrity: call({ input: Nothing, answer: z.object({ jobId: Id }), needs: null, offline: 'local' }),
}
