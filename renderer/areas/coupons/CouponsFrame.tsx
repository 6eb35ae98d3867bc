/** What the pages of the area share: right, title, the way from one to the other. */
import { useNavigate } from '@tanstack/react-router'
import { Spin, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { useIdentity, usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { DISTRIBUTOR } from '#shared/rules/organization.ts'
import './coupons.css'

const sections = {
  quotas: '/coupons',
  issued: '/coupons/issued',
  uses: '/coupons/uses',
  records: '/coupons/records',
  resellers: '/coupons/resellers',
} as const
export type Section = keyof typeof sections

/** A list leads to the page that a workspace and a right are there for. */
export function WithCoupons({ children }: { children: (workspaceId: string) => ReactNode }) {
  const { t } = useTranslation('coupons')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('coupon.read')
  if (state?.state !== 'ready') return <Spin className="coupons-wait" />
  if (allowed === false) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  return children(state.workspace.workspaceId)
}

export function CouponsFrame({
  section,
  beside,
  actions,
  children,
}: {
  section: Section
  beside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('coupons')
  const navigate = useNavigate()
  const kinds = useIdentity()?.partnerKinds ?? []
  // Where nobody tells the kind, the partner's own word decides: the page is offered and may stay empty.
  const distributor = kinds.length === 0 || kinds.includes(DISTRIBUTOR)
  const offered = (Object.keys(sections) as Section[]).filter((key) => key !== 'resellers' || distributor)
  return (
    <Page title={t('title')} beside={beside} actions={actions}>
      <Tabs
        className="coupons-sections"
        aria-label={t('sections.label')}
        activeKey={section}
        onChange={(key) => void navigate({ to: sections[key as Section], search: {} })}
        items={offered.map((key) => ({ key, label: t(`sections.${key}`) }))}
      />
      {children}
    </Page>
  )
}
