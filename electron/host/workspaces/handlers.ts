/** The calls about workspaces; they work where none is open. */

import type { Handlers } from '#host/serve.ts'
import {
  type AdminOptions,
  createWorkspace,
  removeWorkspace,
  replaceCredential,
  type WorkspaceDraft,
} from '#host/workspaces/admin.ts'
import { rebuildCache, saveLocal } from '#host/workspaces/recovery.ts'
import type { ConnectionReport } from '#shared/contract/sync.ts'

export interface WorkspaceParts extends AdminOptions {
  language(): 'zh' | 'en'
  /** Tries address and credential without writing anything. */
  testConnection(draft: WorkspaceDraft, signal: AbortSignal): Promise<ConnectionReport>
}

export function workspaceHandlers(parts: WorkspaceParts): Handlers['workspaces'] {
  const { manager, registry } = parts
  return {
    state: () => manager.state,
    list: () => ({ workspaces: registry.list().map(registry.infoOf) }),
    test: (draft, { signal }) => parts.testConnection(draft, signal),
    create: (draft) => createWorkspace(parts, draft),
    open: ({ workspaceId }) => manager.open(workspaceId),
    close: async () => {
      await manager.close()
      return {}
    },
    replaceCredential: ({ workspaceId, credential }) => replaceCredential(parts, workspaceId, credential),
    remove: async ({ workspaceId, typedName }) => {
      await removeWorkspace(parts, workspaceId, typedName)
      return {}
    },
    rescueLocal: async ({ workspaceId }) => ({ saved: await saveLocal(parts, workspaceId, parts.language()) }),
    showKept: async ({ which }) => {
      await parts.shell.showInFolder(manager.keptFile(which))
      return {}
    },
    closeNotice: () => manager.closeNotice(),
    rebuildCache: ({ workspaceId }) => rebuildCache(parts, workspaceId),
  }
}
