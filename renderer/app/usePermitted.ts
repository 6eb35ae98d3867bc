/** Who sits here and what that person may do. The host enforces it; a page only spares people what would be refused. */
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { Identity } from '#shared/contract/system.ts'
import type { Permission } from '#shared/rules/organization.ts'

export const useWorkspaceReady = (): boolean => useRead(api.workspaces.state, {}).data?.state === 'ready'

/** undefined until the host has told. */
export function useIdentity(): Identity | undefined {
  const ready = useWorkspaceReady()
  return useRead(api.system.identity, {}, { enabled: ready }).data
}

/** null while nobody knows. */
export function usePermitted(needs: Permission): boolean | null {
  const identity = useIdentity()
  return identity?.known ? identity.permissions.includes(needs) : null
}
