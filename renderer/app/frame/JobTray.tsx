import UnorderedListOutlined from '@ant-design/icons/UnorderedListOutlined'
import { Badge, Button, Popover, Tooltip } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { movingOf, useOpenGroups } from '../useOpenGroups.ts'
import { usePermitted } from '../usePermitted.ts'

const BatchList = lazy(() => import('./BatchList.tsx').then(({ BatchList }) => ({ default: BatchList })))
const JobList = lazy(() => import('./JobList.tsx').then(({ JobList }) => ({ default: JobList })))

/** Long work in the background: how far, how long, cancel; and what came of it. */
export function JobTray() {
  const { t } = useTranslation('frame')
  const jobs = useRead(api.system.listJobs, {}).data?.jobs ?? []
  const batches = useOpenGroups(usePermitted('outbox.read') === true).filter((group) => movingOf(group) > 0)
  const running = jobs.filter(({ state }) => state === 'running').length + batches.length
  const list = (
    <Suspense fallback={null}>
      <BatchList groups={batches} />
      {(batches.length === 0 || jobs.length > 0) && <JobList jobs={jobs} />}
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
