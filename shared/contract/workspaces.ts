/** Workspaces: one account of one partner at one site, each with its own store and key (R-ORG-17, R-ORG-18). */
import { z } from 'zod'
import { At, call, Id, Nothing } from '#shared/contract/call.ts'
import { ConnectionReport } from '#shared/contract/sync.ts'
import { AppErrorValue } from '#shared/errors.ts'

export const Site = z.enum(['china', 'international'])

export const Credential = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ak-sk'),
    ak: z.string().trim().min(1).max(128),
    sk: z.string().trim().min(1).max(256),
    securityToken: z.string().max(16_000).optional(),
  }),
  z.object({ kind: z.literal('token'), token: z.string().trim().min(1).max(16_000) }),
])
export type Credential = z.infer<typeof Credential>

/** An address and nothing else: https, or http on this machine; a user, a path or a query in it is a mistake. */
export const Endpoint = z
  .string()
  .max(300)
  .regex(/^(https:\/\/[\w.-]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:\d{1,5})?\/?$/i)

export const WorkspaceInfo = z.object({
  workspaceId: Id,
  name: z.string().max(60),
  site: Site,
  endpoint: z.string().max(300),
  demo: z.boolean(),
  credentialKind: z.enum(['ak-sk', 'token']),
  /** Last characters of the access key, to tell accounts apart; never more. */
  credentialHint: z.string().max(16),
  /** How the store's key is kept: the operating system's keyring by name, or the fallback that protects nothing. */
  keyring: z.string().max(40),
  openedAt: At.nullable(),
  createdAt: At,
})
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>

/** What happened to the files of a workspace while it was opened; stays until a person closes it. */
export const StoreNotice = z.object({
  /** The local file was damaged and has been put together again. */
  local: z
    .object({
      /** Time of the copy it began from; null where the damaged file itself was still readable, or nothing was. */
      copyAt: At.nullable(),
      /** Rows read from the damaged file and laid over the copy. */
      rescuedRows: z.int().min(0),
      /** Tables of the damaged file that could not be read to the end. */
      damagedTables: z.array(z.string().max(64)).max(100),
      /** File name of the damaged file in the workspace's folder. */
      keptAs: z.string().max(260),
    })
    .nullable(),
  /** The cache was set aside and is fetched again. */
  cache: z.object({ keptAs: z.string().max(260) }).nullable(),
  /** Today's copy of the local file could not be made. */
  copyError: AppErrorValue.nullable(),
})
export type StoreNotice = z.infer<typeof StoreNotice>

/** What the frame shows: exactly one of these at any time. */
export const AppState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('no-workspace') }),
  /** No usable keyring: nothing is created or opened, nothing is deleted. */
  z.object({ state: z.literal('no-keyring'), backend: z.string().max(40) }),
  z.object({ state: z.literal('failed'), workspace: WorkspaceInfo, error: AppErrorValue }),
  z.object({ state: z.literal('opening'), workspace: WorkspaceInfo, step: z.string().max(80) }),
  z.object({ state: z.literal('ready'), workspace: WorkspaceInfo, notice: StoreNotice.optional() }),
])
export type AppState = z.infer<typeof AppState>

const Draft = z.object({
  name: z.string().trim().min(1).max(60),
  site: Site,
  endpoint: Endpoint,
  credential: Credential,
})

export const workspaces = {
  state: call({ input: Nothing, answer: AppState, needs: null, offline: 'local' }),
  list: call({
    input: Nothing,
    answer: z.object({ workspaces: z.array(WorkspaceInfo).max(50) }),
    needs: null,
    offline: 'local',
  }),
  /** Tries address and credential before anything is written. */
  test: call({ input: Draft, answer: ConnectionReport, needs: null, offline: 'online' }),
  create: call({ input: Draft, answer: WorkspaceInfo, needs: null, offline: 'local' }),
  open: call({ input: z.object({ workspaceId: Id }), answer: AppState, needs: null, offline: 'local' }),
  close: call({ input: Nothing, answer: Nothing, needs: null, offline: 'local' }),
  replaceCredential: call({
    input: z.object({ workspaceId: Id, credential: Credential }),
    answer: WorkspaceInfo,
    needs: null,
    offline: 'local',
  }),
  /** Removes store, key and credential of a workspace; the name must be typed. Refused while it is open. */
  remove: call({
    input: z.object({ workspaceId: Id, typedName: z.string().max(60) }),
    answer: Nothing,
    needs: null,
    offline: 'local',
  }),
  /** Recovery of the failed workspace: write notes, views and audit to a file, then start with an empty cache. */
  rescueLocal: call({
    input: z.object({ workspaceId: Id }),
    answer: z.object({ saved: z.boolean() }),
    needs: null,
    offline: 'local',
  }),
  /** Shows a file that was set aside in the system's file manager. */
  showKept: call({
    input: z.object({ which: z.enum(['local', 'cache']) }),
    answer: Nothing,
    needs: null,
    offline: 'local',
  }),
  /** The person has read what happened to the files. */
  closeNotice: call({ input: Nothing, answer: AppState, needs: null, offline: 'local' }),
  rebuildCache: call({ input: z.object({ workspaceId: Id }), answer: AppState, needs: null, offline: 'local' }),
}
