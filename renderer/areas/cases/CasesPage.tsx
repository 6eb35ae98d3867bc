/** The vendor's other incentive and invoice processes, one table for all chains: state, whose turn, what to do, until when. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Spin, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { useIdentity, usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { Case } from '#shared/contract/cases.ts'
import { type CaseKind, caseKinds, mayHaveOpportunities } from '#shared/rules/cases.ts'
import { formatBeijing } from '#shared/time.ts'
import { CaseDrawer } from './CaseDrawer.tsx'
import { CaseStatus, CaseTurn, isKind, todoOf } from './cells.tsx'
import './cases.css'

export function CasesPage() {
  const { t } = useTranslation('cases')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('incentive.read')
  if (state?.state !== 'ready') return <Spin className="cases-wait" />
  if (allowed === false)
    return (
      <Page title={t('title')}>
        <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
      </Page>
    )
  return <Cases key={state.workspace.workspaceId} />
}

function Cases() {
  const { t } = useTranslation('cases')
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { kind?: unknown }
  const kind: CaseKind = typeof search.kind === 'string' && isKind(search.kind) ? search.kind : 'RED_LETTER'
  const list = useRead(api.cases.list, { kind }, { keepPrevious: true })
  const counts = useRead(api.cases.counts, {}).data?.counts
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const partnerKinds = useIdentity()?.partnerKinds ?? []
  const [openId, setOpenId] = useState<string | null>(null)
  useCommand('refresh', () => void list.refetch())
  const rows = (list.data?.rows ?? []).filter((row) => row.kind === kind)
  const opened = rows.find(({ caseId }) => caseId === openId)
  return (
    <Page title={t('title')} beside={list.data && <AsOf at={list.data.asOf} offline={offline} />}>
      <StateTabs<CaseKind>
        label={t('title')}
        active={kind}
        onChange={(next) => {
          setOpenId(null)
          void navigate({ to: '/cases', search: { kind: next }, replace: true })
        }}
        tabs={caseKinds.map((key) => ({
          key,
          label: t(`kinds.${key}`),
          count: counts ? (counts.find((one) => one.kind === key)?.ours ?? 0) : null,
        }))}
      />
      <Panel title={t(`kinds.${kind}`)}>
        <div className="cases-stack">
          <p className="quiet">{t(`notes.${kind}`)}</p>
          {kind === 'OPPORTUNITY' && !mayHaveOpportunities(partnerKinds) && (
            <Alert type="info" showIcon title={t('notPartner')} />
          )}
          {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
          <CaseTable kind={kind} rows={rows} onOpen={setOpenId} />
        </div>
      </Panel>
      {opened && <CaseDrawer key={opened.caseId} one={opened} kind={kind} onClose={() => setOpenId(null)} />}
    </Page>
  )
}

function CaseTable({ kind, rows, onOpen }: { kind: CaseKind; rows: readonly Case[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('cases')
  const now = useNow(60_000)
  const customerIds = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))].sort().slice(0, 200)
  const names = useRead(api.customers.names, { customerIds }, { enabled: customerIds.length > 0 }).data?.names ?? {}
  const has = (field: keyof Case): boolean => rows.some((row) => row[field] !== null)
  return (
    <Table<Case>
      size="small"
      rowKey="caseId"
      dataSource={rows}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState kind="nothing-yet" title={t('empty.title')} text={t('empty.text')} /> }}
      columns={[
        {
          title: t('column.case'),
          render: (_, { caseId, reminder }) => (
            <>
              <button type="button" className="link-button" onClick={() => onOpen(caseId)}>
                {caseId.length > 20 ? `${caseId.slice(0, 18)}…` : caseId}
              </button>
              {reminder?.due && (
                <div>
                  <Tag color="warning">{t('reminder.due', { note: reminder.note })}</Tag>
                </div>
              )}
            </>
          ),
        },
        { title: t('column.title'), render: (_, { title }) => title ?? t('none') },
        ...(has('period') ? [{ title: t('column.period'), render: (_: unknown, { period }: Case) => period }] : []),
        ...(has('customerId')
          ? [
              {
                title: t('column.customer'),
                render: (_: unknown, { customerId }: Case) =>
                  customerId === null ? t('none') : (names[customerId] ?? customerId),
              },
            ]
          : []),
        {
          title: t('column.amount'),
          align: 'right',
          render: (_, { amount }) => (amount === null ? t('none') : <Money amount={amount} strong />),
        },
        {
          title: t('column.status'),
          render: (_, { status, rejectReason }) => (
            <>
              <CaseStatus kind={kind} status={status} />
              {rejectReason !== null && <div className="cases-reason">{rejectReason}</div>}
            </>
          ),
        },
        { title: t('column.turn'), render: (_, one) => <CaseTurn one={one} kind={kind} now={now} /> },
        {
          title: t('column.todo'),
          render: (_, { status }) => <div className="cases-todo">{todoOf(t, kind, status)}</div>,
        },
        {
          title: t('column.since'),
          render: (_, { since }) => (since === null ? t('none') : formatBeijing(since).slice(0, 10)),
        },
      ]}
    />
  )
}
