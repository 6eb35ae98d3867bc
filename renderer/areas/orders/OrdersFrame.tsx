/** A page of the area is for whoever a workspace and the right are there for. */
import { Spin } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import './orders.css'

export function WithOrders({ children }: { children: (workspaceId: string) => ReactNode }) {
  const { t } = useTranslation('orders')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('order.read')
  if (state?.state !== 'ready') return <Spin className="orders-wait" />
  if (allowed === false) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  return children(state.workspace.workspaceId)
}
