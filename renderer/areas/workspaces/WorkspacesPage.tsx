/** Workspaces of this machine: open, make, replace a credential, remove. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { CreateForm } from './CreateForm.tsx'
import { ReplaceCredential } from './ReplaceCredential.tsx'
import { WorkspaceCard } from './WorkspaceCard.tsx'
import './workspaces.css'

function RemoveWorkspace({ workspace, onClose }: { workspace: WorkspaceInfo; onClose: () => void }) {
  const { t } = useTranslation('workspaces')
  const { workspaceId, name } = workspace
  const remove = useWrite(api.workspaces.remove, { onDone: onClose })
  return (
    <ConfirmDanger
      open
      title={t('removeTitle', { name })}
      action={t('removeSubmit')}
      typed={name}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ workspaceId, typedName: name })}
      onCancel={onClose}
    >
      <p>{t('removeText')}</p>
      {remove.error && <ErrorNotice error={remove.error} />}
    </ConfirmDanger>
  )
}

export function WorkspacesPage() {
  const { t } = useTranslation('workspaces')
  const navigate = useNavigate()
  const { fault } = useNotices()
  const list = useRead(api.workspaces.list, {})
  const state = useRead(api.workspaces.state, {}).data
  const [creating, setCreating] = useState(false)
  const [replacing, setReplacing] = useState<WorkspaceInfo | null>(null)
  const [removing, setRemoving] = useState<WorkspaceInfo | null>(null)
  const home = (): void => void navigate({ to: '/' })
  const open = useWrite(api.workspaces.open, { onDone: home })
  const close = useWrite(api.workspaces.close)
  useCommand('new', () => setCreating(true))
  const currentId = state && 'workspace' in state ? state.workspace.workspaceId : null
  const changed = (): void => {
    setReplacing(null)
    setRemoving(null)
    void list.refetch()
  }
  const workspaces = list.data?.workspaces ?? []
  return (
    <Page
      title={t('title')}
      beside={t('intro')}
      actions={
        <Button type="primary" onClick={() => setCreating(true)}>
          {t('create')}
        </Button>
      }
    >
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active />}
      {list.data && workspaces.length === 0 && <EmptyState kind="nothing-yet" title={t('empty')} text={t('intro')} />}
      <ul className="workspace-cards">
        {workspaces.map((workspace) => (
          <li key={workspace.workspaceId}>
            <WorkspaceCard
              workspace={workspace}
              current={workspace.workspaceId === currentId}
              opening={open.isPending && open.variables?.workspaceId === workspace.workspaceId}
              onOpen={() => open.mutate({ workspaceId: workspace.workspaceId }, { onError: fault })}
              onClose={() => close.mutate({}, { onError: fault })}
              onReplace={() => setReplacing(workspace)}
              onRemove={() => setRemoving(workspace)}
            />
          </li>
        ))}
      </ul>
      <Drawer open={creating} title={t('create')} size={560} onClose={() => setCreating(false)} destroyOnHidden>
        <CreateForm onOpened={home} />
      </Drawer>
      {replacing && <ReplaceCredential workspace={replacing} onClose={changed} />}
      {removing && <RemoveWorkspace workspace={removing} onClose={changed} />}
    </Page>
  )
}
