/** What a person can do about a workspace that does not open: save what is their own, begin anew with the rest. */
import { join } from 'node:path'
import { rescueLocal, setAsideCache } from '#host/store/recover.ts'
import type { AdminOptions } from '#host/workspaces/admin.ts'
import type { WorkspaceManager } from '#host/workspaces/manager.ts'
import { unsealKey } from '#host/workspaces/secrets.ts'
import type { AppState } from '#shared/contract/workspaces.ts'
import { AppError, type AppErrorValue, type ErrorCode } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'

/** Recovery is open to whoever sits there, so only for the workspace that is shown as failed; throws `conflict` else. */
function requireFailed({ state }: WorkspaceManager, workspaceId: string): AppErrorValue {
  if (state.state === 'failed' && state.workspace.workspaceId === workspaceId) return state.error
  throw new AppError('conflict', { detail: { reason: 'not-failed' } })
}

/**
 * Writes notes, views and audit of a failed workspace as readable JSON to a place the person chooses; false where the
 * dialogue was closed.
 */
export async function saveLocal(options: AdminOptions, workspaceId: string, language: 'zh' | 'en'): Promise<boolean> {
  const { manager, registry, shell } = options
  const file = manager.find(workspaceId)
  requireFailed(manager, workspaceId)
  const key = await unsealKey(shell, file.key)
  const target = await shell.chooseSaveFile({
    defaultName: `${file.name.replace(/[\\/:*?"<>|]/g, '_')}-${formatBeijing(options.now()).slice(0, 10)}.json`,
    extension: 'json',
    title: language === 'zh' ? '保存备注、视图和审计记录' : 'Save notes, views and audit',
  })
  if (target === null) return false
  await manager.exclusive(async () => {
    // It may have been opened again while the dialogue stood.
    requireFailed(manager, workspaceId)
    rescueLocal(registry.folderOf(workspaceId), key, target)
  })
  return true
}

/** What an empty cache can cure. A newer file or a lost key is not: there nothing is set aside. */
const curable: ReadonlySet<ErrorCode> = new Set(['store-damaged', 'store-unreadable', 'internal'])

/** Sets the cache aside and opens the workspace with an empty one; throws the failure where that would not help. */
export function rebuildCache(options: AdminOptions, workspaceId: string): Promise<AppState> {
  const { manager, registry, now } = options
  return manager.exclusive(async () => {
    const file = manager.find(workspaceId)
    const error = requireFailed(manager, workspaceId)
    if (!curable.has(error.code)) throw new AppError(error.code, error)
    await manager.closeNow()
    const cacheKeptAs = setAsideCache(join(registry.folderOf(workspaceId), 'cache.db'), now())
    return manager.openNow(file, { rebuild: true, cacheKeptAs })
  })
}
