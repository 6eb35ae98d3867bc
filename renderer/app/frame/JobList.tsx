import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { JobView } from '#shared/contract/system.ts'
import { formatBeijing } from '#shared/time.ts'
import { useNotices } from '../useNotices.tsx'

const tones = { running: 'processing', done: 'success', failed: 'error', cancelled: 'default' } as const

function Job({ job }: { job: JobView }) {
  const { t } = useTranslation('frame')
  const { fault } = useNotices()
  const cancel = useWrite(api.system.cancelJob)
  const show = useWrite(api.system.showJobFile)
  const { jobId } = job
  const name = t(`jobs.kinds.${job.kind}`)
  const title = job.fileName ? `${name}：${job.fileName}` : name
  return (
    <li className="job">
      {job.state === 'running' ? (
        <JobProgress
          title={title}
          done={job.done}
          total={job.total}
          startedAt={job.startedAt}
          onCancel={() => cancel.mutate({ jobId }, { onError: fault })}
        />
      ) : (
        <div className="job-ended">
          <Tag color={tones[job.state]}>{t(`jobs.states.${job.state}`)}</Tag>
          <span className="job-title" title={title}>
            {title}
          </span>
          <time>{formatBeijing(job.endedAt ?? job.startedAt)}</time>
          {job.state === 'done' && job.fileName && (
            <Button size="small" onClick={() => show.mutate({ jobId }, { onError: fault })}>
              {t('jobs.show')}
            </Button>
          )}
        </div>
      )}
      {job.error && job.state === 'failed' && <ErrorNotice error={job.error} />}
    </li>
  )
}

/** Jobs of this session, the latest first. */
export function JobList({ jobs }: { jobs: readonly JobView[] }) {
  const { t } = useTranslation('frame')
  if (jobs.length === 0) return <EmptyState kind="nothing-yet" title={t('jobs.empty')} text={t('jobs.emptyText')} />
  return (
    <ul className="jobs">
      {jobs.slice(0, 20).map((job) => (
        <Job key={job.jobId} job={job} />
      ))}
    </ul>
  )
}
