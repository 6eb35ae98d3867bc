import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import type { ServiceGroup } from './arrange.ts'
import { SpecPanel } from './SpecPanel.tsx'

/** The resource types of one service type, each with its specs. */
export function ResourceList({ group }: { group: ServiceGroup }) {
  const { t } = useTranslation('products')
  return (
    <Panel title={group.name} beside={<code>{group.code}</code>} className="resource-list">
      <Table
        key={group.code}
        size="small"
        rowKey="code"
        dataSource={group.resources}
        pagination={{ defaultPageSize: 100, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
        locale={{ emptyText: t('noResources') }}
        expandable={{
          columnTitle: t('specs'),
          rowExpandable: () => group.code !== '',
          expandedRowRender: ({ code }) => <SpecPanel serviceType={group.code} resourceType={code} />,
        }}
        columns={[
          { title: t('name'), dataIndex: 'name' },
          { title: t('code'), key: 'code', render: (_, { code }) => <code className="resource-code">{code}</code> },
          { title: t('description'), key: 'description', render: (_, { description }) => description ?? '' },
        ]}
      />
    </Panel>
  )
}
