/**
 * The workspaces of this laptop (R-ORG-17, R-ORG-18): `app.json` and one folder each. Secrets are in the files only as
 * the keyring wrapped them (R-PLAT-22); nothing here is ever deleted but on a person's typed word.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '#host/log/log.ts'
import { readSettings, type SettingsRead, writeSettings } from '#host/workspaces/files.ts'
import { type Credential, Site, type WorkspaceInfo } from '#shared/contract/workspaces.ts'
import type { AppErrorValue } from '#shared/errors.ts'

const Wrapped = z.object({ backend: z.string(), bytes: z.string() })

export const WorkspaceFile = z.object({
  version: z.literal(1),
  workspaceId: z.string(),
  name: z.string(),
  site: Site,
  endpoint: z.string(),
  demo: z.boolean(),
  createdAt: z.int(),
  /** Key of the store and credential, wrapped; the backend beside each says who can unwrap it. */
  key: Wrapped,
  credential: z.object({ kind: z.enum(['ak-sk', 'token']), hint: z.string(), wrapped: Wrapped }),
})
export type WorkspaceFile = z.infer<typeof WorkspaceFile>

const AppFile = z.object({
  version: z.literal(1),
  /** Opened again at the next start; null after a person closed it. */
  lastOpened: z.string().nullable(),
  openedAt: z.record(z.string(), z.int()),
})
type AppFile = z.infer<typeof AppFile>

const idPattern = /^[0-9A-Z]{26}$/
const emptyApp: AppFile = { version: 1, lastOpened: null, openedAt: {} }

/** Last four characters of the access key; a token tells nothing (R-PLAT-22). */
export const hintOf = (credential: Credential): string => (credential.kind === 'ak-sk' ? credential.ak.slice(-4) : '')

export interface Registry {
  folderOf(workspaceId: string): string
  list(): WorkspaceFile[]
  get(workspaceId: string): WorkspaceFile | null
  save(file: WorkspaceFile): void
  remove(workspaceId: string): void
  infoOf(file: WorkspaceFile): WorkspaceInfo
  /** Folders whose settings file and its copy are both torn: kept, shown as failed, never touched. */
  torn(): string[]
  readonly lastOpened: string | null
  /** Notes what is open now, or that a person closed it. */
  noteOpened(workspaceId: string | null, at: number): void
}

export function openRegistry(dataDir: string, log: Log): Registry {
  const root = join(dataDir, 'workspaces')
  const appPath = join(dataDir, 'app.json')
  const fileOf = (id: string): string => join(root, id, 'workspace.json')
  mkdirSync(root, { recursive: true })

  /** Says what was torn once and writes the good copy back. */
  const healed = <T>(path: string, read: SettingsRead<T>): T | null => {
    if (read.found === 'whole') return read.value
    if (read.found === 'absent') return null
    const code: AppErrorValue['code'] = 'settings-torn'
    log.error(code, { file: path.slice(dataDir.length + 1), restored: read.found === 'restored', cause: read.cause })
    if (read.found === 'torn') return null
    writeSettings(path, read.value)
    return read.value
  }

  const ids = (): string[] =>
    readdirSync(root)
      .filter((name) => idPattern.test(name) && existsSync(join(root, name)))
      .sort()
  const workspaces = new Map<string, WorkspaceFile>()
  const torn: string[] = []
  for (const id of ids()) {
    const file = healed(fileOf(id), readSettings(fileOf(id), WorkspaceFile))
    if (file?.workspaceId === id) workspaces.set(id, file)
    else torn.push(id)
  }
  let app = healed(appPath, readSettings(appPath, AppFile)) ?? emptyApp

  const saveApp = (to: AppFile): void => {
    writeSettings(appPath, to)
    app = to
  }

  return {
    folderOf: (id) => join(root, id),
    list: () => [...workspaces.values()],
    get: (id) => workspaces.get(id) ?? null,
    save: (file) => {
      writeSettings(fileOf(file.workspaceId), file)
      workspaces.set(file.workspaceId, file)
    },
    remove: (id) => {
      // Only ids read from our own folder come here; a name from a page never becomes a path.
      if (!workspaces.has(id)) return
      rmSync(join(root, id), { recursive: true, force: true })
      workspaces.delete(id)
      const { [id]: _gone, ...openedAt } = app.openedAt
      saveApp({ ...app, openedAt, lastOpened: app.lastOpened === id ? null : app.lastOpened })
    },
    infoOf: (file) => ({
      workspaceId: file.workspaceId,
      name: file.name,
      site: file.site,
      endpoint: file.endpoint,
      demo: file.demo,
      credentialKind: file.credential.kind,
      credentialHint: file.credential.hint,
      keyring: file.key.backend.slice(0, 40),
      openedAt: app.openedAt[file.workspaceId] ?? null,
      createdAt: file.createdAt,
    }),
    torn: () => [...torn],
    get lastOpened() {
      return app.lastOpened
    },
    noteOpened: (id, at) =>
      saveApp({ ...app, lastOpened: id, openedAt: id === null ? app.openedAt : { ...app.openedAt, [id]: at } }),
  }
}
