/** What is mirrored, how fresh it is, what runs, what went wrong and what to do. */
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { Attention } from './Attention.tsx'
import { Collections } from './Collections.tsx'
import { ConnectionTest } from './ConnectionTest.tsx'
import { History } from './History.tsx'
import { RefusedRows } from './RefusedRows.tsx'
import { SyncProgress } from './SyncProgress.tsx'
import './sync.css'

function Actions({ status, onTest }: { status: SyncStatus; onTest: () => void }) {
  const { t } = useTranslation('sync')
  const { fault } = useNotices()
  const start = useWrite(api.sync.start)
  const pause = useWrite(api.sync.pause)
  const resume = useWrite(api.sync.resume)
  const cancel = useWrite(api.sync.cancel)
  const working = status.phase === 'running' || status.phase === 'finishing'
  return (
    <>
      <Button onClick={onTest}>{t('test')}</Button>
      {(working || status.phase === 'paused') && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate({}, { onError: fault })}>
          {t('cancel')}
        </Button>
      )}
      {working && (
        <Button loading={pause.isPending} onClick={() => pause.mutate({}, { onError: fault })}>
          {t('pause')}
        </Button>
      )}
      {status.phase === 'paused' && (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate({}, { onError: fault })}>
          {t('resume')}
        </Button>
      )}
      {status.phase === 'idle' && (
        <Button
          type="primary"
          loading={start.isPending}
          onClick={() => start.mutate({ collections: null }, { onError: fault })}
        >
          {t('start')}
        </Button>
      )}
    </>
  )
}

export function SyncPage() {
  const { t } = useTranslation('sync')
  const [testing, setTesting] = useState(false)
  const [refusedOf, setRefusedOf] = useState<string | null>(null)
  const read = useRead(api.sync.status, {})
  const status = read.data
  return (
    <Page
      title={t('title')}
      beside={status && <AsOf at={status.asOf} offline={status.connection === 'offline'} />}
      actions={status && <Actions status={status} onTest={() => setTesting(true)} />}
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton active />}
      {status && (
        <>
          <SyncProgress status={status} />
          <Attention status={status} />
          <Panel title={t('collectionsTitle')}>
            <Collections status={status} onRefused={setRefusedOf} />
          </Panel>
          <Panel title={t('historyTitle')}>
            <History />
          </Panel>
        </>
      )}
      {testing && <ConnectionTest onClose={() => setTesting(false)} />}
      {refusedOf !== null && <RefusedRows collection={refusedOf} onClose={() => setRefusedOf(null)} />}
    </Page>
  )
}
