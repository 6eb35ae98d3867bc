import CheckOutlined from '@ant-design/icons/CheckOutlined'
import DownOutlined from '@ant-design/icons/DownOutlined'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, type MenuProps, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { useNotices } from '../useNotices.tsx'

/** Which account this is, always in sight, with the ones to change to. */
export function WorkspaceSwitch() {
  const { t } = useTranslation('frame')
  const navigate = useNavigate()
  const { fault } = useNotices()
  const state = useRead(api.workspaces.state, {}).data
  const list = useRead(api.workspaces.list, {}).data?.workspaces ?? []
  const open = useWrite(api.workspaces.open)
  const current = state && 'workspace' in state ? state.workspace : null
  const go = async (workspaceId: string): Promise<void> => {
    // Home first: an address of one workspace means nothing in another.
    await navigate({ to: '/' })
    open.mutate({ workspaceId }, { onError: fault })
  }
  const items: MenuProps['items'] = [
    ...list.map((workspace) => ({
      key: workspace.workspaceId,
      label: workspace.demo ? `${workspace.name} · ${t('workspace.demo')}` : workspace.name,
      icon: workspace.workspaceId === current?.workspaceId ? <CheckOutlined /> : <span className="menu-gap" />,
      onClick: () => void (workspace.workspaceId === current?.workspaceId || go(workspace.workspaceId)),
    })),
    { type: 'divider' },
    { key: 'manage', label: t('workspace.manage'), onClick: () => void navigate({ to: '/workspaces' }) },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomLeft">
      <Button type="text" className="workspace-switch" loading={open.isPending} title={t('workspace.switch')}>
        <span className="workspace-name">{current?.name ?? t('workspace.none')}</span>
        {current?.demo && <Tag>{t('workspace.demo')}</Tag>}
        <DownOutlined className="workspace-arrow" />
      </Button>
    </Dropdown>
  )
}
