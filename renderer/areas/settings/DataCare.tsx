import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { JobView } from '#shared/contract/system.ts'
import { formatBeijing } from '#shared/time.ts'

function Care({
  kind,
  title,
  text,
  run,
}: {
  kind: JobView['kind']
  title: string
  text: string
  run: typeof api.system.backup
}) {
  const { t } = useTranslation('settings')
  const { t: tf } = useTranslation('frame')
  const { done, fault } = useNotices()
  const start = useWrite(run, { onDone: () => done(t('started')) })
  const cancel = useWrite(api.system.cancelJob)
  const last = useRead(api.system.listJobs, {}).data?.jobs.find((job) => job.kind === kind)
  return (
    <div className="setting">
      <div className="setting-name">
        {title}
        <p className="quiet">{text}</p>
        {last && last.state !== 'running' && (
          <p className="quiet">
            {t('lastJob', {
              state: tf(`jobs.states.${last.state}`),
              at: formatBeijing(last.endedAt ?? last.startedAt),
            })}
            {last.found &&
              'auditEntries' in last.found &&
              ` ${t('integrityFound', { count: last.found.auditEntries })}`}
          </p>
        )}
        {last?.state === 'failed' && last.error && <ErrorNotice error={last.error} />}
        {last?.state === 'running' && (
          <JobProgress
            title={tf(`jobs.kinds.${kind}`)}
            done={last.done}
            total={last.total}
            startedAt={last.startedAt}
            onCancel={() => cancel.mutate({ jobId: last.jobId }, { onError: fault })}
          />
        )}
      </div>
      <Button
        loading={start.isPending}
        disabled={last?.state === 'running'}
        onClick={() => start.mutate({}, { onError: fault })}
      >
        {title}
      </Button>
    </div>
  )
}

export function DataCare() {
  const { t } = useTranslation('settings')
  return (
    <Panel title={t('data')}>
      <Care kind="backup" title={t('backup')} text={t('backupText')} run={api.system.backup} />
      <Care kind="integrity-check" title={t('integrity')} text={t('integrityText')} run={api.system.checkIntegrity} />
    </Panel>
  )
}
