import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'

const number = new Intl.NumberFormat('en-US')

/** The export that was started here: its progress, its end, the file. */
export function ExportJob({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { t } = useTranslation('customers')
  const job = useRead(api.system.listJobs, {}).data?.jobs.find((known) => known.jobId === jobId)
  const cancel = useWrite(api.system.cancelJob)
  const show = useWrite(api.system.showJobFile)
  if (!job) return null
  if (job.state === 'running') {
    return (
      <JobProgress
        title={t('export.running')}
        done={job.done}
        total={job.total}
        startedAt={job.startedAt}
        onCancel={() => cancel.mutate({ jobId })}
      />
    )
  }
  if (job.state === 'failed' && job.error)
    return <ErrorNotice error={job.error} action={<CloseButton onClose={onClose} />} />
  if (job.state === 'cancelled')
    return <Alert type="info" showIcon closable={{ onClose }} title={t('export.cancelled')} />
  return (
    <Alert
      type="success"
      showIcon
      closable={{ onClose }}
      title={t('export.done', { file: job.fileName ?? '', n: number.format(job.done) })}
      action={
        <Button size="small" onClick={() => show.mutate({ jobId })}>
          {t('export.show')}
        </Button>
      }
    />
  )
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('common')
  return (
    <Button size="small" onClick={onClose}>
      {t('close')}
    </Button>
  )
}
