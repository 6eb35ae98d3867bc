import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import type { MemberRow } from '#shared/contract/organization.ts'
import { formatBeijing } from '#shared/time.ts'
import { pagination } from './pagination.ts'

const labels = (names: Record<string, string>) =>
  Object.fromEntries(Object.entries(names).map(([code, label]) => [code, { label }]))

/** Members with their roles; phone and mail come masked. */
export function MembersTable({ rows }: { rows: readonly MemberRow[] }) {
  const { t } = useTranslation('organization')
  const roleNames = labels(t('roleNames', { returnObjects: true }))
  const statusNames = labels(t('statusNames', { returnObjects: true }))
  return (
    <Table<MemberRow>
      size="small"
      rowKey="accountName"
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      pagination={pagination((count) => t('total', { count }))}
      locale={{ emptyText: <EmptyState kind="nothing-matches" title={t('noMatch')} text={t('noMatchText')} /> }}
      columns={[
        { title: t('accountName'), dataIndex: 'accountName' },
        { title: t('name'), dataIndex: 'name' },
        {
          title: t('roles'),
          key: 'roles',
          render: (_, { roles }) => (
            <span className="role-tags">
              {roles.map((role) => (
                <CodeTag key={role} value={role} known={roleNames} />
              ))}
            </span>
          ),
        },
        { title: t('director'), key: 'director', render: (_, { director }) => director ?? t('noDirector') },
        { title: t('telephone'), dataIndex: 'telephone' },
        { title: t('email'), dataIndex: 'email' },
        {
          title: t('status'),
          key: 'status',
          render: (_, { status }) => <CodeTag value={status} known={statusNames} />,
        },
        {
          title: t('createdAt'),
          key: 'createdAt',
          render: (_, { createdAt }) => (createdAt === null ? '' : formatBeijing(createdAt)),
        },
      ]}
    />
  )
}
