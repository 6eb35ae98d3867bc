/** Making, changing and removing workspaces. */

import type { People } from '#host/person.ts'
import type { Shell } from '#host/shell.ts'
import { changeHolder } from '#host/workspaces/holder.ts'
import type { WorkspaceManager } from '#host/workspaces/manager.ts'
import { hintOf, type Registry, type WorkspaceFile } from '#host/workspaces/registry.ts'
import { newKey, seal, unsealCredential } from '#host/workspaces/secrets.ts'
import type { Credential, WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { AppError } from '#shared/errors.ts'

export interface WorkspaceDraft {
  name: string
  site: 'china' | 'international'
  endpoint: string
  credential: Credential
}

export interface Demo {
  endpoint: string
  ak: string
  sk: string
  name: string
}

export interface AdminOptions {
  readonly registry: Registry
  readonly shell: Shell
  readonly manager: WorkspaceManager
  readonly people: People
  readonly now: () => number
  readonly newId: () => string
}

const sealed = async (shell: Shell, credential: Credential, demo: boolean): Promise<WorkspaceFile['credential']> => ({
  kind: credential.kind,
  hint: hintOf(credential),
  wrapped: await seal(shell, credential, demo),
})

async function make(options: AdminOptions, draft: WorkspaceDraft, demo: boolean): Promise<WorkspaceFile> {
  const { registry, shell } = options
  const file: WorkspaceFile = {
    version: 1,
    workspaceId: options.newId(),
    name: draft.name,
    site: draft.site,
    endpoint: draft.endpoint,
    demo,
    createdAt: options.now(),
    key: await seal(shell, newKey(), demo),
    credential: await sealed(shell, draft.credential, demo),
  }
  registry.save(file)
  return file
}

/** As many as the list of workspaces may name. */
const WORKSPACES = 50

/** Throws `conflict` above fifty, `workspace-exists` for a name in use and `keyring-unavailable`; nothing is written then. */
export function createWorkspace(options: AdminOptions, draft: WorkspaceDraft): Promise<WorkspaceInfo> {
  return options.manager.exclusive(async () => {
    const { registry } = options
    if (registry.list().length >= WORKSPACES) throw new AppError('conflict', { detail: { limit: WORKSPACES } })
    if (registry.list().some(({ name }) => name === draft.name)) {
      throw new AppError('workspace-exists', { retry: 'after-fix', field: 'name' })
    }
    return registry.infoOf(await make(options, draft, false))
  })
}

/**
 * Wraps the new credential, audits the change and forgets who sat here; an open workspace goes on with it at once. Where
 * the store cannot be opened the change still happens, for it may be what repairs the workspace.
 */
export function replaceCredential(
  options: AdminOptions,
  workspaceId: string,
  credential: Credential,
): Promise<WorkspaceInfo> {
  const { manager, registry, shell } = options
  return manager.exclusive(async () => {
    const before = manager.find(workspaceId)
    const file: WorkspaceFile = { ...before, credential: await sealed(shell, credential, before.demo) }
    const { state } = manager
    const reopen =
      manager.opened?.file.workspaceId === workspaceId ||
      (state.state === 'failed' && state.workspace.workspaceId === workspaceId)
    if (reopen) await manager.closeNow()
    try {
      // The person is forgotten first: a crash in between leaves nobody, never the old person with the new key.
      await changeHolder(options, before, file)
      registry.save(file)
    } catch (cause) {
      // What was open goes on with the credential that is still saved.
      if (reopen) await manager.openNow(before)
      throw cause
    }
    if (reopen) await manager.openNow(file)
    return registry.infoOf(file)
  })
}

/** Throws `busy` while it is open and `invalid-input` unless its name was typed. */
export function removeWorkspace(options: AdminOptions, workspaceId: string, typedName: string): Promise<void> {
  const { manager, registry } = options
  return manager.exclusive(async () => {
    const file = manager.find(workspaceId)
    if (manager.opened?.file.workspaceId === workspaceId) throw new AppError('busy', { retry: 'after-fix' })
    if (typedName !== file.name) throw new AppError('invalid-input', { retry: 'after-fix', field: 'typedName' })
    registry.remove(workspaceId)
    const { state } = manager
    if ((state.state === 'failed' || state.state === 'opening') && state.workspace.workspaceId === workspaceId)
      await manager.rest()
  })
}

/** The demo's workspace, made once; its address and key follow the embedded partner API, which moves at every start. */
export function ensureDemo(options: AdminOptions, demo: Demo): Promise<WorkspaceFile> {
  const { manager, registry, shell } = options
  const credential: Credential = { kind: 'ak-sk', ak: demo.ak, sk: demo.sk }
  return manager.exclusive(async () => {
    const known = registry.list().find((file) => file.demo)
    if (!known) return make(options, { name: demo.name, site: 'china', endpoint: demo.endpoint, credential }, true)
    const held = await unsealCredential(shell, known.credential.wrapped).catch(() => null)
    const same = held?.kind === 'ak-sk' && held.ak === demo.ak && held.sk === demo.sk
    if (same && known.endpoint === demo.endpoint) return known
    const file: WorkspaceFile = {
      ...known,
      endpoint: demo.endpoint,
      credential: same ? known.credential : await sealed(shell, credential, true),
    }
    registry.save(file)
    return file
  })
}
