import InboxOutlined from '@ant-design/icons/InboxOutlined'
import { Badge, Button, Popover, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
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

/** Long work in the background: how far, how long, cancel; and what came of it. */
export function JobTray() {
  const { t } = useTranslation('frame')
  const jobs = useRead(api.system.listJobs, {}).data?.jobs ?? []
  const running = jobs.filter(({ state }) => state === 'running').length
  const list =
    jobs.length === 0 ? (
      <EmptyState kind="nothing-yet" title={t('jobs.empty')} text={t('jobs.emptyText')} />
    ) : (
      <ul className="jobs">
        {jobs.slice(0, 20).map((job) => (
          <Job key={job.jobId} job={job} />
        ))}
      </ul>
    )
  return (
    <Popover content={list} title={t('jobs.title')} trigger="click" placement="bottomRight">
      <Button
        type="text"
        aria-label={running > 0 ? t('jobs.open', { n: running }) : t('jobs.title')}
        title={t('jobs.title')}
        icon={
          <Badge count={running} size="small">
            <InboxOutlined />
          </Badge>
        }
      />
    </Popover>
  )
}
