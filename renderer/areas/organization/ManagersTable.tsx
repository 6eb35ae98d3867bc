import { Link } from '@tanstack/react-router'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import type { ManagerRow } from '#shared/contract/organization.ts'
import { pagination } from './pagination.ts'

const number = new Intl.NumberFormat('en-US')

/** Who covers which customers; the figure leads to its rows. */
export function ManagersTable({ rows }: { rows: readonly ManagerRow[] }) {
  const { t } = useTranslation('organization')
  return (
    <Table<ManagerRow>
      size="small"
      rowKey="accountName"
      dataSource={rows}
      pagination={pagination((count) => t('total', { count }))}
      locale={{ emptyText: <EmptyState kind="nothing-matches" title={t('noMatch')} text={t('noMatchText')} /> }}
      columns={[
        { title: t('name'), dataIndex: 'name' },
        { title: t('accountName'), dataIndex: 'accountName' },
        { title: t('director'), key: 'director', render: (_, { director }) => director ?? t('noDirector') },
        {
          title: t('customers'),
          key: 'customers',
          align: 'right',
          sorter: (a, b) => a.customers - b.customers,
          render: (_, { accountName, name, customers }) => (
            <Link to="/customers" search={{ manager: [accountName] }} aria-label={t('customersOf', { name })}>
              {number.format(customers)}
            </Link>
          ),
        },
      ]}
    />
  )
}
