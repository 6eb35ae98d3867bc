/** Lists of the day: whose resources end within 7, 15 and 30 days, whose have ended, who is in debt; the most money first. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Spin } from 'antd'
import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { CustomersEmpty } from '#renderer/areas/customers/CustomersEmpty.tsx'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing, isTyping } from '#renderer/parts/fold.ts'
import { PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { DueCustomer } from '#shared/contract/resources.ts'
import { fen, yuanText } from '#shared/money.ts'
import { type DueList, dueLists } from '#shared/rules/resources.ts'
import { distance } from './codes.ts'
import './resources.css'

const number = new Intl.NumberFormat('en-US')
const tabs = [...dueLists, 'arrears'] as const
type Tab = (typeof tabs)[number]

const listOf = (raw: unknown): DueList => dueLists.find((list) => list === String(raw)) ?? '7'

export function DuePage() {
  const { t } = useTranslation('resources')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('customer.read')
  if (state?.state !== 'ready') return <Spin className="customers-wait" />
  if (allowed === false) return <CustomersEmpty kind="no-right" />
  return <Lists key={state.workspace.workspaceId} title={t('due.title')} />
}

function Lists({ title }: { title: string }) {
  const { t } = useTranslation('resources')
  const navigate = useNavigate()
  const { list: raw } = useSearch({ strict: false }) as { list?: unknown }
  const list = listOf(raw)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const figures = useRead(api.resources.dueFigures, {})
  const first = useRead(api.resources.due, { list, at: 0, limit: 100 }, { keepPrevious: true })
  const go = useCallback(
    (tab: Tab) =>
      tab === 'arrears'
        ? void navigate({ to: '/customers', search: { tab: 'debt', sort: 'debt', descending: true } })
        : void navigate({ to: '/due', search: { list: tab }, replace: true }),
    [navigate],
  )
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isComposing(event) || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const tab = /^[1-5]$/.test(event.key) ? tabs[Number(event.key) - 1] : undefined
      if (tab) go(tab)
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [go])
  useCommand('refresh', () => {
    void figures.refetch()
    void first.refetch()
  })
  const columns = useDueColumns()
  const load = useCallback(
    (at: number, limit: number) => api.resources.due({ list, at, limit }, { repeatable: true }),
    [list],
  )
  const open = useCallback(
    ({ customerId }: DueCustomer) =>
      void navigate({ to: '/customers/$customerId', params: { customerId }, search: { tab: 'resources' } }),
    [navigate],
  )
  const { data } = figures
  const countOf = (tab: Tab): number | null => {
    if (!data) return null
    return tab === 'arrears' ? data.arrears.customers : (data.lists.find((one) => one.list === tab)?.customers ?? 0)
  }
  const months = first.data?.months
  return (
    <Page title={title} beside={data && <AsOf at={data.asOf} offline={offline} />}>
      <div className="due-page">
        {figures.error && <ErrorNotice error={figures.error} onRetry={() => void figures.refetch()} />}
        {first.error && <ErrorNotice error={first.error} onRetry={() => void first.refetch()} />}
        <StateTabs
          label={title}
          active={list as Tab}
          onChange={go}
          tabs={tabs.map((key) => ({ key, label: t(`due.lists.${key}`), count: countOf(key) }))}
        />
        <p className="quiet">
          {data &&
            t('due.coverage', { read: number.format(data.readCustomers), all: number.format(data.allCustomers) })}
          {data && data.readCustomers < data.allCustomers && `。${t('due.coverageText')}`}
          {first.data && `　${months ? t('due.money', months) : t('due.noMoney')}`}
        </p>
        <PlainLedger<DueCustomer>
          label={t('due.label')}
          columns={columns}
          rowId={({ customerId }) => customerId}
          question={list}
          version={`${list} ${first.dataUpdatedAt}`}
          load={load}
          onOpen={open}
          empty={first.data && <EmptyState kind="nothing-matches" title={t('due.empty')} text={t('due.emptyText')} />}
        />
        <p className="quiet">{t('due.keys')}</p>
      </div>
    </Page>
  )
}

function useDueColumns(): LedgerColumn<DueCustomer>[] {
  const { t } = useTranslation('resources')
  const now = useNow(3600_000)
  return useMemo(() => {
    const column = (
      key: 'customer' | 'spent' | 'firstAt' | 'resources' | 'autoRenewing' | 'manager' | 'customerId',
      width: number,
      text: (row: DueCustomer) => string,
      more: Partial<LedgerColumn<DueCustomer>> = {},
    ): LedgerColumn<DueCustomer> => ({ key, title: t(`column.${key}`), width, text, ...more })
    return [
      column('customer', 240, ({ customerName }) => customerName, { frozen: 'start', required: true }),
      column('spent', 190, ({ spent }) => (spent === null ? '' : yuanText(fen(spent))), {
        kind: 'money',
        fen: ({ spent }) => (spent === null ? null : fen(spent)),
        cell: ({ spent }) => spent !== null && <Money amount={spent} />,
      }),
      column('firstAt', 180, ({ firstAt }) => `${dayOf(firstAt)}　${distance(t, firstAt, now)}`),
      column('resources', 100, ({ resources }) => number.format(resources), { kind: 'number' }),
      column('autoRenewing', 120, ({ autoRenewing }) => (autoRenewing === 0 ? '' : number.format(autoRenewing)), {
        kind: 'number',
      }),
      column('manager', 140, ({ manager }) => manager ?? ''),
      column('customerId', 280, ({ customerId }) => customerId, { kind: 'id' }),
    ]
  }, [t, now])
}
