import { Table, type TableColumnsType, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { sync } from '#renderer/app/texts/zh/sync.ts'
import { useCollectionName } from '#renderer/app/useCollectionName.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { SyncRun } from '#shared/contract/sync.ts'
import { formatBeijing } from '#shared/time.ts'
import { useDuration } from './useDuration.ts'

const number = new Intl.NumberFormat('en-US')
const SHOWN = 100

const tones: Record<SyncRun['outcome'], string> = {
  running: 'processing',
  complete: 'success',
  cancelled: 'default',
  paused: 'default',
  failed: 'error',
  interrupted: 'warning',
  'needs-you': 'warning',
}

const isKnown = (reason: string): reason is keyof typeof sync.reasons => Object.hasOwn(sync.reasons, reason)

/** The last runs: what each read and changed, why it ran, and what the vendor said where it failed. */
export function History() {
  const { t } = useTranslation('sync')
  const nameOf = useCollectionName()
  const duration = useDuration()
  const history = useRead(api.sync.history, { limit: SHOWN })
  const count = (title: string, key: 'pages' | 'rows' | 'added' | 'changed' | 'vanished') => ({
    title,
    key,
    align: 'right' as const,
    render: (_: unknown, run: SyncRun) => number.format(run[key]),
  })
  const columns: TableColumnsType<SyncRun> = [
    { title: t('startedAt'), key: 'startedAt', render: (_, { startedAt }) => formatBeijing(startedAt) },
    { title: t('collection'), key: 'collection', render: (_, { collection }) => nameOf(collection) },
    {
      title: t('outcome'),
      key: 'outcome',
      render: (_, { outcome, error }) => (
        <>
          <Tag color={tones[outcome]}>{t(`outcomes.${outcome}`)}</Tag>
          {error && <code>{error.vendor?.code ?? error.code}</code>}
        </>
      ),
    },
    {
      title: t('took'),
      key: 'took',
      align: 'right',
      render: (_, { startedAt, endedAt }) => (endedAt === null ? '' : duration(endedAt - startedAt)),
    },
    count(t('pages'), 'pages'),
    count(t('read'), 'rows'),
    count(t('added'), 'added'),
    count(t('changed'), 'changed'),
    count(t('vanished'), 'vanished'),
    {
      title: t('reason'),
      key: 'reason',
      render: (_, { reason }) => (isKnown(reason) ? t(`reasons.${reason}`) : reason),
    },
  ]
  if (history.error) return <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />
  return (
    <Table
      size="small"
      rowKey="runId"
      loading={history.isPending}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={history.data?.runs ?? []}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
      locale={{ emptyText: t('historyEmpty') }}
      expandable={{
        showExpandColumn: history.data?.runs.some(({ error }) => error !== null) ?? false,
        rowExpandable: ({ error }) => error !== null,
        expandedRowRender: ({ error }) => error && <ErrorNotice error={error} />,
      }}
    />
  )
}
