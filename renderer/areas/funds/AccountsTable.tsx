import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import type { PartnerAccount } from '#shared/contract/funds.ts'

/** Every account the vendor answered, of unknown types too. */
export function AccountsTable({ accounts }: { accounts: readonly PartnerAccount[] }) {
  const { t } = useTranslation('funds')
  const types = Object.fromEntries(
    Object.entries(t('types', { returnObjects: true })).map(([code, label]) => [code, { label }]),
  )
  const money = (title: string, key: 'amount' | 'designated' | 'credit') => ({
    title,
    key,
    align: 'right' as const,
    render: (_: unknown, account: PartnerAccount) => {
      const amount = account[key]
      return amount === null ? '—' : <Money amount={amount} strong={key === 'amount'} />
    },
  })
  return (
    <Table<PartnerAccount>
      size="small"
      rowKey={({ accountType, accountId }) => `${accountType} ${accountId}`}
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={accounts}
      columns={[
        {
          title: t('accountType'),
          key: 'type',
          render: (_, { accountType }) => <CodeTag value={accountType} known={types} />,
        },
        { title: t('accountId'), dataIndex: 'accountId' },
        money(t('amount'), 'amount'),
        money(t('designated'), 'designated'),
        money(t('creditLine'), 'credit'),
        { title: t('currency'), dataIndex: 'currency' },
        { title: t('memo'), key: 'memo', render: (_, { memo }) => memo ?? '' },
      ]}
    />
  )
}
