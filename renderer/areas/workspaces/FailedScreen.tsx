import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { WorkspaceInfo } from '#shared/contract/workspaces.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { OtherWorkspaces } from './OtherWorkspaces.tsx'

/** A newer file must not be rebuilt by an older program, and a lost key opens nothing that could be rebuilt. */
const rebuildable = new Set<AppErrorValue['code']>(['store-damaged', 'store-unreadable', 'internal'])

/** The workspace did not open: what is safe, try again, save what is ours, rebuild what can be fetched again. */
export function FailedScreen({ workspace, error }: { workspace: WorkspaceInfo; error: AppErrorValue }) {
  const { t } = useTranslation('workspaces')
  const { workspaceId, name } = workspace
  const [asking, setAsking] = useState(false)
  const others =
    useRead(api.workspaces.list, {}).data?.workspaces.filter((one) => one.workspaceId !== workspaceId) ?? []
  const open = useWrite(api.workspaces.open)
  const rescue = useWrite(api.workspaces.rescueLocal)
  const rebuild = useWrite(api.workspaces.rebuildCache)
  const failed = rescue.error ?? rebuild.error ?? open.error
  return (
    <div className="state-screen state-failed">
      <h1>{t('failedTitle', { name })}</h1>
      <ErrorNotice error={error} />
      <div className="state-actions">
        <Button type="primary" loading={open.isPending} onClick={() => open.mutate({ workspaceId })}>
          {t('failedRetry')}
        </Button>
        <Button loading={rescue.isPending} onClick={() => rescue.mutate({ workspaceId })}>
          {t('rescue')}
        </Button>
        {rebuildable.has(error.code) && (
          <Button danger loading={rebuild.isPending} onClick={() => setAsking(true)}>
            {t('rebuild')}
          </Button>
        )}
      </div>
      <div role="status">{rescue.data && <p>{rescue.data.saved ? t('rescueDone') : t('rescueNone')}</p>}</div>
      {failed && failed !== error && <ErrorNotice error={failed} />}
      {others.length > 0 && <OtherWorkspaces workspaces={others} />}
      <ConfirmDanger
        open={asking}
        title={t('rebuildConfirm')}
        action={t('rebuild')}
        onConfirm={() => {
          setAsking(false)
          rebuild.mutate({ workspaceId })
        }}
        onCancel={() => setAsking(false)}
      >
        {t('rebuildText')}
      </ConfirmDanger>
    </div>
  )
}
