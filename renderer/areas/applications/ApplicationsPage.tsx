/** Payment applications 激励申付: what must be so first, what may be applied for, what was and whose turn it is. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Skeleton, Spin } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { ApplicationDrawer } from './ApplicationDrawer.tsx'
import { ApplicationTable } from './ApplicationTable.tsx'
import { BillsPanel } from './BillsPanel.tsx'
import { InfoPanel } from './InfoPanel.tsx'
import './applications.css'

export function ApplicationsPage() {
  const { t } = useTranslation('applications')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('incentive.read')
  if (state?.state !== 'ready') return <Spin className="applications-wait" />
  if (allowed === false)
    return (
      <Page title={t('title')}>
        <EmptyState kind="no-right" title={t('noRightTitle')} text={t('noRightText')} />
      </Page>
    )
  return <Applications key={state.workspace.workspaceId} />
}

/** What the address says: the period shown, the application opened. */
interface Place {
  period?: string
  number?: string
}

function Applications() {
  const { t } = useTranslation('applications')
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const place: Place = {
    ...(typeof search['period'] === 'string' && /^\d{4}-\d{2}$/.test(search['period'])
      ? { period: search['period'] }
      : {}),
    ...(typeof search['number'] === 'string' ? { number: search['number'] } : {}),
  }
  const go = (next: Place): void => void navigate({ to: '/applications', search: { ...next }, replace: true })
  const applicable = useRead(api.applications.applicable, {})
  const list = useRead(
    api.applications.list,
    { ...(place.period === undefined ? {} : { period: place.period }), from: 0, limit: 200 },
    { keepPrevious: true },
  )
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const bills = useRef<HTMLDivElement>(null)
  useCommand('refresh', () => void Promise.all([applicable.refetch(), list.refetch()]))
  const { number } = place
  return (
    <Page title={t('title')} beside={list.data && <AsOf at={list.data.asOf} offline={offline} />}>
      <div className="applications-stack">
        {applicable.error && <ErrorNotice error={applicable.error} onRetry={() => void applicable.refetch()} />}
        {applicable.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
        {applicable.data && (
          <>
            <InfoPanel info={applicable.data.info} offline={offline} />
            <div ref={bills}>
              <BillsPanel bills={applicable.data.bills} info={applicable.data.info} offline={offline} />
            </div>
          </>
        )}
        {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && (
          <ApplicationTable
            list={list.data}
            period={place.period ?? null}
            onPeriod={(period) => go(period === null ? {} : { period })}
            onOpen={(opened) => go({ ...place, number: opened })}
          />
        )}
      </div>
      {number !== undefined && (
        <ApplicationDrawer
          key={number}
          number={number}
          onClose={() => go(place.period === undefined ? {} : { period: place.period })}
          onAgain={() => {
            go(place.period === undefined ? {} : { period: place.period })
            bills.current?.scrollIntoView()
          }}
        />
      )}
    </Page>
  )
}
