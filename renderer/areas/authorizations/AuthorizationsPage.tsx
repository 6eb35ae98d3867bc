/** Authorizations of all customers: tabs by state, search, the ledger. The address is the question. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, type InputRef, Spin } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePreferences } from '#renderer/app/preferences.ts'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { type Place, placeOf } from '#renderer/areas/coupons/place.ts'
import { useRows } from '#renderer/areas/coupons/useRows.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ColumnSettings } from '#renderer/parts/ColumnSettings.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import type { ColumnSetting, RowMark } from '#renderer/parts/ledger/types.ts'
import { tidy, withPart } from '#renderer/parts/question.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import {
  AuthorizationFilter,
  type AuthorizationRow,
  AuthorizationTab,
  authorizationTabs,
} from '#shared/contract/authorizations.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { MissingPanel, NewsPanel } from './Panels.tsx'
import { useAuthorizationColumns } from './useAuthorizationColumns.tsx'
import './authorizations.css'

const rowId = (row: AuthorizationRow): string => row.customerId
const isFaded = ({ state }: AuthorizationRow): boolean => state === 'ENDED'

const Question = z.object({
  tab: AuthorizationTab.optional().catch(undefined),
  text: z
    .preprocess((value) => (typeof value === 'number' ? String(value) : value), AuthorizationFilter.shape.text)
    .catch(undefined),
})

export function AuthorizationsPage() {
  const { t } = useTranslation('authorizations')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('authorization.read')
  if (state?.state !== 'ready') return <Spin className="authorization-wait" />
  if (allowed === false) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  const { workspaceId } = state.workspace
  return <List key={workspaceId} place={placeOf<AuthorizationRow>(workspaceId, 'authorizations')} />
}

function List({ place }: { place: Place<AuthorizationRow> }) {
  const { t } = useTranslation('authorizations')
  const navigate = useNavigate()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const filter = useMemo<AuthorizationFilter>(() => tidy(Question.parse(raw)) as AuthorizationFilter, [raw])
  const { source, cursor } = place
  const count = useRead(api.authorizations.count, { filter }, { keepPrevious: true })
  const counted = count.isPlaceholderData ? undefined : count.data
  useRows(
    place,
    JSON.stringify(filter),
    async (request) => {
      const page = await api.authorizations.list({ filter, ...request }, { repeatable: true })
      place.asOf = page.asOf
      return page
    },
    { total: counted?.total, at: count.dataUpdatedAt },
  )
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [{ density }] = usePreferences()
  const [settings, setSettings] = useState(place.settings)
  const box = useRef<InputRef>(null)
  const ask = useCallback(
    (next: AuthorizationFilter) => void navigate({ to: '/authorizations', search: next, replace: true }),
    [navigate],
  )
  const open = useCallback(
    ({ customerId }: AuthorizationRow) =>
      void navigate({ to: '/customers/$customerId', params: { customerId }, search: {} }),
    [navigate],
  )
  const columns = useAuthorizationColumns(open)
  const keepSettings = (next: readonly ColumnSetting[] | null): void => {
    place.settings = next
    setSettings(next)
  }
  const focusFilter = useCallback(() => box.current?.focus({ cursor: 'all' }), [])
  useCommand('filter', focusFilter)
  useCommand('refresh', () => {
    void count.refetch()
    source.refresh()
  })
  const mark = useCallback(
    (row: AuthorizationRow): { mark: RowMark; text: string } | null => {
      if (row.state === 'GRANTED') return { mark: 'in-step', text: t('list.inStep') }
      if (row.state === 'REQUESTED') return { mark: 'waiting', text: t('list.waits') }
      if (row.state === 'REVOKED' || row.state === 'DECLINED')
        return { mark: 'needs-you', text: t('list.gone', { reason: row.reason ?? t(`state.${row.state}`) }) }
      return null
    },
    [t],
  )
  const failure = source.failure as AppErrorValue | null
  const kind = Object.keys(filter).length > 0 ? 'match' : place.asOf === null ? 'yet' : 'none'
  const emptyAction =
    kind === 'match' ? (
      <Button onClick={() => ask({})}>{t('empty.matchAction')}</Button>
    ) : kind === 'yet' ? (
      <Button type="primary" onClick={() => void navigate({ to: '/sync' })}>
        {t('empty.yetAction')}
      </Button>
    ) : undefined
  return (
    <Page
      title={t('title')}
      beside={<AsOf at={place.asOf} offline={offline} />}
      actions={<ColumnSettings columns={columns} settings={settings} onChange={keepSettings} />}
    >
      <MissingPanel />
      <NewsPanel />
      <div className="authorization-work">
        <Input.Search
          ref={box}
          key={filter.text ?? ''}
          allowClear
          defaultValue={filter.text ?? ''}
          maxLength={128}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          enterButton={t('list.searchButton')}
          onSearch={(text) => ask(withPart(filter, { text }))}
        />
        <StateTabs
          label={t('tab.label')}
          active={filter.tab ?? 'all'}
          tabs={authorizationTabs.map((tab) => ({
            key: tab,
            label: t(`tab.${tab}`),
            count: counted?.tabs[tab] ?? null,
          }))}
          onChange={(tab) => ask(withPart(filter, { tab: tab === 'all' ? undefined : tab }))}
        />
        {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
        <div className="authorization-ledger">
          <Ledger
            label={t('list.label')}
            source={source}
            rowId={rowId}
            columns={columns}
            cursor={cursor}
            settings={settings}
            onSettings={keepSettings}
            sort={null}
            onSort={() => {}}
            density={density}
            mark={mark}
            faded={isFaded}
            onOpen={open}
            onPreview={open}
            onFilter={focusFilter}
            empty={
              failure ? (
                <ErrorNotice error={failure} onRetry={() => source.retry()} />
              ) : (
                <EmptyState
                  kind={kind === 'match' ? 'nothing-matches' : 'nothing-yet'}
                  title={t(`empty.${kind}Title`)}
                  text={t(`empty.${kind}Text`)}
                  action={emptyAction}
                />
              )
            }
            initialOffset={place.offset}
            onOffset={(offset) => {
              place.offset = offset
            }}
            autoFocus
          />
        </div>
      </div>
    </Page>
  )
}
