import UnorderedListOutlined from '@ant-design/icons/UnorderedListOutlined'
import { Badge, Button, Popover, Tooltip } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

const JobList = lazy(() => import('./JobList.tsx').then(({ JobList }) => ({ default: JobList })))

/** Long work in the background: how far, how long, cancel; and what came of it. */
export function JobTray() {
  const { t } = useTranslation('frame')
  const jobs = useRead(api.system.listJobs, {}).data?.jobs ?? []
  const running = jobs.filter(({ state }) => state === 'running').length
  const list = (
    <Suspense fallback={null}>
      <JobList jobs={jobs} />
    </Suspense>
  )
  return (
    <Popover content={list} title={t('jobs.title')} trigger="click" placement="bottomRight">
      <Tooltip title={t('jobs.title')}>
        <Button
          type="text"
          aria-label={running > 0 ? t('jobs.open', { n: running }) : t('jobs.title')}
          icon={
            <Badge count={running} size="small">
              <UnorderedListOutlined className="job-mark" />
            </Badge>
          }
        />
      </Tooltip>
    </Popover>
  )
}
