/** Marketplace goods and offers to be shared, with what sharing needs and what was shared (R-GROW-22…25). */
import { Spin, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { ShareLogRow, ShareRow } from '#shared/contract/growth.ts'
import { formatBeijing } from '#shared/time.ts'
import { RolesPanel } from './RolesPanel.tsx'
import { ShareDialog } from './ShareDialog.tsx'
import './growth.css'

const pagination = { pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }
const percent = (rate: number): string => `${(rate / 100).toFixed(2)}%`

export function GrowthPage() {
  const { t } = useTranslation('growth')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('growth.share')
  if (state?.state !== 'ready') return <Spin className="growth-wait" />
  if (allowed === false) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  return <Shares />
}

function Shares() {
  const { t } = useTranslation('growth')
  const read = useRead(api.growth.shares, {})
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [sharing, setSharing] = useState<ShareRow | null>(null)
  const data = read.data
  return (
    <Page title={t('title')} beside={data && <AsOf at={data.asOf} offline={offline} />}>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {data && data.asOf !== null && <RolesPanel roles={data.roles} />}
      <Tabs
        items={[
          {
            key: 'shares',
            label: t('sections.shares'),
            children: data && <Goods rows={data.rows} synced={data.asOf !== null} onShare={setSharing} />,
          },
          { key: 'log', label: t('sections.log'), children: <ShareLog />, destroyOnHidden: true },
        ]}
      />
      {sharing && <ShareDialog share={sharing} onClose={() => setSharing(null)} />}
    </Page>
  )
}

function Goods({
  rows,
  synced,
  onShare,
}: {
  rows: readonly ShareRow[]
  synced: boolean
  onShare: (row: ShareRow) => void
}) {
  const { t } = useTranslation('growth')
  const kinds = Object.fromEntries(
    (['GOODS', 'OFFER', 'CONFIGURATION_OFFER'] as const).map((kind) => [kind, { label: t(`kind.${kind}`) }]),
  )
  return (
    <>
      {rows.length > 0 && <p className="quiet">{t('asOfNote')}</p>}
      <Table<ShareRow>
        size="small"
        rowKey="shareId"
        dataSource={rows}
        pagination={pagination}
        locale={{
          emptyText: (
            <EmptyState
              kind="nothing-yet"
              title={t(synced ? 'empty.noneTitle' : 'empty.yetTitle')}
              text={t(synced ? 'empty.noneText' : 'empty.yetText')}
            />
          ),
        }}
        columns={[
          { title: t('column.kind'), render: (_, row) => <CodeTag value={row.kind} known={kinds} /> },
          { title: t('column.name'), dataIndex: 'name' },
          { title: t('column.seller'), dataIndex: 'seller' },
          {
            title: t('column.price'),
            align: 'right',
            render: (_, { price }) => (price === null ? t('bySpecification') : <Money amount={price} />),
          },
          {
            title: t('column.shareRate'),
            align: 'right',
            render: (_, { shareRate }) => (shareRate === null ? t('none') : percent(shareRate)),
          },
          {
            title: t('column.validUntil'),
            render: (_, { validUntil }) => (validUntil === null ? t('endless') : formatBeijing(validUntil)),
          },
          {
            title: t('column.sharedAt'),
            render: (_, { sharedAt }) => (sharedAt === null ? t('none') : formatBeijing(sharedAt)),
          },
          {
            title: t('column.actions'),
            render: (_, row) =>
              row.refusal === null ? (
                <button
                  type="button"
                  className="link-button"
                  aria-label={`${t('act')} ${row.name}`}
                  onClick={() => onShare(row)}
                >
                  {t('act')}
                </button>
              ) : (
                <span className="quiet">{t(`refusal.${row.refusal}`)}</span>
              ),
          },
        ]}
      />
    </>
  )
}

function ShareLog() {
  const { t } = useTranslation('growth')
  const read = useRead(api.growth.log, {})
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  return (
    <Table<ShareLogRow>
      size="small"
      rowKey={(row) => `${row.shareId} ${row.at}`}
      loading={read.isPending}
      dataSource={read.data?.rows ?? []}
      pagination={pagination}
      locale={{
        emptyText: <EmptyState kind="nothing-yet" title={t('empty.logTitle')} text={t('empty.logText')} />,
      }}
      columns={[
        { title: t('column.at'), render: (_, { at }) => formatBeijing(at) },
        { title: t('column.name'), dataIndex: 'name' },
        { title: t('column.how'), render: (_, { how }) => t(`how.${how}`) },
        { title: t('column.note'), dataIndex: 'note' },
        { title: t('column.author'), dataIndex: 'author' },
      ]}
    />
  )
}
