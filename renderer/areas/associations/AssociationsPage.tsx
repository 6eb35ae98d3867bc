/** Requests of both sides with their states: what waits for the customer, and what waits for us. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Spin } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn, RowMark } from '#renderer/parts/ledger/types.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { AssociationRequest } from '#shared/contract/associations.ts'
import { BY_CUSTOMER, PENDING } from '#shared/rules/associations.ts'
import { formatBeijing } from '#shared/time.ts'
import { requestCodes } from './codes.ts'
import './associations.css'

type Row = AssociationRequest & { customer: string }

const rowId = ({ requestId }: Row): string => requestId
const time = (at: number | null): string => (at === null ? '' : formatBeijing(at))

export function AssociationsPage() {
  const { t } = useTranslation('associations')
  const allowed = usePermitted('customer.associate')
  if (allowed === null) return <Spin className="customers-wait" />
  if (allowed) return <Requests />
  return (
    <Page title={t('page.title')}>
      <EmptyState kind="no-right" title={t('page.noRight')} text={t('page.noRightText')} />
    </Page>
  )
}

function Requests() {
  const { t } = useTranslation('associations')
  const navigate = useNavigate()
  const [open, setOpen] = useState(true)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const waiting = useRead(api.associations.list, { open: true, from: 0, limit: 1 })
  const all = useRead(api.associations.list, { open: false, from: 0, limit: 1 })
  const codes = useMemo(() => requestCodes(t), [t])
  const columns = useMemo(
    (): LedgerColumn<Row>[] => [
      { key: 'customer', title: t('page.customer'), width: 180, text: ({ customer }) => customer },
      {
        key: 'kind',
        title: t('page.kind'),
        width: 130,
        text: ({ kind }) => codes.kind[kind]?.label ?? kind,
        cell: ({ kind }) => <CodeTag value={kind} known={codes.kind} />,
      },
      {
        key: 'side',
        title: t('page.side'),
        width: 110,
        text: ({ askedBy }) => codes.side[askedBy]?.label ?? askedBy,
        cell: ({ askedBy }) => <CodeTag value={askedBy} known={codes.side} />,
      },
      {
        key: 'state',
        title: t('page.state'),
        width: 130,
        text: ({ state }) => codes.state[state]?.label ?? state,
        cell: ({ state }) => <CodeTag value={state} known={codes.state} />,
      },
      { key: 'reason', title: t('page.reason'), width: 220, text: ({ reason }) => reason },
      {
        key: 'requestedAt',
        title: t('page.requestedAt'),
        width: 170,
        kind: 'date',
        text: (row) => time(row.requestedAt),
      },
      { key: 'decidedAt', title: t('page.decidedAt'), width: 170, kind: 'date', text: (row) => time(row.decidedAt) },
      { key: 'expiresAt', title: t('page.expiresAt'), width: 170, kind: 'date', text: (row) => time(row.expiresAt) },
      { key: 'customerId', title: t('page.customerId'), width: 270, kind: 'id', text: ({ customerId }) => customerId },
    ],
    [t, codes],
  )
  const load = useCallback(
    (from: number, limit: number) => api.associations.list({ open, from, limit }, { repeatable: true }),
    [open],
  )
  const mark = useCallback(
    ({ state, askedBy }: Row): { mark: RowMark; text: string } | null =>
      state !== PENDING
        ? null
        : askedBy === BY_CUSTOMER
          ? { mark: 'needs-you', text: t('block.pendingTheirs') }
          : { mark: 'waiting', text: t('codes.state.PENDING') },
    [t],
  )
  const failed = waiting.error ?? all.error
  return (
    <Page
      title={t('page.title')}
      beside={<AsOf at={all.data?.asOf ?? null} offline={offline} />}
      actions={<Button onClick={() => void navigate({ to: '/creations' })}>{t('page.create')}</Button>}
    >
      {failed && <ErrorNotice error={failed} />}
      <StateTabs<'open' | 'all'>
        label={t('page.tabs')}
        active={open ? 'open' : 'all'}
        onChange={(tab) => setOpen(tab === 'open')}
        tabs={[
          { key: 'open', label: t('page.open'), count: waiting.data?.total ?? 0 },
          { key: 'all', label: t('page.all'), count: all.data?.total ?? 0 },
        ]}
      />
      <div className="association-list">
        <PlainLedger
          label={t('page.list')}
          columns={columns}
          rowId={rowId}
          question={open ? 'open' : 'all'}
          version={`${waiting.data?.total} ${all.data?.total} ${all.data?.asOf}`}
          load={load}
          mark={mark}
          onOpen={({ customerId }) =>
            void navigate({ to: '/customers/$customerId', params: { customerId }, search: {} })
          }
          empty={
            <EmptyState
              kind="nothing-yet"
              title={t(open ? 'page.empty' : 'page.emptyAll')}
              text={t('page.emptyText')}
            />
          }
        />
      </div>
    </Page>
  )
}
