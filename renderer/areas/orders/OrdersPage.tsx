/** The order list. The address is the question; see search.ts. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, type InputRef } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePreferences } from '#renderer/app/preferences.ts'
import { type Place, placeOf } from '#renderer/areas/coupons/place.ts'
import { useRows } from '#renderer/areas/coupons/useRows.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ColumnSettings } from '#renderer/parts/ColumnSettings.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import type { ColumnSetting, LedgerSort, RowMark } from '#renderer/parts/ledger/types.ts'
import { withPart } from '#renderer/parts/question.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { type OrderRow, orderSorts, orderTabs } from '#shared/contract/orders.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { orderStates, timeToPay } from '#shared/rules/orders.ts'
import { OrderFilters } from './OrderFilters.tsx'
import { WithOrders } from './OrdersFrame.tsx'
import { PaymentsLink } from './PaymentsLink.tsx'
import { type OrdersSearch, orderFilterOf, parseOrders } from './search.ts'
import { useOrderColumns } from './useOrderColumns.tsx'

const rowId = (row: OrderRow): string => row.orderId
const isGone = (row: OrderRow): boolean => row.goneAt !== null

export const OrdersPage = () => (
  <WithOrders>
    {(workspaceId) => <List key={workspaceId} place={placeOf<OrderRow>(workspaceId, 'orders')} />}
  </WithOrders>
)

function List({ place }: { place: Place<OrderRow> }) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = useMemo(() => parseOrders(raw), [raw])
  const { source, cursor } = place
  const filter = useMemo(() => orderFilterOf(search), [search])
  const sort = useMemo(
    () => ({
      column: search.sort ?? ('createdAt' as const),
      descending: search.descending ?? search.sort === undefined,
    }),
    [search],
  )
  const count = useRead(api.orders.count, { filter }, { keepPrevious: true })
  const counted = count.isPlaceholderData ? undefined : count.data
  useRows(
    place,
    JSON.stringify([filter, sort]),
    async (request) => {
      const page = await api.orders.list({ filter, sort, ...request }, { repeatable: true })
      place.asOf = page.asOf
      return page
    },
    { total: counted?.total, at: count.dataUpdatedAt },
  )
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [{ density }] = usePreferences()
  const [settings, setSettings] = useState(place.settings)
  const [filterOpen, setFilterOpen] = useState(false)
  const box = useRef<InputRef>(null)
  const now = useNow(60_000)

  const ask = useCallback(
    (next: OrdersSearch) => void navigate({ to: '/orders', search: next, replace: true }),
    [navigate],
  )
  const open = useCallback(
    (row: OrderRow) => void navigate({ to: '/orders/$orderId', params: { orderId: row.orderId }, search: {} }),
    [navigate],
  )
  const columns = useOrderColumns(open)
  const keepSettings = (next: readonly ColumnSetting[] | null): void => {
    place.settings = next
    setSettings(next)
  }
  const onSort = (next: LedgerSort): void => {
    const column = orderSorts.find((known) => known === next.column)
    if (column) ask({ ...search, sort: column, descending: next.descending })
  }
  const focusFilter = useCallback(() => box.current?.focus({ cursor: 'all' }), [])
  useCommand('filter', focusFilter)
  useCommand('refresh', () => {
    void count.refetch()
    source.refresh()
  })
  const mark = useCallback(
    (row: OrderRow): { mark: RowMark; text: string } | null => {
      if (row.goneAt !== null) return { mark: 'needs-you', text: t('list.gone', { at: dayOf(row.goneAt) }) }
      const left = timeToPay(row, now)
      if (left === 0) return { mark: 'uncertain', text: t('list.over') }
      if (row.status === orderStates.pendingPayment) return { mark: 'waiting', text: t('list.waits') }
      return { mark: 'in-step', text: t('list.inStep') }
    },
    [t, now],
  )
  const failure = source.failure as AppErrorValue | null
  const filtered = Object.keys(filter).length > 0
  // A tab that is empty without a filter says nothing; the usual ones stay where people look for them.
  const tabs = orderTabs.filter(
    (tab) =>
      !['pendingReview', 'pendingConfirm', 'other', 'gone'].includes(tab) ||
      tab === search.tab ||
      (count.data?.tabs[tab] ?? 0) > 0,
  )
  return (
    <Page
      title={t('title')}
      beside={<AsOf at={place.asOf} offline={offline} />}
      actions={
        <>
          <PaymentsLink />
          <ColumnSettings columns={columns} settings={settings} onChange={keepSettings} />
        </>
      }
    >
      <div className="orders-list">
        <div className="orders-ask">
          <Input.Search
            ref={box}
            key={search.text ?? ''}
            allowClear
            defaultValue={search.text ?? ''}
            maxLength={200}
            placeholder={t('list.search')}
            aria-label={t('list.search')}
            enterButton={t('list.searchButton')}
            onSearch={(text) => ask(withPart(search, { text }))}
          />
          <OrderFilters search={search} open={filterOpen} onOpen={setFilterOpen} onSearch={ask} />
        </div>
        <StateTabs
          label={t('tab.label')}
          active={search.tab ?? 'all'}
          tabs={tabs.map((tab) => ({ key: tab, label: t(`tab.${tab}`), count: counted?.tabs[tab] ?? null }))}
          onChange={(tab) => ask(withPart(search, { tab: tab === 'all' ? undefined : tab }))}
        />
        {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
        <div className="orders-work">
          <Ledger
            label={t('list.label')}
            source={source}
            rowId={rowId}
            columns={columns}
            cursor={cursor}
            settings={settings}
            onSettings={keepSettings}
            sort={sort}
            onSort={onSort}
            density={density}
            mark={mark}
            faded={isGone}
            onOpen={open}
            onPreview={open}
            onFilter={focusFilter}
            empty={
              failure ? (
                <ErrorNotice error={failure} onRetry={() => source.retry()} />
              ) : (
                <ListEmpty
                  kind={filtered ? 'match' : place.asOf === null ? 'yet' : 'none'}
                  onClear={() => ask({})}
                  onSync={() => void navigate({ to: '/sync' })}
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

function ListEmpty({
  kind,
  onClear,
  onSync,
}: {
  kind: 'match' | 'none' | 'yet'
  onClear: () => void
  onSync: () => void
}) {
  const { t } = useTranslation('orders')
  const action =
    kind === 'match' ? (
      <Button onClick={onClear}>{t('empty.matchAction')}</Button>
    ) : kind === 'yet' ? (
      <Button type="primary" onClick={onSync}>
        {t('empty.yetAction')}
      </Button>
    ) : undefined
  return (
    <EmptyState
      kind={kind === 'match' ? 'nothing-matches' : 'nothing-yet'}
      title={t(`empty.${kind}Title`)}
      text={t(`empty.${kind}Text`)}
      action={action}
    />
  )
}
