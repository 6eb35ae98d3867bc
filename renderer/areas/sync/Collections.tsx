import { Button, Progress, Table, type TableColumnsType, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCollectionName } from '#renderer/app/useCollectionName.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { CollectionStatus, SyncStatus } from '#shared/contract/sync.ts'
import { formatBeijing } from '#shared/time.ts'

const number = new Intl.NumberFormat('en-US')

const tones: Record<CollectionStatus['state'], string> = {
  never: 'default',
  waiting: 'default',
  running: 'processing',
  finishing: 'processing',
  paused: 'default',
  fresh: 'success',
  stale: 'default',
  failed: 'error',
  'needs-you': 'warning',
  'not-permitted': 'warning',
}

/** One line a collection: how many rows, how old, what it does now. */
export function Collections({ status, onRefused }: { status: SyncStatus; onRefused: (collection: string) => void }) {
  const { t } = useTranslation('sync')
  const nameOf = useCollectionName()
  const now = useNow(30_000)
  const { fault } = useNotices()
  const start = useWrite(api.sync.start)
  const columns: TableColumnsType<CollectionStatus> = [
    {
      title: t('collection'),
      key: 'name',
      render: (_, { name, refusedRows, background }) => (
        <>
          {nameOf(name)}
          {background && <div className="quiet">{t('background')}</div>}
          {refusedRows > 0 && (
            <Button type="link" size="small" onClick={() => onRefused(name)}>
              {t('refused', { count: refusedRows })}
            </Button>
          )}
        </>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, { state }) => <Tag color={tones[state]}>{t(`states.${state}`)}</Tag>,
    },
    {
      title: t('rows'),
      key: 'rows',
      align: 'right',
      render: (_, { rows }) => <span data-rows={rows}>{number.format(rows)}</span>,
    },
    {
      title: t('done'),
      key: 'done',
      width: 200,
      render: (_, { state, done, total, name }) =>
        state === 'running' || state === 'paused' || state === 'finishing' ? (
          <>
            {total !== null && total > 0 && (
              <Progress
                percent={Math.min(100, Math.floor((done / total) * 100))}
                size="small"
                showInfo={false}
                aria-label={nameOf(name)}
              />
            )}
            <span className="quiet">
              {total === null ? number.format(done) : `${number.format(done)} / ${number.format(total)}`}
            </span>
          </>
        ) : null,
    },
    { title: t('asOf'), key: 'asOf', render: (_, { asOf }) => <AsOf at={asOf} /> },
    {
      title: t('due'),
      key: 'due',
      render: (_, { dueAt }) => (dueAt === null ? '' : dueAt <= now ? t('dueNow') : formatBeijing(dueAt)),
    },
    {
      title: t('actions'),
      key: 'actions',
      align: 'right',
      render: (_, { name, state }) => (
        <Button
          size="small"
          disabled={state === 'running' || state === 'finishing'}
          onClick={() => start.mutate({ collections: [name] }, { onError: fault })}
          aria-label={`${t('startOne')} ${nameOf(name)}`}
        >
          {t('startOne')}
        </Button>
      ),
    },
  ]
  return (
    <Table
      size="small"
      rowKey="name"
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={status.collections}
    />
  )
}
