import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'

const number = new Intl.NumberFormat('en-US')

/** The proof sheet that was asked for here: its progress, its end, the file. */
export function ProofJob({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { t } = useTranslation('batches')
  const job = useRead(api.system.listJobs, {}).data?.jobs.find((known) => known.jobId === jobId)
  const cancel = useWrite(api.system.cancelJob)
  const show = useWrite(api.system.showJobFile)
  if (!job) return null
  if (job.state === 'running') {
    return (
      <JobProgress
        title={t('page.proofSaving')}
        done={job.done}
        total={job.total}
        startedAt={job.startedAt}
        onCancel={() => cancel.mutate({ jobId })}
      />
    )
  }
  if (job.error) return <ErrorNotice error={job.error} />
  if (job.state !== 'done') return null
  return (
    <Alert
      type="success"
      showIcon
      closable={{ onClose }}
      title={t('page.proofDone', { file: job.fileName ?? '', n: number.format(job.done) })}
      action={
        <Button size="small" onClick={() => show.mutate({ jobId })}>
          {t('page.show')}
        </Button>
      }
    />
  )
}
