import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { WorkspaceInfo } from '#shared/contract/workspaces.ts'

export function OtherWorkspaces({ workspaces }: { workspaces: readonly WorkspaceInfo[] }) {
  const { t } = useTranslation('workspaces')
  const open = useWrite(api.workspaces.open)
  return (
    <section aria-label={t('otherWorkspaces')}>
      <h2 className="others-title">{t('otherWorkspaces')}</h2>
      {open.error && <ErrorNotice error={open.error} />}
      <ul className="others">
        {workspaces.map(({ workspaceId, name }) => (
          <li key={workspaceId}>
            <Button
              loading={open.isPending && open.variables?.workspaceId === workspaceId}
              onClick={() => open.mutate({ workspaceId })}
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
