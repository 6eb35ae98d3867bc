import { Table } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import type { OnDemandResource } from '#shared/contract/resources.ts'
import { codesOf } from './codes.ts'

/** On-demand resources of a customer; closed ones last. */
export function OnDemandTable({ rows }: { rows: readonly OnDemandResource[] }) {
  const { t } = useTranslation('resources')
  const codes = useMemo(() => codesOf(t), [t])
  return (
    <Table<OnDemandResource>
      size="small"
      rowKey="resourceId"
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      locale={{ emptyText: <EmptyState kind="nothing-yet" title={t('none')} text={t('noneOnDemand')} /> }}
      columns={[
        { title: t('column.name'), key: 'name', render: (_, { name, resourceId }) => name ?? resourceId },
        {
          title: t('column.service'),
          key: 'service',
          render: (_, { serviceName, serviceCode }) => serviceName ?? serviceCode,
        },
        { title: t('column.type'), key: 'type', render: (_, { typeName }) => typeName },
        {
          title: t('column.spec'),
          key: 'spec',
          render: (_, { spec }) => <span className="resource-spec">{spec}</span>,
        },
        { title: t('column.region'), key: 'region', render: (_, { regionCode }) => regionCode },
        {
          title: t('column.status'),
          key: 'status',
          render: (_, { status }) => <CodeTag value={status} known={codes.onDemandStatus} />,
        },
        {
          title: t('column.effectiveAt'),
          key: 'effectiveAt',
          render: (_, { effectiveAt }) => effectiveAt !== null && <time>{dayOf(effectiveAt)}</time>,
        },
        {
          title: t('column.resourceId'),
          key: 'id',
          render: (_, { resourceId }) => <CopyText text={resourceId} label={t('column.resourceId')} />,
        },
      ]}
    />
  )
}
